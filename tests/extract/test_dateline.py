"""The dateline of an agency places and dates the article, not the attack."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_articles import make_article

from geoincidents.extract import extract_reading
from geoincidents.extract.dateline import find_dateline
from geoincidents.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("text", "rest", "published"),
    [
        ("BAGHDAD, Jan 5 (Reuters) - Two rockets fell.", "Two rockets", None),
        ("BAGHDAD (AP) -- Two rockets fell.", "Two rockets", None),
        ("Baghdad (AFP) – Two rockets fell.", "Two rockets", None),
        ("SAN SALVADOR, 5 JAN 90 (ACAN-EFE) -- Two bombs went off.", "Two bombs", date(1990, 1, 5)),
        ("Rockets fall near Aden - officials\n\nADEN (AFP) - Two rockets fell.", "Two", None),
        ("Headline\nBy A Reporter\n\nADEN, May 2 (Agency) - Two rockets fell.", "Two", None),
        ("Kabul, March 3, 2021 (AFP) - Two rockets fell.", "Two rockets", date(2021, 3, 3)),
    ],
)
def test_a_dateline_ends_where_the_text_begins(
    text: str, rest: str, published: date | None
) -> None:
    """Place, day and agency are one head; a day with its year is that of the article."""
    found = find_dateline(text)
    assert found is not None
    assert text[found.end :].startswith(rest)
    assert found.published == published


@pytest.mark.parametrize(
    "text",
    [
        "Two rockets fell on Baghdad on Monday – the third this week.",
        "Baghdad was hit by two rockets.",
        "On Monday, seven rockets targeted the airbase.",
        "",
    ],
)
def test_a_sentence_is_no_dateline(text: str) -> None:
    """A text that begins with a sentence has none."""
    assert find_dateline(text) is None


def test_where_it_was_written_is_not_where_it_was(gazetteer: Gazetteer) -> None:
    """Written in Baghdad of rockets on Sirte: Sirte was hit, and the dateline dates Monday."""
    text = "BAGHDAD, June 13, 2024 (Agency) - Two rockets hit Sirte on Monday."
    (report,) = extract_reading(make_article(text, None), gazetteer).reports
    assert [m.surface for phrase in report.impacts for m in phrase.anchors] == ["Sirte"]
    assert report.when.start == report.when.end == date(2024, 6, 10)


@given(st.text(max_size=80))
def test_the_end_lies_in_the_text(text: str) -> None:
    """Whatever the text, a dateline ends within it."""
    found = find_dateline(text)
    assert found is None or 0 < found.end <= len(text)
