"""Polygons of areas are read from GeoJSON, packed or not, and found by place and by position."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
import shapely

from geoincidents.errors import InputError
from geoincidents.locate.outlines import Outline, Outlines, read_outlines
from geoincidents.model import Place
from geoincidents.model.location import Area
from geoincidents.text.names import fold_name

SQUARE = [[[44.0, 33.0], [45.0, 33.0], [45.0, 34.0], [44.0, 34.0], [44.0, 33.0]]]
BOW_TIE = [[[46.0, 33.0], [47.0, 34.0], [47.0, 33.0], [46.0, 34.0], [46.0, 33.0]]]


def _feature(name: str, placetype: str, rings: object, **more: object) -> dict[str, Any]:
    told = {"name": name, "placetype": placetype, "iso": "IQ", **more}
    return {
        "type": "Feature",
        "properties": told,
        "geometry": {"type": "Polygon", "coordinates": rings},
    }


@pytest.fixture(params=["areas.geojson", "areas.geojson.gz"])
def outlines(request: pytest.FixtureRequest, tmp_path: Path) -> Outlines:
    """Give a province with an English name beside its own, and a district whose ring crosses."""
    features = [
        _feature("Muhafazat al-Murabba", "region", SQUARE, names_eng="Square Province|The Square"),
        _feature("Papillon", "county", BOW_TIE),
    ]
    data = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    path = tmp_path / request.param
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return read_outlines(path)


def _place(name: str, kind: str, longitude: float = 44.5, latitude: float = 33.5) -> Place:
    return Place(
        place_id=name,
        name=name,
        kind=kind,
        longitude=longitude,
        latitude=latitude,
        radius_m=1000,
        country="IQ",
    )


def _name(found: Outline | None) -> str | None:
    return found.name if found else None


def test_an_area_has_its_names_level_and_country(outlines: Outlines) -> None:
    """Who's On First's words for levels are ours afterwards; a crossing ring is mended."""
    square, tie = outlines.items
    assert (square.name, square.level, square.country) == ("Muhafazat al-Murabba", "admin1", "IQ")
    assert {"square province", "the square"} <= square.names
    assert (tie.level, tie.names) == ("admin2", frozenset({fold_name("Papillon")}))
    assert shapely.is_valid(tie.shape)
    assert bool(outlines) is True
    assert bool(Outlines()) is False


@pytest.mark.parametrize(
    ("place", "found"),
    [
        (_place("Square Province", "admin1"), "Muhafazat al-Murabba"),
        (_place("Another name", "admin1"), "Muhafazat al-Murabba"),
        (_place("Papillon", "admin2", 46.1, 33.5), "Papillon"),
        (_place("Square Province", "admin2"), None),
        (_place("Square Province", "city"), None),
        (_place("Square Province", "admin1", 50.0, 33.5), None),
    ],
)
def test_a_place_has_the_area_of_its_level_that_holds_it(
    outlines: Outlines, place: Place, found: str | None
) -> None:
    """By name where one fits, and only where the area holds its point."""
    assert _name(outlines.find(place)) == found
    assert Outlines().find(place) is None


def test_areas_are_found_by_position_and_by_what_they_meet(outlines: Outlines) -> None:
    """What only lies near is not met."""
    assert [one.name for one in outlines.at(44.5, 33.5)] == ["Muhafazat al-Murabba"]
    assert outlines.at(43.9, 33.5) == []
    corner = Area(coordinates=(((44.9, 33.9), (45.2, 33.9), (45.2, 34.2), (44.9, 33.9)),))
    beside = Area(coordinates=(((45.1, 33.9), (45.2, 33.9), (45.2, 34.2), (45.1, 33.9)),))
    assert [one.name for one in outlines.touched(corner)] == ["Muhafazat al-Murabba"]
    assert outlines.touched(corner, "admin2") == []
    assert outlines.touched(beside) == []
    assert outlines.items[0].measure_gap(44.5, 33.5) == 0.0
    assert outlines.items[0].measure_gap(43.0, 33.5) == pytest.approx(100_000)


@pytest.mark.parametrize("data", [b"", b"{}", b'{"features": [{}]}', b"\xff\xfe"])
def test_what_is_no_geojson_of_areas_is_refused(data: bytes, tmp_path: Path) -> None:
    """The message names the file and what would do."""
    path = tmp_path / "wrong.geojson"
    path.write_bytes(data)
    with pytest.raises(InputError, match=r"wrong\.geojson: no GeoJSON of areas .*wof_iq_adm1"):
        read_outlines(path)
