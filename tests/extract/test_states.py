"""States attack: countries of the gazetteer, and capitals that stand for them, as subjects."""

from datetime import date

import pytest
from made_articles import make_article

from geoincidents.extract import extract_reading
from geoincidents.extract.states import find_state, list_demonyms, list_names
from geoincidents.gazetteer import Gazetteer

PUBLISHED = date(2024, 6, 13)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Israel struck", "Israel"),
        ("On Monday, Pakistan struck", "Pakistan"),
        ("Officials said Azerbaijan has struck", "Azerbaijan"),
        ("The mayor of a town in Chad struck", None),
        ("Israeli jets struck", None),
    ],
)
def test_a_state_is_the_subject_of_a_verb(text: str, state: str | None) -> None:
    """A country attacks where it stands as subject, not where it is only named."""
    assert find_state(text, 0, text.index("struck")) == state


def test_every_country_is_a_state() -> None:
    """The names and demonyms are those of the gazetteer: no list of a few states."""
    assert {"Israel", "Azerbaijan", "Burkina Faso", "United States"} <= set(list_names())
    assert {"Israeli", "Ukrainian"} <= set(list_demonyms())


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Israel struck targets near Damascus overnight.", "airstrike"),
        ("Boko Haram fighters raided a village in Borno on Tuesday.", "unspecified_attack"),
        ("Iran hit the base at Erbil airport on Tuesday.", "unspecified_attack"),
    ],
)
def test_who_strikes_a_thing_attacks(gazetteer: Gazetteer, text: str, kind: str) -> None:
    """A state or an armed group as subject needs no weapon where something is hit."""
    article = make_article(text, published=PUBLISHED)
    (report,) = extract_reading(article, gazetteer).reports
    assert report.incident_type in {kind, "armed_attack"}


@pytest.mark.parametrize(
    "text",
    [
        "Iran struck a deal with Iraq in Vienna on Tuesday.",
        "Turkey was hit by an earthquake near Malatya on Tuesday.",
        "Police raided a house in Paris on Tuesday.",
        "Two people were killed in a crash in Paris on Tuesday, police said.",
    ],
)
def test_who_strikes_a_deal_does_not(gazetteer: Gazetteer, text: str) -> None:
    """Deals, disasters, searches and accidents are no attacks, whoever tells of them."""
    article = make_article(text, published=PUBLISHED)
    assert extract_reading(article, gazetteer).reports == ()
