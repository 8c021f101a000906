"""Areas hold what they say, anywhere on earth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, Polygon

from geoincidents.geodesy import (
    Frame,
    draw_disc,
    draw_ring,
    draw_sector,
    intersect,
    measure,
    travel,
)
from geoincidents.geodesy.frame import pick_polygon
from geoincidents.model import Position

POSITIONS = st.builds(Position, st.floats(-180, 180), st.floats(-85, 85))
ERBIL = Position(44.009, 36.191)


@given(POSITIONS, st.floats(30, 200_000))
def test_every_corner_of_a_disc_is_its_radius_away(centre: Position, radius: float) -> None:
    """A disc is a disc on the ellipsoid, to the last decimal written."""
    ring = draw_disc(centre, radius).coordinates[0]
    assert ring[0] == ring[-1]
    assert len(ring) == 65
    for corner in ring:
        assert measure(centre, Position(*corner))[0] == pytest.approx(radius, abs=0.2)


@given(POSITIONS, st.floats(0, 359), st.floats(1000, 100_000))
def test_a_sector_holds_its_middle_and_not_its_back(
    centre: Position, bearing: float, distance: float
) -> None:
    """What lies at the bearing is inside, what lies behind the centre is not."""
    area = draw_sector(centre, bearing - 22.5, bearing + 22.5, distance * 0.8, distance * 1.2)
    frame = Frame(centre)
    shape = frame.read_area(area)
    assert shape.covers(Point(frame.find(travel(centre, bearing, distance))))
    assert not shape.covers(Point(frame.find(travel(centre, bearing + 180, distance))))
    assert not shape.covers(Point(frame.find(travel(centre, bearing, distance * 0.7))))


def test_a_ring_has_a_hole() -> None:
    """The inner ring runs the other way round, as RFC 7946 wants it."""
    outer, inner = draw_ring(ERBIL, 2000, 8000).coordinates
    assert Polygon(outer).exterior.is_ccw
    assert not Polygon(inner).exterior.is_ccw


@given(POSITIONS, st.floats(100, 100_000), st.floats(100, 100_000), st.floats(-90_000, 90_000))
def test_a_frame_goes_there_and_back(centre: Position, x: float, y: float, other: float) -> None:
    """A point of the plane is found again where it was, over the antimeridian too."""
    frame = Frame(centre)
    assert frame.find(frame.place(x, y)) == pytest.approx((x, y), abs=0.001)
    assert frame.find(frame.place(other, -y)) == pytest.approx((other, -y), abs=0.001)


@pytest.mark.parametrize("centre", [ERBIL, Position(179.99, -17.0), Position(-179.99, 65.0)])
def test_the_common_part_of_two_discs(centre: Position) -> None:
    """Two discs that overlap have a part in common, over the antimeridian too; far ones none."""
    beside = travel(centre, 90, 8000)
    common = intersect(draw_disc(centre, 5000), draw_disc(beside, 5000))
    assert common is not None
    frame = Frame(centre)
    assert frame.read_area(common).covers(Point(frame.find(travel(centre, 90, 4000))))
    assert intersect(draw_disc(centre, 3000), draw_disc(beside, 3000)) is None


def test_several_parts_of_like_size_become_their_hull() -> None:
    """No part is lost where one polygon has to stand for several; a splinter is."""
    left, right = Point(0, 0).buffer(10), Point(100, 0).buffer(10)
    hull = pick_polygon(left.union(right))
    assert hull is not None
    assert hull.covers(left)
    assert hull.covers(right)
    assert pick_polygon(left.union(Point(100, 0).buffer(1))) == left
    assert pick_polygon(Point(0, 0)) is None
