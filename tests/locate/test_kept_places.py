"""What the expressions of the table give is kept beside this test, a line each."""

import csv
from pathlib import Path

import pytest
from kept import KeptText
from shapely.geometry import shape
from syrupy.assertion import SnapshotAssertion

from geoincidents.expressions import Locator
from geoincidents.model import Location

TABLE = Path(__file__).parent / "expressions.csv"
WORDS = [row["words"] for row in csv.DictReader(TABLE.read_text("utf-8").splitlines())]
# Relations and faults that the table has not.
FURTHER = [
    *("along the Tigris", "on the Tigris near Mosul", "downstream of Mosul", "upriver from Mosul"),
    *("on the road from Mosul to Erbil", "along the highway between Kirkuk and Tikrit"),
    *("towards Mosul", "from Mosul towards Erbil", "the border between Iraq and Syria"),
    *("on the Iraqi-Syrian border", "near the border with Iran", "on the border with Norway"),
    *("near the border with Iran in Diyala province", "in the centre of Mosul", "in eastern Iraq"),
    *("on the eastern outskirts of Mosul", "just outside Kirkuk", "off Basra", "in and near Erbil"),
    *("west of Baghdad in Anbar province", "a village in Diyala, east of Balad", "in Nowhereton"),
    *("between Mosul and Nowhereton", "an hour's drive north of Baghdad", "2000 miles off Basra"),
    *("95.5 N 44.2 E", "33.3 N 44.4 E", "44.4 N 33.3 E in Iraq", "35 km from Samarra in Iran"),
    *("within 5 km of the border with Syria", "between 20 and 30 km north of Baghdad"),
    *("up to 40 km from Kirkuk", "over 40 km south of Kirkuk", "the airport of Mosul"),
    *("the refinery near Baiji", "the dam of Mosul", "the base in Taji", "the green hills"),
]


@pytest.mark.parametrize("country", ["IQ", None])
def test_places_stay_as_they_were(country: str | None, snapshot: SnapshotAssertion) -> None:
    """Point, radius, precision, area, names and rule of each are kept (`--snapshot-update`)."""
    locator = Locator(country=country)
    told = "\n".join(_tell(words, locator) for words in (*WORDS, *FURTHER))
    assert told.encode() == snapshot(extension_class=KeptText)


def _tell(words: str, locator: Locator) -> str:
    found = locator.locate(words)
    if not isinstance(found, Location):
        return f"{words} | {found.relation}: {found.reason}"
    area = shape({"type": "Polygon", "coordinates": found.area.coordinates}) if found.area else None
    parts = (
        words,
        found.text,
        f"{found.relation} {found.name} ({found.place_kind}, {found.place_id})",
        f"{found.precision}, {found.radius_m} m",
        f"{found.longitude:.4f} {found.latitude:.4f}",
        f"{found.admin1}, {found.country}",
        found.rule,
        f"{area.area:.3g} {[round(v, 3) for v in area.bounds]}" if area else "no area",
    )
    return " | ".join(parts)
