"""Polygons of administrative areas, where somebody loads them; discs stand in elsewhere."""

import gzip
import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from shapely import Geometry, Point, Polygon, STRtree, distance, make_valid, simplify, transform
from shapely.errors import ShapelyError
from shapely.geometry import shape as read_shape

from geoincidents.errors import InputError
from geoincidents.geodesy import Frame
from geoincidents.geodesy.frame import pick_polygon
from geoincidents.model.location import Area, Position
from geoincidents.model.place import Place
from geoincidents.text.names import fold_name

if TYPE_CHECKING:
    from geoincidents.gazetteer import Gazetteer

METRES_A_DEGREE = 100_000  # between that of a parallel and that of a meridian
_KEPT = 256  # the same areas are told of again and again
_TOLERANCE_DEG = 0.002  # some 200 m: less than what the borders of such files are good for
# What a file that is none of these can bring about: in unpacking, in parsing, in its features.
_UNREADABLE = (
    *(OSError, EOFError, zlib.error, ValueError, RecursionError),
    *(LookupError, TypeError, AttributeError, ShapelyError),
)
_OPENED: "WeakKeyDictionary[Gazetteer, Outlines]" = WeakKeyDictionary()
# Who's On First's word for a level -> ours
_LEVELS = {"country": "country", "region": "admin1", "county": "admin2"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Outline:
    """Hold the polygon of an area in degrees, with its level and its names.

    `coarse` is one of the world map, good to a few kilometres; `whole` says that no part of the
    area lies elsewhere.
    """

    name: str
    level: str
    country: str
    names: frozenset[str]
    shape: Geometry
    coarse: bool = False
    whole: bool = True

    def measure_gap(self, longitude: float, latitude: float) -> float:
        """Give about how far a position is from the area, in metres; 0 inside."""
        return float(distance(self.shape, Point(longitude, latitude))) * METRES_A_DEGREE


class Outlines:
    """Know the polygons of areas by place and by position."""

    def __init__(self, outlines: Iterable[Outline] = ()) -> None:
        self.items = tuple(outlines)

    @cached_property
    def _tree(self) -> STRtree:
        return STRtree([one.shape for one in self.items])

    def __bool__(self) -> bool:
        return bool(self.items)

    def find(self, place: Place) -> Outline | None:
        """Give the polygon of an area of the gazetteer: by name, and it must hold its point."""
        if place.kind not in {"country", "admin1", "admin2"} or not self.items:
            return None
        here = [o for o in self.at(place.longitude, place.latitude) if o.level == place.kind]
        wanted = {fold_name(name) for name in (place.name, *place.aliases)}
        named = [o for o in here if o.names & wanted or o.level == "country"]
        return next(iter(named or here), None)

    def at(self, longitude: float, latitude: float) -> list[Outline]:
        """Give the areas that hold a position."""
        if not self.items:
            return []
        found = self._tree.query(Point(longitude, latitude), predicate="intersects")
        return [self.items[i] for i in found]

    def touched(self, area: Area, level: str = "admin1") -> list[Outline]:
        """Give the areas of a level that an area meets."""
        if not self.items:
            return []
        shape = read_shape({"type": area.type, "coordinates": area.coordinates})
        found = self._tree.query(shape, predicate="intersects")
        return [self.items[i] for i in sorted(found) if self.items[i].level == level]


def read_outlines(*paths: Path) -> Outlines:
    """Read polygons from GeoJSON files (`.geojson` or `.geojson.gz`) as Who's On First has them.

    Raises:
        InputError: a file is no such GeoJSON.
    """
    return Outlines(one for path in paths for one in _read_file(path))


def _read_file(path: Path) -> list[Outline]:
    try:
        raw = path.read_bytes()
        text = gzip.decompress(raw) if path.suffix == ".gz" else raw
        return [_read_outline(feature) for feature in json.loads(text)["features"]]
    except _UNREADABLE as error:
        msg = (
            f"{path.name}: no GeoJSON of areas ({error!r}); give files such as wof_iq_adm1.geojson"
        )
        raise InputError(msg) from error


def _read_outline(feature: dict[str, Any]) -> Outline:
    told = feature["properties"]
    shape = read_shape(feature["geometry"])
    names = {str(told["name"]), *str(told.get("names_eng") or "").split("|")}
    return Outline(
        name=str(told["name"]),
        level=_LEVELS.get(str(told["placetype"]), str(told["placetype"])),
        country=str(told["iso"]),
        names=frozenset(fold_name(name) for name in names if name),
        shape=make_valid(shape),
    )


def open_outlines(gazetteer: "Gazetteer") -> Outlines:
    """Give the polygons that were added to a gazetteer (`places add boundaries`)."""
    held = _OPENED.get(gazetteer)
    if held is None:
        held = _OPENED[gazetteer] = Outlines(
            Outline(
                name=place.name,
                level=place.kind,
                country=place.country or "",
                names=frozenset(fold_name(name) for name in (place.name, *place.aliases)),
                shape=shape,
            )
            for place, shape in gazetteer.list_outlines()
        )
    return held


@lru_cache(maxsize=_KEPT)
def project_outline(outline: Outline, frame: Frame) -> Polygon:
    """Give a polygon in the plane of a frame; of several parts the largest, or their hull."""
    plane = transform(simplify(outline.shape, _TOLERANCE_DEG), frame.project)
    return pick_polygon(make_valid(plane)) or Polygon()


def centre_of(place: Place) -> Position:
    """Give the point of a place."""
    return Position(place.longitude, place.latitude)
