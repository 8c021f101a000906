"""Which place a name means: a rule a test, each once a blunder."""

import pytest

from geoincidents.gazetteer import Gazetteer
from geoincidents.tagging import explain_mentions, tag_places


def find(gazetteer: Gazetteer, text: str, surface: str) -> tuple[str, str | None, str | None]:
    """Give sense, name and area of the first toponym of a surface."""
    toponym = next(one for one in tag_places(text, gazetteer) if one.surface == surface)
    place = toponym.choice.place if toponym.choice else None
    if place is None:
        return toponym.sense, None, None
    return toponym.sense, place.name, place.admin1 or place.country


@pytest.mark.parametrize(
    ("text", "surface", "area"),
    [
        ("He was shot in Glasgow, Ky. on Monday.", "Glasgow", "Kentucky"),
        ("A fire in Paris, Texas, killed two.", "Paris", "Texas"),
        ("The mayor of Lebanon, Pennsylvania, resigned.", "Lebanon", "Pennsylvania"),
        ("Police in McKee, Kentucky, arrested two.", "McKee", "Kentucky"),
        ("A flood hit Metcalfe County, Kentucky.", "Metcalfe County", "Kentucky"),
        ("Rockets fell in Balad, Salah al-Din.", "Balad", "Salah al-Din"),
        ("He lives in London, Ont. and loves London.", "London", "Ontario"),
    ],
)
def test_container_decides(gazetteer: Gazetteer, text: str, surface: str, area: str) -> None:
    """What stands after a comma and holds a place of the name decides."""
    assert find(gazetteer, text, surface)[2] == area


def test_holder_is_the_one_that_holds(gazetteer: Gazetteer) -> None:
    """In "Buffalo, New York" the state is meant, in "in New York" the city."""
    text = "Two died in Buffalo, New York. Others fled."
    assert find(gazetteer, text, "New York")[1] == "New York"
    assert find(gazetteer, "Two died in New York on Monday.", "New York")[1] == "New York City"


def test_states_in_a_list_are_states(gazetteer: Gazetteer) -> None:
    """In "Georgia, Alabama and Texas" nothing lies in anything."""
    text = "Storms crossed Iowa, Louisiana and Texas."
    assert find(gazetteer, text, "Iowa")[1] == "Iowa"


@pytest.mark.parametrize(
    ("text", "surface", "sense"),
    [
        ("Washington threatened to close its embassy.", "Washington", "metonym"),
        ("Talks between Baghdad and Erbil failed.", "Baghdad", "metonym"),
        ("A group with links to Iran said so.", "Iran", "metonym"),
        ("The attack was blamed by Washington on militias.", "Washington", "metonym"),
        ("It killed a US contractor.", "US", "metonym"),
        ("US President Joe Biden spoke.", "US", "metonym"),
        ("Two pro-Iran groups claimed it.", "Iran", "demonym"),
        ("Two died of the West Nile virus.", "Nile", "word"),
        ("He studied at the University of Manchester.", "Manchester", "organisation"),
        ("Rockets fell in Iraq and Syria.", "Syria", "literal"),
        ("They fled Iraq on Monday.", "Iraq", "literal"),
        ("A base near Erbil in northern Iraq was hit.", "Iraq", "literal"),
        ("The group struck Erbil airport.", "Erbil airport", "literal"),
    ],
)
def test_sense_of_a_name(gazetteer: Gazetteer, text: str, surface: str, sense: str) -> None:
    """A name of a state that acts, is tied to, owns or qualifies is no place."""
    assert find(gazetteer, text, surface)[0] == sense


def test_surname_is_carried_through_an_article(gazetteer: Gazetteer) -> None:
    """Who is named with a first name is meant by the bare surname later on."""
    text = "Yesterday Raffaele Palma was arrested. Palma denies it. Palma is in prison."
    assert not [one for one in tag_places(text, gazetteer) if one.sense == "literal"]


def test_account_tells_what_was_left_out_and_why(gazetteer: Gazetteer) -> None:
    """Every mention of the words of a name has an account, also where no name is found."""
    text = "Jordan Henderson scored. They drove to Jordan. The most were jordan almonds."
    verdicts = [one.verdict for one in explain_mentions("Jordan", text, gazetteer)]
    assert len(verdicts) == 3
    assert "person" in verdicts[0]
    assert verdicts[1].startswith("literal")
    assert "not written as a name" in verdicts[2]


def test_account_names_the_losers(gazetteer: Gazetteer) -> None:
    """Of each candidate that was not chosen, the pass that left it out is told."""
    (account,) = explain_mentions("Paris", "A fire in Paris, Texas, killed two.", gazetteer)
    assert account.choice is not None
    assert account.choice.decided == "container"
    lost = {one.place.country: one.lost_to for one in account.choice.considered if one.lost_to}
    assert lost["FR"] == "container"
