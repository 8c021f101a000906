"""Find where on earth a map of incidents has to be fine."""

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from geoincidents.model import Incident, Location
from geoincidents.render.payload.container import split_columns
from geoincidents.render.payload.places import list_places as list_places_of

# Degrees round the places that a reader may pan over before the coarse outline begins.
MARGIN_DEG = (6.0, 5.0)
# Above this, one box round everything would carry half the fine world into the page.
LARGEST_BOX_SQUARE_DEG = 2400.0
# Many boxes are widened to lines of this grid, so that thousands of places make a few hundred.
GRID_DEG = 2.0
EDGES = (180.0, 90.0)

Box = tuple[float, float, float, float]
Boxes = NDArray[np.float64]


def list_places(incidents: Iterable[Incident]) -> list[Location]:
    """Give every place of the incidents that is drawn or named: impacts, launches, targets."""
    return list(chain.from_iterable(map(list_places_of, incidents)))


def find_boxes(places: Sequence[Location]) -> list[Box]:
    """Give the boxes (west, south, east, north) that deserve the fine outline."""
    boxes = _surround([one for one in places if one.precision != "country"])
    boxes = boxes[(np.abs(boxes) <= (*EDGES, *EDGES)).all(axis=1)]
    if not len(boxes):
        return []
    boxes += (-MARGIN_DEG[0], -MARGIN_DEG[1], *MARGIN_DEG)
    whole = np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])
    if (whole[2] - whole[0]) * (whole[3] - whole[1]) <= LARGEST_BOX_SQUARE_DEG:
        return _finish(whole[np.newaxis])
    boxes[:, :2] = np.floor(boxes[:, :2] / GRID_DEG) * GRID_DEG
    boxes[:, 2:] = np.ceil(boxes[:, 2:] / GRID_DEG) * GRID_DEG
    return _finish(np.unique(boxes, axis=0))


def _surround(places: Sequence[Location]) -> Boxes:
    """Give west, south, east, north of every place with its area."""
    longitudes, latitudes, areas = split_columns(places, "longitude", "latitude", "area")
    points = np.array([longitudes, latitudes], np.float64).T.reshape(-1, 2)
    boxes = np.concatenate([points, points], axis=1)
    for row, area in enumerate(areas):
        if area is not None and any(area.coordinates):
            ring = np.array([point for ring in area.coordinates for point in ring], np.float64)
            boxes[row, :2] = np.minimum(boxes[row, :2], ring.min(axis=0))
            boxes[row, 2:] = np.maximum(boxes[row, 2:], ring.max(axis=0))
    return boxes


def _finish(boxes: Boxes) -> list[Box]:
    edges = (*EDGES, *EDGES)
    return [
        (float(box[0]), float(box[1]), float(box[2]), float(box[3]))
        for box in np.clip(boxes, [-edge for edge in edges], edges)
    ]
