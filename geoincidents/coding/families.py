"""Tell whether two incident types can be one attack; the table is `families.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

_ANY = "unspecified_attack"


@cache
def _read_families() -> tuple[frozenset[str], ...]:
    text = files("geoincidents.coding").joinpath("families.toml").read_text(encoding="utf-8")
    return tuple(frozenset(types) for types in tomllib.loads(text)["families"])


def is_same_family(first: str, second: str) -> bool:
    """Tell whether two tellings of these types can be of one attack."""
    if first == second or _ANY in {first, second}:
        return True
    return any({first, second} <= family for family in _read_families())
