"""Draw incidents: soft areas, lines with arrows, symbols as sure as the place is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from geoincidents import geodesy
from geoincidents.looks import Looks
from geoincidents.model import Incident, Location
from geoincidents.render.picture.canvas import Canvas

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.path import Path
    from numpy.typing import NDArray

_SHAPE_BOX = 24  # looks.toml draws its shapes in a box of 24 by 24
_AREA_ALPHA, _VAGUE_ALPHA = 0.16, 0.07
_CROWD = 400  # more symbols than these are drawn smaller
_SMALLER = 0.72


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Hold one place to draw: its role is `impact` or `launch`, `draw` how sure it is."""

    incident: Incident
    place: Location
    role: str
    draw: str


def list_marks(incidents: Iterable[Incident], looks: Looks) -> list[Mark]:
    """Give what is drawn of incidents; a place known only as a country is not."""
    return [
        Mark(incident=incident, place=place, role=role, draw=draw)
        for incident in incidents
        for role, places in (("impact", incident.impacts), ("launch", incident.launches))
        for place in places
        if (draw := looks.find_precision(place.precision).draw) != "none"
    ]


def draw_areas(canvas: Canvas, marks: Sequence[Mark]) -> None:
    """Draw the area of each place that is no point: the larger, the fainter."""
    from matplotlib.patches import Polygon  # noqa: PLC0415 - heavy, only for pictures

    seen = set()
    for mark in sorted(marks, key=lambda m: -m.place.radius_m):
        if mark.draw == "solid":
            continue
        key = (
            mark.incident.incident_type,
            mark.place.longitude,
            mark.place.latitude,
            mark.place.radius_m,
        )
        if key in seen:
            continue
        seen.add(key)
        colour = _colour(mark, canvas.looks)
        for outline in [_outline(canvas, mark.place)]:
            canvas.axes.add_patch(
                Polygon(
                    outline,
                    facecolor=(colour, _VAGUE_ALPHA if mark.draw == "soft" else _AREA_ALPHA),
                    edgecolor=(colour, 0.55),
                    linewidth=0.6,
                    linestyle=(0, (4, 3)),
                    zorder=5,
                )
            )


def draw_lines(canvas: Canvas, incidents: Iterable[Incident]) -> int:
    """Draw each flight from launch to impact as a geodesic with an arrow; give how many."""
    number = 0
    for incident in incidents:
        colour = canvas.looks.find_symbol(incident.incident_type).colour
        for path, vague in _list_paths(incident, canvas.looks):
            points = canvas.project(path)
            canvas.axes.plot(
                points[:, 0],
                points[:, 1],
                color=colour,
                linewidth=canvas.style.line_width,
                linestyle=(0, (5, 3)) if vague else "-",
                zorder=6,
            )
            middle = len(points) // 2
            tail, head = points[middle - 1], points[middle]
            canvas.axes.annotate(
                "",
                xy=tuple(tail + (head - tail) * 0.6),
                xytext=tuple(tail + (head - tail) * 0.5),
                arrowprops={"arrowstyle": "-|>", "color": colour},
                zorder=7,
            )
            number += 1
    return number


def draw_symbols(canvas: Canvas, marks: Sequence[Mark]) -> list[tuple[float, float]]:
    """Draw a symbol at each place, hollow where it is vague; give the (x, y) of each mark."""
    crowded = len(marks) > _CROWD
    size = canvas.style.symbol_size * (_SMALLER if crowded else 1.0)
    spots = [canvas.place(mark.place.longitude, mark.place.latitude) for mark in marks]
    ordered = sorted(zip(marks, spots, strict=True), key=lambda pair: rank_mark(pair[0]))
    for mark, (x, y) in ordered:
        colour, solid = _colour(mark, canvas.looks), mark.draw == "solid"
        launch = mark.role == "launch"
        path = canvas.looks.roles["launch"].path if launch else ""
        canvas.axes.plot(
            x,
            y,
            marker=read_shape(path or canvas.looks.find_symbol(mark.incident.incident_type).path),
            markersize=size * (_SMALLER if launch else 1.0),
            markerfacecolor=colour if solid else canvas.style.halo,
            markeredgecolor=canvas.style.halo if solid else colour,
            markeredgewidth=0.6 if solid else 1.1,
            linestyle="none",
            zorder=8 if launch else 9,
        )
    return spots


def rank_mark(mark: Mark) -> tuple[bool, bool, tuple[object, ...]]:
    """Order marks from those that may be covered to those that may not."""
    return mark.role == "impact", mark.draw == "solid", mark.incident.order


@cache
def read_shape(path: str) -> "Path":
    """Give the outline of a symbol of `looks.toml` (SVG path data) as a marker, upright."""
    from matplotlib.transforms import Affine2D  # noqa: PLC0415 - heavy, only for pictures
    from svgpath2mpl import parse_path  # noqa: PLC0415 - as above

    half = _SHAPE_BOX / 2
    return Affine2D().translate(-half, -half).scale(1, -1).transform_path(parse_path(path))


def _colour(mark: Mark, looks: Looks) -> str:
    own = looks.find_symbol(mark.incident.incident_type).colour
    return own if mark.role == "impact" else looks.roles["launch"].colour or own


def _outline(canvas: Canvas, place: Location) -> "NDArray[np.float64]":
    area = place.area or geodesy.draw_disc(place.position, float(place.radius_m))
    return canvas.project(area.coordinates[0])


def _list_paths(
    incident: Incident, looks: Looks
) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    for line in incident.trajectories:
        ends = incident.launches[line.launch], incident.impacts[line.impact]
        if any(looks.find_precision(end.precision).draw == "none" for end in ends):
            continue
        path = geodesy.draw_line(ends[0].position, ends[1].position)
        yield [(p.longitude, p.latitude) for p in path], line.vague
