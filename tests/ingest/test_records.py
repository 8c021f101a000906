"""JSON, JSON Lines, CSV and TSV: many articles a file."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.ingest import read_articles
from geoincidents.ingest.readers import RECORDS
from geoincidents.ingest.source import Opened
from geoincidents.model import Skipped

NEWS = "Rockets hit Erbil on Monday, the army said."
DAY = date(2020, 9, 28)


def write(folder: Path, name: str, text: str) -> Path:
    """Write a file of the test."""
    path = folder / name
    path.write_bytes(text.encode())
    return path


@pytest.mark.parametrize("day", ["published", "date"])
def test_a_json_object_is_one_article(day: str, tmp_path: Path) -> None:
    """All fields are read, `published` or `date`."""
    record = {"id": 7, "text": NEWS, "title": "T", day: "2020-09-28T10:00:00Z", "publisher": "P"}
    path = write(tmp_path, "a.json", json.dumps({**record, "url": "https://x.org/1"}))
    (article,) = read_articles(path)
    assert (article.article_id, article.text, article.title) == ("7", NEWS, "T")
    assert (article.published, article.publisher, article.url) == (DAY, "P", "https://x.org/1")
    assert article.warnings == ()


def test_records_without_an_id_are_numbered(tmp_path: Path) -> None:
    """By the line in JSON Lines and CSV, by the place in a list."""
    lines = json.dumps({"text": "One."}) + "\n\n" + json.dumps({"text": "Two."})
    rows = 'text,title\n"Three,\nstill",t\nFour.,t\n'
    paths = [
        write(tmp_path, "l.jsonl", lines),
        write(tmp_path, "t.csv", rows),
        write(tmp_path, "d.json", json.dumps([{"text": "Five."}, {"text": "Six."}])),
    ]
    found = read_articles(*paths)
    assert {article.article_id: article.text for article in found} == {
        "d-1": "Five.",
        "d-2": "Six.",
        "l-1": "One.",
        "l-3": "Two.",
        "t-2": "Three,\nstill",
        "t-4": "Four.",
    }
    assert found[0].path == f"{paths[2]}:1"


BROKEN = [
    ("{bad", "not valid JSON at line 2, column 2"),
    ("[1]", "a list, not an object"),
    ('"x"', "text, not an object"),
    ("{}", "no field 'text'; fields found: none"),
    ('{"text": 5}', "field 'text' is a number"),
    ('{"text": " "}', "no text"),
    ('{"text": NaN}', "NaN is not JSON"),
    ('{"a":' * 50_000, "nested too deeply"),
    ('{"text": "x", "n": ' + "9" * 5000 + "}", "too many digits"),
    ('{"incident_id": "x"}', "a result of geoincidents"),
]


@pytest.mark.parametrize(("line", "reason"), BROKEN, ids=[reason for _, reason in BROKEN])
def test_a_bad_line_is_named_and_loses_no_other(line: str, reason: str, tmp_path: Path) -> None:
    """It becomes a skipped `file:line`."""
    good = json.dumps({"text": NEWS, "id": "good"})
    path = write(tmp_path, "a.jsonl", f'{{"text": "First."}}\n{line}\n{good}\n')
    found = read_articles(path)
    assert [article.article_id for article in found] == ["a-1", "good"]
    assert [each.path for each in found.skipped] == [f"{path}:2"]
    assert reason in found.skipped[0].reason


def test_u2028_ends_no_line_of_json(tmp_path: Path) -> None:
    """Only a line feed does."""
    path = write(tmp_path, "a.jsonl", f'{{"text": "a\u2028b\x85c {NEWS}"}}\r\n')
    assert [article.text for article in read_articles(path)] == [f"a\u2028b\x85c {NEWS}"]


def test_json_lines_named_json_are_told_how_to_be_read(tmp_path: Path) -> None:
    """The next step names the ending."""
    path = write(tmp_path, "a.json", f'{{"text": "{NEWS}"}}\n{{"text": "x"}}\n')
    assert ".jsonl" in read_articles(path).skipped[0].next_step


def test_fields_of_a_wrong_type_are_warnings_that_name_it(tmp_path: Path) -> None:
    """The article stays."""
    record = {"text": NEWS, "title": ["x"], "date": 20200928, "url": None, "id": True}
    (article,) = read_articles(write(tmp_path, "a.json", json.dumps(record)))
    assert article.warnings[0] == "field 'id' is true or false, not text: 'a' is used"
    assert "field 'title' is a list, not text: it is not used" in article.warnings
    assert "field 'date' is a number, not text: it is not used" in article.warnings


def test_credentials_of_a_url_are_dropped(tmp_path: Path) -> None:
    """A password never reaches a map."""
    record = {"text": NEWS, "url": "https://user:pw@example.org/a?b=1"}
    (article,) = read_articles(write(tmp_path, "a.json", json.dumps(record)), published=DAY)
    assert article.url == "https://example.org/a?b=1"
    assert len(article.warnings) == 1


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_by_the_header(mark: str, tmp_path: Path) -> None:
    """Column names are read without case and space."""
    path = write(
        tmp_path, "a.csv", mark.join(["ID", " Title", "Text "]) + f"\nx{mark}t{mark}{NEWS}"
    )
    if mark == ",":
        path.write_text(path.read_text().replace(NEWS, f'"{NEWS}"'))
    (article,) = read_articles(path, published=DAY)
    assert (article.article_id, article.title, article.text) == ("x", "t", NEWS)


def test_a_csv_without_text_is_skipped_with_its_columns(tmp_path: Path) -> None:
    """The reason names what was found."""
    path = write(tmp_path, "a.csv", "name,body\nx,y\n")
    (skipped,) = read_articles(path).skipped
    assert skipped.reason == "no column 'text'; columns found: 'name', 'body'"


def test_commas_of_an_unquoted_text_are_put_back(tmp_path: Path) -> None:
    """Where the text is the last column nothing is lost; there is a warning."""
    path = write(tmp_path, "a.csv", f"title,text\nt,{NEWS}\n")
    (article,) = read_articles(path, published=DAY)
    assert article.text == NEWS
    assert "joined" in article.warnings[0]


def test_a_quote_that_never_closes_swallows_one_row(tmp_path: Path) -> None:
    """The rows behind it are read."""
    path = write(tmp_path, "a.csv", 'text,id\nOne.,1\n"open,2\nThree.,3\nFour.,4\n')
    found = read_articles(path)
    assert [article.article_id for article in found] == ["1", "3", "4"]
    assert [(each.path, each.reason) for each in found.skipped] == [
        (f"{path}:3", "a quote opened in this row is never closed")
    ]


def test_a_file_of_broken_rows_ends_soon(tmp_path: Path) -> None:
    """Taking up again is bounded, and what is not read is said."""
    path = write(tmp_path, "a.csv", "text,id\n" + '"open,x\n' * 5000)
    found = read_articles(path)
    assert len(found) == 0
    assert "the rest of the file is not read" in found.skipped[-1].reason


def test_thousands_of_broken_lines_are_named_shortly(tmp_path: Path) -> None:
    """A hundred by line, the others as a number."""
    found = read_articles(write(tmp_path, "a.jsonl", "x\n" * 1000))
    assert len(found.skipped) == 101
    assert "900 more records were skipped" in {each.reason for each in found.skipped}


def test_the_csv_limit_of_the_process_is_left_as_it_was(tmp_path: Path) -> None:
    """A field of 300,000 characters is read without changing the setting for others."""
    import csv  # noqa: PLC0415 - the setting is what is looked at

    before = csv.field_size_limit()
    path = write(tmp_path, "a.csv", 'text\n"' + "y" * 300_000 + '"\n')
    assert len(read_articles(path)[0].text) == 300_000
    assert csv.field_size_limit() == before


LINE = st.one_of(
    st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"]), max_size=20),
    st.dictionaries(st.sampled_from(["text", "id", "date"]), st.text(max_size=9)).map(json.dumps),
)


@given(st.lists(LINE, max_size=6), st.integers(0, 6))
def test_no_line_changes_what_is_read_of_another(lines: list[str], at: int) -> None:
    """A good record is read whatever stands round it."""
    good = json.dumps({"text": NEWS, "id": "the good one"})
    text = "\n".join([*lines[:at], good, *lines[at:]])
    source = Opened(
        stream=io.BytesIO(text.encode()),
        shown="f",
        file_id="f",
        folder_name="",
        extension=".jsonl",
    )
    found = list(RECORDS[".jsonl"](source))
    assert [
        each.text for each in found if not isinstance(each, Skipped) and each.name == "the good one"
    ]
