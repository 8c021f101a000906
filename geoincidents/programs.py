"""Find the programs of this machine that some commands use where they are there."""

import shutil
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_QGIS = ("qgis", "qgis-bin", "qgis_process")


def find_browser() -> str | None:
    """Give the path of Chromium or Chrome, `None` where there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def find_qgis() -> str | None:
    """Give the path of QGIS, `None` where there is none."""
    found = next((path for name in _QGIS if (path := shutil.which(name))), None)
    if found is None:
        folders = [Path("/Applications/QGIS.app"), *Path("C:/Program Files").glob("QGIS*")]
        found = next((str(one) for one in folders if one.is_dir()), None)
    return found
