"""What words about space mean where they give no figure: the table `defaults.toml`."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from geoincidents.model.place import Place


@cache
def read_defaults() -> dict[str, Any]:
    """Give the table of defaults."""
    return tomllib.loads((Path(__file__).parent / "defaults.toml").read_text(encoding="utf-8"))


def name_precision(place: Place) -> str:
    """Give the location_precision of schema.md for a place of the gazetteer."""
    return str(read_defaults()["precision"].get(place.kind, "facility"))
