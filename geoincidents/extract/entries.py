"""Entries of a timeline, a digest or a list: each line tells of an event of its own."""

import re

from geoincidents.extract.dates import TimeWords, find_times
from geoincidents.text.sentences import Sentence

_BULLET = re.compile(r"\s*(?:[•●▪◦‣*·]|-{1,2}|–|—)\s+")
_DAY_KINDS = {"date", "iso", "weekday", "day"}
_REACH = 40  # characters: a day with its year and its bullet are no longer
_ABOVE = 3000  # characters of a section
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w")
_CLOSED = re.compile(r"\s?[.:–—-]")


def is_item(view: str, sentence: Sentence) -> bool:
    """Tell whether a sentence stands in a line that opens with a bullet or with a day alone."""
    start = _find_line(view, sentence)
    return _BULLET.match(view, start) is not None or find_entry_day(view, sentence) is not None


def find_entry_day(view: str, sentence: Sentence) -> TimeWords | None:
    """Give the day that the line of a sentence opens with ("Jan 4. A strike ..."), or `None`."""
    start = _find_line(view, sentence)
    bullet = _BULLET.match(view, start)
    begin = bullet.end() if bullet else start
    times = find_times(view, begin, min(begin + _REACH, len(view)))
    first = times[0] if times else None
    if bullet and (first is None or first.start > begin):
        return _find_section_day(view, start)
    if first is None or first.kind not in _DAY_KINDS or view[begin : first.start].strip(" \"'([*"):
        return None
    return first if _CLOSED.match(view, first.end) else None


def _find_section_day(view: str, start: int) -> TimeWords | None:
    """Give the day that stands alone in a line above an item ("Friday, Feb. 12")."""
    above = view[max(0, start - _ABOVE) : start]
    for line in reversed(list(_LINE.finditer(above))):
        if len(line.group()) > _REACH:
            continue
        begin = start - len(above) + line.start()
        times = find_times(view, begin, begin + len(line.group()))
        days = [t for t in times if t.kind in _DAY_KINDS]
        if days and not _WORD.search(
            view[begin : days[0].start] + view[days[-1].end : begin + len(line.group())]
        ):
            return days[-1]
    return None


def _find_line(view: str, sentence: Sentence) -> int:
    return view.rfind("\n", 0, sentence.start) + 1
