"""What stands round a map on paper: title, legend, scale, north arrow, locator, sources."""

import textwrap
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geoincidents.looks import Looks
from geoincidents.model import Incident
from geoincidents.render.picture.canvas import Canvas, open_canvas
from geoincidents.render.picture.extent import WORLD, Extent
from geoincidents.render.picture.ground import draw_ground
from geoincidents.render.picture.layout import Layout
from geoincidents.render.picture.marks import Mark, read_shape
from geoincidents.render.picture.style import PictureStyle

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.figure import Figure

_MOST_ROWS = 12
_MOST_SOURCES = 6
_MOST_LINES = 3
_LOCATOR_DEG = 33.0  # from the middle of the small map to its edges
_POLAR_DEG = 80.0
VAGUE = "known only as an area: symbol at its middle"


def write_title(
    figure: "Figure", layout: Layout, title: str, note: str, style: PictureStyle
) -> None:
    """Write the title, smaller where it is long, and the line beneath it."""
    fits = layout.count_characters(style.title_size)
    size = style.title_size * min(1.0, fits / max(len(title), 1))
    size = max(size, style.text_size + 1)
    long = layout.count_characters(size)
    shown = title if len(title) <= long else f"{title[: long - 1]}…"
    figure.text(*layout.title, shown, fontsize=size, color=style.ink, va="top", weight="bold")
    figure.text(*layout.note, note, fontsize=style.text_size + 1, color=style.quiet_ink, va="top")


def write_sources(
    figure: "Figure", layout: Layout, incidents: Sequence[Incident], style: PictureStyle
) -> None:
    """Name the publishers behind the map, and whose outlines it shows."""
    counts = Counter(
        article.publisher or article.title or article.article_id
        for incident in incidents
        for article in incident.articles
    )
    names = [name for name, _ in sorted(counts.items(), key=lambda row: (-row[1], row[0]))]
    more = f" and {len(names) - _MOST_SOURCES} more" if len(names) > _MOST_SOURCES else ""
    said = f"Sources: {', '.join(names[:_MOST_SOURCES])}{more}. " if names else ""
    words = f"{said}Read out of the articles by geoincidents, with a quote behind each value. "
    words += "Outlines: Natural Earth; borders show no position on their status."
    size = style.text_size - 1
    lines = textwrap.wrap(words, layout.count_characters(size))
    figure.text(
        *layout.sources,
        "\n".join(lines[:_MOST_LINES]),
        fontsize=size,
        color=style.quiet_ink,
        va="bottom",
    )


def list_rows(
    marks: Sequence[Mark], lines: int, looks: Looks, style: PictureStyle
) -> "list[Artist]":
    """Give the rows of the legend: the symbols that the map shows, the most frequent first."""
    from matplotlib.lines import Line2D  # noqa: PLC0415 - heavy, only for pictures
    from matplotlib.patches import Patch  # noqa: PLC0415 - as above

    types = Counter(m.incident.incident_type for m in marks if m.role == "impact")
    ordered = sorted(types.items(), key=lambda row: (-row[1], row[0]))[:_MOST_ROWS]
    rows: list[Artist] = [
        _show_symbol(symbol.path, symbol.label, symbol.colour, style.halo, style)
        for name, _ in ordered
        if (symbol := looks.find_symbol(name))
    ]
    launch = looks.roles["launch"]
    if any(m.role == "launch" for m in marks):
        rows.append(_show_symbol(launch.path, launch.label, style.halo, launch.colour, style))
    if lines:
        flight = "Flight, launch to impact"
        rows.append(Line2D([], [], color=style.ink, linewidth=style.line_width, label=flight))
    if any(m.draw != "solid" for m in marks):
        rows.append(
            Patch(
                facecolor=(style.ink, 0.08),
                edgecolor=(style.ink, 0.5),
                linestyle=(0, (4, 3)),
                linewidth=0.6,
                label="\n".join(textwrap.wrap(VAGUE, 26)),
            )
        )
    return rows


def _show_symbol(path: str, label: str, face: str, edge: str, style: PictureStyle) -> "Artist":
    from matplotlib.lines import Line2D  # noqa: PLC0415 - heavy, only for pictures

    return Line2D(
        [],
        [],
        linestyle="none",
        marker=read_shape(path),
        markersize=style.symbol_size * 0.8,
        markerfacecolor=face,
        markeredgecolor=edge,
        label=label,
    )


def draw_legend(canvas: Canvas, layout: Layout, rows: "Sequence[Artist]") -> None:
    """Explain the symbols, beside a wide map or beneath a tall one."""
    if not rows:
        return
    below = {"loc": "upper left", "bbox_to_anchor": (0, -0.015), "ncols": 2}
    beside = {"loc": "upper left", "bbox_to_anchor": (1.01, 1.0)}
    canvas.axes.legend(
        handles=list(rows),
        borderaxespad=0,
        frameon=False,
        fontsize=canvas.style.text_size,
        labelcolor=canvas.style.ink,
        handletextpad=0.8,
        labelspacing=0.75,
        **(below if layout.is_tall else beside),
    )


def draw_scale(canvas: Canvas) -> None:
    """Draw a scale bar, true at the middle of the map; a map of the world has none."""
    from matplotlib_scalebar.scalebar import ScaleBar  # noqa: PLC0415 - heavy, only for pictures

    if canvas.extent.is_wide:
        return
    canvas.axes.add_artist(
        ScaleBar(
            1,
            "m",
            location="lower left",
            width_fraction=0.006,
            length_fraction=0.2,
            box_alpha=0.75,
            box_color=canvas.style.paper,
            color=canvas.style.ink,
            font_properties={"size": canvas.style.text_size},
            border_pad=0.8,
        )
    )
    if canvas.style.north_arrow:
        canvas.axes.annotate(
            "N",
            xy=(0.04, 0.97),
            xytext=(0.04, 0.89),
            xycoords="axes fraction",
            ha="center",
            fontsize=canvas.style.text_size + 1,
            color=canvas.style.ink,
            arrowprops={"arrowstyle": "-|>", "color": canvas.style.ink},
            zorder=12,
        )


def draw_locator(figure: "Figure", layout: Layout, canvas: Canvas) -> None:
    """Draw a small map of the wider region with the extent as a box."""
    from matplotlib.patches import Polygon  # noqa: PLC0415 - heavy, only for pictures

    shown = canvas.extent
    longitude, latitude = shown.centre
    around = Extent(
        west=longitude - _LOCATOR_DEG,
        south=max(-_POLAR_DEG, latitude - _LOCATOR_DEG),
        east=longitude + _LOCATOR_DEG,
        north=min(_POLAR_DEG, latitude + _LOCATOR_DEG),
    )
    if shown.east - shown.west > _LOCATOR_DEG:
        around = WORLD
    axes = figure.add_axes(layout.locator)
    small = open_canvas(axes, around, 1.0, canvas.looks, canvas.style)
    draw_ground(small, coarse=True)
    corners = [
        (shown.west, shown.south),
        (shown.east, shown.south),
        (shown.east, shown.north),
        (shown.west, shown.north),
    ]
    axes.add_patch(
        Polygon(
            small.project(corners),
            facecolor="none",
            edgecolor=canvas.looks.palette["vermillion"],
            linewidth=1.2,
            zorder=9,
        )
    )
