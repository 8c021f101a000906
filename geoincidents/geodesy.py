"""Distance, bearing, destination and simple areas on the WGS 84 ellipsoid; longitude first."""

import math
from collections.abc import Iterable, Sequence
from functools import cache

from pyproj import Geod
from shapely import Polygon
from shapely.geometry.polygon import orient

from geoincidents.model.location import Area, Location, Position, Ring

DENSIFY_OVER_M = 100_000  # schema.md: trajectories longer than this get intermediate points
DENSIFY_STEP_M = 50_000
DISC_POINTS = 64
FULL_CIRCLE_DEG = 360.0
COORDINATE_DIGITS = 6  # RFC 7946, section 11.2: about 10 cm


@cache
def _ellipsoid() -> Geod:
    return Geod(ellps="WGS84")


def measure(start: Position, end: Position) -> tuple[float, float]:
    """Give the geodesic distance in metres and the initial bearing in degrees, 0 to 360."""
    bearing, _, distance = _ellipsoid().inv(
        start.longitude, start.latitude, end.longitude, end.latitude
    )
    return float(distance), float(bearing) % FULL_CIRCLE_DEG


def travel(start: Position, bearing_deg: float, distance_m: float) -> Position:
    """Give the point reached from `start` along a geodesic."""
    longitude, latitude, _ = _ellipsoid().fwd(
        start.longitude, start.latitude, bearing_deg, distance_m
    )
    return Position(float(longitude), float(latitude))


def draw_line(start: Position, end: Position) -> tuple[Position, ...]:
    """Give a geodesic from `start` to `end`, with points every 50 km where it is over 100 km."""
    distance, _ = measure(start, end)
    if distance <= DENSIFY_OVER_M:
        return (start, end)
    between = _ellipsoid().npts(
        start.longitude,
        start.latitude,
        end.longitude,
        end.latitude,
        math.ceil(distance / DENSIFY_STEP_M) - 1,
    )
    return (start, *(Position(lon, lat) for lon, lat in between), end)


def draw_disc(centre: Position, radius_m: float) -> Area:
    """Give a disc as a polygon of 64 corners, counter-clockwise."""
    step = FULL_CIRCLE_DEG / DISC_POINTS
    return _close(travel(centre, -i * step, radius_m) for i in range(DISC_POINTS))


def draw_sector(
    centre: Position, from_deg: float, to_deg: float, inner_m: float, outer_m: float
) -> Area:
    """Give a ring sector between two bearings (clockwise) and two distances, counter-clockwise."""
    width = (to_deg - from_deg) % FULL_CIRCLE_DEG or FULL_CIRCLE_DEG
    steps = max(2, math.ceil(width / (FULL_CIRCLE_DEG / DISC_POINTS)))
    bearings = [from_deg + width * i / steps for i in range(steps + 1)]
    outer = [travel(centre, b, outer_m) for b in reversed(bearings)]
    inner = [travel(centre, b, inner_m) for b in bearings] if inner_m > 0 else [centre]
    return _close([*outer, *inner])


def _close(points: Iterable[Position]) -> Area:
    ring: Ring = tuple(
        (round(p.longitude, COORDINATE_DIGITS), round(p.latitude, COORDINATE_DIGITS))
        for p in points
    )
    return Area(coordinates=((*ring, ring[0]),))


def intersect(first: Area, second: Area) -> Area | None:
    """Give the common part of two areas of some hundred kilometres, or `None` where they are apart.

    Worked out in degrees: good where neither area crosses the antimeridian or holds a pole. Of
    several parts the largest is kept.
    """
    one, other = (Polygon(area.coordinates[0], area.coordinates[1:]) for area in (first, second))
    common = one.intersection(other)
    parts = [p for p in getattr(common, "geoms", [common]) if isinstance(p, Polygon) and p.area > 0]
    if not parts:
        return None
    ring = orient(max(parts, key=lambda p: p.area)).exterior.coords
    return Area(
        coordinates=(
            tuple((round(x, COORDINATE_DIGITS), round(y, COORDINATE_DIGITS)) for x, y in ring),
        )
    )


def keep_finest(locations: Sequence[Location]) -> tuple[Location, ...]:
    """Leave out the locations that only hold another: "in Baghdad" beside "at its airport".

    One is left out where a location of less than half its radius lies in its circle and the words do
    not tell the two apart by a number or a miss.
    """
    return tuple(
        place
        for place in locations
        if not any(_holds(place, other) for other in locations if other is not place)
    )


def _holds(outer: Location, inner: Location) -> bool:
    if outer.rule.startswith("aimed at") or outer.relation == "part_of":
        return False
    if outer.munitions and inner.munitions:  # "the first rocket ..., the second ..."
        return False
    if inner.radius_m * 2 >= outer.radius_m:
        return False
    return measure(outer.position, inner.position)[0] <= outer.radius_m
