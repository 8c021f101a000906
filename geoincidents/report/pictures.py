"""The pictures of a report in the form that its file takes."""

import base64
import io
from dataclasses import dataclass

from geoincidents.render.picture import draw_picture, encode_figure
from geoincidents.report.content import Report
from geoincidents.report.timeline import draw_timeline

_PIXELS = 1800  # of the width: 225 dots to the inch on a page 8 inches wide


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """Hold the map and the timeline, encoded; no timeline where no day is known."""

    map: bytes
    timeline: bytes | None


def draw_pictures(report: Report, ending: str) -> Pictures:
    """Draw the pictures of a report as `.png` or `.svg`."""
    shown = draw_picture(report.incidents, title=report.title, inset=True)
    bars = draw_timeline(report.incidents)
    return Pictures(
        map=encode_figure(shown, ending, _PIXELS),
        timeline=None if bars is None else encode_figure(bars, ending, _PIXELS),
    )


def embed_svg(data: bytes) -> str:
    """Give an SVG as an address for `<img>`, where nothing in it can run."""
    return "data:image/svg+xml;base64," + base64.b64encode(data).decode("ascii")


def open_png(data: bytes) -> io.BytesIO:
    """Give a PNG as a file for a document."""
    return io.BytesIO(data)
