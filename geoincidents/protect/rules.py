"""What is kept off what is published: the tables of `maps/protect.toml`."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from geoincidents.errors import GeoincidentsError
from geoincidents.folders import find_folder

MOVES = ("district", "donut")
UNKNOWN = ("strike", "keep")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRule:
    """Say which words tell of one class of places, and how such a place is moved."""

    name: str
    words: tuple[str, ...]
    but_not: tuple[str, ...]
    kinds: frozenset[str]
    move: str


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Hold a table of protection; distances are metres."""

    least_radius_m: int
    inner_m: int
    outer_m: int
    places: tuple[PlaceRule, ...]
    victims: Mapping[str, tuple[str, ...]]
    public: tuple[str, ...]
    no_names: frozenset[str]
    things: frozenset[str]
    unknown: str
    given: frozenset[str]
    before_places: tuple[str, ...]
    patterns: tuple[str, ...]

    @cached_property
    def addresses(self) -> tuple[re.Pattern[str], ...]:
        """Give the expressions of words that lead to a door."""
        return tuple(re.compile(one, re.IGNORECASE) for one in self.patterns)


def read_rules(path: Path) -> Rules:
    """Read a table of protection.

    Raises:
        GeoincidentsError: it cannot be read, is no TOML, or a value of it makes no sense; names
            every fault.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        rules = _build(table)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        msg = f"{path}: {reason}; copy maps/protect.toml and change the copy"
        raise GeoincidentsError(msg) from error
    except (KeyError, TypeError, AttributeError) as error:
        msg = f"{path}: {error} is missing or of another form; compare it with maps/protect.toml"
        raise GeoincidentsError(msg) from error
    if faults := _list_faults(rules):
        msg = f"{path}: {'; '.join(faults)}; mend the file or leave --protect-rules out"
        raise GeoincidentsError(msg)
    return rules


@cache
def load_rules() -> Rules:
    """Give the rules of this installation, read once."""
    return read_rules(find_folder("maps") / "protect.toml")


def join_words(words: Sequence[str]) -> str:
    """Give an expression of any of the words, the longest first, spaces of any width."""
    ordered = sorted(set(words), key=lambda one: (-len(one), one))
    return "|".join(r"\s".join(map(re.escape, one.split())) for one in ordered) or r"(?!)"


def _build(table: dict[str, Any]) -> Rules:
    return Rules(
        least_radius_m=table["least_radius_m"],
        inner_m=table["donut"]["inner_m"],
        outer_m=table["donut"]["outer_m"],
        places=tuple(_build_place(name, row) for name, row in sorted(table["places"].items())),
        victims={name: tuple(words) for name, words in table["victims"].items()},
        public=tuple(table["public"]["roles"]),
        no_names=frozenset(table["names"]["none"]),
        things=frozenset(table["names"]["things"]),
        unknown=table["names"]["unknown"],
        given=frozenset(table["names"]["given"]),
        before_places=tuple(table["addresses"]["before"]),
        patterns=tuple(table["addresses"]["patterns"]),
    )


def _build_place(name: str, row: dict[str, Any]) -> PlaceRule:
    return PlaceRule(
        name=name,
        words=tuple(row["words"]),
        but_not=tuple(row["but_not"]),
        kinds=frozenset(row["kinds"]),
        move=row["move"],
    )


def _list_faults(rules: Rules) -> list[str]:
    """Name what would leave a place where it is, or cannot be compiled."""
    faults = [
        f"places.{one.name}: move is none of {', '.join(MOVES)}"
        for one in rules.places
        if one.move not in MOVES
    ]
    if rules.unknown not in UNKNOWN:
        faults.append(f"names: unknown is none of {', '.join(UNKNOWN)}")
    if not 0 < rules.inner_m < rules.outer_m:
        faults.append("donut: inner_m has to be more than 0 and less than outer_m")
    if rules.outer_m < rules.least_radius_m:
        faults.append("donut: outer_m has to be at least least_radius_m")
    for one in rules.patterns:
        try:
            re.compile(one)
        except re.error as error:
            faults.append(f"addresses: {one[:40]!r} is no expression ({error})")
    return faults
