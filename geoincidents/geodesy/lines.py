"""Geodesics: how far, in which direction, and what lies at the end."""

import math
from functools import cache

from pyproj import Geod

from geoincidents.model.location import Position

DENSIFY_OVER_M = 100_000  # schema.md: trajectories longer than this get intermediate points
DENSIFY_STEP_M = 50_000
FULL_CIRCLE_DEG = 360.0


@cache
def find_ellipsoid() -> Geod:
    """Give the WGS 84 ellipsoid."""
    return Geod(ellps="WGS84")


def measure(start: Position, end: Position) -> tuple[float, float]:
    """Give the geodesic distance in metres and the initial bearing in degrees, 0 to 360."""
    bearing, _, distance = find_ellipsoid().inv(
        start.longitude, start.latitude, end.longitude, end.latitude
    )
    return float(distance), float(bearing) % FULL_CIRCLE_DEG


def travel(start: Position, bearing_deg: float, distance_m: float) -> Position:
    """Give the point reached from `start` along a geodesic."""
    longitude, latitude, _ = find_ellipsoid().fwd(
        start.longitude, start.latitude, bearing_deg, distance_m
    )
    return Position(float(longitude), float(latitude))


def draw_line(start: Position, end: Position) -> tuple[Position, ...]:
    """Give a geodesic from `start` to `end`, with points every 50 km where it is over 100 km."""
    distance, _ = measure(start, end)
    if distance <= DENSIFY_OVER_M:
        return (start, end)
    between = find_ellipsoid().npts(
        start.longitude,
        start.latitude,
        end.longitude,
        end.latitude,
        math.ceil(distance / DENSIFY_STEP_M) - 1,
    )
    return (start, *(Position(lon, lat) for lon, lat in between), end)
