"""A place that heads an entry of a digest is the place of what the entry tells."""

from datetime import date

import pytest

from geoincidents.extract import extract_reading
from geoincidents.gazetteer import Gazetteer
from geoincidents.model import Article

BUS = "Two people were killed when a drone hit a bus on Monday."
BOMB = "A roadside bomb wounded four soldiers on Monday."


def read_places(text: str, gazetteer: Gazetteer) -> list[tuple[str, list[str]]]:
    """Give the kind of each report of a text, with the words of its places."""
    article = Article(article_id="a", text=text, published=date(2024, 3, 6), sha256="0" * 64)
    reading = extract_reading(article, gazetteer)
    return [(one.incident_type, [p.text for p in one.impacts]) for one in reading.reports]


@pytest.mark.parametrize(
    "text",
    [
        f"KHERSON. {BUS}\n\nMOSUL. {BOMB}\n",
        f"KHERSON: {BUS}\n\nMOSUL: {BOMB}\n",
        f"KHERSON -- {BUS}\n\nMOSUL -- {BOMB}\n",
        f"KHERSON\n{BUS}\n\nMOSUL\n{BOMB}\n",
        f"News in short\n\n- KHERSON: {BUS}\n- MOSUL: {BOMB}\n",
    ],
)
def test_a_header_places_its_entry(gazetteer: Gazetteer, text: str) -> None:
    """Whatever closes it, where several places head entries."""
    assert read_places(text, gazetteer) == [("drone_strike", ["KHERSON"]), ("ied", ["MOSUL"])]


def test_one_header_is_a_dateline(gazetteer: Gazetteer) -> None:
    """The desk of a reporter is no place of an attack, and neither is one place said twice."""
    assert read_places(f"KHERSON. {BUS}\n", gazetteer) == [("drone_strike", [])]
    twice = f"BAGHDAD -- {BOMB}\n\nBAGHDAD -- {BUS}\n"
    assert all(places != ["BAGHDAD"] for _, places in read_places(twice, gazetteer)[:1])


def test_what_tells_its_own_place_keeps_it(gazetteer: Gazetteer) -> None:
    """A header says nothing of an attack that the words place elsewhere."""
    text = f"KHERSON. {BUS}\n\nBAGHDAD. A roadside bomb wounded four soldiers in Mosul on Monday.\n"
    assert ("ied", ["in Mosul"]) in read_places(text, gazetteer)


def test_a_country_heads_no_place(gazetteer: Gazetteer) -> None:
    """It is the country of the incident, and no point."""
    text = f"IRAQ\n{BOMB}\n\nUKRAINE\n{BUS}\n"
    assert [places for _, places in read_places(text, gazetteer)] == [[], []]


def test_what_stands_below_an_entry_is_of_none(gazetteer: Gazetteer) -> None:
    """A further paragraph may tell of something else."""
    text = f"KHERSON. {BUS}\n\nMOSUL. The market reopened.\n\n{BOMB}\n"
    assert ("ied", ["MOSUL"]) not in read_places(text, gazetteer)
