"""How news shortens first-level areas after a town ("Glasgow, Ky."), as told by `states.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def read_states() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Give the short forms and codes of an area by its country and name."""
    text = files("geoincidents.gazetteer").joinpath("states.toml").read_text("utf-8")
    return {
        (country, name): tuple(forms)
        for country, areas in tomllib.loads(text).items()
        for name, forms in areas.items()
    }


def list_short_forms(country: str | None, name: str) -> tuple[str, ...]:
    """Give the short forms of an area, which stand after the name of a town."""
    return tuple(f for f in read_states().get((country or "", name), ()) if not f.isdigit())


@cache
def read_area_codes() -> Mapping[tuple[str, str], str]:
    """Give the name of an area by its country and the code that GeoNames gives it."""
    return {
        (country, code): name
        for (country, name), forms in read_states().items()
        for code in forms
        if code.isdigit() or (country == "US" and len(code) == 2)  # noqa: PLR2004 - postal codes
    }
