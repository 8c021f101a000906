"""Laws that hold for every phrase, anywhere on earth."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rfc7946 import list_faults
from shapely import Point

from geoincidents.features import Geometry
from geoincidents.geodesy import Frame, measure
from geoincidents.locate.geometry import finish_shape, is_impossible
from geoincidents.locate.relations import draw_relation
from geoincidents.locate.shapes import Extent, walk
from geoincidents.model import Location, Mention, Phrase, Place, Position
from geoincidents.store.geometry import finish_geometry, measure_bbox

KINDS = ("city", "village", "neighbourhood", "airport", "building", "admin1", "admin2", "country")
PARTS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
MANNERS = (None, "outside", "outskirts", "around", "opposite", "overlooking", "off")
HEDGES = (None, "about", "up_to", "over", "few", "drive", "range")
ONE = ("in", "near", "part_of", "bearing", "stream", "towards", "border_of")
PAIRS = ("between", "along", "border_of")


def make_place(longitude: float, latitude: float, kind: str, radius_m: int) -> Place:
    """Give a place of no country."""
    return Place(
        place_id="x", name="X", kind=kind, longitude=longitude, latitude=latitude, radius_m=radius_m
    )


PLACES = st.builds(
    make_place,
    st.floats(-180, 180).map(lambda x: round(x, 4)),
    st.floats(-84, 84).map(lambda y: round(y, 4)),
    st.sampled_from(KINDS),
    st.integers(50, 150_000),
)
PHRASES = st.builds(
    Phrase,
    start=st.just(0),
    end=st.just(1),
    text=st.just("x"),
    relation=st.sampled_from(ONE),
    anchors=st.just((Mention(start=0, end=1, surface="X"),)),
    distance_m=st.one_of(st.none(), st.floats(50, 300_000)),
    bearing_deg=st.one_of(st.none(), st.integers(0, 359).map(float)),
    part=st.one_of(st.none(), st.sampled_from((*PARTS, "centre"))),
    manner=st.sampled_from(MANNERS),
    hedge=st.sampled_from(HEDGES),
)


def locate(phrase: Phrase, *places: Place) -> Location:
    """Place a phrase that can be placed."""
    shape = draw_relation(phrase, [Extent(place=place) for place in places])
    found = finish_shape(phrase, shape, places)
    return replace(found, area=None) if shape.plain else found


def check(found: Location) -> None:
    """Hold what is true of every location."""
    assert found.rule
    assert found.radius_m > 0
    if found.area is None:
        return
    frame = Frame(found.position)
    area = frame.read_area(found.area)
    assert area.is_valid
    assert area.convex_hull.buffer(1).covers(Point(0, 0))
    assert area.interiors or area.buffer(1).covers(Point(0, 0))
    corners = [measure(found.position, Position(*at))[0] for at in found.area.coordinates[0]]
    assert max(corners) <= found.radius_m * 1.002 + 2
    geometry = finish_geometry(Geometry(type="Polygon", coordinates=found.area.coordinates))
    assert geometry is not None
    feature = {"type": "Feature", "id": "x", "properties": {}, "geometry": geometry}
    bbox = measure_bbox([geometry])
    collection = {"type": "FeatureCollection", "bbox": bbox, "features": [feature]}
    assert list_faults(json.dumps(collection).encode()) == []


@given(PHRASES, PLACES)
def test_point_lies_in_a_clean_area_that_the_radius_holds(phrase: Phrase, place: Place) -> None:
    """The point is in the area, or the middle of a ring; the radius reaches its corners.

    RFC 7946 has no complaint.
    """
    check(locate(phrase, place))


@given(st.sampled_from(PAIRS), PLACES, st.floats(0, 359), st.floats(2000, 400_000))
def test_pairs_too(relation: str, place: Place, bearing: float, distance: float) -> None:
    """The same holds of "between A and B" and of borders."""
    frame = Frame(Position(place.longitude, place.latitude))
    there = frame.place(*walk(bearing, distance))
    other = replace(place, longitude=there.longitude, latitude=there.latitude)
    check(locate(Phrase(start=0, end=1, text="x", relation=relation), place, other))


BEARING = Phrase(start=0, end=1, text="x", relation="bearing")


@given(PLACES, st.integers(0, 359), st.floats(100, 100_000), st.floats(0.1, 0.9))
def test_a_smaller_distance_never_gives_a_farther_area(
    place: Place, bearing: int, distance: float, share: float
) -> None:
    """Both edges and the point come nearer with a smaller stated distance."""
    centre = Position(place.longitude, place.latitude)
    far, near = (
        locate(replace(BEARING, bearing_deg=float(bearing), distance_m=d), place)
        for d in (distance, distance * share)
    )
    reach = [
        [measure(centre, Position(*at))[0] for at in found.area.coordinates[0]]
        for found in (far, near)
        if found.area
    ]
    assert max(reach[1]) <= max(reach[0]) + 1
    assert min(reach[1]) <= min(reach[0]) + 1
    assert measure(centre, near.position)[0] <= measure(centre, far.position)[0] + 1


@given(PLACES, st.integers(0, 359), st.integers(0, 3), st.floats(500, 100_000))
def test_rotating_the_bearing_rotates_the_geometry(
    place: Place, bearing: int, quarters: int, distance: float
) -> None:
    """A turn of the bearing turns every corner, and changes no distance."""
    centre = Position(place.longitude, place.latitude)
    turn = quarters * 90.0
    one, two = (
        locate(replace(BEARING, bearing_deg=(bearing + t) % 360, distance_m=distance), place)
        for t in (0.0, turn)
    )
    first, second = measure(centre, one.position), measure(centre, two.position)
    assert second[0] == pytest.approx(first[0], abs=0.5)
    assert (second[1] - first[1] - turn + 180) % 360 - 180 == pytest.approx(0, abs=0.05)
    assert one.radius_m == pytest.approx(two.radius_m, abs=3)


@given(PHRASES, PLACES, st.floats(-180, 180).map(lambda x: round(x, 4)))
def test_moving_the_anchor_moves_the_geometry(
    phrase: Phrase, place: Place, longitude: float
) -> None:
    """Along its parallel a place gives the same radius and the same distances, to 0.1 %."""
    moved = replace(place, longitude=longitude)
    one, two = locate(phrase, place), locate(phrase, moved)
    assert two.radius_m == pytest.approx(one.radius_m, rel=0.001, abs=3)
    apart = [
        measure(Position(p.longitude, p.latitude), found.position)[0]
        for p, found in ((place, one), (moved, two))
    ]
    assert apart[1] == pytest.approx(apart[0], rel=0.001, abs=3)


def test_a_distance_of_half_a_continent_is_none() -> None:
    """Nobody places a thing by 5,000 km."""
    assert is_impossible(replace(BEARING, bearing_deg=270.0, distance_m=5e6))
