"""Read what the groups of a pattern say: a distance, a wind, a part, the head of a phrase."""

import math
import re
from collections.abc import Mapping
from functools import lru_cache

from geoincidents.extract.phrases.grammar import HEDGES, SPEEDS, VAGUE_NUMBERS
from geoincidents.extract.phrases.patterns import (
    FACILITY,
    HEAD_BEFORE,
    PARTS,
    PLURALS,
    SITES,
    UNITS,
    WINDS,
)
from geoincidents.text.numbers import read_number

_MINUTES = {"minute": 1.0, "hour": 60.0, "day": 1440.0}
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_ONE_DECIMAL_COMMA = 3
_HEAD_REACH = 130
# How the words before a place end where they have a head: with it, or with what follows it.
_HEAD_ENDS = tuple(
    {
        f"{re.split(r'[ -]', head)[-1].lower()}{ending}"
        for head in (*FACILITY, *PLURALS)
        for ending in ("", "s", "es")
    }
)
_FOLLOWS_HEAD = re.compile(
    r"\b(?:housing|hosting|used|home|belonging|occupied|manned|run|houses|hosts)\s", re.IGNORECASE
)
_LETTERS = {
    "n": "north", "ne": "northeast", "e": "east", "se": "southeast",
    "s": "south", "sw": "southwest", "w": "west", "nw": "northwest",
    "center": "centre", "heart": "centre", "middle": "centre", "core": "centre",
}  # fmt: skip
_SHY = {"in", "near", "bearing"}


def read_wind(words: str | None) -> float | None:
    """Give the bearing of a compass word in degrees."""
    if not words:
        return None
    plain = " ".join(words.rstrip(".").split())
    return WINDS.get(plain, WINDS.get(plain.lower()))


def read_part(groups: Mapping[str, str | None]) -> str | None:
    """Give the standard word of a part ("northwestern": "northwest")."""
    part = (groups.get("part") or "").lower().rstrip(".")
    plain = "-".join(part.split())
    return PARTS.get(plain) or _LETTERS.get(plain) or PARTS.get(part) or part or None


def read_head(
    masked: str, sentence_start: int, start: int, relation: str
) -> tuple[int, str | None, bool]:
    """Give where the phrase begins with its head ("a village"), the head, and if it is unnamed."""
    begin = max(sentence_start, start - _HEAD_REACH)
    match = _search_head(masked, begin, start) if start > begin else None
    if not match:
        return start, None, False
    head = _singular(" ".join(match["head"].lower().split()))
    det = (match["det"] or "").strip().lower()
    indefinite = det not in {"the", ""} or (not det and relation in _SHY)
    return match.start() if det or match["adj"] else match.start("head"), head, indefinite


def _search_head(masked: str, begin: int, start: int) -> re.Match[str] | None:
    """Give the head with what belongs to it; most names have none, which their end tells."""
    words = masked[begin:start]
    if not (
        words.rstrip().rstrip(",").rstrip().lower().endswith(_HEAD_ENDS)
        or _FOLLOWS_HEAD.search(words)
    ):
        return None
    return HEAD_BEFORE.search(masked, begin, start)


def list_sites(head: str | None) -> tuple[str, ...]:
    """Give the kinds of site that a word asks for ("international airport"), or none."""
    words = (head or "").lower().split()
    for i in range(len(words)):
        kinds = FACILITY.get(" ".join(words[i:]))
        if kinds:
            return tuple(kind for kind in kinds if kind in SITES)
    return ()


def _singular(head: str) -> str:
    if head in FACILITY:
        return head
    if head in PLURALS:
        return PLURALS[head]
    return head.removesuffix("s") if head.removesuffix("s") in FACILITY else head.removesuffix("es")


def name_relation(groups: Mapping[str, str | None], level: int, village: int) -> str:
    """Give `at` or `in` for a place that a plain preposition names."""
    preposition = (groups.get("at") or "").lower()
    return "at" if level > village or preposition in {"at", "on", "against", "upon"} else "in"


def read_bearing(groups: Mapping[str, str | None], relation: str) -> float | None:
    """Give the bearing in degrees that a form tells, by a wind or by figures."""
    if relation not in {"bearing", "offset"}:
        return None
    degrees = groups.get("degrees")
    if degrees:
        return float(degrees) % 360
    return read_wind(groups.get("wind"))


def read_share(groups: Mapping[str, str | None], relation: str) -> str | None:
    """Give which part of its places a form tells: a wind, the centre, the middle of a line."""
    if relation == "between":
        return "middle" if groups.get("middle") else None
    return read_part(groups) if relation == "part_of" else None


def read_length(
    groups: Mapping[str, str | None],
) -> tuple[float | None, float | None, str | None]:
    """Give the distance in metres, the upper end of a range, and how it is hedged."""
    number = groups.get("n")
    if not number:
        return None, None, None
    value, counted = _read_number(number)
    if value is None:
        return None, None, None
    vague = " ".join((groups.get("vague") or "").lower().split())
    hedge = (HEDGES.get(vague, "about") if vague else None) or None
    if groups.get("travel"):
        pace = SPEEDS[" ".join(str(groups["travel"]).lower().split())]
        minutes = value * _MINUTES[str(groups["time"]).lower()]
        minutes += 30 if groups.get("half") else 0
        return minutes * pace, None, "drive"
    metres = _read_unit(groups.get("unit"))
    low = _read_number(groups["low"])[0] if groups.get("low") else None
    if low is not None and low < value:
        return low * metres, value * metres, hedge or "range"
    return value * metres, None, None if hedge == "exact" else hedge or counted


def _read_unit(words: str | None) -> float:
    plain = " ".join((words or "m").lower().rstrip(".").split())
    return float(UNITS.get(plain, UNITS.get(plain.rstrip("s"), math.nan)))


@lru_cache(maxsize=4096)
def _read_number(words: str | None) -> tuple[float | None, str | None]:
    """Give the value of a number in digits or words, and how vague the words are."""
    plain = " ".join((words or "").lower().replace("-", " ").split())
    if plain in VAGUE_NUMBERS:
        value, hedge = VAGUE_NUMBERS[plain]
        return value, hedge
    if plain in {"a", "an"}:
        return 1.0, None
    extra = _FRACTIONS.get(plain[-1:], 0.0)
    plain = plain[:-1].strip() if extra else plain
    if not plain:
        return extra, None
    if plain[0].isdigit():
        return _read_digits(plain) + extra, None
    try:
        return read_number(plain), None
    except ValueError:
        return None, None


def _read_digits(digits: str) -> float:
    """Read "1,200" as thousands and "1,5" as a decimal."""
    whole, comma, tail = digits.partition(",")
    if comma and "." not in digits and len(tail) < _ONE_DECIMAL_COMMA:
        return float(f"{whole}.{tail}")
    plain = digits.replace(",", "")
    first, dot, rest = plain.partition(".")
    return float(f"{first}{dot}{rest.replace('.', '')}") if dot else float(plain)
