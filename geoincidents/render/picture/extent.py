"""Choose what part of the world a picture shows, and the projection that shows it fairly."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from geoincidents.errors import GeoincidentsError
from geoincidents.model import Location
from geoincidents.model.location import MAX_LATITUDE, MAX_LONGITUDE

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from pyproj import Transformer

_MARGIN = 0.18  # of the extent of the incidents, left free on each side
_LEAST_KM = 60.0  # one incident: what stands round it must be seen, too
_WIDE_DEG = 70.0  # above this an equal-area disc bends too much: the whole earth instead
_KM_PER_DEG = 111.2
_POLAR = 85.0
_NUMBERS = 4
_EDGE_STEPS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """Hold a box in degrees, longitudes growing eastward: `east` may be greater than 180."""

    west: float
    south: float
    east: float
    north: float

    @property
    def centre(self) -> tuple[float, float]:
        """Give (longitude, latitude) of the middle."""
        return (self.west + self.east) / 2, (self.south + self.north) / 2

    @property
    def is_wide(self) -> bool:
        """Tell whether it shows more of the earth than a local projection can."""
        return self.east - self.west > _WIDE_DEG or self.north - self.south > _WIDE_DEG


WORLD = Extent(west=-180, south=-60, east=180, north=80)


def read_extent(words: str) -> Extent:
    """Read `W,S,E,N` in degrees.

    Raises:
        GeoincidentsError: there are not four numbers, or they are no box on earth.
    """
    parts = [part.strip() for part in words.split(",")]
    try:
        west, south, east, north = (float(part) for part in parts)
    except ValueError as error:
        msg = f"{words!r} is no extent; write four numbers of degrees, W,S,E,N: 38,29,49,38"
        raise GeoincidentsError(msg) from error
    on_earth = max(abs(west), abs(east)) <= MAX_LONGITUDE and max(abs(south), abs(north)) <= (
        MAX_LATITUDE
    )
    if not on_earth or south >= north or west == east:
        msg = (
            f"{words!r} is no box on earth; west and east within 180, south below north: "
            "38,29,49,38"
        )
        raise GeoincidentsError(msg)
    return Extent(west=west, south=south, east=east if east > west else east + 360, north=north)


def choose_extent(places: Sequence[Location]) -> Extent:
    """Give a box that holds the places with their uncertainty and a margin, or the world."""
    drawn = [place for place in places if place.precision != "country"]
    if not drawn:
        return WORLD
    longitudes = _unwrap(np.array([place.longitude for place in drawn]))
    latitudes = np.array([place.latitude for place in drawn])
    reach_km = np.array([min(place.radius_m / 1000, 250.0) for place in drawn])
    pad_lat = reach_km / _KM_PER_DEG
    pad_lon = pad_lat / np.cos(np.radians(np.clip(latitudes, -_POLAR, _POLAR)))
    west, east = float((longitudes - pad_lon).min()), float((longitudes + pad_lon).max())
    south, north = float((latitudes - pad_lat).min()), float((latitudes + pad_lat).max())
    middle = (south + north) / 2
    least_lat = _LEAST_KM / _KM_PER_DEG
    least_lon = least_lat / np.cos(np.radians(min(abs(middle), _POLAR)))
    grow_lon = max((east - west) * _MARGIN, (least_lon - (east - west)) / 2)
    grow_lat = max((north - south) * _MARGIN, (least_lat - (north - south)) / 2)
    if east - west + 2 * grow_lon >= 2 * MAX_LONGITUDE:
        return WORLD
    return Extent(
        west=west - grow_lon,
        south=max(-MAX_LATITUDE, south - grow_lat),
        east=east + grow_lon,
        north=min(MAX_LATITUDE, north + grow_lat),
    )


def _unwrap(longitudes: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Give longitudes without a jump at the antimeridian: the widest gap is outside."""
    ordered = np.sort(longitudes)
    gaps = np.diff(ordered, append=ordered[0] + 360)
    first = ordered[(int(np.argmax(gaps)) + 1) % len(ordered)]
    return np.asarray(np.where(longitudes < first, longitudes + 360, longitudes), dtype=float)


def make_projection(extent: Extent) -> "Transformer":
    """Give the projection: Lambert's equal-area round the middle, Equal Earth for the world."""
    from pyproj import CRS, Transformer  # noqa: PLC0415 - 0.2 s, only for pictures

    longitude, latitude = extent.centre
    if extent.is_wide:
        plane = CRS.from_proj4(f"+proj=eqearth +lon_0={longitude} +datum=WGS84 +units=m")
    else:
        plane = CRS.from_proj4(
            f"+proj=laea +lon_0={longitude} +lat_0={latitude} +datum=WGS84 +units=m"
        )
    return Transformer.from_crs("EPSG:4326", plane, always_xy=True)


def frame_extent(
    extent: Extent, plane: "Transformer", aspect: float
) -> tuple[float, float, float, float]:
    """Give (left, right, bottom, top) in metres of the plane, widened to `aspect`, width/height."""
    along = np.linspace(0, 1, _EDGE_STEPS)
    longitudes = extent.west + along * (extent.east - extent.west)
    latitudes = extent.south + along * (extent.north - extent.south)
    edge = np.concatenate(
        [
            np.column_stack((longitudes, np.full_like(along, extent.south))),
            np.column_stack((longitudes, np.full_like(along, extent.north))),
            np.column_stack((np.full_like(along, extent.west), latitudes)),
            np.column_stack((np.full_like(along, extent.east), latitudes)),
        ]
    )
    x, y = plane.transform(edge[:, 0], edge[:, 1])
    left, right, bottom, top = min(x), max(x), min(y), max(y)
    width, height = right - left, top - bottom
    if width / height < aspect:
        grow = (height * aspect - width) / 2
        return left - grow, right + grow, bottom, top
    grow = (width / aspect - height) / 2
    return left, right, bottom - grow, top + grow
