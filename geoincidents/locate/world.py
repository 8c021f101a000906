"""Countries of the embedded world map: outlines good to a few kilometres, for borders and parts.

The map holds land and border lines (Natural Earth 1:50m); a country is the face round its label.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from shapely import (
    Geometry,
    LineString,
    MultiLineString,
    Point,
    STRtree,
    distance,
    get_parts,
    node,
    polygonize,
)

from geoincidents.locate.outlines import Outline
from geoincidents.model.place import Place
from geoincidents.text.names import fold_name

_FILE = "_assets/basemap/world_50m.json"
_WHOLE = 0.9  # share of a country that its face must hold to stand for it
_TOUCH_DEG = 0.05
_LEAST_SQUARE_DEG = 0.01


@dataclass(frozen=True, slots=True)
class _World:
    faces: tuple[Geometry, ...]
    labels: tuple[tuple[str, int, float], ...]  # folded name, index of its face, share of the land
    tree: STRtree


@cache
def _read_world() -> _World | None:
    """Give the faces of the map; `None` where a build left the map out."""
    path = files("geoincidents").joinpath(_FILE)
    if not path.is_file():
        return None
    told: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    rings = [ring for part in told["land"] for ring in part] + told["borders"]
    lines = node(MultiLineString([LineString(ring) for ring in rings]))
    faces = tuple(get_parts(polygonize([lines])))
    tree = STRtree(faces)
    labels = tuple(
        (fold_name(name), int(i), faces[i].area / max(square_deg, _LEAST_SQUARE_DEG))
        for name, longitude, latitude, square_deg in told["countries"]
        for i in tree.query(Point(longitude, latitude), predicate="within")
    )
    return _World(faces, labels, tree)


def find_country(place: Place) -> Outline | None:
    """Give the outline of a country, by its name, else by its point."""
    return _find_country(place) if place.kind == "country" else None  # of others none is kept


@cache
def _find_country(place: Place) -> Outline | None:
    world = _read_world()
    if world is None:
        return None
    wanted = {fold_name(name) for name in (place.name, *place.aliases)}
    named = next(((i, share) for name, i, share in world.labels if name in wanted), None)
    if named is None:
        inside = world.tree.query(Point(place.longitude, place.latitude), predicate="within")
        named = next(((i, s) for _, i, s in world.labels if i in inside), None)
    if named is None:
        return None
    face, share = named
    return Outline(
        name=place.name,
        level="country",
        country=place.country or "",
        names=frozenset(wanted),
        shape=world.faces[face],
        coarse=True,
        whole=share >= _WHOLE,
    )


def are_neighbours(one: Place, other: Place) -> bool:
    """Say whether two countries share a border on land."""
    first, second = find_country(one), find_country(other)
    if first is None or second is None or first.shape is second.shape:
        return False
    return bool(distance(first.shape, second.shape) < _TOUCH_DEG)
