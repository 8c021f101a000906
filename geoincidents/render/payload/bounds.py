"""Measure how far places reach: what a map has to show finely."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from geoincidents.model import Location
from geoincidents.render.payload.container import split_columns

MANY_ROWS = 262_144  # so many are gathered before those that are alike are sought
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
    """Gather how far places reach; of very many, what reaches as far as another is kept once."""

    def __init__(self) -> None:
        self._parts: list[Bounds] = [np.empty((0, 4))]
        self._rows = 0
        self._most_rows = MANY_ROWS

    def add(self, places: Sequence[Location]) -> None:
        """Add places."""
        self._parts.append(measure_bounds(places))
        self._rows += len(self._parts[-1])
        if self._rows > self._most_rows:
            self._parts = [np.unique(self.join(), axis=0)]
            self._rows = len(self._parts[0])
            self._most_rows = 2 * self._rows + MANY_ROWS

    def join(self) -> Bounds:
        """Give the rows."""
        return np.concatenate(self._parts)
