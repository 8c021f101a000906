"""Countries by what their names need, as told by `theatre.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Theatre:
    """Hold sets of ISO 3166-1 alpha-2 codes."""

    article: frozenset[str]
    native_script: frozenset[str]
    all_airfields: frozenset[str]
    small_towns: frozenset[str]


@cache
def read_theatre() -> Theatre:
    """Give the sets of countries."""
    text = files("geoincidents.gazetteer").joinpath("theatre.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return Theatre(
        article=frozenset(table["article"]),
        native_script=frozenset(table["native_script"]),
        all_airfields=frozenset(table["all_airfields"]),
        small_towns=frozenset(table["small_towns"]),
    )
