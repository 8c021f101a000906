"""What is written as GeoJSON is RFC 7946 and says what the incident says."""

import json
import math
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyproj import Geod
from rfc7946 import list_faults
from shapely.geometry import Point, shape
from strategies import incident_sets, positions

from geoincidents import geodesy
from geoincidents.errors import RecordError
from geoincidents.features import COLUMNS, Geometry
from geoincidents.model import (
    Area,
    Incident,
    Incidents,
    Location,
    Position,
    Quote,
    Trajectory,
    When,
)
from geoincidents.store import encode_geojson, to_geojson, write_geojson
from geoincidents.store.geometry import BoundingBox, finish_geometry

ELLIPSOID = Geod(ellps="WGS84")


def _place(longitude: float, latitude: float, **changes: Any) -> Location:  # noqa: ANN401 - fields of Location
    fields: dict[str, Any] = {
        "text": "near Balad",
        "relation": "near",
        "longitude": longitude,
        "latitude": latitude,
        "radius_m": 5000,
        "precision": "near",
    }
    return Location(**fields | changes)


def _incident(**changes: Any) -> Incident:  # noqa: ANN401 - fields of Incident
    fields: dict[str, Any] = {
        "incident_id": "a1",
        "title": "Rockets",
        "incident_type": "rocket_attack",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack",
        "status": "executed",
        "when": When(),
    }
    return Incident(**fields | changes)


@given(incident_sets(), st.booleans())
def test_every_file_passes_the_checker(found: Incidents, areas: bool) -> None:  # noqa: FBT001 - drawn
    """Whatever the incidents, and wherever on earth, the bytes are RFC 7946."""
    assert list_faults(encode_geojson(to_geojson(found, areas=areas))) == []


@given(incident_sets())
def test_every_feature_has_every_column_in_order(found: Incidents) -> None:
    """Properties are the columns of the schema, in its order, of their types."""
    kinds = {"text": str, "date": str, "int": int, "float": float}
    for feature in to_geojson(found, areas=True)["features"]:
        assert list(feature["properties"]) == list(COLUMNS)
        for name, value in feature["properties"].items():
            assert value is None or type(value) is kinds[COLUMNS[name]], name
            assert value != "", name


@given(incident_sets(), st.randoms())
def test_the_order_of_incidents_does_not_reach_the_file(found: Incidents, random: Any) -> None:  # noqa: ANN401 - hypothesis' random
    """The same incidents in another order give the same bytes."""
    shuffled = list(found)
    random.shuffle(shuffled)
    assert encode_geojson(to_geojson(shuffled)) == encode_geojson(to_geojson(found))


@given(positions, st.floats(1000, 500_000))
def test_a_cut_disc_keeps_its_surface(centre: Position, radius_m: float) -> None:
    """A disc over a pole or the antimeridian has, once cut, the surface of a disc."""
    area = geodesy.draw_disc(centre, radius_m)
    finished = finish_geometry(Geometry(type="Polygon", coordinates=area.coordinates))
    assert finished is not None
    surface, _ = ELLIPSOID.geometry_area_perimeter(shape(finished))
    expected = math.pi * radius_m**2
    assert abs(surface - expected) < 0.02 * expected


@given(
    positions,
    st.integers(0, 359),
    st.integers(10, 350),
    st.floats(1000, 500_000),
    st.sampled_from([0.0, 0.5]),
)
@example(Position(180.0, 26.365908), 0, 180, 3521.0, 0.5)  # begins along the antimeridian
@example(Position(180.0, -90.0), 0, 181, 10_833.0, 0.0)  # begins on the pole
@example(Position(180.0, 89.0), 1, 12, 111_899.0, 0.0)  # an edge turns round close to the pole
def test_a_cut_sector_keeps_its_surface(
    centre: Position, start: int, width: int, radius_m: float, inner: float
) -> None:
    """A sector that begins on a pole or the antimeridian has, once cut, its surface too."""
    area = geodesy.draw_sector(centre, start, start + width, inner * radius_m, radius_m)
    finished = finish_geometry(Geometry(type="Polygon", coordinates=area.coordinates))
    assert finished is not None
    surface, _ = ELLIPSOID.geometry_area_perimeter(shape(finished))
    expected = math.pi * radius_m**2 * (1 - inner**2) * width / 360
    assert abs(surface - expected) < 0.05 * expected


@given(positions, positions)
def test_a_cut_line_keeps_its_length(start: Position, end: Position) -> None:
    """A line that is cut at the antimeridian is as long as the uncut one and ends where it did."""
    points = [(at.longitude, at.latitude) for at in geodesy.draw_line(start, end)]
    finished = finish_geometry(Geometry(type="LineString", coordinates=tuple(points)))
    if finished is None:
        assert geodesy.measure(start, end)[0] < 1
        return
    parts = [finished["coordinates"]]
    if finished["type"] == "MultiLineString":
        parts = finished["coordinates"]
    length = sum(
        geodesy.measure(Position(*a), Position(*b))[0] for part in parts for a, b in pairwise(part)
    )
    assert length == pytest.approx(geodesy.measure(start, end)[0], rel=1e-3, abs=1)
    assert geodesy.measure(start, Position(*parts[0][0]))[0] < 1
    assert geodesy.measure(end, Position(*parts[-1][-1]))[0] < 1


def test_a_line_over_the_antimeridian_is_cut_in_two() -> None:
    """RFC 7946 3.1.9: a line over the antimeridian is a MultiLineString that ends at it."""
    flight = _incident(
        launches=(_place(179.9, 10),),
        impacts=(_place(-179.9, 10.1),),
        trajectories=(
            Trajectory(launch=0, impact=0, distance_m=24_560, bearing_deg=63, vague=True),
        ),
    )
    collection = to_geojson([flight])
    line = collection["features"][-1]["geometry"]
    assert line["type"] == "MultiLineString"
    assert [part[0][0] for part in line["coordinates"]] == [179.9, -180.0]
    assert [part[-1][0] for part in line["coordinates"]] == [180.0, -179.9]
    assert collection["bbox"] == [179.9, 10.0, -179.9, 10.1]


def test_a_ring_over_the_antimeridian_keeps_its_hole() -> None:
    """A ring sector round the antimeridian is cut, and what it leaves out stays out."""
    centre = Position(180.0, 0.0)
    outer = geodesy.draw_disc(centre, 200_000).coordinates[0]
    hole = geodesy.draw_disc(centre, 100_000).coordinates[0][::-1]
    finished = finish_geometry(Geometry(type="Polygon", coordinates=(outer, hole)))
    assert finished is not None
    ring = shape(finished)
    assert ring.is_valid
    assert not ring.contains(Point(179.9, 0.0))
    assert ring.contains(Point(178.6, 0.0))
    assert ring.contains(Point(-178.6, 0.0))


def test_a_clockwise_area_is_turned_round() -> None:
    """RFC 7946 3.1.6: outer rings are counter-clockwise."""
    square = ((0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0))
    found = _incident(impacts=(_place(0.5, 0.5, area=Area(coordinates=(square,))),))
    geometry = to_geojson([found], areas=True)["features"][-1]["geometry"]
    assert geometry["coordinates"][0] == [list(at) for at in square[::-1]]


def test_no_incident_gives_an_empty_valid_file(tmp_path: Path) -> None:
    """No incident found is an empty FeatureCollection, not an empty file."""
    write_geojson([], tmp_path / "incidents.geojson")
    data = (tmp_path / "incidents.geojson").read_bytes()
    assert json.loads(data) == {"type": "FeatureCollection", "features": []}
    assert list_faults(data) == []


def test_a_feature_stands_on_a_line_of_its_own(tmp_path: Path) -> None:
    """A file can be compared line by line: one feature each."""
    found = [_incident(incident_id=name, impacts=(_place(44.4, 33.3),)) for name in "abc"]
    write_geojson(found, tmp_path / "incidents.geojson")
    lines = (tmp_path / "incidents.geojson").read_bytes().splitlines()
    assert len(lines) == 5
    assert [json.loads(line.rstrip(b","))["id"] for line in lines[1:4]] == [
        "a-impact-1",
        "b-impact-1",
        "c-impact-1",
    ]


def test_hostile_text_reaches_the_file_tame() -> None:
    """NUL goes, control characters are spaces, a lone surrogate is U+FFFD; the rest stays."""
    nasty = "a\0b\x1b[31m\ud800\r\nc <script>{{7*7}}"
    quote = Quote(article_id="x", start=0, end=len(nasty), quote=nasty)
    found = _incident(title=nasty, evidence=(quote, quote))
    data = encode_geojson(to_geojson([found]))
    columns = json.loads(data)["features"][0]["properties"]
    assert columns["title"] == columns["evidence"] == "ab [31m� c <script>{{7*7}}"


@pytest.mark.parametrize(
    ("faulty", "fault"),
    [
        (_incident(impacts=(_place(float("nan"), 0),)), "impacts[0]: longitude nan"),
        (_incident(launches=(_place(0, 91),)), "launches[0]: latitude 91"),
        (_incident(impacts=(_place(0, 0, radius_m=-1),)), "radius_m: -1 is negative"),
        (_incident(confidence=float("nan")), "confidence: nan"),
        (_incident(confidence=1.5), "confidence: 1.5"),
        (
            _incident(
                trajectories=(
                    Trajectory(launch=0, impact=0, distance_m=1, bearing_deg=0, vague=False),
                )
            ),
            "trajectories[0].launch: there is no launch 0",
        ),
        (
            _incident(impacts=(_place(0, 0, area=Area(coordinates=(((0, 0), (1, 1)),))),)),
            "ring 0 is not closed",
        ),
        (
            _incident(impacts=(_place(0, 0, area=Area(coordinates=())),)),
            "not a Polygon with an outer ring",
        ),
        (
            _incident(
                impacts=(_place(0, 0, area=Area(coordinates=(((0, 0), (0, 95), (1, 1), (0, 0)),))),)
            ),
            "ring 0 leaves the earth",
        ),
    ],
)
def test_a_faulty_incident_is_refused_by_name(faulty: Incident, fault: str) -> None:
    """What is not of the schema is never written: the error names incident and field."""
    with pytest.raises(RecordError, match="incident 'a1'") as caught:
        to_geojson([faulty])
    assert fault in str(caught.value)


def test_an_id_that_stands_twice_is_refused() -> None:
    """Two incidents of one id would give features of one id."""
    with pytest.raises(RecordError, match="a second one has this id"):
        to_geojson([_incident(), _incident(title="another")])


def test_an_area_without_a_shape_loses_only_its_shape() -> None:
    """A ring that runs to and fro over the antimeridian holds nothing: its row stays."""
    ring = ((179.0, 0.0), (-179.0, 0.0), (179.0, 0.0), (-179.0, 0.0), (179.0, 0.0))
    found = _incident(impacts=(_place(179.0, 0.0, area=Area(coordinates=(ring,))),))
    collection = to_geojson([found], areas=True)
    assert [one["geometry"] is None for one in collection["features"]] == [False, True]
    assert list_faults(encode_geojson(collection)) == []


@given(st.lists(st.lists(positions, max_size=3), max_size=4))
def test_a_box_of_packed_boxes_is_the_box_of_all(groups: list[list[Position]]) -> None:
    """What is kept of how far each incident reaches gives the box of all of them."""
    whole, joined = BoundingBox(), BoundingBox()
    for group in groups:
        part = BoundingBox()
        for at in group:
            point = {"type": "Point", "coordinates": [at.longitude, at.latitude]}
            whole.add(point)
            part.add(point)
        joined.join(BoundingBox.unpack(part.pack()))
    assert joined.measure() == whole.measure()
