"""How a picture looks beside the symbols of `maps/looks.toml`: paper, ink, sizes."""

import tomllib
from dataclasses import dataclass, fields, replace
from pathlib import Path

from geoincidents.errors import GeoincidentsError

_TABLE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureStyle:
    """Hold colours as #RRGGBB, sizes in points (1/72 inch) at a picture 8 inches wide."""

    font: str = "DejaVu Sans"
    paper: str = "#ffffff"
    water: str = "#dfe9ef"
    land: str = "#f6f4ee"
    shore: str = "#a9b8c2"
    border: str = "#9a948a"
    ink: str = "#22262a"
    quiet_ink: str = "#6d6a64"
    halo: str = "#ffffff"
    title_size: float = 14.0
    text_size: float = 7.0
    label_size: float = 6.5
    symbol_size: float = 10.0
    line_width: float = 1.1
    north_arrow: bool = False
    most_labels: int = 24


def read_style(path: Path) -> PictureStyle:
    """Read the table `[picture]` of a TOML file; what it leaves out stays as it is.

    Raises:
        GeoincidentsError: the file is absent, is no TOML, or has a key or value that is none; every
            fault is named.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8")).get(_TABLE)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        msg = f"{path}: {error}; give a TOML file with a table [{_TABLE}]"
        raise GeoincidentsError(msg) from error
    if not isinstance(table, dict):
        msg = f"{path}: no table [{_TABLE}]; add one, for example [{_TABLE}] with land = '#f6f4ee'"
        raise GeoincidentsError(msg)
    known = {field.name: type(field.default) for field in fields(PictureStyle)}
    faults = [
        f"{name!r} is no key of [{_TABLE}]"
        if name not in known
        else f"{name} = {value!r} should be of the kind {known[name].__name__}"
        for name, value in table.items()
        if name not in known or not _fits(value, known[name])
    ]
    faults += [
        f"{name} = {value!r} is no colour; write #RRGGBB"
        for name, value in table.items()
        if isinstance(value, str) and name != "font" and name in known and not _is_colour(value)
    ]
    if faults:
        keys = ", ".join(sorted(known))
        msg = f"{path}: {'; '.join(faults)}. There are: {keys}"
        raise GeoincidentsError(msg)
    return replace(PictureStyle(), **table)


def _fits(value: object, kind: type) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool) and value > 0
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _is_colour(value: str) -> bool:
    digits = value.removeprefix("#")
    return value.startswith("#") and len(digits) == len("RRGGBB") and _is_hex(digits)


def _is_hex(digits: str) -> bool:
    return all(digit in "0123456789abcdefABCDEF" for digit in digits)
