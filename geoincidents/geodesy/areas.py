"""Areas round a point: disc, ring and sector, corner by corner on geodesics."""

import math
from collections.abc import Iterable

from geoincidents.geodesy.frame import COORDINATE_DIGITS, Frame, pick_polygon
from geoincidents.geodesy.lines import FULL_CIRCLE_DEG, travel
from geoincidents.model.location import Area, Position, Ring

DISC_POINTS = 64
FEW_POINTS = 16  # of a disc so small that its corners would be one at six decimals
SMALL_M = 20


def draw_disc(centre: Position, radius_m: float) -> Area:
    """Give a disc as a polygon of 64 corners, counter-clockwise; of 16 under 20 m."""
    return Area(coordinates=(_draw_circle(centre, radius_m),))


def draw_ring(centre: Position, inner_m: float, outer_m: float) -> Area:
    """Give what lies between two distances from a point: a disc with a hole."""
    return Area(
        coordinates=(_draw_circle(centre, outer_m), _draw_circle(centre, inner_m)[::-1]),
    )


def draw_sector(
    centre: Position, from_deg: float, to_deg: float, inner_m: float, outer_m: float
) -> Area:
    """Give a ring sector between two bearings (clockwise) and two distances, counter-clockwise."""
    width = (to_deg - from_deg) % FULL_CIRCLE_DEG or FULL_CIRCLE_DEG
    steps = max(2, math.ceil(width / (FULL_CIRCLE_DEG / DISC_POINTS)))
    bearings = [from_deg + width * i / steps for i in range(steps + 1)]
    outer = [travel(centre, b, outer_m) for b in reversed(bearings)]
    inner = [travel(centre, b, inner_m) for b in bearings] if inner_m > 0 else [centre]
    return Area(coordinates=(_close([*outer, *inner]),))


def _draw_circle(centre: Position, radius_m: float) -> Ring:
    corners = DISC_POINTS if radius_m >= SMALL_M else FEW_POINTS
    step = FULL_CIRCLE_DEG / corners
    return _close(travel(centre, -i * step, radius_m) for i in range(corners))


def _close(points: Iterable[Position]) -> Ring:
    ring: Ring = tuple(
        (round(p.longitude, COORDINATE_DIGITS), round(p.latitude, COORDINATE_DIGITS))
        for p in points
    )
    return (*ring, ring[0])


def intersect(first: Area, second: Area) -> Area | None:
    """Give the common part of two areas, or `None` where they are apart.

    Worked out in a plane round a corner of the first: good for areas of some hundred kilometres,
    over the antimeridian and at the poles too.
    """
    frame = Frame(Position(*first.coordinates[0][0]))
    common = pick_polygon(frame.read_area(first).intersection(frame.read_area(second)))
    return frame.write_area(common) if common is not None else None
