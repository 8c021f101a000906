"""Shapes on a plane of metres: what a relation makes of its anchors."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from shapely import LineString, Point, Polygon

from geoincidents.geodesy import Frame, draw_disc
from geoincidents.locate.defaults import name_precision
from geoincidents.locate.outlines import Outline, centre_of, project_outline
from geoincidents.model.place import Place

_STEP_DEG = 5.625
_FULL_DEG = 360.0
_QUADRANT_CORNERS = 16
LEAST_RADIUS_M = 5
_STILL_AROUND = 0.75  # of a ring: where less is left of it, a side is told
_KEPT = 256  # radii of places are few


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Hold a place with its polygon, where one is loaded."""

    place: Place
    outline: Outline | None = None

    @property
    def radius_m(self) -> int:
        """Give the radius of the place, of at least some metres."""
        return max(LEAST_RADIUS_M, self.place.radius_m)

    @property
    def is_area(self) -> bool:
        """Say whether distances are told from its edge: a province, a country."""
        return name_precision(self.place) in {"admin1", "admin2", "region", "country"}

    @property
    def has_outline(self) -> bool:
        """Say whether its polygon stands for the whole of it and no more."""
        return self.outline is not None and not self.outline.coarse

    def draw(self, frame: Frame) -> Polygon:
        """Give the place on the plane of a frame: its polygon, or a disc."""
        if self.outline is not None and self.outline.whole:
            return project_outline(self.outline, frame)
        centre = centre_of(self.place)
        if frame.centre == centre:
            return disc(self.radius_m)
        return frame.read_area(draw_disc(centre, self.radius_m))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """Hold an area of a plane, the point that stands for it, and the rule that made it.

    `plain` is a disc round an anchor, which says no more than its radius. `open` shapes have a
    reach that no word gave: what holds them may cut them. `around` says that the area lies round
    its point, which no side of it could stand for: a ring, a border all about.
    """

    frame: Frame
    polygon: Polygon
    point: tuple[float, float]
    rule: str
    precision: str
    name: str | None = None
    plain: bool = False
    open: bool = False
    around: bool = False

    def cut(self, polygon: Polygon, rule: str) -> "Shape":
        """Give what is left of the shape, its point moved to the middle where it was cut off."""
        around = self.around and polygon.area >= self.polygon.area * _STILL_AROUND
        middle = polygon.centroid
        kept = around or polygon.covers(Point(self.point))
        point = self.point if kept else (middle.x, middle.y)
        return replace(self, polygon=polygon, point=point, rule=rule, plain=False, around=around)


@lru_cache(maxsize=_KEPT)
def disc(radius_m: float, at: tuple[float, float] = (0.0, 0.0)) -> Polygon:
    """Give a disc."""
    corners = _QUADRANT_CORNERS if radius_m >= LEAST_RADIUS_M * 4 else _QUADRANT_CORNERS // 4
    return Point(at).buffer(max(LEAST_RADIUS_M, radius_m), quad_segs=corners)


def ring(inner_m: float, outer_m: float) -> Polygon:
    """Give what lies between two distances from the centre."""
    whole = disc(outer_m)
    return Polygon(whole.exterior, [disc(inner_m).exterior]) if inner_m > 0 else whole


def sector(from_deg: float, to_deg: float, inner_m: float, outer_m: float) -> Polygon:
    """Give a ring sector between two bearings, clockwise from the first to the second."""
    width = (to_deg - from_deg) % _FULL_DEG or _FULL_DEG
    steps = max(2, math.ceil(width / _STEP_DEG))
    bearings = [from_deg + width * i / steps for i in range(steps + 1)]
    outer = [_at(bearing, outer_m) for bearing in bearings]
    inner = [_at(bearing, inner_m) for bearing in reversed(bearings)] if inner_m > 0 else [(0, 0)]
    return Polygon([*outer, *inner])


def _at(bearing_deg: float, distance_m: float) -> tuple[float, float]:
    angle = math.radians(bearing_deg)
    return distance_m * math.sin(angle), distance_m * math.cos(angle)


def walk(bearing_deg: float, distance_m: float) -> tuple[float, float]:
    """Give the point at a bearing and a distance from the centre."""
    return _at(bearing_deg % _FULL_DEG, distance_m)


def strip(ends: Sequence[tuple[float, float]], half_width_m: float) -> Polygon:
    """Give what lies to both sides of a line, with round ends."""
    return LineString(ends).buffer(half_width_m, quad_segs=8)
