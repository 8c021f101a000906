"""Find the data folders: `gazetteer/`, `maps/`, `seeds/`.

A checkout reads its own top-level folders, so that an edited row is seen at the next run; the wheel
carries a copy of each inside the package (`_gazetteer`, `_maps`, `_seeds`).
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from geoincidents.errors import GeoincidentsError

PACKAGE = Path(__file__).parent
# What the build makes or brings for the map page; `manifest.json` says of what and of which bytes.
ASSETS = PACKAGE / "_assets"


def find_folder(name: str) -> Path:
    """Give the data folder `name`: that of the checkout, else that of the wheel.

    Raises:
        GeoincidentsError: the folder is in neither; the installation is damaged.
    """
    for folder in (PACKAGE.parent / name, PACKAGE / f"_{name}"):
        # Beside the package there could be anybody's folder of that name: ours has a pyproject.
        if folder.is_dir() and (
            folder.parent == PACKAGE or (PACKAGE.parent / "pyproject.toml").is_file()
        ):
            return folder
    msg = (
        f"data folder {name!r} is missing from this installation; "
        "install again: pip install --force-reinstall geoincidents"
    )
    raise GeoincidentsError(msg)


def check_assets(assets: Path = ASSETS, root: Path = PACKAGE.parent) -> None:
    """Find out before a long run whether the map page can be drawn at the end of it.

    In a checkout the page's script must be made of the sources that are there now: after a pull
    it may not be. `root` is the folder of the checkout.

    Raises:
        GeoincidentsError: a file is missing, or older than its sources; says how to make it.
    """
    try:
        manifest = json.loads((assets / "manifest.json").read_bytes())
        missing = [name for name in manifest["sha256"] if not (assets / name).is_file()]
    except (OSError, ValueError, KeyError):
        manifest, missing = {}, ["manifest.json"]
    if missing:
        msg = (
            f"{assets / missing[0]} is missing, so no map can be drawn; in a checkout run "
            "`make map`, else `pip install --force-reinstall geoincidents`"
        )
        raise GeoincidentsError(msg)
    if stale := _find_stale(manifest.get("sources", {}), root):
        msg = (
            f"the script of the map page was built before {stale} changed; run `make map` "
            "(without make: `python hatch_build.py`), which builds it again"
        )
        raise GeoincidentsError(msg)


def _find_stale(sources: Mapping[str, str], root: Path) -> str | None:
    """Give the first source that is not the one that was built; a wheel has no sources."""
    for name, digest in sources.items():
        file = root / name
        if file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            return name
    return None
