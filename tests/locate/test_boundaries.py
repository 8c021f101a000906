"""Polygons that were added draw areas; without them discs stand in. Borders are always drawn."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from shapely import Point, Polygon

from geoincidents.expressions import Locator
from geoincidents.model import Location

# Two halves of a province of our own round Tikrit and Samarra, left and right of 43.6 E.
AREAS = {
    "Westland": [[42.0, 33.5], [43.6, 33.5], [43.6, 35.5], [42.0, 35.5], [42.0, 33.5]],
    "Eastland": [[43.6, 33.5], [45.0, 33.5], [45.0, 35.5], [43.6, 35.5], [43.6, 33.5]],
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with the boundaries and an article."""
    features = [
        {
            "type": "Feature",
            "properties": {"shapeName": name, "ISO": "IQ"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for name, ring in AREAS.items()
    ]
    path = tmp_path / "areas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(
        "BAGHDAD (Reuters) - A bomb exploded 30 km west of Tikrit, Iraq, on Monday, killing 3.\n",
        "utf-8",
    )
    return tmp_path


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command with a data folder of its own."""
    return subprocess.run(
        [str(Path(sys.executable).parent / "geoincidents"), *words],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "GEOINCIDENTS_DATA": str(folder / "data")},
    )


def test_added_boundaries_are_used_by_phrases_and_articles(folder: Path) -> None:
    """After places add boundaries: the province is its polygon, and areas name those they meet."""
    added = run(folder, "places", "add", "boundaries", str(folder / "areas.geojson"))
    assert added.returncode == 0, added.stderr
    told = run(folder, "locate", "in Westland province", "--jsonl")
    place = json.loads(told.stdout)
    assert "its polygon" in place["rule"]
    assert max(x for x, _ in place["area"]["coordinates"][0]) == pytest.approx(43.6, abs=0.01)
    near = json.loads(run(folder, "locate", "10 km west of Tikrit", "-c", "IQ", "--jsonl").stdout)
    assert set(near["admin1_touched"]) <= {"Westland", "Eastland"}
    assert near["admin1_touched"]
    assert run(folder, "map", str(folder / "in"), "-o", str(folder / "out")).returncode == 0
    line = (folder / "out" / "incidents.jsonl").read_text("utf-8").splitlines()[0]
    assert json.loads(line)["impacts"][0]["admin1"] == "Westland"


def test_a_border_of_countries_is_a_strip_without_any_boundaries() -> None:
    """The border of Iraq and Syria is drawn by the embedded world: Al-Qaim in, Baghdad out."""
    found = Locator(country="IQ").locate("near the border with Syria")
    assert isinstance(found, Location)
    assert found.area is not None
    strip = Polygon(found.area.coordinates[0])
    assert strip.contains(Point(41.09, 34.38))
    assert not strip.contains(Point(44.40, 33.34))


def test_a_country_that_is_no_neighbour_makes_no_border() -> None:
    """Iraq has no border with Lebanon on the map: no strip is invented across Syria."""
    found = Locator(country="IQ").locate("near the Iraq-Lebanon border")
    if isinstance(found, Location):
        assert "border of" not in (found.name or "")
