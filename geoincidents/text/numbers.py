"""Counts in words: "more than a dozen", "at least 39", "half a dozen", "between 5 and 7"."""

import re
import tomllib
from pathlib import Path

import msgspec

from geoincidents.model.count import Count
from geoincidents.text.guards import guard_pattern
from geoincidents.text.tokens import DIGIT

_WORDS = tomllib.loads(Path(__file__).with_name("numbers.toml").read_text(encoding="utf-8"))
_UNITS: dict[str, int] = {word: value for value, word in enumerate(_WORDS["units"])}
_TENS: dict[str, int] = {word: 10 * value for value, word in enumerate(_WORDS["tens"], start=2)}
_PLURALS: dict[str, int] = _WORDS["plurals"]
_SCALES: dict[str, int] = _WORDS["scales"]
_FIXED: dict[str, int] = _WORDS["fixed"]
_AT_LEAST, _MORE_THAN = set(_WORDS["at_least"]), set(_WORDS["more_than"])
_AT_MOST, _FEWER_THAN = set(_WORDS["at_most"]), set(_WORDS["fewer_than"])

_WORD = "|".join([*_UNITS, *_TENS])
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|half a dozen|a dozen|two dozen|three dozen|dozen"
    rf"|(?:{'|'.join(_TENS)})[- ](?:{'|'.join(list(_UNITS)[1:10])})|{_WORD}"
    rf"|a couple|a pair|a hundred|a thousand)"
    rf"(?:\s(?:hundred|thousand|million)\b)?"
)
_QUALIFIER = "|".join(
    sorted(
        _AT_LEAST | _MORE_THAN | _AT_MOST | _FEWER_THAN | set(_WORDS["about"]),
        key=lambda words: (-len(words), words),
    )
)
_COUNT = guard_pattern(
    rf"(?<![\w-])(?:(?P<qualifier>{_QUALIFIER})\s)?"
    rf"(?:between\s(?P<low>{_NUMBER})\sand\s(?P<high>{_NUMBER})"
    rf"|(?P<first>{_NUMBER})(?:\s(?:to|or)\s|\s?–\s?|(?<=\d)-(?=\d))(?P<last>{_NUMBER})(?!\w)"
    rf"|(?P<number>{_NUMBER})(?![\w%])"
    rf"|(?P<plural>{'|'.join(_PLURALS)})(?:\sof\s(?P<scaled>thousands|hundreds))?(?!\w)"
    rf"|(?P<vague>{'|'.join(sorted(_WORDS['vague']))})(?!\w))",
    [
        *(DIGIT, "dozen", "couple", "pair", "hundred", "thousand"),
        *(*_UNITS, *_TENS, *_PLURALS, *_WORDS["vague"]),
    ],
)


class Quantity(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a count with the offsets of its words."""

    start: int
    end: int
    count: Count


def find_quantities(view: str, start: int = 0, end: int | None = None) -> list[Quantity]:
    """Give the counts in `view[start:end]`, in order, not overlapping."""
    stop = len(view) if end is None else end
    return [
        Quantity(start=m.start(), end=m.end(), count=_read(m))
        for m in _COUNT.finditer(view, start, stop)
    ]


def read_count(words: str) -> Count | None:
    """Give the count that `words` begin with, or `None`."""
    match = _COUNT.pattern.match(words.strip())
    return _read(match) if match else None


def read_number(words: str) -> float:
    """Give the value of one number in digits or words.

    Raises:
        ValueError: `words` are no number.
    """
    text = " ".join(words.lower().replace(",", "").split())
    scale = 1
    head, _, last = text.rpartition(" ")
    if head and last in _SCALES and text not in _FIXED:
        text, scale = head, _SCALES[last]
    if text in _FIXED:
        return _FIXED[text] * scale
    if text[:1].isdigit():
        return float(text) * scale
    parts = re.split(r"[-\s]", text)
    if any(word not in _UNITS and word not in _TENS for word in parts):
        msg = f"not a number: {words!r}"
        raise ValueError(msg)
    return sum(_UNITS.get(word, 0) + _TENS.get(word, 0) for word in parts) * scale


def _read(match: re.Match[str]) -> Count:
    if match["low"] or match["first"]:
        low = int(read_number(match["low"] or match["first"]))
        high = int(read_number(match["high"] or match["last"]))
        return Count(min=min(low, high), max=max(low, high))
    if match["plural"]:
        least = _PLURALS[match["plural"].lower()]
        if match["scaled"]:
            least = least * {"hundreds": 100, "thousands": 1000}[match["scaled"].lower()]
        return Count(min=least)
    if match["vague"]:
        return Count(min=2)
    value = int(read_number(match["number"]))
    return _bound((match["qualifier"] or "").lower(), value)


def _bound(qualifier: str, value: int) -> Count:
    if qualifier in _AT_LEAST:
        return Count(min=value)
    if qualifier in _MORE_THAN:
        return Count(min=value + 1)
    if qualifier in _AT_MOST:
        return Count(max=value)
    if qualifier in _FEWER_THAN:
        return Count(max=max(0, value - 1))
    return Count(min=value, max=value)


def add_counts(first: Count | None, second: Count | None) -> Count | None:
    """Give the sum of two counts; an open end stays open, nothing said adds nothing."""
    if first is None or second is None:
        return first or second
    open_low = first.min is None and second.min is None
    return Count(
        min=None if open_low else (first.min or 0) + (second.min or 0),
        max=None if first.max is None or second.max is None else first.max + second.max,
    )
