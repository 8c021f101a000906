"""Read what the groups of a pattern say: a distance, a wind, a part, the head of a phrase."""

import re
from collections.abc import Mapping

from geoincidents.extract.phrases.patterns import FACILITY, HEAD_BEFORE, PARTS, UNITS, WINDS
from geoincidents.text.numbers import read_number

_ROUND = {"a few": 3.0, "several": 4.0, "a couple of": 2.0, "half a": 0.5, "an": 1.0}
_THOUSANDS = 4  # "1,200" is a number of thousands, "1,5" a decimal
_HEAD_REACH = 130
_LETTERS = {
    "n": "north", "ne": "northeast", "e": "east", "se": "southeast",
    "s": "south", "sw": "southwest", "w": "west", "nw": "northwest",
    "center": "centre", "heart": "centre", "middle": "centre", "core": "centre",
}  # fmt: skip
_SHY = {"in", "near", "bearing"}


def read_distance(groups: Mapping[str, str | None]) -> float | None:
    """Give the metres of a number and a unit, or `None` where either is missing or no number."""
    number, unit = groups.get("n"), groups.get("unit")
    if not number or not unit:
        return None
    comma = "" if "." in number or len(number) > _THOUSANDS else "."
    words = " ".join(number.lower().replace(",", comma).split())
    try:
        value = _ROUND.get(words) or read_number(words)
    except ValueError:
        return None
    metres = UNITS.get(" ".join(unit.lower().rstrip(".").split()))
    return value * metres if metres else None


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
    match = HEAD_BEFORE.search(masked, begin, start) if start > begin else None
    if not match:
        return start, None, False
    head = _singular(" ".join(match["head"].lower().split()))
    det = (match["det"] or "").strip().lower()
    indefinite = det not in {"the", ""} or (not det and relation in _SHY)
    return match.start() if det or match["adj"] else match.start("head"), head, indefinite


def _singular(head: str) -> str:
    if head in FACILITY:
        return head
    return head.removesuffix("s") if head.removesuffix("s") in FACILITY else head.removesuffix("es")


def is_vague(groups: Mapping[str, str | None]) -> bool:
    """Say whether a distance is hedged ("about") or a number in words."""
    return bool(groups.get("vague")) or not (groups.get("n") or "1")[0].isdigit()


def name_relation(groups: Mapping[str, str | None], level: int, village: int) -> str:
    """Give `at` or `in` for a place that a plain preposition names."""
    preposition = (groups.get("at") or "").lower()
    return "at" if level > village or preposition in {"at", "on", "against", "upon"} else "in"


def find_match(
    patterns: tuple[tuple[str, re.Pattern[str]], ...], left: str
) -> tuple[str, re.Match[str]] | None:
    """Give the first relation whose pattern ends where `left` ends."""
    for relation, pattern in patterns:
        match = pattern.search(left)
        if match:
            return relation, match
    return None
