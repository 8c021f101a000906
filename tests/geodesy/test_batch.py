"""Many discs and sectors at once are those made one by one."""

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.geodesy import draw_discs, draw_sector, draw_sectors
from geoincidents.model import Position


@given(
    st.floats(-180, 180),
    st.floats(-90, 90),
    st.one_of(st.floats(1, 200_000), st.floats(1, 3_000_000)),
)
def test_corners_of_discs_lie_on_geodesics(lon: float, lat: float, radius: float) -> None:
    """Every corner is within a centimetre of GeographicLib's, at the poles and the edge too."""
    rings = draw_discs([lon], [lat], [radius])
    assert rings.shape == (1, 65, 2)
    for i, (x, y) in enumerate(rings[0]):
        known = Geodesic.WGS84.Direct(lat, lon, -i * 360 / 64, radius)
        apart = Geodesic.WGS84.Inverse(known["lat2"], known["lon2"], y, x)["s12"]
        assert apart < 0.01
        assert abs(x) <= 180


@given(st.floats(-180, 180), st.floats(-80, 80), st.integers(0, 359), st.floats(500, 150_000))
def test_sectors_are_those_made_one_by_one(
    lon: float, lat: float, bearing: int, distance: float
) -> None:
    """The vectorised sector has the corners of `draw_sector`."""
    many = draw_sectors([lon], [lat], bearing, bearing + 45, distance * 0.9, distance, steps=8)[0]
    one = draw_sector(Position(lon, lat), bearing, bearing + 45, distance * 0.9, distance)
    turn = (np.array(one.coordinates[0]) - many + 180) % 360 - 180
    assert np.abs(turn).max() < 3e-6 / max(0.1, np.cos(np.radians(abs(lat) + 1.5)))


def test_one_figure_stands_for_all_rows() -> None:
    """A single radius or bearing is that of every place."""
    rings = draw_sectors([44.0, 45.0, 46.0], [33.0, 34.0, 35.0], 247.5, 292.5, 0, 10_000)
    assert rings.shape == (3, 19, 2)
    assert rings[0, 0] == pytest.approx(rings[0, -1])
