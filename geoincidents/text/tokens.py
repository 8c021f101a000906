"""The words of a stretch of text as a set: asked far faster than an expression is tried."""

import re
from functools import lru_cache

DIGIT = "0"  # stands for every digit in a set of tokens
LONG_FIGURE = "0000"  # stands for four digits or more in a row: a year
_TOKEN = re.compile(r"[a-z]+")
_FIGURE = re.compile(r"\d+")
_YEAR_LENGTH = 4
_KEPT = 64  # a sentence and its clauses are asked for by every stage in turn


@lru_cache(maxsize=_KEPT)
def list_tokens(view: str, start: int, end: int) -> frozenset[str]:
    """Give the runs of letters a-z of `view[start:end]` in lower case, and marks of figures.

    `DIGIT` is there for any figure, `LONG_FIGURE` for one of four digits or more.
    """
    words = view[start:end].lower()
    found = _TOKEN.findall(words)
    if figures := _FIGURE.findall(words):
        found.append(DIGIT)
        if len(max(figures, key=len)) >= _YEAR_LENGTH:
            found.append(LONG_FIGURE)
    return frozenset(found)


def split_tokens(words: str) -> list[str]:
    """Give the runs of letters a-z of `words` in lower case, in order."""
    return _TOKEN.findall(words.lower())
