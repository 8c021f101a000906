"""A known site of a town: "the airport in Erbil" is the airport, and no centre of Erbil."""

from datetime import date
from hashlib import sha256

import pytest

from geoincidents.expressions import Locator
from geoincidents.extract import extract_reading
from geoincidents.gazetteer import load_gazetteer
from geoincidents.locate import locate_reading
from geoincidents.model import Article, Location

SITES = [
    ("the international airport in Erbil", "Erbil International Airport"),
    ("the refinery in Baiji", "Baiji refinery"),
    ("the air base in Taji", "Camp Taji"),
    ("the US consulate in Erbil", "US Consulate General Erbil"),
    ("the nuclear plant in Natanz", "Natanz Nuclear Facility"),
    ("the port of Hodeidah", "Hodeidah Port"),
    ("the airport near Kirkuk", "Kirkuk Air Base"),
    ("the dam near Mosul", "Mosul Dam"),
    ("a base in Kirkuk", "Kirkuk"),  # not told which
    ("a hotel in Erbil", "Erbil"),
]


def read_places(text: str) -> list[Location]:
    """Give the places hit of an article."""
    digest = sha256(text.encode()).hexdigest()
    article = Article(article_id="a", text=text, sha256=digest, published=date(2021, 3, 10))
    gazetteer = load_gazetteer()
    incidents = locate_reading(extract_reading(article, gazetteer), gazetteer)
    return [place for incident in incidents for place in incident.impacts]


@pytest.mark.parametrize(("words", "name"), SITES)
def test_a_site_of_a_town_is_the_site(words: str, name: str) -> None:
    """The kind asked for, in or near the town, in an expression and in an article."""
    found = Locator().locate(words)
    assert isinstance(found, Location)
    assert found.name == name
    (place,) = read_places(f"A drone struck {words} on Tuesday, killing three soldiers.")
    assert place.name == name


def test_the_airport_later_on_is_the_one_told_before() -> None:
    """In the next sentence it is the one that was told of."""
    first, second = read_places(
        "A drone struck the international airport in Erbil on Tuesday, killing two soldiers. "
        "Two more rockets hit the airport on Thursday, wounding four people."
    )
    assert first.name == second.name == "Erbil International Airport"
