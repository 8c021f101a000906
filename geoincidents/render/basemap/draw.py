"""Make the ground of a map: the outline that we carry, what the user added, or a PMTiles file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geoincidents.model import Incident
from geoincidents.render.basemap.boxes import Box, find_boxes, list_places
from geoincidents.render.basemap.cutting import cut_added
from geoincidents.render.basemap.outline import cut_basemap

OUTLINE, NOTHING = "outline", "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Basemap:
    """Hold the layers of docs/page-data.md, and the boxes in which towns may be named."""

    layers: Mapping[str, Any]
    boxes: Sequence[Box]


def draw_basemap(choice: str | Path, incidents: Sequence[Incident]) -> Basemap:
    """Give the ground under incidents: `outline`, `none`, or what a PMTiles file holds.

    Raises:
        BasemapError: the file is no PMTiles file of vector tiles.
    """
    boxes = find_boxes(list_places(incidents))
    if choice == NOTHING:
        return Basemap(layers={}, boxes=boxes)
    layers = cut_basemap(boxes)
    layers |= {name: shapes for name, shapes in cut_added(boxes).items() if shapes}
    return Basemap(layers=layers, boxes=boxes)
