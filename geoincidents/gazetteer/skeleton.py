"""Reduce a folded name to the consonants that romanisations of Arabic agree on."""

import re
from functools import lru_cache

_RULES: tuple[tuple[str, str], ...] = (
    ("kh", "x"),
    ("gh", "g"),
    ("sh", "c"),
    ("ch", "c"),
    ("th", "t"),
    ("dh", "d"),
    ("ph", "f"),
    ("zh", "j"),
)
_CACHED_NAMES = 1 << 15  # a long run meets a million others
_LETTERS = str.maketrans("qzvp", "kdwb")
_VOWELS = re.compile(r"[aeiouywh]+")
_REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=_CACHED_NAMES)
def make_skeleton(folded: str) -> str:
    """Give the consonant skeleton of a folded name, words apart; articles fall out."""
    return " ".join(_reduce(word) for word in folded.split() if word != "al")


def _reduce(word: str) -> str:
    if "h" in word:
        for letters, stands in _RULES:
            word = word.replace(letters, stands)
    word = word.translate(_LETTERS)
    first = word[:1] if word[:1] not in "aeiouyw" else "a"
    return _REPEATED.sub(r"\1", first + _VOWELS.sub("", word[1:]))
