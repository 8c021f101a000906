"""Measure how far places reach: what a map has to show finely."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geoincidents.model import Location
from geoincidents.render.payload.container import split_columns

MOST_ROWS = 65_536  # that are gathered before those that are alike are sought
Bounds = NDArray[np.float64]  # a row a place: west, south, east, north in degrees


def measure_bounds(places: Sequence[Location]) -> Bounds:
    """Give how far every place reaches with its area, but those known only as a country."""
    fine = [one for one in places if one.precision != "country"]
    longitudes, latitudes, areas = split_columns(fine, "longitude", "latitude", "area")
    points = np.array([longitudes, latitudes], np.float64).T.reshape(-1, 2)
    bounds = np.concatenate([points, points], axis=1)
    for row, area in enumerate(areas):
        if area is not None and any(area.coordinates):
            ring = np.array([point for ring in area.coordinates for point in ring], np.float64)
            bounds[row, :2] = np.minimum(bounds[row, :2], ring.min(axis=0))
            bounds[row, 2:] = np.maximum(bounds[row, 2:], ring.max(axis=0))
    return bounds


class Reach:
    """Gather how far places reach; what reaches as far as another is kept once."""

    def __init__(self) -> None:
        self._parts: list[Bounds] = [np.empty((0, 4))]
        self._rows = 0

    def add(self, places: Sequence[Location]) -> None:
        """Add places."""
        self._parts.append(measure_bounds(places))
        self._rows += len(self._parts[-1])
        if self._rows > MOST_ROWS + 2 * len(self._parts[0]):
            self.join()

    def join(self) -> Bounds:
        """Give the distinct rows of all, in order."""
        self._parts = [np.unique(np.concatenate(self._parts), axis=0)]
        self._rows = len(self._parts[0])
        return self._parts[0]
