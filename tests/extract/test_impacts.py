"""Of all the places that an article names, those that were hit."""

from datetime import date

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
