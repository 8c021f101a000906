"""A report as one HTML file that asks nothing of the network and runs no script."""

import base64
import hashlib
from pathlib import Path
from typing import Any

from geoincidents.render.escape import UNSAFE_IN_HTML
from geoincidents.render.links import clean_link
from geoincidents.report.content import Report
from geoincidents.report.pictures import draw_pictures, embed_svg

_FOLDER = Path(__file__).parent


def write_page(report: Report) -> bytes:
    """Give the HTML of a report, its pictures inside it."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - heavy

    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
    )
    environment.filters["link"] = _link
    style = (_FOLDER / "report.css").read_text(encoding="utf-8")
    pictures = draw_pictures(report, ".svg")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    page = environment.get_template("report.html.j2").render(
        report=report,
        style=style,
        style_hash=f"sha256-{digest}",
        map=embed_svg(pictures.map),
        timeline=embed_svg(pictures.timeline) if pictures.timeline else None,
    )
    return page.encode("utf-8")


def _clean(value: Any) -> Any:  # noqa: ANN401 - whatever a template shows
    """Replace characters that no page may hold: controls, lone surrogates."""
    return UNSAFE_IN_HTML.sub("\ufffd", value) if type(value) is str else value


def _link(address: str | None) -> str:
    """Give an address that may be clicked, or nothing."""
    return clean_link(address) or ""
