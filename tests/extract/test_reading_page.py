"""The page on reading names the files as they are."""

import re
from pathlib import Path


def test_every_stage_is_on_the_page(root: Path) -> None:
    """Each file of the room is named in docs/reading.md, and each file named there exists."""
    page = (root / "docs" / "reading.md").read_text("utf-8")
    package = root / "geoincidents"
    named = set(re.findall(r"`((?:text/)?\w+\.py)`", page))
    missing = {
        name
        for name in named
        if not any((f / name).is_file() for f in (package, package / "extract"))
    }
    assert missing == set()
    stages = {path.name for path in (package / "extract").glob("*.py")} - {"__init__.py"}
    assert stages - named == set()
