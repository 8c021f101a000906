"""Tell a text that is not in English: it is kept, but nobody should take its silence for peace."""

import re
import tomllib
from collections.abc import Sequence
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
# Three times as fast, but it takes every sign beyond ASCII for a letter.
_ROUGH = re.compile(r"[A-Za-z\u0080-\U0010ffff]+")
_LOOKED_AT = 4000  # characters at the start say what the language is
_FEW = 12  # words: less is a headline or a table
_TABLE = tomllib.loads(
    files("geoincidents.ingest").joinpath("languages.toml").read_text(encoding="utf-8")
)
_ENGLISH, _OTHER = frozenset(_TABLE["english"]), frozenset(_TABLE["other"])
_SHARE = 0.5  # of the letters: a text in another script
NOT_ENGLISH = "it does not read as English, the only language that is read: what it tells is missed"


def list_language_warnings(text: str) -> tuple[str, ...]:
    """Warn where the words of a text are mostly of another language or script."""
    sample = text[:_LOOKED_AT]
    words = _list_words(sample)
    if len(words) < _FEW:
        return ()
    english = sum(map(_ENGLISH.__contains__, words))
    other = sum(map(_OTHER.__contains__, words))
    strange = other > 2 * english or (not sample.isascii() and _is_foreign(words))
    return (NOT_ENGLISH,) if strange else ()


def _list_words(text: str) -> list[str]:
    """Give the words of a text in lower case, those with letters beyond ASCII last."""
    rough = _ROUGH.findall(text)
    odd = [word for word in rough if not word.isascii()]
    if odd:
        rough = [word for word in rough if word.isascii()] + _WORD.findall(" ".join(odd))
    return list(map(str.lower, rough))


def _is_foreign(words: Sequence[str]) -> bool:
    """Tell whether most letters of some words are of another script."""
    letters = sum(map(len, words))
    return sum(len(word) for word in words if not _is_latin(word)) > _SHARE * letters


def _is_latin(word: str) -> bool:
    return word[0] < "\u0250" or "\u1e00" <= word[0] < "\u1f00"
