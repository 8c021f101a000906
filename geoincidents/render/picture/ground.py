"""Draw what lies beneath the incidents: land, shores, borders, names of countries and towns."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely import affinity

from geoincidents.render.assets import read_world
from geoincidents.render.labels import rank_town
from geoincidents.render.picture.canvas import Canvas
from geoincidents.render.picture.extent import Extent

if TYPE_CHECKING:
    from geoincidents.model import Place

_FINE_BELOW_DEG = 90.0  # wider pictures take the coarse outline
_AROUND_DEG = 2.0  # beyond the extent, so that no edge shows where the paper is wider
_MOST_AROUND_DEG = 60.0
_LONGEST_DEG = 1.0  # longer edges are bent by the projection
_POLE_DEG = 89.0
_HALF_EARTH_DEG = 179.9  # at 180 the outline would touch itself
_NAMED_FROM = 0.004  # a country smaller than this share of the map has no name
_SQUARE_DEG_M2 = 1.2e10
_MOST_TOWNS = 14
_ROOM = 0.055  # of the width of the map, between two names of towns
_ASIDE = 0.09  # of the width of the map, that the name of a country may step aside
_STEPS = ((0, 0), (0, 1), (0, -1), (-1, 0), (1, 0), (-1, -1), (1, -1), (-1, 1), (1, 1))


def draw_ground(canvas: Canvas, *, coarse: bool = False) -> None:
    """Draw land and borders of the embedded basemap (Natural Earth); `coarse` for small maps."""
    from matplotlib.collections import LineCollection, PathCollection  # noqa: PLC0415 - heavy
    from matplotlib.path import Path  # noqa: PLC0415 - as above

    world = read_world("110m") if coarse else _read_world(canvas.extent)
    style, around = canvas.style, _surround(canvas.extent)
    land = [shapely.Polygon(rings[0], rings[1:]) for rings in world["land"]]
    paths = [
        Path.make_compound_path(
            *(
                Path(canvas.bend(ring.coords), closed=True)
                for ring in (part.exterior, *part.interiors)
            )
        )
        for part in _cut(land, around)
    ]
    canvas.axes.add_collection(
        PathCollection(paths, facecolor=style.land, edgecolor=style.shore, linewidth=0.5, zorder=1),
        autolim=False,
    )
    lines = [shapely.LineString(line) for line in world["borders"]]
    borders = [canvas.bend(part.coords) for part in _cut(lines, around)]
    canvas.axes.add_collection(
        LineCollection(borders, colors=style.border, linewidths=0.6, zorder=2), autolim=False
    )


def name_countries(canvas: Canvas, spots: Sequence[tuple[float, float]]) -> None:
    """Write the names of countries in quiet capitals, aside where symbols would hide them."""
    left, right, bottom, top = canvas.box
    least = (right - left) * (top - bottom) * _NAMED_FROM / _SQUARE_DEG_M2
    for name, longitude, latitude, size in _read_world(canvas.extent)["countries"]:
        x, y = canvas.place(longitude, latitude)
        if size > least and left < x < right and bottom < y < top:
            canvas.axes.text(
                *_step_aside(x, y, spots, right - left),
                " ".join(name.upper()),
                fontsize=canvas.style.label_size - 0.5,
                color=canvas.style.quiet_ink,
                ha="center",
                va="center",
                alpha=0.75,
                zorder=3,
                clip_on=True,
            )


def name_towns(
    canvas: Canvas, towns: Sequence["Place"], spots: Sequence[tuple[float, float]]
) -> None:
    """Mark and name the largest towns of the map, with room between them and round `spots`."""
    left, right, bottom, top = canvas.box
    room = (right - left) * _ROOM
    kept = list(spots)
    free = len(kept) + _MOST_TOWNS
    for town in sorted(towns, key=rank_town):
        x, y = canvas.place(town.longitude, town.latitude)
        inside = left + room / 2 < x < right - room and bottom + room / 4 < y < top - room / 4
        if not inside or any(abs(x - a) < 2 * room and abs(y - b) < room / 1.5 for a, b in kept):
            continue
        kept.append((x, y))
        canvas.axes.plot(x, y, "o", markersize=1.8, color=canvas.style.quiet_ink, zorder=4)
        canvas.axes.annotate(
            town.name,
            (x, y),
            xytext=(2.5, 1.5),
            textcoords="offset points",
            fontsize=canvas.style.label_size - 1,
            color=canvas.style.quiet_ink,
            zorder=4,
        )
        if len(kept) >= free:
            break


def _read_world(extent: Extent) -> dict[str, Any]:
    return read_world("110m" if extent.east - extent.west > _FINE_BELOW_DEG else "50m")


def _step_aside(
    x: float, y: float, spots: Sequence[tuple[float, float]], width: float
) -> tuple[float, float]:
    """Give the nearest of nine spots round a name that no symbol is close to."""
    clear, step = width * _ROOM, width * _ASIDE
    tries = [(x + step * dx, y + step * dy) for dx, dy in _STEPS]
    free = (t for t in tries if all(np.hypot(t[0] - a, t[1] - b) > clear for a, b in spots))
    return next(free, (x, y))


def _surround(extent: Extent) -> shapely.Polygon:
    if extent.is_wide:
        middle, _ = extent.centre
        return shapely.box(
            middle - _HALF_EARTH_DEG, -_POLE_DEG, middle + _HALF_EARTH_DEG, _POLE_DEG
        )
    wide = max(extent.east - extent.west, extent.north - extent.south)
    grow = min(_AROUND_DEG + wide, _MOST_AROUND_DEG)
    return shapely.box(
        extent.west - grow,
        max(-_POLE_DEG, extent.south - grow),
        extent.east + grow,
        min(_POLE_DEG, extent.north + grow),
    )


def _cut(shapes: Sequence[shapely.Geometry], box: shapely.Polygon) -> Iterator[Any]:
    """Give the parts of shapes inside a box, also of a box beyond the antimeridian."""
    west, _, east, _ = box.bounds
    for shift in (-360, 0, 360):
        if not west <= 180 + shift or not east >= -180 + shift:
            continue
        turned = [affinity.translate(shape, xoff=shift) for shape in shapes] if shift else shapes
        near = [shape for shape in turned if shapely.intersects(box, shape)]
        whole = [shape if shapely.is_valid(shape) else shapely.make_valid(shape) for shape in near]
        parts = shapely.get_parts(shapely.get_parts(shapely.intersection(whole, box)))
        kinds = {"Polygon", "LineString"}
        kept = [part for part in parts if part.geom_type in kinds and not part.is_empty]
        yield from shapely.segmentize(kept, _LONGEST_DEG)
