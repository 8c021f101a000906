"""Make the ground of a map: the outline that we carry, what the user added, or a PMTiles file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geoincidents.errors import BasemapError
from geoincidents.render.basemap.boxes import Box, find_boxes
from geoincidents.render.basemap.cutting import cut_added, show_shapes
from geoincidents.render.basemap.kinds import DISPUTED, read_kinds
from geoincidents.render.basemap.outline import Shapes, cut_basemap, make_shapes
from geoincidents.render.basemap.tiles import describe_tiles, read_tiles
from geoincidents.render.payload.bounds import Bounds

OUTLINE, NOTHING = "outline", "none"
SUFFIX = ".pmtiles"
TILES_NOTE = "Near the incidents: © OpenStreetMap contributors, by Protomaps."
NOTE = "Outlines: Natural Earth. Borders that states dispute are dashed; none of them is endorsed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Basemap:
    """Hold the layers of docs/page-data.md, and the boxes in which towns may be named."""

    layers: Mapping[str, Any]
    boxes: Sequence[Box]


def draw_basemap(choice: str | Path, bounds: Bounds) -> Basemap:
    """Give the ground under places: `outline`, `none`, or what a PMTiles file holds.

    `bounds` are those of `measure_bounds`.

    Raises:
        BasemapError: the file is no PMTiles file of vector tiles.
    """
    check_basemap(choice)
    boxes = find_boxes(bounds)
    if choice == NOTHING:
        return Basemap(layers={}, boxes=boxes)
    layers = cut_basemap(boxes)
    note = NOTE
    if choice != OUTLINE and boxes:
        found, covered = read_tiles(Path(choice), boxes)
        _lay(layers, found, covered, boxes)
        note = f"{NOTE} {TILES_NOTE}"
    if added := cut_added(boxes):
        # What the user added last is what the user wants to see.
        _lay(layers, added, shapely.union_all([shapely.box(*box) for box in boxes]), boxes)
    return Basemap(layers={"note": note, **layers}, boxes=boxes)


def check_basemap(choice: str | Path) -> None:
    """Find out whether there is such a ground, before anything is drawn.

    Raises:
        BasemapError: the word is none of ours, and no PMTiles file of vector tiles either.
    """
    if choice in {OUTLINE, NOTHING}:
        return
    path = Path(choice)
    if isinstance(choice, str) and path.suffix.lower() != SUFFIX and not path.is_file():
        msg = f"there is no basemap {choice!r}; choose {OUTLINE}, {NOTHING}, or a file *{SUFFIX}"
        raise BasemapError(msg)
    describe_tiles(path)


def _lay(
    layers: dict[str, Any],
    found: Mapping[str, Shapes],
    covered: shapely.Geometry,
    boxes: Sequence[Box],
) -> None:
    """Put shapes in place of what there was of their kind, as far as they reach."""
    for name, shapes in found.items():
        if not len(shapes):
            continue
        own = make_shapes(layers.get(name, []), read_kinds()[name].draws)
        # A file of disputed lines adds to those that we know; of all else it has the better ones.
        outside = own if name == DISPUTED else shapely.difference(own, covered)
        layers[name] = show_shapes(np.concatenate([outside, shapes]), name, boxes)
