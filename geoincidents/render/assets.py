"""Read the files that the build brought from npm or made of our own."""

import base64
import json
from functools import cache
from pathlib import Path
from typing import Any

from geoincidents.errors import GeoincidentsError
from geoincidents.folders import ASSETS


@cache
def read_asset(name: str) -> bytes:
    """Give a file that came from npm.

    Raises:
        GeoincidentsError: the installation lacks it.
    """
    try:
        return (ASSETS / name).read_bytes()
    except OSError as error:
        msg = (
            f"{ASSETS / name} is missing, so no map can be drawn; in a checkout run "
            "`make map`, else `pip install --force-reinstall geoincidents`"
        )
        raise GeoincidentsError(msg) from error


@cache
def read_script(name: str) -> str:
    """Give a script from npm without its pointer to a source map, which browsers would ask for."""
    lines = read_asset(name).decode("utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith("//# sourceMappingURL"))


@cache
def read_template() -> str:
    """Give the page before anything is put into it."""
    return (Path(__file__).parent / "template.html").read_text(encoding="utf-8")


@cache
def read_folium_icons() -> str:
    """Give our stand-in for the icons of `folium.Icon`, which come from the network otherwise."""
    return (Path(__file__).parent / "folium_icons.js").read_text(encoding="utf-8")


@cache
def read_world(scale: str) -> dict[str, Any]:
    """Give land, borders and country names of the world at `110m` or `50m`."""
    world: dict[str, Any] = json.loads(read_asset(f"basemap/world_{scale}.json"))
    return world


def embed_image(name: str) -> str:
    """Give a PNG as a data address."""
    return "data:image/png;base64," + base64.b64encode(read_asset(name)).decode("ascii")
