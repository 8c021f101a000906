"""Of all the places that an article names, those that were hit."""

from datetime import date

import pytest
from made_articles import make_article

from geoincidents.extract import extract_reading
from geoincidents.gazetteer import Gazetteer


def _place(text: str, gazetteer: Gazetteer) -> list[str]:
    reports = extract_reading(make_article(text, date(2021, 10, 29)), gazetteer).reports
    return [phrase.text for report in reports for phrase in report.impacts]


def test_the_text_goes_before_its_headline(gazetteer: Gazetteer) -> None:
    """A headline shortens: where the text names the district, the town of the headline is none."""
    text = (
        "Missile kills three at Marib camp\n\n"
        "A missile struck a camp in the Al-Jubah district of Marib on Thursday, killing three."
    )
    (place,) = _place(text, gazetteer)
    assert "Al-Jubah" in place


def test_a_headline_counts_where_the_text_names_no_place(gazetteer: Gazetteer) -> None:
    """Where the text is mute, the place of the headline is the place."""
    text = "Missile kills three in Marib\n\nA missile struck a camp on Thursday, killing three."
    assert _place(text, gazetteer) == ["in Marib"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            'A gunman shot dead the envoy in Ankara on Monday, shouting: "Don\'t forget Aleppo!"',
            ["in Ankara"],
        ),
        (
            'A bomb killed four people in Herat, and the mayor said, "We stand with all of Kabul."',
            ["in Herat"],
        ),
        # What goes on in the sentence is told, whatever marks stand about it.
        (
            'A bomb killed four people in "the old town of Herat" on Monday.',
            ["the old town of Herat"],
        ),
        ('"A bomb killed four people in Herat on Monday," the governor said.', ["in Herat"]),
    ],
)
def test_a_place_in_what_somebody_said_was_not_hit(
    text: str, places: list[str], gazetteer: Gazetteer
) -> None:
    """Where the attack is told before a quotation, places within it are only spoken of."""
    assert _place(text, gazetteer) == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "A gunman shot dead the envoy in Ankara over the military role of his state in Syria.",
            ["in Ankara"],
        ),
        (
            "A bomb killed the envoy in Ankara on Monday and shook a peace process in Syria.",
            ["in Ankara"],
        ),
        ("A bomb killed four people at an election rally in Herat on Monday.", ["in Herat"]),
    ],
)
def test_what_a_state_does_in_a_place_is_no_attack_there(
    text: str, places: list[str], gazetteer: Gazetteer
) -> None:
    """A role, a presence or a peace process in a country is why, and not where."""
    assert _place(text, gazetteer) == places
