"""Plain text and Markdown."""

from datetime import date
from pathlib import Path

import pytest

from geoincidents.ingest import read_articles

NEWS = "Rockets hit the area near Baghdad airport on Monday, the army said."
DAY = date(2020, 9, 28)


def test_markup_in_a_text_stays(tmp_path: Path) -> None:
    """Offsets point into the original: tags and newlines are not touched."""
    text = 'Two rockets\r\nhit <a href="https://x.org/erbil">Balad</a>.\r\n\n \u00a0'
    (tmp_path / "a.txt").write_bytes(text.encode())
    (article,) = read_articles(tmp_path / "a.txt", published=DAY)
    assert article.text == text
    assert article.article_id == "a"
    assert article.warnings == ()


def test_front_matter_gives_metadata_and_is_blanked(tmp_path: Path) -> None:
    """What was the head becomes spaces, so that offsets still count in the file."""
    head = "---\r\ntitle: Rockets hit Erbil\r\ndate: 2020-09-28\r\npublisher: Daily\r\n---\r\n"
    (tmp_path / "a.md").write_bytes((head + NEWS).encode())
    (article,) = read_articles(tmp_path / "a.md")
    assert article.text.index(NEWS) == len(head)
    assert article.text.strip() == NEWS
    assert article.text.count("\n") == head.count("\n")
    assert (article.title, article.published, article.publisher) == (
        "Rockets hit Erbil",
        DAY,
        "Daily",
    )


@pytest.mark.parametrize(
    "text",
    [
        "---\nBAGHDAD: rockets hit the airport\n---\nMore.",
        "---\nA line between rules\n---\nMore.",
        "---\nno end",
    ],
)
def test_a_block_between_rules_that_is_no_front_matter_stays(text: str, tmp_path: Path) -> None:
    """Only a block that names one of our fields is taken out of sight."""
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert read_articles(tmp_path / "a.txt")[0].text == text


@pytest.mark.parametrize("head", ["title: a: b", "title: " + "[" * 5000])
def test_broken_front_matter_is_read_as_text_with_a_warning(head: str, tmp_path: Path) -> None:
    """Nothing is lost where YAML is at fault."""
    text = f"---\n{head}\n---\n{NEWS}"
    (tmp_path / "a.md").write_bytes(text.encode())
    (article,) = read_articles(tmp_path / "a.md", published=DAY)
    assert article.text == text
    assert "front matter" in article.warnings[0]


def test_front_matter_with_an_impossible_date_keeps_its_other_fields(tmp_path: Path) -> None:
    """The date is a warning, the title is used."""
    text = f"---\ntitle: T\ndate: 2020-02-31\n---\n{NEWS}"
    (tmp_path / "a.md").write_bytes(text.encode())
    (article,) = read_articles(tmp_path / "a.md")
    assert (article.title, article.published) == ("T", None)
    assert "'2020-02-31' is not used" in article.warnings[0]


def test_a_web_page_named_txt_is_told(tmp_path: Path) -> None:
    """Its text stays as it is, and the warning says what to do."""
    (tmp_path / "a.txt").write_text(f"<!DOCTYPE html><p>{NEWS}", encoding="utf-8")
    (article,) = read_articles(tmp_path / "a.txt", published=DAY)
    assert ".html" in article.warnings[0]


def test_no_date_is_one_warning_that_says_how_to_give_it(tmp_path: Path) -> None:
    """Never today's date."""
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    (article,) = read_articles(tmp_path / "a.txt")
    assert article.published is None
    assert [warning.split(":")[0] for warning in article.warnings] == ["no publication date"]
    assert "--published" in article.warnings[0]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Rockets hit \u202elibrE\u202c.", "2 bidirectional"),
        (
            "Rockets hit Bаghdad.",
            "Latin with Cyrillic letters inside a word, for example 'Bаghdad'",
        ),
        ("Rockets hit \U000e0045rbil.", "1 invisible"),
        ("Rockets hit\x00 Erbil.", "1 NUL"),
    ],
)
def test_characters_that_deceive_are_told(text: str, says: str, tmp_path: Path) -> None:
    """The text keeps them, the reader is warned."""
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (article,) = read_articles(tmp_path / "a.txt", published=DAY)
    assert says in article.warnings[0]
    assert article.text == text.replace("\x00", "\ufffd")


def test_the_flag_of_wales_is_no_deception(tmp_path: Path) -> None:
    """Tag characters after a black flag spell an emoji."""
    (tmp_path / "a.txt").write_text(
        "Cardiff \U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
        encoding="utf-8",
    )
    assert read_articles(tmp_path / "a.txt", published=DAY)[0].warnings == ()
