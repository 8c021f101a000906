"""Show a map in a notebook: the page where it is trusted, a picture and a table where it is not."""

import base64
import html
import io
import math
import warnings
from collections.abc import Sequence

from geoincidents.features import replace_surrogates
from geoincidents.looks import load_looks
from geoincidents.model import Incident
from geoincidents.render.options import MOST_DRAWN
from geoincidents.render.payload.places import list_places
from geoincidents.render.picture import draw_picture
from geoincidents.render.table import write_table

HEIGHT_PX = 640
PICTURE_DPI = 110
# A notebook keeps what it shows: a longer table would make it heavy for everybody.
MOST_ROWS = 50
NOT_SHOWN = "are not shown here"
UNTRUSTED = (
    "The same as a picture and a table: all that shows until this notebook is trusted "
    "(File, Trust Notebook)"
)


def show_in_notebook(
    page: str, incidents: Sequence[Incident], title: str, *, count: int | None = None
) -> str:
    """Give markup with the page in a frame, and beneath it what a notebook keeps untrusted.

    `count` is how many incidents there are where these are only the first of them.
    Notebooks take frames and scripts out of what they do not trust, but leave pictures and tables.
    """
    many = max(len(incidents), count or 0)
    return (
        f'<div><iframe title="{html.escape(replace_surrogates(title))}" '
        f'srcdoc="{html.escape(page)}" width="100%" height="{HEIGHT_PX}" style="border:0"></iframe>'
        f"<details><summary>{UNTRUSTED}</summary>"
        f"{_show_picture(incidents, title) if many <= MOST_DRAWN else ''}"
        f"{write_table(incidents, load_looks(), MOST_ROWS, count=many)}"
        "</details></div>"
    )


def show_result(incidents: Sequence[Incident]) -> str:
    """Give markup with a picture and a table of incidents: no script, no frame, no network."""
    table = write_table(incidents, load_looks(), MOST_ROWS, NOT_SHOWN)
    return f'<div style="max-width:60rem">{_show_picture(incidents, None)}{table}</div>'


def _show_picture(incidents: Sequence[Incident], title: str | None) -> str:
    drawn = [one for one in incidents if _is_drawable(one)]
    if not drawn or len(drawn) > MOST_DRAWN:
        return ""
    held = io.BytesIO()
    with warnings.catch_warnings():
        # A script that the font lacks shows as boxes; the table has the words.
        warnings.simplefilter("ignore", UserWarning)
        figure = draw_picture(drawn, title=title and replace_surrogates(title))
        figure.savefig(held, format="png", dpi=PICTURE_DPI, metadata={"Software": "geoincidents"})
    image = base64.b64encode(held.getvalue()).decode("ascii")
    return (
        f'<img alt="Map of {len(drawn):,} incidents" src="data:image/png;base64,{image}" '
        'style="max-width:100%">'
    )


def _is_drawable(incident: Incident) -> bool:
    return all(
        math.isfinite(place.longitude) and math.isfinite(place.latitude)
        for place in list_places(incident)
    )
