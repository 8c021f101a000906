"""Read the lexicons: words are data, this is all the code that they need."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from geoincidents.text.guards import WordPattern, guard_pattern

_FOLDER = Path(__file__).parent / "lexicon"


@cache
def load_lexicon(name: str) -> dict[str, Any]:
    """Give the tables of `lexicon/{name}.toml`."""
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def join_words(words: Iterable[str]) -> str:
    """Give a regular expression that matches any of `words`, the longest first.

    A space stands for one or more spaces or line ends; a hyphen for a hyphen or a space.
    """
    ordered = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(w).replace(r"\ ", r"\s+").replace(r"\-", r"[-\s]") for w in ordered)


def compile_words(words: Iterable[str]) -> WordPattern:
    """Give a pattern for any of `words` as whole words, whatever their case."""
    held = list(words)
    return guard_pattern(rf"(?<![\w-])(?:{join_words(held)})(?![\w])", held)
