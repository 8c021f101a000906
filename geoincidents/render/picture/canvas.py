"""The map of a picture: axes in metres of a projection, and how to draw on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from geoincidents.looks import Looks
from geoincidents.render.picture.extent import Extent, frame_extent, make_projection
from geoincidents.render.picture.style import PictureStyle

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from numpy.typing import NDArray
    from pyproj import Transformer


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """Hold the axes of a map, what they show, the projection, and the looks."""

    axes: "Axes"
    extent: Extent
    plane: "Transformer"
    looks: Looks
    style: PictureStyle

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Give (left, right, bottom, top) of the map in metres of the plane."""
        return (*self.axes.get_xlim(), *self.axes.get_ylim())

    def project(self, points: Iterable[Sequence[float]]) -> "NDArray[np.float64]":
        """Give (x, y) for each (longitude, latitude), on the side of the earth that is shown."""
        degrees = np.asarray(list(points), dtype=float).reshape(-1, 2)
        middle, _ = self.extent.centre
        longitudes = degrees[:, 0] + 360 * np.round((middle - degrees[:, 0]) / 360)
        x, y = self.plane.transform(longitudes, degrees[:, 1])
        return np.column_stack((x, y))

    def place(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Give the (x, y) of one point."""
        x, y = self.project([(longitude, latitude)])[0]
        return float(x), float(y)

    def bend(self, line: Any) -> "NDArray[np.float64]":  # noqa: ANN401 - coordinates of shapely
        """Give (x, y) of a line that is already on the side of the earth that is shown."""
        points = np.asarray(line)
        x, y = self.plane.transform(points[:, 0], points[:, 1])
        return np.column_stack((x, y))


def open_canvas(
    axes: "Axes", extent: Extent, aspect: float, looks: Looks, style: PictureStyle
) -> Canvas:
    """Set axes up as an empty map of the extent; `aspect` is their width by height."""
    plane = make_projection(extent)
    left, right, bottom, top = frame_extent(extent, plane, aspect)
    axes.set_xlim(left, right)
    axes.set_ylim(bottom, top)
    axes.set_aspect("equal")
    axes.set_facecolor(style.water)
    axes.set_xticks([])
    axes.set_yticks([])
    for side in axes.spines.values():
        side.set_edgecolor(style.border)
        side.set_linewidth(0.6)
    return Canvas(axes=axes, extent=extent, plane=plane, looks=looks, style=style)
