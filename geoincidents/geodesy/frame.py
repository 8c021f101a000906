"""A plane of metres round a point: the azimuthal equidistant projection on the ellipsoid.

Distances and bearings from the centre are exact anywhere on earth, over the antimeridian and at the
poles; across a frame of 100 km others are good to 0.01 %, of 500 km to 0.1 %.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geoincidents.geodesy.lines import find_ellipsoid
from geoincidents.model.location import Area, Position, Ring

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import Geometry, Polygon

COORDINATE_DIGITS = 6  # RFC 7946, section 11.2: about 10 cm
LONGEST_EDGE_M = (
    25_000  # edges of areas that are longer are bent where they lie far from the centre
)
_FAR_M = 100_000
_MOST = 0.9


@dataclass(frozen=True, slots=True)
class Frame:
    """Hold the centre of a plane: x metres to the east, y metres to the north of it."""

    centre: Position

    def project(self, points: Iterable[Sequence[float]]) -> "NDArray[np.float64]":
        """Give (x, y) in metres for each (longitude, latitude); shape (n, 2)."""
        degrees = np.asarray(list(points), dtype=float).reshape(-1, 2)
        centre = np.broadcast_to([self.centre.longitude, self.centre.latitude], degrees.shape)
        bearing, _, distance = find_ellipsoid().inv(
            centre[:, 0], centre[:, 1], degrees[:, 0], degrees[:, 1]
        )
        angle = np.radians(bearing)
        plane = np.column_stack((np.sin(angle), np.cos(angle))) * np.asarray(distance)[:, None]
        return np.asarray(plane, dtype=float)

    def unproject(self, plane: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Give (longitude, latitude) for each (x, y) in metres; shape (n, 2)."""
        points = np.asarray(plane, dtype=float).reshape(-1, 2)
        bearing = np.degrees(np.arctan2(points[:, 0], points[:, 1]))
        centre = np.broadcast_to([self.centre.longitude, self.centre.latitude], points.shape)
        longitude, latitude, _ = find_ellipsoid().fwd(
            centre[:, 0], centre[:, 1], bearing, np.hypot(points[:, 0], points[:, 1])
        )
        return np.column_stack((longitude, latitude))

    def place(self, x: float, y: float) -> Position:
        """Give the position of one point of the plane."""
        longitude, latitude = self.unproject(np.array([[x, y]]))[0]
        return Position(float(longitude), float(latitude))

    def find(self, position: Position) -> tuple[float, float]:
        """Give the (x, y) of one position."""
        x, y = self.project([(position.longitude, position.latitude)])[0]
        return float(x), float(y)

    def read_area(self, area: Area) -> "Polygon":
        """Give an area as a polygon of the plane, mended where its rings cross themselves."""
        from shapely import Polygon  # noqa: PLC0415 - 0.3 s, only for areas

        outer, *inner = (self.project(ring) for ring in area.coordinates)
        polygon = Polygon(outer, inner)
        return polygon if polygon.is_valid else pick_polygon(polygon.buffer(0)) or polygon

    def write_area(self, polygon: "Polygon") -> Area:
        """Give a polygon of the plane as an area, its outer ring counter-clockwise."""
        from shapely.geometry.polygon import orient  # noqa: PLC0415 - as above

        if polygon.length > _FAR_M:
            polygon = polygon.segmentize(LONGEST_EDGE_M)
        finished = orient(polygon)
        rings = (finished.exterior, *finished.interiors)
        return Area(coordinates=tuple(self._write_ring(np.asarray(r.coords)) for r in rings))

    def _write_ring(self, plane: "NDArray[np.float64]") -> Ring:
        degrees = np.round(self.unproject(plane[:-1]), COORDINATE_DIGITS).tolist()
        ring = [(float(x), float(y)) for x, y in degrees]
        kept = [at for i, at in enumerate(ring) if at != ring[i - 1]]
        return (*kept, kept[0])


def pick_polygon(shape: "Geometry") -> "Polygon | None":
    """Give one polygon for a shape of several parts: the largest, or the hull of all.

    The hull where the largest holds less than nine tenths of the whole: no part may be lost.
    """
    from shapely import Polygon, convex_hull  # noqa: PLC0415 - as above

    parts = [p for p in getattr(shape, "geoms", [shape]) if isinstance(p, Polygon) and p.area > 0]
    if not parts:
        return None
    largest = max(parts, key=lambda part: float(part.area))
    if largest.area >= _MOST * sum(part.area for part in parts):
        return largest
    hull = convex_hull(shape)
    return hull if isinstance(hull, Polygon) else largest
