"""Distances and bearings are those of the ellipsoid."""

import itertools
import math

import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.geodesy import draw_line, measure, travel
from geoincidents.model import Position

LONGITUDES = st.floats(-180, 180)
LATITUDES = st.floats(-89.9, 89.9)
ERBIL = Position(44.009, 36.191)


@given(LONGITUDES, LATITUDES, st.floats(0, 359.9), st.floats(1, 2_000_000))
def test_travel_arrives_where_geographiclib_does(
    longitude: float, latitude: float, bearing: float, distance: float
) -> None:
    """A step along a geodesic ends within a millimetre of where GeographicLib's ends."""
    end = travel(Position(longitude, latitude), bearing, distance)
    known = Geodesic.WGS84.Direct(latitude, longitude, bearing, distance)
    apart = Geodesic.WGS84.Inverse(known["lat2"], known["lon2"], end.latitude, end.longitude)
    assert apart["s12"] < 0.001


def test_measure_gives_distance_and_bearing_from_north() -> None:
    """Erbil to Mosul: GeographicLib's figures, the bearing from 0 to 360."""
    distance, bearing = measure(ERBIL, Position(43.13, 36.34))
    known = Geodesic.WGS84.Inverse(36.191, 44.009, 36.34, 43.13)
    assert distance == pytest.approx(known["s12"], abs=0.001)
    assert bearing == pytest.approx(known["azi1"] % 360, abs=1e-6)


def test_short_line_has_two_ends_and_a_long_one_more() -> None:
    """Lines over 100 km get points on the geodesic, none farther apart than 50 km."""
    near = travel(ERBIL, 90, 99_000)
    far = travel(ERBIL, 90, 320_000)
    assert draw_line(ERBIL, near) == (ERBIL, near)
    line = draw_line(ERBIL, far)
    steps = [measure(a, b)[0] for a, b in itertools.pairwise(line)]
    assert line[0] == ERBIL
    assert line[-1] == far
    assert max(steps) <= 50_000
    assert math.fsum(steps) == pytest.approx(320_000, abs=1)
