"""Say which days the words of time mean.

Directions follow the usage of news: a bare weekday is the last one not after publication, "last
Monday" written on a Monday is a week ago, a month without a year is the last one not after
publication.
"""

import calendar
import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from geoincidents.extract.dates import TimeWords
from geoincidents.extract.spans import SPAN_READERS
from geoincidents.extract.words import load_lexicon
from geoincidents.model.when import When
from geoincidents.text.numbers import read_number

_WORDS = load_lexicon("times")
_MONTHS: dict[str, int] = _WORDS["months"]
_WEEKDAYS: dict[str, int] = _WORDS["weekdays"]
_SEASONS: dict[str, list[int]] = _WORDS["seasons"]
_DAYS: dict[str, int] = _WORDS["days"]
_TIMES: dict[str, str] = _WORDS["times_of_day"]
_UNIT_DAYS = {"minute": 0, "hour": 0, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365}
_NOON = 12
_WEEKEND = 5  # the weekday number of Saturday


def read_time_of_day(words: Sequence[TimeWords], view: str) -> str | None:
    """Give the time of day that the expressions name, as `HH:MM` or a word of schema.md."""
    for item in words:
        if item.kind == "clock":
            return _read_clock(item)
    for item in words:
        around = view[max(0, item.start - 12) : item.end + 12].lower()
        for word, value in _TIMES.items():
            if re.search(rf"\b{re.escape(word)}\b", around):
                return value
    return None


def _read_clock(item: TimeWords) -> str | None:
    hour = int(item.part("h"))
    half = item.part("ap").replace(".", "").replace(" ", "")
    if half == "pm" and hour < _NOON:
        hour += 12
    if half == "am" and hour == _NOON:
        hour = 0
    return f"{hour:02d}:{item.part('min') or '00'}"


def resolve_time(item: TimeWords, anchor: date | None, event: When | None = None) -> When | None:
    """Give the window that an expression means.

    `anchor` is the day of publication (or of the speech, within a quotation); `event` the window of
    the event that "the following day" or "three days before" refers to. `None` where the words
    name no day (a time of day alone) or lie after publication.
    """
    try:
        if item.form:
            return SPAN_READERS[item.form](item, anchor)
        reader = _READERS.get(item.kind)
        return reader(item, anchor, event) if reader else None
    except (OverflowError, ValueError):  # outside the calendar: "99 days ago" in the year 1
        return _window(None, None, "unknown", item.text)


def _window(start: date | None, end: date | None, precision: str, text: str) -> When:
    return When(start=start, end=end, precision=precision, text=text)


def _read_iso(item: TimeWords, _anchor: date | None, _event: When | None) -> When | None:
    return _one_day(int(item.part("y")), int(item.part("m")), int(item.part("d")), item.text)


def _read_date(item: TimeWords, anchor: date | None, event: When | None) -> When | None:
    month = _MONTHS[item.part("m").rstrip(".")]
    day = int(re.sub(r"\D", "", item.part("d")))
    if item.part("same") and event and event.start:
        return _one_day(event.start.year, month, day, item.text)
    if item.part("y"):
        return _one_day(int(item.part("y")), month, day, item.text)
    if anchor is None:
        return _window(None, None, "unknown", item.text)
    for year in range(anchor.year, anchor.year - 5, -1):  # 29 February may be four years back
        found = _one_day(year, month, day, item.text)
        if found and found.start and found.start <= anchor:
            return found
    return _window(None, None, "unknown", item.text)


def _one_day(year: int, month: int, day: int, text: str) -> When | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return _window(found, found, "day", text)


def _read_month(item: TimeWords, anchor: date | None, event: When | None) -> When | None:
    month = _MONTHS[item.part("m").rstrip(".")]
    if item.part("y"):
        year = int(item.part("y"))
    elif item.part("same") and event and event.start:
        year = event.start.year
    elif anchor is None:
        return _window(None, None, "unknown", item.text)
    elif item.part("which") == "last":
        year = anchor.year - 1
    elif item.part("which") == "this":
        year = anchor.year
    else:  # "last May", said in May, was a year ago
        passed = month < anchor.month or (month == anchor.month and item.part("of") != "last")
        year = anchor.year if passed else anchor.year - 1
    first, last = _month_days(year, month)
    if anchor and last > anchor >= first:
        last = anchor
    return _window(first, last, "month", item.text)


def _month_days(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _read_weekday(item: TimeWords, anchor: date | None, _event: When | None) -> When | None:
    if anchor is None:
        return _window(None, None, "unknown", item.text)
    if item.part("which") == "next":
        return None
    back = (anchor.weekday() - _WEEKDAYS[item.part("w")]) % 7
    if item.part("which") == "last" and back == 0:
        back = 7
    if item.part("week"):  # "Monday last week": of the calendar week before
        back = anchor.weekday() + 7 - _WEEKDAYS[item.part("w")]
    found = anchor - timedelta(days=back)
    return _window(found, found, "day", item.text)


def _read_season(item: TimeWords, anchor: date | None, _event: When | None) -> When | None:
    first_month, last_month = _SEASONS[item.part("s")]
    if item.part("y"):
        year = int(item.part("y"))
    elif anchor is None:
        return _window(None, None, "unknown", item.text)
    else:
        over = last_month < first_month  # winter ends in the year after
        year = anchor.year - over if last_month < anchor.month else anchor.year - 1 - over
        if item.part("which") == "this":
            year = anchor.year
    start = date(year, first_month, 1)
    end = _month_days(year + (last_month < first_month), last_month)[1]
    return _window(start, end, "year", item.text)


def _step(item: TimeWords, sign: int, base: When) -> When | None:
    """Move the window `base` by the stated number of units, or by "some" where it is open."""
    number = item.part("n").removeprefix("just ").removeprefix("only ")
    unit = (item.part("u") or number).rstrip("s")
    if base.start is None and base.end is None:
        return _window(None, None, "unknown", item.text)
    if unit in {"hour", "minute", "moment"}:
        # Hours after an evening may fall on the next day: both stay possible.
        extra = timedelta(days=1 if unit == "hour" else 0)
        late = base.end + extra if base.end and sign > 0 else base.end
        early = base.start - extra if base.start and sign < 0 else base.start
        return _window(early, late, base.precision, item.text)
    try:
        amount = int(read_number(number)) if number not in {"", f"{unit}s"} else 1
    except ValueError:
        return _some_time(base, sign, _UNIT_DAYS.get(unit, 1), item.text)
    if number == f"{unit}s":  # "days later"
        return _some_time(base, sign, _UNIT_DAYS.get(unit, 1), item.text)
    return _widen(base, unit, amount * sign, item.text)


def _widen(base: When, unit: str, amount: int, text: str) -> When:
    """Move a window by units; it becomes as wide as the unit, but for days."""
    start, end = base.start, base.end
    if unit == "day" or start is None or end is None:
        days = timedelta(days=amount * _UNIT_DAYS.get(unit, 1))
        return _window(
            start + days if start else None, end + days if end else None, base.precision, text
        )
    if unit == "week":
        days = timedelta(days=7 * amount)
        first, last = start + days, end + days
        monday = first - timedelta(days=first.weekday())
        sunday = last + timedelta(days=6 - last.weekday())
        return _window(monday, sunday, "week", text)
    if unit == "month":
        return _window(
            _shift_month(start, amount, text).start,
            _shift_month(end, amount, text).end,
            "month",
            text,
        )
    return _window(date(start.year + amount, 1, 1), date(end.year + amount, 12, 31), "year", text)


def _shift_month(day: date, sign: int, text: str) -> When:
    number = day.year * 12 + day.month - 1 + sign
    first, last = _month_days(number // 12, number % 12 + 1)
    return _window(first, last, "month", text)


def _some_time(base: When, sign: int, unit_days: int, text: str) -> When:
    """Give the window for "a few days after", "shortly before": within a month at most."""
    reach = timedelta(days=min(30, 9 * max(1, unit_days)))
    if sign < 0:
        start, end = (base.start - reach if base.start else None), base.end
    else:
        start, end = base.start, (base.end + reach if base.end else None)
    return _window(start, end, "month", text)


def _read_by_event(item: TimeWords, _anchor: date | None, event: When | None) -> When | None:
    if event is None:
        return _window(None, None, "unknown", item.text)
    sign = -1 if item.part("by") in {"before", "prior to"} else 1
    if item.part("n") in {"shortly", "soon", "immediately", "not long"}:
        return _some_time(event, sign, 30, item.text)
    return _step(item, sign, event)


def _read_next_day(item: TimeWords, _anchor: date | None, event: When | None) -> When | None:
    if event is None or event.start is None:
        return _window(None, None, "unknown", item.text)
    days = {"following": 1, "next": 1, "previous": -1, "same": 0}[item.part("which")]
    unit = item.part("u")
    if unit in {"week", "month", "year"}:
        return _widen(event, unit, days, item.text)
    shift = timedelta(days=days)
    end = event.end + shift if event.end else None
    return _window(event.start + shift, end, event.precision, item.text)


def _read_later(item: TimeWords, anchor: date | None, event: When | None) -> When | None:
    if event is None and anchor is not None:
        event = _window(anchor, anchor, "day", item.text)
    if event is None:
        return _window(None, None, "unknown", item.text)
    sign = 1 if item.part("by") in {"later", "after"} else -1
    return _step(item, sign, event)


def _read_ago(item: TimeWords, anchor: date | None, _event: When | None) -> When | None:
    if anchor is None:
        return _window(None, None, "unknown", item.text)
    unit = item.part("u").rstrip("s")
    if unit in {"minute", "hour"}:
        return _window(anchor - timedelta(days=unit == "hour"), anchor, "day", item.text)
    try:
        amount = int(read_number(item.part("n").removesuffix(" of")))
    except ValueError:
        return _some_time(_window(anchor, anchor, "day", ""), -1, _UNIT_DAYS[unit], item.text)
    if unit in {"month", "year"}:
        return _count_back(anchor, amount, unit, item.text)
    found = anchor - timedelta(days=amount * _UNIT_DAYS[unit])
    if unit == "week":
        monday = found - timedelta(days=found.weekday())
        return _window(monday, monday + timedelta(days=6), "week", item.text)
    return _window(found, found, "day", item.text)


def _count_back(anchor: date, amount: int, unit: str, text: str) -> When | None:
    """Give the month or year that lies `amount` before, or `None` before the year 1."""
    if amount >= (anchor.year if unit == "year" else anchor.year * 12 - 12):
        return None
    if unit == "month":
        number = anchor.year * 12 + anchor.month - 1 - amount
        first, last = _month_days(number // 12, number % 12 + 1)
        return _window(first, last, "month", text)
    year = anchor.year - amount
    return _window(date(year, 1, 1), date(year, 12, 31), "year", text)


def _read_period(item: TimeWords, anchor: date | None, _event: When | None) -> When | None:
    if anchor is None:
        return _window(None, None, "unknown", item.text)
    which, unit = item.part("which"), item.part("u")
    this = which.endswith("this")
    monday = anchor - timedelta(days=anchor.weekday())
    if which in {"the past", "the last"}:
        return _window(anchor - timedelta(days=_UNIT_DAYS.get(unit, 7)), anchor, unit, item.text)
    if unit == "week":
        start = monday if this else monday - timedelta(days=7)
        return _window(start, min(anchor, start + timedelta(days=6)), "week", item.text)
    if unit == "weekend":
        saturday = monday + timedelta(days=5 if this and anchor.weekday() >= _WEEKEND else -2)
        return _window(saturday, min(anchor, saturday + timedelta(days=1)), "week", item.text)
    if unit == "month":
        number = anchor.year * 12 + anchor.month - 1 - (not this)
        first, last = _month_days(number // 12, number % 12 + 1)
        return _window(first, min(anchor, last), "month", item.text)
    year = anchor.year - (not this)
    return _window(date(year, 1, 1), min(anchor, date(year, 12, 31)), "year", item.text)


def _read_that_day(item: TimeWords, _anchor: date | None, event: When | None) -> When | None:
    if event is None:
        return None
    return _window(event.start, event.end, event.precision, item.text)


def _read_day(item: TimeWords, anchor: date | None, _event: When | None) -> When | None:
    if anchor is None:
        return _window(None, None, "unknown", item.text)
    found = anchor + timedelta(days=_DAYS[" ".join(item.text.lower().split())])
    return _window(found, found, "day", item.text)


def _read_recent(item: TimeWords, anchor: date | None, _event: When | None) -> When | None:
    return _window(None, anchor, "unknown", item.text)


def _read_year(item: TimeWords, _anchor: date | None, _event: When | None) -> When | None:
    year = int(item.part("y"))
    return _window(date(year, 1, 1), date(year, 12, 31), "year", item.text)


_READERS: dict[str, Callable[[TimeWords, date | None, When | None], When | None]] = {
    "iso": _read_iso,
    "date": _read_date,
    "month": _read_month,
    "weekday": _read_weekday,
    "season": _read_season,
    "by_event": _read_by_event,
    "next_day": _read_next_day,
    "later": _read_later,
    "ago": _read_ago,
    "period": _read_period,
    "that_day": _read_that_day,
    "day": _read_day,
    "recent": _read_recent,
    "year": _read_year,
}
