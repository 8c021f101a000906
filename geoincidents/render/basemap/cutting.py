"""Cut the user's layers to what a page may show, and thin them so that it stays small."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geoincidents.render.basemap.added import AddedLayer, list_basemaps, read_layer
from geoincidents.render.basemap.boxes import Box
from geoincidents.render.basemap.kinds import DISPUTED, read_kinds

# Some 12 bytes each in the page.
MOST_VERTICES = 60_000
# The narrowest thing that shows when the whole extent is eight screens of 1,000 pixels wide.
PARTS_OF_EXTENT = 8_000
FINEST_DEG = 0.0005
COARSER = 2.0
DECIMALS = 4
# A thing that maps of Natural Earth draw from this zoom on has no place on a map this wide.
ZOOM_OF_WORLD_DEG = 720.0
MORE_ZOOMS = 4.0

Shapes = NDArray[np.object_]


def cut_added(boxes: Sequence[Box]) -> dict[str, Shapes]:
    """Give the shapes of the layers that were added, cut to the boxes, by kind.

    Raises:
        BasemapError: a layer is damaged.
    """
    gathered: dict[str, list[Shapes]] = {}
    for layer in list_basemaps() if boxes else ():
        for name, shapes in _cut(layer, boxes).items():
            gathered.setdefault(name, []).append(shapes)
    return {name: np.concatenate(parts) for name, parts in gathered.items()}


def _cut(layer: AddedLayer, boxes: Sequence[Box]) -> dict[str, Shapes]:
    west, south, east, north = zip(*boxes, strict=True)
    whole = (min(west), min(south), max(east), max(north))
    shapes, disputed, zooms = read_layer(layer.name, whole)
    zoom = np.log2(ZOOM_OF_WORLD_DEG / max(1e-6, _measure_extent(boxes))) + MORE_ZOOMS
    shown = zooms <= zoom
    shapes, disputed = shapes[shown], disputed[shown]
    near = shapely.union_all([shapely.box(*box) for box in boxes])
    shapely.prepare(near)
    inside = shapely.intersects(near, shapes)
    cut = shapely.intersection(shapes[inside], near)
    if layer.kind == DISPUTED:
        return {DISPUTED: cut}
    doubtful = disputed[inside]
    return {layer.kind: cut[~doubtful]} | ({DISPUTED: cut[doubtful]} if doubtful.any() else {})


def _measure_extent(boxes: Sequence[Box]) -> float:
    west, south, east, north = zip(*boxes, strict=True)
    return float(max(max(east) - min(west), max(north) - min(south)))


def show_shapes(shapes: Shapes, name: str, boxes: Sequence[Box]) -> list[Any]:
    """Simplify until the layer is small enough, and give plain coordinates."""
    finest = max(FINEST_DEG, _measure_extent(boxes) / PARTS_OF_EXTENT)
    is_lines = read_kinds()[name].draws == "lines"
    # Outlines of neighbours run along each other, and tiles cut what is one: one is enough.
    whole = shapely.union_all(shapes)
    shapes = np.array([shapely.line_merge(whole) if is_lines else whole], dtype=object)
    thin = shapely.simplify(shapes, finest)
    while shapely.get_num_coordinates(thin).sum() > MOST_VERTICES:
        finest *= COARSER
        thin = shapely.simplify(shapes, finest)
    parts = shapely.get_parts(shapely.get_parts(thin))
    if is_lines:
        return [
            _round(part) for part in parts if part.geom_type == "LineString" and part.length > 0
        ]
    return [
        [_round(ring) for ring in (part.exterior, *part.interiors)]
        for part in parts
        if part.geom_type == "Polygon" and part.area > finest * finest
    ]


def _round(line: Any) -> list[list[float]]:  # noqa: ANN401 - shapely's lines and rings
    return [[round(x, DECIMALS), round(y, DECIMALS)] for x, y, *_ in line.coords]
