"""A table of expressions: each is read as told, and stands where GeographicLib puts it."""

import csv
from pathlib import Path

import pytest
from geographiclib.geodesic import Geodesic

from geoincidents.expressions import Locator
from geoincidents.model import Location, Phrase

TABLE = Path(__file__).parent / "expressions.csv"
ROWS = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))
BOUND_M = 1.0
BOUND_DEG = 0.01


def name_test(row: dict[str, str]) -> str:
    """Name a test by its words, in ASCII: only such a name can be asked for."""
    return row["words"].encode("ascii", "replace").decode() or "nothing"


@pytest.fixture(scope="module")
def locator() -> Locator:
    """Give a locator for Iraq and its neighbours."""
    return Locator()


def name_detail(phrase: Phrase) -> str:
    """Give the part, manner or hedge of a phrase, whichever it has."""
    return phrase.part or phrase.manner or phrase.hedge or ""


def test_table_is_large_enough() -> None:
    """The table holds 250 expressions, each once."""
    assert len({row["words"] for row in ROWS}) == len(ROWS) >= 250


@pytest.mark.parametrize("row", ROWS, ids=[name_test(row) for row in ROWS])
def test_expression_is_read(locator: Locator, row: dict[str, str]) -> None:
    """Relation, anchors, distance, bearing, detail, holders and further words are those told."""
    (phrase,) = locator.read(row["words"])
    if row["relation"] == "unread":
        assert row["detail"] in (phrase.fault or "")
        return
    assert phrase.fault is None
    read = {
        "relation": phrase.relation,
        "anchors": "|".join(mention.surface for mention in phrase.anchors),
        "detail": name_detail(phrase),
        "holders": "|".join(mention.surface for mention in phrase.containers),
        "within": "|".join(further.relation for further in phrase.within),
    }
    assert read == {key: row[key] for key in read}
    assert (phrase.distance_m is None) == (not row["distance_m"])
    assert phrase.distance_m is None or phrase.distance_m == pytest.approx(float(row["distance_m"]))
    assert (phrase.bearing_deg is None) == (not row["bearing_deg"])
    assert phrase.bearing_deg is None or phrase.bearing_deg == float(row["bearing_deg"])


PLAIN = [
    row
    for row in ROWS
    if row["distance_m"] and row["bearing_deg"] and row["detail"] not in {"range", "up_to", "over"}
]


@pytest.mark.parametrize("row", PLAIN, ids=[name_test(row) for row in PLAIN])
def test_point_is_where_geographiclib_puts_it(locator: Locator, row: dict[str, str]) -> None:
    """The point of a distance and a bearing is off by no more than 1 m and 0.01 degrees."""
    found = locator.locate(row["words"])
    assert isinstance(found, Location)
    assert found.place_id is not None
    anchor = locator.place(found.place_id)
    known = Geodesic.WGS84.Direct(
        anchor.latitude, anchor.longitude, float(row["bearing_deg"]), float(row["distance_m"])
    )
    off = Geodesic.WGS84.Inverse(known["lat2"], known["lon2"], found.latitude, found.longitude)
    assert off["s12"] <= BOUND_M
    back = Geodesic.WGS84.Inverse(
        anchor.latitude, anchor.longitude, found.latitude, found.longitude
    )
    if float(row["distance_m"]) >= 1000:  # six decimals of a degree are 0.1 m
        turn = (back["azi1"] - float(row["bearing_deg"]) + 180) % 360 - 180
        assert abs(turn) <= BOUND_DEG


BETWEEN = [row for row in ROWS if row["relation"] in {"between", "along"} and not row["within"]]


@pytest.mark.parametrize("row", BETWEEN, ids=[name_test(row) for row in BETWEEN])
def test_point_between_two_is_the_middle(locator: Locator, row: dict[str, str]) -> None:
    """The point of "between A and B" is as far from A as from B, to 1 m, and on their line."""
    found = locator.locate(row["words"])
    assert isinstance(found, Location)
    ends = [locator.find(name) for name in row["anchors"].split("|")]
    far = [
        Geodesic.WGS84.Inverse(end.latitude, end.longitude, found.latitude, found.longitude)["s12"]
        for end in ends
        if end
    ]
    whole = Geodesic.WGS84.Inverse(
        *(value for end in ends if end for value in (end.latitude, end.longitude))
    )["s12"]
    assert far[0] == pytest.approx(whole / 2, abs=BOUND_M)
    assert far[1] == pytest.approx(whole / 2, abs=BOUND_M)
