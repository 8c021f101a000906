"""How incidents look on every map: palette, symbols, labels, online layers (`maps/looks.toml`)."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geoincidents.errors import GeoincidentsError
from geoincidents.folders import find_folder

FALLBACK_TYPE = "unspecified_attack"
VAGUEST_DRAWN = "region"


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """Draw one incident type: `path` is SVG path data in a box of 24 by 24, `colour` is #RRGGBB."""

    label: str
    family: str
    colour: str
    shape: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleLook:
    """Draw a layer that is not told apart by type; `path` is empty for lines and areas."""

    label: str
    colour: str = ""
    path: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrecisionLook:
    """Draw a place as sure as it is: `solid`, `hollow`, `soft` or `none`."""

    label: str
    draw: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TileLook:
    """Name a layer of tiles on the network; `url` has {z}, {x} and {y}."""

    label: str
    url: str
    attribution: str
    max_zoom: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """Hold `maps/looks.toml`, colours and shapes resolved."""

    palette: Mapping[str, str]
    families: Mapping[str, str]
    types: Mapping[str, Symbol]
    roles: Mapping[str, RoleLook]
    precisions: Mapping[str, PrecisionLook]
    statuses: Mapping[str, str]
    tiles: Mapping[str, TileLook]

    def find_symbol(self, incident_type: str) -> Symbol:
        """Give the symbol of a type; one that we do not know is an unspecified attack."""
        return self.types.get(incident_type, self.types[FALLBACK_TYPE])

    def find_precision(self, precision: str) -> PrecisionLook:
        """Give the look of a precision; one that we do not know is drawn as vague as can be."""
        return self.precisions.get(precision, self.precisions[VAGUEST_DRAWN])


def read_looks(path: Path) -> Looks:
    """Read a table of looks.

    Raises:
        GeoincidentsError: the file is absent, is no TOML, or names a colour or shape that it lacks.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return _resolve(table)
    except (OSError, tomllib.TOMLDecodeError, TypeError) as error:
        msg = f"{path}: {error}; mend the file or restore it from the release"
        raise GeoincidentsError(msg) from error
    except KeyError as error:
        msg = f"{path}: {error} is used but not defined; add it, or mend the row that names it"
        raise GeoincidentsError(msg) from error


@cache
def load_looks() -> Looks:
    """Give the looks of this installation, read once."""
    return read_looks(find_folder("maps") / "looks.toml")


def _resolve(table: dict[str, Any]) -> Looks:
    palette: dict[str, str] = table["palette"]
    families: dict[str, dict[str, str]] = table["families"]
    shapes: dict[str, str] = table["shapes"]
    return Looks(
        palette=palette,
        families={name: row["label"] for name, row in families.items()},
        types={
            name: Symbol(
                label=row["label"],
                family=row["family"],
                colour=palette[families[row["family"]]["colour"]],
                shape=row["shape"],
                path=shapes[row["shape"]],
            )
            for name, row in table["types"].items()
        },
        roles={
            name: RoleLook(
                label=row["label"],
                colour=palette[row["colour"]] if "colour" in row else "",
                path=shapes[row["shape"]] if "shape" in row else "",
                note=row.get("note", ""),
            )
            for name, row in table["roles"].items()
        },
        precisions={name: PrecisionLook(**row) for name, row in table["precisions"].items()},
        statuses=table["statuses"],
        tiles={name: TileLook(**row) for name, row in table["tiles"].items()},
    )
