"""`articles.csv` beside the files, `published`, and what goes before what."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.errors import InputError
from geoincidents.ingest import read_articles
from geoincidents.ingest.dates import parse_published

NEWS = "Rockets hit Erbil on Monday, the army said."
DAY = date(2020, 9, 28)
SEEDS = Path(__file__).parents[2] / "seeds"


def make_folder(folder: Path, sheet: str, *stems: str) -> Path:
    """Write a sheet, and a text for each stem."""
    (folder / "articles.csv").write_text(sheet, encoding="utf-8")
    for stem in stems:
        (folder / f"{stem}.txt").write_text(f"{NEWS} {stem}", encoding="utf-8")
    return folder


def test_the_seeds_are_read_with_their_sheet() -> None:
    """Five articles, each with the title and date of `articles.csv`, nothing skipped."""
    found = read_articles(SEEDS)
    assert [article.article_id[:3] for article in found] == ["000", "001", "002", "003", "004"]
    assert [str(article.published) for article in found] == [
        "2020-09-28",
        "2020-10-05",
        "2021-03-15",
        "2021-02-16",
        "2019-12-12",
    ]
    assert [article.warnings for article in found] == [()] * 5
    assert found.skipped == ()
    assert found[2].publisher is None
    assert found[0].text == Path(str(found[0].path)).read_bytes().decode()


@pytest.mark.parametrize("paths", [["a.txt"], ["a.txt", "articles.csv"]])
def test_the_sheet_tells_of_a_file_given_alone(paths: list[str], tmp_path: Path) -> None:
    """Rows of files that are not asked for are no fault, nor is the sheet itself as an input."""
    make_folder(tmp_path, "article,title,published\na,T,2020-09-28\nb,U,\n", "a", "b")
    found = read_articles(*(tmp_path / path for path in paths))
    assert [(each.title, each.published, each.warnings) for each in found] == [("T", DAY, ())]
    assert found.skipped == ()


def test_the_sheet_of_a_folder_tells_of_the_folders_below_it(tmp_path: Path) -> None:
    """Unless they have one of their own."""
    make_folder(tmp_path, "article,title\na,Above\nb,Above\n")
    (tmp_path / "x").mkdir()
    (tmp_path / "y").mkdir()
    make_folder(tmp_path / "x", "article,title\na,Beside\n", "a")
    (tmp_path / "y" / "b.txt").write_text(NEWS, encoding="utf-8")
    found = read_articles(tmp_path)
    assert [article.title for article in found] == ["Beside", "Above"]
    assert found.skipped == ()


def test_a_row_without_a_file_is_skipped_by_line(tmp_path: Path) -> None:
    """Where the whole folder is read."""
    make_folder(tmp_path, "article,published\na,2020-09-28\nzz,2020-09-28\n", "a")
    (skipped,) = read_articles(tmp_path).skipped
    assert skipped.path == f"{tmp_path / 'articles.csv'}:3"
    assert "'zz'" in skipped.reason


def test_the_sheet_may_name_files_with_their_ending(tmp_path: Path) -> None:
    """A row may name `a.txt` or `a`: both are the article in that file."""
    (tmp_path / "a.txt").write_text("Two rockets fell.", "utf-8")
    (tmp_path / "articles.csv").write_text("article,published\na.txt,2021-02-20\n", "utf-8")
    articles = read_articles(tmp_path)
    assert [str(one.published) for one in articles] == ["2021-02-20"]
    assert articles.skipped == ()


def test_a_sheet_of_the_wrong_encoding_is_read_by_the_one_given(tmp_path: Path) -> None:
    """UTF-8 where it is UTF-8, else `encoding`."""
    make_folder(tmp_path, "", "a")
    (tmp_path / "articles.csv").write_bytes("article,title\na,غارة\n".encode("cp1256"))
    (article,) = read_articles(tmp_path, encoding="cp1256")
    assert article.title == "غارة"


@pytest.mark.parametrize(
    ("sheet", "says"),
    [
        ("name,published\na,2020-09-28\n", "no column 'article'"),
        ("article,published\na,28/09/2020\n", "'28/09/2020' is not used"),
        ("article,published\na,2020-09-28\na,2020-09-29\n", "lines 2 and 3 differ"),
        ('article,published\n"a,2020-09-28\n', "line 2: a quote"),
        ("", "empty file"),
    ],
)
def test_faults_of_the_sheet_are_warnings(sheet: str, says: str, tmp_path: Path) -> None:
    """The articles are read all the same."""
    (article,) = read_articles(make_folder(tmp_path, sheet, "a"))
    assert says in article.warnings[0]
    assert article.warnings[0].startswith("articles.csv: ")


def test_the_file_goes_before_the_sheet_and_the_sheet_before_published(tmp_path: Path) -> None:
    """Where file and sheet differ in the date, there is a warning."""
    make_folder(tmp_path, "article,published,title\na,2020-09-29,Sheet\nb,2020-09-29,\n", "b", "c")
    (tmp_path / "a.txt").write_text(f"---\ndate: 2020-09-28\n---\n{NEWS}", encoding="utf-8")
    found = read_articles(tmp_path, published=date(2020, 9, 30))
    assert [article.published for article in found] == [
        DAY,
        date(2020, 9, 29),
        date(2020, 9, 30),
    ]
    assert found[0].title == "Sheet"
    assert "2020-09-29" in found[0].warnings[0]


def test_an_articles_csv_with_texts_is_no_sheet(tmp_path: Path) -> None:
    """A column `text` makes it a table of articles."""
    (tmp_path / "articles.csv").write_text(f'id,text\nx,"{NEWS}"\n', encoding="utf-8")
    assert [article.article_id for article in read_articles(tmp_path)] == ["x"]


def test_a_sheet_alone_is_an_error(tmp_path: Path) -> None:
    """It tells of articles and holds none."""
    make_folder(tmp_path, "article,title\na,T\n", "a")
    with pytest.raises(InputError, match="give the folder"):
        read_articles(tmp_path / "articles.csv")


@pytest.mark.parametrize(
    "value",
    [
        "2020-09-28",
        " 20200928 ",
        "2020-09-28T23:59:59+03:00",
        "2020-09-28 10:00",
        "Mon, 28 Sep 2020 10:00:00 GMT",
        "28 Sep 2020 10:00 +0300",
    ],
)
def test_a_date_is_read_as_it_is_written(value: str) -> None:
    """ISO 8601 and e-mail; no time zone moves the day."""
    assert parse_published(value) == DAY


@pytest.mark.parametrize(
    "value",
    [
        "",
        "28/09/2020",
        "2020",
        "2020-09",
        "2020-02-30",
        "0001-01-01",
        "9999-12-31",
        "2020-09-28x",
        "yesterday",
        "٢٠٢٠-٠٩-٢٨",
        "Mon, 99 Sep 2020 10:00:00 GMT",
        "1601251200",
        "Mon, 28 Sep 2020 10:00:00 +99999999999999999999",
        "Mon, 28 Sep 2020 10:99999999999:00 GMT",
        "28 Sep 2020 10:00:99999999999999999999",
    ],
)
def test_what_can_mean_two_days_or_none_is_no_date(value: str) -> None:
    """Nothing is guessed."""
    assert parse_published(value) is None


@given(st.text())
def test_no_text_breaks_the_reader_of_dates(value: str) -> None:
    """It gives a day of newspapers or none."""
    day = parse_published(value)
    assert day is None or 1800 <= day.year <= 2100
