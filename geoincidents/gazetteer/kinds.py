"""Kinds of place, as told by `kinds.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Describe a kind of place: its rank, its sane radius, and the words that tell it."""

    name: str
    rank: float
    smallest_radius_m: int
    largest_radius_m: int
    cut: tuple[str, ...]
    add: tuple[str, ...]
    bare: bool
    settles: bool


@cache
def read_kinds() -> Mapping[str, Kind]:
    """Give every kind by its name."""
    table = tomllib.loads(files("geoincidents.gazetteer").joinpath("kinds.toml").read_text("utf-8"))
    return {
        name: Kind(
            name=name,
            rank=entry["rank"],
            smallest_radius_m=entry["radius_m"][0],
            largest_radius_m=entry["radius_m"][1],
            cut=tuple(entry["cut"]),
            add=tuple(entry["add"]),
            bare=entry["bare"],
            settles=entry.get("settles", False),
        )
        for name, entry in table.items()
    }
