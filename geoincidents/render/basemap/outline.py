"""Cut the embedded basemap: fine near the incidents, coarse far away."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geoincidents.render.assets import read_world
from geoincidents.render.basemap.boxes import Box

# Fine vertices beyond this are thinned: some 15 bytes each in the page.
MOST_VERTICES = 40_000
THINNED_DEG = 0.03
# A country smaller than this has its name on the fine map only.
NAMED_FROM_SQUARE_DEG = 0.02

Shapes = NDArray[np.object_]


def cut_basemap(boxes: Sequence[Box]) -> dict[str, Any]:
    """Give `land` (polygons), `borders` and `disputed` (lines), and `countries`.

    A country is its name, longitude, latitude and area in square degrees.
    """
    coarse = read_world("110m")
    if not boxes:
        return dict(coarse)
    fine = read_world("50m")
    near = shapely.union_all([shapely.box(*box) for box in boxes])
    land = _join(_make_polygons(coarse["land"]), _make_polygons(fine["land"]), near)
    lines = {
        name: _join(_make_lines(coarse.get(name, [])), _make_lines(fine.get(name, [])), near)
        for name in ("borders", "disputed")
    }
    return {
        "land": [
            [_round(ring.coords) for ring in (part.exterior, *part.interiors)]
            for part in _list_parts(land, "Polygon")
        ],
        **{
            name: [_round(part.coords) for part in _list_parts(parts, "LineString")]
            for name, parts in lines.items()
        },
        "countries": _name_countries(coarse, fine, near),
    }


def make_shapes(coordinates: Sequence[Any], draws: str) -> Shapes:
    """Give shapes of plain coordinates; `draws` is `lines` or `polygons`."""
    make = _make_polygons if draws == "polygons" else _make_lines
    return np.array(make(list(coordinates)), dtype=object)


def _make_polygons(coordinates: list[Any]) -> list[shapely.Geometry]:
    polygons = _join_rings(coordinates)
    # Coasts cut at the antimeridian touch themselves; mending the few is faster than mending all.
    bad = ~shapely.is_valid(polygons)
    polygons[bad] = shapely.make_valid(polygons[bad])
    return list(polygons)


def _join_rings(coordinates: list[Any]) -> Shapes:
    """Give polygons of lists of rings, all at once: one by one takes four times as long."""
    if not coordinates:
        return np.empty(0, dtype=object)
    rings = [ring for polygon in coordinates for ring in polygon]
    points = np.array(list(chain.from_iterable(rings)), dtype=float)
    ring_ends = np.cumsum([0, *map(len, rings)])
    polygon_ends = np.cumsum([0, *map(len, coordinates)])
    joined = shapely.from_ragged_array(
        shapely.GeometryType.POLYGON, points, (ring_ends, polygon_ends)
    )
    return np.asarray(joined, dtype=object)


def _make_lines(coordinates: list[Any]) -> list[shapely.Geometry]:
    return [shapely.LineString(line) for line in coordinates]


def _join(
    coarse: list[shapely.Geometry], fine: list[shapely.Geometry], near: shapely.Geometry
) -> list[shapely.Geometry]:
    """Take the fine parts inside `near` and the coarse ones outside."""
    touching = [part for part in fine if shapely.intersects(part, near)]
    inside = list(shapely.intersection(touching, near))
    if shapely.get_num_coordinates(inside).sum() > MOST_VERTICES:
        inside = list(shapely.simplify(inside, THINNED_DEG))
    return [*shapely.difference(coarse, near), *inside]


def _list_parts(geometries: Iterable[shapely.Geometry], kind: str) -> list[Any]:
    """Give the parts of one kind, collections opened; slivers of other kinds fall away."""
    parts = shapely.get_parts(shapely.get_parts(list(geometries)))
    return [part for part in parts if part.geom_type == kind and not part.is_empty]


def _round(points: Iterable[tuple[float, ...]]) -> list[list[float]]:
    return [[round(x, 3), round(y, 3)] for x, y, *_ in points]


def _name_countries(
    coarse: dict[str, Any], fine: dict[str, Any], near: shapely.Geometry
) -> list[list[Any]]:
    """Take the fine names where the fine map is drawn, the coarse ones elsewhere."""
    known = {row[0] for row in coarse["countries"]}
    return [
        row
        for row in fine["countries"]
        if row[3] >= NAMED_FROM_SQUARE_DEG
        and (row[0] in known or shapely.contains_xy(near, row[1], row[2]))
    ]
