"""Read words of time that span several days, or that follow another order or calendar.

Each form of `span_patterns.py` has a reader here, those of the Islamic calendar in `hijri.py`;
`days.py` asks them.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geoincidents.extract.hijri import read_feast, read_islamic
from geoincidents.extract.windows import (
    DAYS_OF_WEEK,
    end_window,
    list_month,
    make_window,
    say_window,
)
from geoincidents.extract.words import load_lexicon
from geoincidents.text.numbers import read_number

if TYPE_CHECKING:
    from geoincidents.extract.dates import TimeWords
    from geoincidents.model.when import When

_WORDS = load_lexicon("times")
_MONTHS: dict[str, int] = _WORDS["months"]
_WEEKDAYS: dict[str, int] = _WORDS["weekdays"]
_SEASONS: dict[str, list[int]] = _WORDS["seasons"]
_HOLIDAYS: dict[str, list[int]] = _WORDS["holidays"]
_UNITS = {"hour": 1, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365}
_SOME = {"day": 9, "night": 9, "week": 30, "hour": 1}
_HALF, _LAST_DAYS, _QUARTER = 15, 10, 3
_SHORT = 100  # a year below is one of two digits


def _month_of(words: str) -> int:
    return _MONTHS[words.rstrip(".")]


def _latest(anchor: date, month: int, day: int) -> date:
    """Give the last day so named that is not after `anchor`.

    Raises:
        ValueError: no calendar has it.
    """
    for year in range(anchor.year, anchor.year - 5, -1):  # 29 February may be four years back
        try:
            found = date(year, month, day)
        except ValueError:
            continue
        if found <= anchor:
            return found
    raise ValueError(month, day)


def _read_numeric(item: "TimeWords", anchor: date | None) -> "When | None":
    year, a, b = (int(item.part(n) or item.part(f"{n}1")) for n in ("y", "a", "b"))
    orders = [(a, b)] if item.part("sep") in {".", ""} or a == b else [(a, b), (b, a)]
    found = sorted({day for d, m in orders if (day := _try_date(year, m, d))})
    past = [day for day in found if anchor is None or day <= anchor]
    if not past:
        return None
    # Nobody knows the order: both days stay possible.
    return say_window(item, past[0], past[-1])


def _try_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_named(item: "TimeWords", _anchor: date | None) -> "When | None":
    found = _try_date(int(item.part("y")), _month_of(item.part("m")), int(item.part("d")))
    return say_window(item, found, found) if found else None


def _read_days(item: "TimeWords", anchor: date | None) -> "When | None":
    first, last = int(item.part("d1")), int(item.part("d2"))
    month = _month_of(item.part("m") or item.part("m1"))
    before = _month_of(item.part("m1")) if item.part("m1") else month
    if item.part("y"):
        end = _try_date(int(item.part("y")), month, last)
    else:
        end = _latest(anchor, month, last) if anchor else None
        if anchor and before == month and first < last and (end is None or end > anchor):
            return None
    if end is None:
        return make_window(None, None, item.text)
    start = _try_date(end.year - (before > month), before, first)
    return say_window(item, start, end) if start and start <= end else None


def _read_year_said(item: "TimeWords", anchor: date | None) -> "When | None":
    if anchor is None:
        return make_window(None, None, item.text)
    month = _month_of(item.part("m") or item.part("m1"))
    year = anchor.year - (item.part("which") == "last")
    found = _try_date(year, month, int(item.part("d2") or item.part("d1")))
    return say_window(item, found, found) if found and found <= anchor else None


def _last_weekday(anchor: date, name: str) -> date:
    return anchor - timedelta(days=(anchor.weekday() - _WEEKDAYS[name]) % DAYS_OF_WEEK)


def _read_nights(item: "TimeWords", anchor: date | None) -> "When | None":
    if anchor is None:
        return make_window(None, None, item.text)
    end = _last_weekday(anchor, item.part("w2"))
    return say_window(item, _last_weekday(end, item.part("w1")), end)


def _read_overnight(item: "TimeWords", anchor: date | None) -> "When | None":
    if anchor is None:
        return make_window(None, None, item.text)
    day, one = _last_weekday(anchor, item.part("w")), timedelta(days=1)
    if item.part("into"):
        return say_window(item, day - one, day)
    return say_window(item, day, min(anchor, day + one))


def _read_weekday_of(item: "TimeWords", anchor: date | None) -> "When | None":
    if anchor is None:
        return make_window(None, None, item.text)
    monday = anchor - timedelta(days=anchor.weekday())
    weeks = DAYS_OF_WEEK if item.part("which") == "last" else 0
    found = monday + timedelta(days=_WEEKDAYS[item.part("w")] - weeks)
    return say_window(item, found, found) if found <= anchor else None


def _read_weekdays_ago(item: "TimeWords", anchor: date | None) -> "When | None":
    if anchor is None:
        return make_window(None, None, item.text)
    weeks = int(read_number(item.part("n"))) - 1
    found = _last_weekday(anchor - timedelta(days=1), item.part("w"))
    found -= timedelta(days=DAYS_OF_WEEK * weeks)
    return say_window(item, found, found)


def _read_past(item: "TimeWords", anchor: date | None) -> "When | None":
    if anchor is None:
        return make_window(None, None, item.text)
    unit = item.part("u")
    try:
        number = int(read_number(item.part("n")))
    except ValueError:
        if unit not in _SOME:
            return make_window(None, anchor, item.text)
        return say_window(item, anchor - timedelta(days=_SOME[unit]), anchor)
    days = -(-number // 24) if unit == "hour" else number * _UNITS[unit]
    return say_window(item, anchor - timedelta(days=days), anchor)


def _read_weekend(item: "TimeWords", anchor: date | None) -> "When | None":
    if anchor is None:
        return make_window(None, None, item.text)
    saturday = _last_weekday(anchor, "saturday")
    return say_window(item, saturday, min(anchor, saturday + timedelta(days=1)), "week")


def _read_part_of(item: "TimeWords", anchor: date | None) -> "When | None":
    if anchor is None and not item.part("y"):
        return make_window(None, None, item.text)
    part = item.part("part")
    if item.part("u") == "year" and anchor:
        year = anchor.year - (item.part("which") == "last")
        return _cut(item, date(year, 1, 1), date(year, 12, 31), anchor)
    if item.part("m"):
        month = _month_of(item.part("m"))
        year = int(item.part("y")) if item.part("y") else _latest(anchor or date.max, month, 1).year
        first, last = list_month(year, month)
    else:
        last_day = (anchor or date.max).replace(day=1) - timedelta(days=1)
        day = last_day if item.part("which") == "last" else anchor or date.max
        first, last = list_month(day.year, day.month)
    days = {"first week": 6, "start": 9, "beginning": 9, "first half": _HALF - 1}
    if part in days:
        return end_window(item, first, first + timedelta(days=days[part]), anchor)
    if part == "middle":
        first, last = first + timedelta(days=9), first + timedelta(days=19)
        return end_window(item, first, last, anchor)
    back = {"last week": 6, "end": _LAST_DAYS, "second half": (last - first).days - _HALF}
    return end_window(item, last - timedelta(days=back[part]), last, anchor)


def _cut(item: "TimeWords", first: date, last: date, anchor: date) -> "When | None":
    """Give the part of a year: its first or last three months, else the whole of it."""
    part, year = item.part("part"), first.year
    if part in {"start", "beginning"}:
        last = list_month(year, _QUARTER)[1]
    elif part == "end":
        first = date(year, 13 - _QUARTER, 1)
    elif part == "first half":
        last = date(year, 6, 30)
    elif part == "second half":
        first = date(year, 7, 1)
    return end_window(item, first, last, anchor, "year")


def _read_season_of(item: "TimeWords", anchor: date | None) -> "When | None":
    if anchor is None:
        return make_window(None, None, item.text)
    first_month, last_month = _SEASONS[item.part("s")]
    over = last_month < first_month  # winter ends in the year after
    year = anchor.year - (item.part("which") == "last")
    if not item.part("which") and date(year, first_month, 1) > anchor:
        year -= 1
    end = list_month(year + over, last_month)[1]
    return end_window(item, date(year, first_month, 1), end, anchor, "year")


def _read_years(item: "TimeWords", _anchor: date | None) -> "When | None":
    first, last = int(item.part("y1")), int(item.part("y2"))
    last += first // _SHORT * _SHORT if last < _SHORT else 0
    return say_window(item, date(first, 1, 1), date(last, 12, 31), "year") if first < last else None


def _read_decade(item: "TimeWords", _anchor: date | None) -> "When | None":
    year = int(item.part("y"))
    return say_window(item, date(year, 1, 1), date(year + 9, 12, 31), "year")


def _read_decades_ago(item: "TimeWords", anchor: date | None) -> "When | None":
    if anchor is None:
        return make_window(None, None, item.text)
    if item.part("half"):
        return say_window(item, anchor - timedelta(days=1), anchor)
    number = 1 if item.part("n") == "a" else int(read_number(item.part("n")))
    if item.part("u") == "fortnight":
        day = anchor - timedelta(days=14 * number)
        monday = day - timedelta(days=day.weekday())
        return say_window(item, monday, monday + timedelta(days=6))
    year = anchor.year - 10 * number
    return say_window(item, date(year, 1, 1), date(year, 12, 31), "year")


def _read_the_nth(item: "TimeWords", anchor: date | None) -> "When | None":
    if anchor is None:
        return make_window(None, None, item.text)
    day = int(item.part("d"))
    month = anchor.replace(day=1)
    if item.part("which") == "last" or (not item.part("which") and day > anchor.day):
        month = (month - timedelta(days=1)).replace(day=1)
    found = _try_date(month.year, month.month, day)
    return say_window(item, found, found) if found and found <= anchor else None


def _read_holiday(item: "TimeWords", anchor: date | None) -> "When | None":
    day, month = _HOLIDAYS[item.part("feast")]
    if item.part("y"):
        found = date(int(item.part("y")), month, day)
    elif anchor is None:
        return make_window(None, None, item.text)
    else:
        found = _latest(anchor, month, day)
    return say_window(item, found, found)


SPAN_READERS: dict[str, Callable[["TimeWords", date | None], "When | None"]] = {
    "numeric": _read_numeric,
    "named": _read_named,
    "days": _read_days,
    "year_said": _read_year_said,
    "nights": _read_nights,
    "overnight": _read_overnight,
    "weekday_of": _read_weekday_of,
    "weekdays_ago": _read_weekdays_ago,
    "past": _read_past,
    "weekend": _read_weekend,
    "part_of": _read_part_of,
    "season_of": _read_season_of,
    "years": _read_years,
    "decade": _read_decade,
    "decades_ago": _read_decades_ago,
    "the_nth": _read_the_nth,
    "holiday": _read_holiday,
    "hijri": read_islamic,
    "feast": read_feast,
}
