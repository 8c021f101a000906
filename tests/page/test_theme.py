"""The colours of the page in the dark."""

import re
from pathlib import Path


def test_the_dark_is_one(root: Path) -> None:
    """CSS has to say the dark colours twice, for who asks and for whose system asks: alike."""
    style = (root / "geoincidents/render/page/style/page.css").read_text("utf-8")
    asked = re.search(r':root\[data-theme="dark"\] \{(.*?)\}', style, re.DOTALL)
    system = re.search(r":root:not\(\[data-theme\]\) \{(.*?)\}", style, re.DOTALL)
    assert asked is not None
    assert system is not None
    assert system[1].split() == asked[1].split()
