"""The dateline of an agency ("BAGHDAD, Jan 5 (Reuters) - "): where it was written."""

import re
from datetime import date
from itertools import islice

import msgspec

from geoincidents.extract.words import join_words, load_lexicon

_MONTHS: dict[str, int] = load_lexicon("times")["months"]
_MONTH = rf"(?i:{join_words(_MONTHS)})\b\.?"
_PLACE = r"[A-Z][\w'.-]+(?:(?:[ ,(]{1,2}|/)[A-Z(][\w'.()-]+){0,6}"
_DATE = (
    rf"(?:(?P<d>\d{{1,2}})\s(?P<m>{_MONTH})(?:\s(?P<y>\d{{2}}(?:\d\d)?))?"
    rf"|(?P<m2>{_MONTH})\s(?P<d2>\d{{1,2}})(?:,\s(?P<y2>\d{{4}}))?)"
)
_AGENCY = r"\([A-Z][\w ./&-]{1,50}\)"
_DATELINE = re.compile(rf"\s*{_PLACE},?\s(?:{_DATE}(?:\s{_AGENCY})?|{_AGENCY})\s*(?:--|[-–:])\s")
# A colon ends the dateline of many papers of South Asia and the Gulf; in a line of capitals it ends
# what a headline is about.
_CAPITALS = re.compile(
    r"\s*[A-Z][A-Z'.-]{2,}(?:[ ,/]{1,2}[A-Z][A-Za-z'.-]+){0,4}\s*"
    r"(?:(?:--|–|(?<=\s)-)\s|:\s(?=(?:[A-Z]\s|[\d,]+\s)?[A-Z]?[a-z]))"
)
# "Riyadh - A drone hit ...": so a headline may look, which has no full stop
_DASHED = re.compile(rf"\s*{_PLACE}\s(?:--|–|-)\s(?=[A-Z\d][^\n]{{40,}}[.\"](?:\s|$))")
_REACH = 160  # a dateline is no longer
# A headline, a byline and a caption may stand before it.
_LINES = re.compile(r"^[^\S\n]*\S", re.MULTILINE)
_HEAD_LINES, _HEAD = 4, 800
_CENTURY = 30  # two digits of a year below this are of the 2000s


class Dateline(msgspec.Struct, frozen=True, kw_only=True):
    """Hold the offsets of a dateline, and the day that it gives with its year, or `None`."""

    start: int
    end: int
    published: date | None = None


def find_dateline(view: str) -> Dateline | None:
    """Give the dateline that one of the first lines of a text begins with, or `None`."""
    lines = islice(_LINES.finditer(view, 0, _HEAD), _HEAD_LINES)
    found = (_match_dateline(view, line.start()) for line in lines)
    return next((dateline for dateline in found if dateline), None)


def _match_dateline(view: str, start: int) -> Dateline | None:
    stop = start + _REACH
    match = _DATELINE.match(view, start, stop)
    if match and match.group().lstrip()[:1].isupper():
        return Dateline(start=start, end=match.end(), published=_read_day(match))
    match = _CAPITALS.match(view, start, stop) or _match_dashed(view, start, stop)
    return Dateline(start=start, end=match.end()) if match else None


def _match_dashed(view: str, start: int, stop: int) -> re.Match[str] | None:
    """Match a place and a dash at the beginning of a line that goes on as a sentence does."""
    found = _DASHED.match(view, start)
    return found if found and found.end() <= stop else None


def _read_day(match: re.Match[str]) -> date | None:
    day, month, year = (match[name] or match[f"{name}2"] for name in ("d", "m", "y"))
    if not (day and month and year):
        return None
    number = int(year)
    if len(year) == 2:  # noqa: PLR2004 - digits of a short year
        number += 2000 if number < _CENTURY else 1900
    try:
        return date(number, _MONTHS[month.lower().rstrip(".")], int(day))
    except ValueError:
        return None
