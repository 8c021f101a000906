"""Draw incidents as a picture: the parts in their order."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geoincidents.gazetteer import load_gazetteer
from geoincidents.looks import load_looks
from geoincidents.model import Incident
from geoincidents.render.picture import furniture, ground, marks
from geoincidents.render.picture.canvas import Canvas, open_canvas
from geoincidents.render.picture.extent import Extent, choose_extent
from geoincidents.render.picture.layout import Layout
from geoincidents.render.picture.style import PictureStyle
from geoincidents.render.words import summarise

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SMALLEST_TOWN = 15_000
_MOST_AVOIDED = 300  # symbols that names keep clear of: more takes minutes
_TITLE = "Incidents"
_NOWHERE = "No incident has a place that can be drawn"


def draw_picture(  # noqa: PLR0913 - each is an option of the picture
    incidents: Sequence[Incident],
    *,
    title: str | None = None,
    extent: Extent | None = None,
    inset: bool = False,
    style: PictureStyle | None = None,
    aspect: float = 16 / 9,
) -> "Figure":
    """Give a matplotlib figure of the incidents: map, legend, scale, sources; no network.

    The figure shows itself in a notebook, where a figure without pyplot does not by itself.
    `aspect` is width by height. Incidents known only by their country are counted in the line
    beneath the title, not drawn.
    """
    from matplotlib import rc_context  # noqa: PLC0415 - heavy, only for pictures

    from geoincidents.render.picture.figure import ShownFigure  # noqa: PLC0415 - as above

    style, looks = style or PictureStyle(), load_looks()
    drawn = marks.list_marks(incidents, looks)
    extent = extent or choose_extent([mark.place for mark in drawn])
    layout = Layout.of(aspect)
    with rc_context({"font.family": style.font, "text.parse_math": False}):
        figure = ShownFigure(figsize=(layout.width, layout.height), facecolor=style.paper)
        axes = figure.add_axes(layout.map)
        canvas = open_canvas(axes, extent, layout.map_aspect, looks, style)
        _draw_map(canvas, drawn)
        lines = marks.draw_lines(canvas, incidents)
        furniture.write_title(figure, layout, title or _TITLE, _describe(incidents, drawn), style)
        furniture.draw_legend(canvas, layout, furniture.list_rows(drawn, lines, looks, style))
        furniture.draw_scale(canvas)
        if inset:
            furniture.draw_locator(figure, layout, canvas)
        furniture.write_sources(figure, layout, incidents, style)
    return figure


def _draw_map(canvas: Canvas, drawn: Sequence[marks.Mark]) -> None:
    ground.draw_ground(canvas)
    marks.draw_areas(canvas, drawn)
    spots = marks.draw_symbols(canvas, drawn)
    ground.name_countries(canvas, spots)
    ground.name_towns(canvas, load_gazetteer().towns(_SMALLEST_TOWN), spots)
    _name_places(canvas, drawn, spots)
    if not drawn:
        axes = canvas.axes
        axes.text(0.5, 0.5, _NOWHERE, transform=axes.transAxes, ha="center", zorder=12)


def _name_places(
    canvas: Canvas, drawn: Sequence[marks.Mark], spots: Sequence[tuple[float, float]]
) -> None:
    """Name the places hit, each once, moved apart where names would cover each other."""
    from adjustText import adjust_text  # noqa: PLC0415 - heavy, only for pictures

    left, right, bottom, top = canvas.box
    where = {
        mark.place.name: (x, y)
        for mark, (x, y) in sorted(
            zip(drawn, spots, strict=True), key=lambda pair: marks.rank_mark(pair[0])
        )
        if mark.place.name and left < x < right and bottom < y < top
    }
    texts = [
        canvas.axes.text(
            x,
            y,
            name,
            fontsize=canvas.style.label_size,
            color=canvas.style.ink,
            zorder=11,
            # no stroke round the letters: that would make them outlines in SVG
            bbox={"facecolor": (canvas.style.halo, 0.75), "edgecolor": "none", "pad": 0.6},
        )
        for name, (x, y) in list(where.items())[-canvas.style.most_labels :]
    ]
    if texts:
        xs, ys = zip(*spots[-_MOST_AVOIDED:], strict=True)
        adjust_text(
            texts,
            x=list(xs),
            y=list(ys),
            ax=canvas.axes,
            expand=(1.15, 1.35),
            arrowprops={"arrowstyle": "-", "color": canvas.style.quiet_ink, "linewidth": 0.5},
        )


def _describe(incidents: Sequence[Incident], drawn: Sequence[marks.Mark]) -> str:
    on_map = {mark.incident.incident_id for mark in drawn}
    off = sum(one.incident_id not in on_map for one in incidents)
    note = summarise(incidents)
    return f"{note}; {off} without a place that can be drawn" if off and on_map else note
