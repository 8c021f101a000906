"""A notebook shows the page where it is trusted, and a picture with a table where it is not."""

import base64
import math
import re
from dataclasses import replace

from incident_samples import build_samples

from geoincidents.render import IncidentMap

FRAME = re.compile(r"<iframe\b.*?</iframe>", re.DOTALL)


def _distrust(shown: str) -> str:
    """Take out what a notebook takes out of what it does not trust."""
    bare = FRAME.sub("", shown)
    assert "<script" not in bare
    return bare


def test_untrusted_notebook_has_picture_and_table() -> None:
    """Without frames and scripts a picture of the incidents and a table of their quotes remain."""
    samples = build_samples()
    shown = IncidentMap(samples)._repr_html_()
    assert "srcdoc=" in shown
    bare = _distrust(shown)
    picture = re.search(
        r'<img alt="Map of \d+ incidents" src="data:image/png;base64,([^"]+)"', bare
    )
    assert picture
    assert base64.b64decode(picture[1]).startswith(b"\x89PNG")
    assert bare.count("<tr>") == len(samples) + 1
    assert all("<blockquote" in row for row in re.findall(r"<tr><th scope=\"row\".*?</tr>", bare))


def test_hostile_text_stays_text() -> None:
    """Titles and quotes leave neither their cell nor the frame's attribute."""
    payload = '"><script>alert(1)</script>\ud800{{7*7}}$x_1$'
    poisoned = [replace(one, title=payload) for one in build_samples()]
    shown = IncidentMap(poisoned, title=payload)._repr_html_()
    assert "<script>alert" not in shown
    assert "\ud800" not in shown


def test_what_has_no_position_is_in_the_table() -> None:
    """Coordinates that are none, and no incident at all, give a table without a picture."""
    sample = next(one for one in build_samples() if one.incident_id == "balad")
    lost = replace(sample.impacts[0], latitude=math.nan)
    odd = replace(sample, impacts=(lost,), launches=(), trajectories=(), targets=())
    for incidents in ([odd], []):
        bare = _distrust(IncidentMap(incidents)._repr_html_())
        assert "<img" not in bare
        assert "<table>" in bare


def test_same_notebook_in_every_run() -> None:
    """The same incidents give the same cell, so that a notebook under version control is still."""
    samples = build_samples()
    assert IncidentMap(samples)._repr_html_() == IncidentMap(samples)._repr_html_()
