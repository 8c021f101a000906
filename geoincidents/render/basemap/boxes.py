"""Find where on earth a map of incidents has to be fine."""

import numpy as np

from geoincidents.render.payload.bounds import Bounds

# Degrees round the places that a reader may pan over before the coarse outline begins.
MARGIN_DEG = (6.0, 5.0)
# Above this, one box round everything would carry half the fine world into the page.
LARGEST_BOX_SQUARE_DEG = 2400.0
# Many boxes are widened to lines of this grid, so that thousands of places make a few hundred.
GRID_DEG = 2.0
EDGES = (180.0, 90.0)

Box = tuple[float, float, float, float]  # west, south, east, north


def find_boxes(bounds: Bounds) -> list[Box]:
    """Give the boxes that deserve the fine outline; `bounds` are those of `measure_bounds`."""
    boxes = bounds[(np.abs(bounds) <= (*EDGES, *EDGES)).all(axis=1)]
    if not len(boxes):
        return []
    boxes = np.add(boxes, (-MARGIN_DEG[0], -MARGIN_DEG[1], *MARGIN_DEG))
    whole = np.concatenate([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])
    if (whole[2] - whole[0]) * (whole[3] - whole[1]) <= LARGEST_BOX_SQUARE_DEG:
        return _finish(whole[np.newaxis])
    boxes[:, :2] = np.floor(boxes[:, :2] / GRID_DEG) * GRID_DEG
    boxes[:, 2:] = np.ceil(boxes[:, 2:] / GRID_DEG) * GRID_DEG
    return _finish(np.unique(boxes, axis=0))


def _finish(boxes: Bounds) -> list[Box]:
    edges = (*EDGES, *EDGES)
    return [
        (float(box[0]), float(box[1]), float(box[2]), float(box[3]))
        for box in np.clip(boxes, [-edge for edge in edges], edges)
    ]
