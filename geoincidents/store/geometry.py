"""Finish geometry as RFC 7946 wants it: cut at the antimeridian, right-hand rule, 6 decimals."""

import math
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from geoincidents.features import XY, Geometry
from geoincidents.geodesy import COORDINATE_DIGITS

if TYPE_CHECKING:
    from shapely import Polygon

RIGHT_ANGLE_DEG = 90.0
HALF_TURN_DEG = 180.0
FULL_TURN_DEG = 360.0
LINE_POSITIONS = 2
RING_POSITIONS = 4
LAST_DECIMAL = 10.0**-COORDINATE_DIGITS

GeoJson = dict[str, Any]  # a GeoJSON object: what json.loads gives
Box = tuple[float, float, float, float]


def finish_geometry(geometry: Geometry) -> GeoJson | None:
    """Give a GeoJSON geometry; a line or area over the antimeridian becomes a Multi one (3.1.9).

    `None` where nothing of at least one unit of the last decimal is left.
    """
    if geometry.type == "Point":
        return {"type": "Point", "coordinates": _round_position(cast("XY", geometry.coordinates))}
    if geometry.type == "LineString":
        return _finish_line(cast("tuple[XY, ...]", geometry.coordinates))
    return _finish_polygon(cast("tuple[tuple[XY, ...], ...]", geometry.coordinates))


def measure_bbox(geometries: Iterable[GeoJson]) -> Box | None:
    """Give west, south, east, north of all geometries; west > east over the antimeridian (5.2).

    Of all boxes that hold them it is the narrowest. `None` where there is no geometry.
    """
    box = BoundingBox()
    for geometry in geometries:
        box.add(geometry)
    return box.measure()


class BoundingBox:
    """Grow a box by geometries; of a million at a thousand places only the places are held."""

    def __init__(self) -> None:
        self.spans: set[tuple[float, float]] = set()
        self.south, self.north = math.inf, -math.inf

    def add(self, geometry: GeoJson | None) -> None:
        """Make the box hold a geometry."""
        for part in () if geometry is None else _list_parts(geometry):
            longitudes = [longitude for longitude, _ in part]
            latitudes = [latitude for _, latitude in part]
            self.spans.add((min(longitudes), max(longitudes)))
            self.south = min(self.south, *latitudes)
            self.north = max(self.north, *latitudes)

    def join(self, other: "BoundingBox") -> None:
        """Make the box hold what another holds."""
        self.spans |= other.spans
        self.south, self.north = min(self.south, other.south), max(self.north, other.north)

    def pack(self) -> list[tuple[float, float]]:
        """Give all that `unpack` needs: south and north of all, west and east of each part."""
        return [(self.south, self.north), *sorted(self.spans)] if self.spans else []

    @classmethod
    def unpack(cls, packed: Sequence[tuple[float, float]]) -> "BoundingBox":
        """Give the box that `pack` gave."""
        box = cls()
        if packed:
            (box.south, box.north), *spans = packed
            box.spans = set(spans)
        return box

    def measure(self) -> Box | None:
        """Give the box as `measure_bbox` does."""
        if not self.spans:
            return None
        west, east = _find_narrowest(self.spans)
        return west, self.south, east, self.north


def _find_narrowest(spans: Iterable[tuple[float, float]]) -> tuple[float, float]:
    """Leave out the widest gap between spans of longitude; on a tie keep to one side."""
    merged: list[tuple[float, float]] = []
    for west, east in sorted(spans):
        if merged and west <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], east))
        else:
            merged.append((west, east))
    outside = merged[0][0] + FULL_TURN_DEG - merged[-1][1]
    gaps = [(later[0] - earlier[1], later[0], earlier[1]) for earlier, later in pairwise(merged)]
    if gaps:
        widest, west, east = max(gaps)
        if widest > outside:
            return west, east
    return merged[0][0], merged[-1][1]


def _list_parts(geometry: GeoJson) -> Iterator[Sequence[XY]]:
    """Give the lists of positions; of a polygon the outer rings, which hold the inner ones."""
    coordinates = geometry["coordinates"]
    match geometry["type"]:
        case "Point":
            yield [coordinates]
        case "LineString":
            yield coordinates
        case "MultiLineString":
            yield from coordinates
        case "Polygon":
            yield coordinates[0]
        case _:
            yield from (polygon[0] for polygon in coordinates)


def _round_position(position: Sequence[float]) -> list[float]:
    # Adding zero turns -0.0 into 0.0.
    return [round(float(number), COORDINATE_DIGITS) + 0.0 for number in position[:2]]


def _round_path(path: Iterable[Sequence[float]]) -> list[list[float]]:
    """Round every position and leave out those that then repeat the one before."""
    rounded: list[list[float]] = []
    for position in map(_round_position, path):
        if not rounded or rounded[-1] != position:
            rounded.append(position)
    return rounded


def _is_over_antimeridian(path: Sequence[Sequence[float]]) -> bool:
    return any(abs(a[0] - b[0]) > HALF_TURN_DEG for a, b in pairwise(path))


def _finish_line(path: tuple[XY, ...]) -> GeoJson | None:
    pieces: list[Sequence[Sequence[float]]] = [path]
    if _is_over_antimeridian(path):
        # Imported where it is needed: shapely costs 0.3 s, and few lines go there.
        import antimeridian  # noqa: PLC0415
        from shapely import LineString  # noqa: PLC0415

        cut = antimeridian.fix_line_string(LineString(path), great_circle=True)
        pieces = [list(piece.coords) for piece in getattr(cut, "geoms", [cut])]
    lines = [line for line in map(_round_path, pieces) if len(line) >= LINE_POSITIONS]
    return _wrap("LineString", lines)


def _finish_polygon(rings: tuple[tuple[XY, ...], ...]) -> GeoJson | None:
    from shapely import Polygon  # noqa: PLC0415 - 0.3 s, only for areas

    polygons = [Polygon(rings[0], rings[1:])]
    if any(_is_over_antimeridian(ring) for ring in rings):
        polygons = _cut_polygon(rings)
    finished = (
        _finish_rings([list(ring.coords) for ring in (one.exterior, *one.interiors)])
        for one in polygons
    )
    return _wrap("Polygon", [one for one in finished if one])


def _cut_polygon(rings: tuple[tuple[XY, ...], ...]) -> "list[Polygon]":
    """Cut a polygon at the antimeridian, or run it along the pole that it holds.

    Nothing is left of one that crosses itself, which the library refuses.
    """
    import antimeridian  # noqa: PLC0415 - few areas go there
    from shapely import Polygon  # noqa: PLC0415 - 0.3 s, only for areas
    from shapely.errors import ShapelyError  # noqa: PLC0415 - as above

    outer, *inner = [[_step_aside(at) for at in ring] for ring in rings]
    try:
        cut = antimeridian.fix_polygon(Polygon(outer, inner), fix_winding=True)
    except (ValueError, AssertionError, ShapelyError):
        return []
    return list(getattr(cut, "geoms", [cut]))


def _step_aside(at: XY) -> XY:
    """Move a corner on the antimeridian or a pole off it by 0.1 m: it must have one side."""
    longitude, latitude = at
    if abs(longitude) > HALF_TURN_DEG - LAST_DECIMAL:
        longitude = HALF_TURN_DEG - LAST_DECIMAL
    if abs(latitude) > RIGHT_ANGLE_DEG - LAST_DECIMAL:
        latitude = math.copysign(RIGHT_ANGLE_DEG - LAST_DECIMAL, latitude)
    return longitude, latitude


def _finish_rings(rings: Sequence[Sequence[Sequence[float]]]) -> list[list[list[float]]]:
    """Round rings and wind them: outer counter-clockwise, inner clockwise (3.1.6)."""
    outer, *inner = [_round_path(ring) for ring in rings]
    if len(outer) < RING_POSITIONS or _measure_area(outer) == 0:
        return []
    kept = [ring for ring in inner if len(ring) >= RING_POSITIONS and _measure_area(ring) != 0]
    return [
        outer if _measure_area(outer) > 0 else outer[::-1],
        *(ring if _measure_area(ring) < 0 else ring[::-1] for ring in kept),
    ]


def _measure_area(ring: Sequence[Sequence[float]]) -> float:
    """Give twice the signed area on the plane of degrees: positive is counter-clockwise."""
    # Measured from the first corner: far from the origin the products would swallow a small ring.
    x, y = ring[0]
    return sum((a[0] - x) * (b[1] - y) - (b[0] - x) * (a[1] - y) for a, b in pairwise(ring))


def _wrap(kind: str, parts: Sequence[object]) -> GeoJson | None:
    match len(parts):
        case 0:
            return None
        case 1:
            return {"type": kind, "coordinates": parts[0]}
        case _:
            return {"type": f"Multi{kind}", "coordinates": list(parts)}
