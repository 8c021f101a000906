"""A name that no table spells so is a place where its spelling, its lead and its country say so."""

import pytest

from geoincidents.gazetteer import Gazetteer
from geoincidents.tagging import tag_places


def tag(text: str, gazetteer: Gazetteer) -> list[tuple[str, str]]:
    """Give the names of places in a text with the places that they mean."""
    found = tag_places(text, gazetteer)
    return [(one.surface, one.choice.place.name) for one in found if one.choice]


@pytest.mark.parametrize(
    ("text", "surface", "place"),
    [
        ("A drone hit a depot in Novokuibyshevsk, Russia.", "Novokuibyshevsk", "Novokuybyshevsk"),
        ("In Drogobych, Ukraine, two people died.", "Drogobych", "Drohobych"),
        ("Two died in Samaloot district, Egypt said.", "Samaloot", "Samālūţ"),
        ("A boat sank near Bandar Lengeh, Iran.", "Bandar Lengeh", "Bandar-e Lengeh"),
        ("A drone fell in Novokuibyshevsk.", "Novokuibyshevsk", "Novokuybyshevsk"),
    ],
)
def test_another_spelling_is_found(
    gazetteer: Gazetteer, text: str, surface: str, place: str
) -> None:
    """Behind a word that places it, in a country that is named, or where none is."""
    assert (surface, place) in tag(text, gazetteer)


def test_it_is_found_wherever_it_stands(gazetteer: Gazetteer) -> None:
    """Once a lead makes a place of it."""
    text = "Drones hit Drogobych on Monday. Ukraine said that two people died in Drogobych."
    assert [name for name, _ in tag(text, gazetteer)].count("Drogobych") == 2


@pytest.mark.parametrize(
    "text",
    [
        "Ukraine thanked Drogobych.",  # no lead
        "A man was killed in Drogobych, France said.",  # of a country that is not spoken of
        "Police in Drogobych Petrenko's house in Ukraine found arms.",  # a name that goes on
        "Ivan Drogobych left Ukraine. A shot was fired from Drogobych.",  # a person
        "The judge saw in Brown's case in Ukraine no fault.",
    ],
)
def test_what_may_be_something_else_is_left(gazetteer: Gazetteer, text: str) -> None:
    """A word is not taken for a place where nothing, or something else, says what it is."""
    assert not {"Drogobych", "Brown"} & {name for name, _ in tag(text, gazetteer)}
