"""Bring together the spellings of a name that transcribers of one language disagree on.

Finer than the consonants of `skeleton.py`: vowels count, in classes that spellings keep.
"""

import re
import tomllib
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files
from typing import Any

_REPEATED = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]+")
FEWEST_CONSONANTS = 3
SHORTEST = 5  # letters: what is shorter sounds like too much
ALIKE = 0.6  # share of letters that two spellings have in common, for all that sounds alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Hold the rules of the languages of some countries, in their order."""

    name: str
    countries: frozenset[str]
    rules: tuple[tuple[re.Pattern[str], str], ...]


@cache
def read_families() -> tuple[Family, ...]:
    """Give the families of languages of `sounds.toml`."""
    return tuple(
        Family(
            name=name,
            countries=frozenset(row["countries"]),
            rules=tuple((re.compile(pattern), stands) for pattern, stands in row["rules"]),
        )
        for name, row in _read_table()["families"].items()
    )


def find_family(country: str | None) -> Family | None:
    """Give the family of a country (ISO 3166-1 alpha-2), or `None` where nothing is told of it."""
    return _list_countries().get(country or "")


@cache
def _list_countries() -> dict[str, Family]:
    return {country: one for one in read_families() for country in one.countries}


@cache
def _read_table() -> dict[str, Any]:
    text = files("geoincidents.gazetteer").joinpath("sounds.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _read_silent() -> frozenset[str]:
    return frozenset(_read_table()["silent"])


def make_sound(folded: str, family: Family) -> str | None:
    """Give how a folded name sounds, its words joined; `None` where it is too short to tell.

    The name of the family stands before it: what sounds alike in two of them is not one name.
    """
    silent = _read_silent()
    words = folded.split()
    kept = [word for word in words if word not in silent] or words
    sound = "".join(_sound(word, family) for word in kept)
    few = len(_VOWELS.sub("", sound)) < FEWEST_CONSONANTS
    tells_nothing = few or len(folded) < SHORTEST or not folded.isascii()
    return None if tells_nothing else f"{family.name} {sound}"


def _sound(word: str, family: Family) -> str:
    for pattern, stands in family.rules:
        word = pattern.sub(stands, word)
    return _REPEATED.sub(r"\1", word)


def is_alike(one: str, other: str) -> bool:
    """Say whether two folded names share most of their letters."""
    return SequenceMatcher(None, one.replace(" ", ""), other.replace(" ", "")).ratio() >= ALIKE
