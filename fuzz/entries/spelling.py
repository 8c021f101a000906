"""Texts out of random bytes: half of them raw, half spelt with words that the readers know."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files

_RAW = 0x80  # a first byte from here on: the rest is the text itself
_NAMES = ("Erbil", "Baghdad", "Mosul", "Kirkuk", "Syria", "the Green Zone", "Al-Hol", "Tal Afar")
_GLUE = (
    " ", ", ", ". ", "-", " – ", "\n", "(", ")", "“", "”", "'", "’s", "%", "/", "0", "1", "9", "13",
    "2020", "1,200", "3.5", "km", "miles", "\u00a0", "°", "N", "E", ":", ";", "of", "the", "and",
)  # fmt: skip
_WORD = re.compile(r"[^\W_][\w' -]{0,30}")


def spell_text(data: bytes, words: tuple[str, ...]) -> str:
    """Give a text: the bytes behind the first as UTF-8, or each two of them as a word."""
    if not data or data[0] >= _RAW:
        return data[1:].decode("utf-8", errors="replace")
    numbers = (data[at] << 8 | data[at + 1] for at in range(1, len(data) - 1, 2))
    return " ".join(words[number % len(words)] for number in numbers)


def list_words(*lexicons: str) -> tuple[str, ...]:
    """Give the words of lexicons ("geoincidents.text/numbers.toml"), with names and signs."""
    found: dict[str, None] = dict.fromkeys((*_GLUE, *_NAMES))
    for lexicon in lexicons:
        package, _, name = lexicon.partition("/")
        text = files(package).joinpath(*name.split("/")).read_text(encoding="utf-8")
        for value in _list_texts(tomllib.loads(text)):
            found.update(dict.fromkeys(_WORD.findall(value)))
    return tuple(found)


def list_texts(*texts: str) -> Iterator[bytes]:
    """Give texts as raw inputs."""
    for text in texts:
        yield bytes([_RAW]) + text.encode("utf-8")


def _list_texts(value: object) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _list_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _list_texts(inner)
