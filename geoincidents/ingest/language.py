"""Tell a text that is not in English: it is kept, but nobody should take its silence for peace."""

import re
import tomllib
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")
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
    words = [word.lower() for word in _WORD.findall(sample)]
    if len(words) < _FEW:
        return ()
    letters = sum(len(word) for word in words)
    foreign = sum(len(word) for word in words if not _is_latin(word))
    english = sum(word in _ENGLISH for word in words)
    other = sum(word in _OTHER for word in words)
    strange = foreign > _SHARE * letters or other > 2 * english
    return (NOT_ENGLISH,) if strange else ()


def _is_latin(word: str) -> bool:
    return word[0] < "\u0250" or "\u1e00" <= word[0] < "\u1f00"
