"""What a name leaves open is placed by what is said beside it, and the rule says so."""

import pytest

from geoincidents.expressions import Locator
from geoincidents.locate import anchors
from geoincidents.model import Location, NoLocation


@pytest.fixture(scope="module")
def locator() -> Locator:
    """Give a locator for Iraq."""
    return Locator(country="IQ")


@pytest.mark.parametrize(
    ("words", "name", "precision", "rule"),
    [
        # between two ends of which one is known: on the way to that; of none: what holds both
        ("between Xyzzy and Kirkuk", "Kirkuk", "near", "'Xyzzy'; road to Kirkuk"),
        ("between Xyzzy and Abcde in Kirkuk province", "Kirkuk", "admin1", "and 'Abcde'; in Kirk"),
        # what is said of the same place besides, before what holds it
        ("near Xyzzy, 5 km north of Kirkuk", "Kirkuk", "near", "'Xyzzy'; 5.0 km north of Kirkuk"),
        ("in Xyzzy, near Kirkuk", "Kirkuk", "near", "'Xyzzy'; near Kirkuk"),
        ("Xyzzy, Kirkuk province", "Kirkuk", "admin1", "'Xyzzy'; in Kirkuk"),
        ("the airport between Erbil and Kirkuk", "between Erbil and Kirkuk", "near", "points back"),
        # a capital that nothing tells is somewhere in its province
        ("the capital of Nineveh province", "Nineveh", "admin1", "which town is the capital of"),
        # further words that cannot be read take nothing away
        ("north of Baghdad, 5 km from Xyzzy", "Baghdad", "near", "not used: no place in IQ"),
        # a namesake far from where the words put it is not the one that is meant
        (
            "Basra, Nineveh province",
            "Nineveh",
            "admin1",
            "Basra of the gazetteer is not in Nineveh",
        ),
        # two things said that nearly meet: the finer is about the other
        ("the western part of Mosul, 3 km east of Mosul", "Mosul", "near", "3.0 km east of Mosul"),
        # a wide area is cut to a direction only where that leaves much less of it
        ("in Anbar province, south of Ramadi", "Anbar", "admin1", "; and told as south of Ramadi"),
        ("in Iraq, south of Baghdad", "Iraq", "country", "; and told as south of Baghdad"),
        ("in Diyala province, north of Baghdad", "Diyala", "admin1", "; and told as north of"),
        # of two precisions that of the further words, which are about the first
        ("on the border with Syria, near Qaim", "border of Iraq and Syria", "near", "; and near"),
        # a holder that nobody knows holds nothing
        ("Mosul, Xyzzy province", "Mosul", "settlement", "in Mosul"),
        # the only site of its kind about, where none has the name of the town
        ("the airport near Hit", "Ain al-Asad Air Base", "facility", "at Ain al-Asad Air Base"),
        ("the power plant in Samarra", "Samarra", "settlement", "in Samarra"),
        # the finer of two is the place and the other holds it, in either order
        ("Baghdad, Mansour", "Mansour", "neighbourhood", "in Mansour"),
    ],
)
def test_what_is_known_stands_for_what_is_not(
    locator: Locator, words: str, name: str, precision: str, rule: str
) -> None:
    """No finer than the words: the other end, the further words, what holds it."""
    found = locator.locate(words)
    assert isinstance(found, Location), found
    assert (found.name, found.precision) == (name, precision)
    assert rule in found.rule


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("between Xyzzy and Abcde", "known by the name 'Xyzzy' and 'Abcde'"),
        ("the capital of Xyzzy province", "which town is the capital of 'Xyzzy province'"),
        ("the airport in Xyzzy", "known by the name 'Xyzzy'"),
        ("near Xyzzy, near Abcde", "known by the name 'Xyzzy'"),
        ("5 km west of Mosul, 300 km east of Baghdad", "the words contradict each other"),
    ],
)
def test_where_nothing_is_known_nothing_is_placed(
    locator: Locator, words: str, reason: str
) -> None:
    """The reason names what is missing."""
    found = locator.locate(words)
    assert isinstance(found, NoLocation)
    assert reason in found.reason


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Fallujah/Xyzzy", "Fallujah"),
        ("Tel-Afar", "Tal Afar"),
        ("Tuz-Khurmatu", "Tuz Khurmatu"),
        ("Mosul district", "Mosul District"),
        ("Karrada district", "Karrada"),
        ("Iraqi town", "Iraq"),
        ("Lebanon", "Lebanon"),  # a country is one from anywhere
    ],
)
def test_a_name_is_known_in_its_spellings(locator: Locator, words: str, name: str) -> None:
    """Either side of a stroke, with or without hyphen or kind, as an adjective."""
    found = locator.locate(words)
    assert isinstance(found, Location), found
    assert found.name == name


@pytest.mark.parametrize("before", ["", " ", "'", "at "])
def test_a_sign_in_front_is_one(before: str) -> None:
    """The first figure of coordinates keeps its sign; open water is in no country."""
    found = Locator().locate(f"{before}-48.8767, -123.3933")
    assert isinstance(found, Location), found
    assert (found.latitude, found.longitude) == (-48.8767, -123.3933)
    assert (found.country, found.admin1) == (None, None)


@pytest.mark.parametrize("words", ["- near Kirkuk", "– near Kirkuk", "-5 km north of Kirkuk"])
def test_the_dash_of_a_list_is_no_sign(words: str) -> None:
    """A dash before words is none of them."""
    found = Locator().locate(words)
    assert isinstance(found, Location), found
    assert found.name == "Kirkuk"


def test_what_is_remembered_of_names_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it is full it is forgotten, and nothing else changes."""
    words = ["Mosul", "Kirkuk", "near Mosul", "5 km north of Kirkuk", "Mosul"]
    expected = [Locator(country="IQ").locate(one) for one in words]
    monkeypatch.setattr(anchors, "_MOST_CACHED", 0)
    forgetful = Locator(country="IQ")
    assert [forgetful.locate(one) for one in words] == expected


def test_coordinates_of_another_country_are_not_turned_round(locator: Locator) -> None:
    """Only where they lie in the country asked for the other way round is that asked."""
    found = locator.locate("48.8566, 2.3522")
    assert isinstance(found, Location), found
    assert found.country == "FR"
