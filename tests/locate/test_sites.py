"""A known site of a town: "the airport in Erbil" is the airport, and no centre of Erbil."""

from collections.abc import Callable

import pytest

from geoincidents.expressions import Locator
from geoincidents.model import Incident, Location

Reader = Callable[[str], tuple[Incident, ...]]

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


@pytest.mark.parametrize(("words", "name"), SITES)
def test_a_site_of_a_town_is_the_site(words: str, name: str, read_incidents: Reader) -> None:
    """The kind asked for, in or near the town, in an expression and in an article."""
    found = Locator().locate(words)
    assert isinstance(found, Location)
    assert found.name == name
    (one,) = read_incidents(f"A drone struck {words} on Tuesday, killing three soldiers.")
    assert [place.name for place in one.impacts] == [name]


def test_the_airport_later_on_is_the_one_told_before(read_incidents: Reader) -> None:
    """In the next sentence it is the one that was told of."""
    first, second = read_incidents(
        "A drone struck the international airport in Erbil on Tuesday, killing two soldiers. "
        "Two more rockets hit the airport on Thursday, wounding four people."
    )
    names = [place.name for one in (first, second) for place in one.impacts]
    assert names == ["Erbil International Airport"] * 2
