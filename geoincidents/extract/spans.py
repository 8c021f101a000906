"""Read words of time that span several days, or that follow another order or calendar.

"10-12 June", "overnight into Monday", "in the past 24 hours", "07.10.2023", "10 Ramadan 1445":
each form has a pattern here and a reader of the same name. `dates.py` looks for the patterns,
`days.py` asks the readers.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from geoincidents.extract.words import join_words, load_lexicon
from geoincidents.model.when import When
from geoincidents.text.numbers import read_number

if TYPE_CHECKING:
    from geoincidents.extract.dates import TimeWords

_WORDS = load_lexicon("times")
_MONTHS: dict[str, int] = _WORDS["months"]
_WEEKDAYS: dict[str, int] = _WORDS["weekdays"]
_SEASONS: dict[str, list[int]] = _WORDS["seasons"]
_HOLIDAYS: dict[str, list[int]] = _WORDS["holidays"]
_HIJRI: dict[str, int] = _WORDS["hijri_months"]
_FEASTS: dict[str, list[int]] = _WORDS["hijri_feasts"]
_MONTH = rf"(?:{join_words(_MONTHS)})\b\.?"
_WEEKDAY = rf"(?:{join_words(_WEEKDAYS)})\b"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_TO = r"(?:\s?[-–]\s?|\s(?:to|and|until|through)\s)"
_NO_NOUN = r"(?!\d|,\d|\s(?:[a-z]+s|men|women|people|killed|wounded|soldiers?)\b)"
_UNITS = {"hour": 1, "day": 1, "night": 1, "week": 7, "month": 30, "year": 365}
_SOME = {"day": 9, "night": 9, "week": 30, "hour": 1}
_HALF, _LAST_DAYS, _QUARTER = 15, 10, 3
_HIJRI_SLACK = timedelta(days=1)  # the month begins with the sight of the moon
_SHORT = 100  # a year below is one of two digits
_DAYS_OF_WEEK, _DAYS_OF_MONTH = 7, 31

# form, kind that it counts as, words of which one must be there ("0" is any digit), pattern
SPANS: tuple[tuple[str, str, frozenset[str], str], ...] = (
    (
        "numeric",
        "date",
        frozenset("0"),
        (
            r"(?:(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)"
            r"|(?P<y1>(?:19|20)\d\d)[./](?P<b1>\d{1,2})[./](?P<a1>\d{1,2}))"
        ),
    ),
    ("named", "date", frozenset(_MONTHS), rf"(?P<d>{_DAY})-(?P<m>{_MONTH})-(?P<y>{_YEAR})"),
    (
        "days",
        "date",
        frozenset(_MONTHS),
        (
            rf"(?:between\s|from\s)?(?:the\s)?(?P<d1>{_DAY}){_ORDINAL}{_TO}(?P<d2>{_DAY}){_ORDINAL}"
            rf"(?:\sof)?\s(?P<m>{_MONTH})(?:,?\s(?P<y>{_YEAR}))?"
        ),
    ),
    (
        "days",
        "date",
        frozenset(_MONTHS),
        (
            rf"(?:between\s|from\s)?(?P<m1>{_MONTH})\s(?P<d1>{_DAY}){_ORDINAL}{_TO}"
            rf"(?:(?P<m>{_MONTH})\s)?(?P<d2>{_DAY}){_ORDINAL}(?:,?\s(?P<y>{_YEAR})|{_NO_NOUN})"
        ),
    ),
    (
        "year_said",
        "date",
        frozenset(_MONTHS),
        (
            rf"(?:(?P<m1>{_MONTH})\s(?P<d1>{_DAY}){_ORDINAL}|(?P<d2>{_DAY}){_ORDINAL}(?:\sof)?\s(?P<m>{_MONTH}))"
            r",?\s(?:of\s)?(?P<which>last|this)\syear"
        ),
    ),
    (
        "nights",
        "weekday",
        frozenset(_WEEKDAYS),
        (
            rf"(?:overnight\s(?:from\s)?)?(?P<w1>{_WEEKDAY})(?:\s(?:night|evening|morning|afternoon))?"
            rf"(?:\s(?:to|into|through|until|and)\s|\s?[-–/]\s?)(?:on\s)?(?:early\s|the\searly\shours\sof\s|the\smorning\sof\s)?(?P<w2>{_WEEKDAY})"
        ),
    ),
    (
        "overnight",
        "weekday",
        frozenset({"overnight"}),
        rf"overnight,?\s(?P<into>into\s|to\s)?(?:from\s|on\s)?(?P<w>{_WEEKDAY})",
    ),
    (
        "weekday_of",
        "weekday",
        frozenset(_WEEKDAYS),
        rf"(?P<w>{_WEEKDAY})\s(?:of\s)?(?P<which>last|this)\sweek",
    ),
    (
        "weekdays_ago",
        "weekday",
        frozenset({"ago"}),
        rf"(?P<n>two|three|four|five|2|3|4)\s(?P<w>{_WEEKDAY[:-2]})s\sago",
    ),
    (
        "past",
        "period",
        frozenset({"past", "last", "previous"}),
        (
            r"(?:the\s|these\s)?(?:past|last)\s(?P<n>\d{1,3}|a\sfew|few|several|couple\sof|two|three|four|five|six|seven"
            r"|eight|nine|ten|twelve)\s(?P<u>hour|day|night|week|month|year)s?\b"
        ),
    ),
    (
        "weekend",
        "period",
        frozenset({"weekend"}),
        r"(?:(?:over|at|during|on)\sthe|(?:over\s)?this\spast|the\spast)\sweekend\b",
    ),
    (
        "part_of",
        "month",
        frozenset({"end", "start", "beginning", "middle", "half", "week"}),
        (
            rf"(?:the\s)?(?P<part>end|start|beginning|middle|first\sweek|last\sweek|first\shalf|second\shalf)\sof\s"
            rf"(?:(?P<m>{_MONTH})(?:\s(?P<y>{_YEAR}))?|(?P<which>last|this|the)\s(?P<u>month|year))"
        ),
    ),
    (
        "season_of",
        "season",
        frozenset(_SEASONS),
        rf"(?:in|during)\s(?:the\s)?(?P<s>{join_words(_SEASONS)})(?:\sof\s(?P<which>last|this)\syear)?(?!\sof\b|\s\d)",
    ),
    (
        "years",
        "year",
        frozenset("0"),
        rf"(?P<y1>{_YEAR})(?:\s?[-–]\s?|\s(?:and|to)\s)(?P<y2>{_YEAR}|\d\d)(?![\d-]|\s(?:people|troops))",
    ),
    (
        "decade",
        "year",
        frozenset("0"),
        r"the\s(?:early\s|late\s|mid-?\s?)?(?P<y>1[89]\d0|20\d0)'?s",
    ),
    (
        "decades_ago",
        "ago",
        frozenset({"ago"}),
        r"(?:(?P<n>a|two|three|four|five)\s(?P<u>decade|fortnight)s?|(?P<half>half\s(?:an\s)?(?P<h>hour)))\sago",
    ),
    (
        "the_nth",
        "date",
        frozenset("0"),
        rf"(?:on\sthe\s|the\s)(?P<d>{_DAY})(?:st|nd|rd|th)(?:\sof\s(?P<which>last|this)\smonth|(?=[,.;)]|\s(?:in|at|and|when)\b))",
    ),
    (
        "holiday",
        "date",
        frozenset(word for phrase in _HOLIDAYS for word in re.findall(r"[a-z]+", phrase)),
        rf"(?:on\s)(?P<feast>{join_words(_HOLIDAYS)})(?:,?\s(?P<y>{_YEAR}))?",
    ),
    (
        "hijri",
        "month",
        frozenset(word for phrase in _HIJRI for word in re.findall(r"[a-z]+", phrase)),
        (
            rf"(?:(?P<d>{_DAY})\s|in\s|during\s|during\sthe\s(?:holy|fasting)\smonth\sof\s|in\sthe\s(?:holy|fasting)\smonth\sof\s)"
            rf"(?P<hm>{join_words(_HIJRI)})\b(?:,?\s(?P<hy>1[34]\d\d)(?!\d))?"
        ),
    ),
    (
        "feast",
        "date",
        frozenset(word for phrase in _FEASTS for word in re.findall(r"[a-z]+", phrase)),
        rf"(?:on|during|of|in)\s(?P<feast>{join_words(_FEASTS)})\b",
    ),
)


def list_month(year: int, month: int) -> tuple[date, date]:
    """Give the first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _make(start: date | None, end: date | None, text: str, precision: str | None = None) -> When:
    """Give a window; its precision is as fine as it is narrow."""
    width = (end - start).days if start and end else None
    if precision is None:
        precision = "unknown" if width is None else "year"
        for name, most in (("month", _DAYS_OF_MONTH), ("week", _DAYS_OF_WEEK), ("day", 1)):
            precision = name if width is not None and width <= most else precision
    return When(start=start, end=end, precision=precision, text=text)


def _say(item: "TimeWords", start: date, end: date, precision: str | None = None) -> When:
    return _make(start, end, item.text, precision)


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


def _read_numeric(item: "TimeWords", anchor: date | None) -> When | None:
    year, a, b = (int(item.part(n) or item.part(f"{n}1")) for n in ("y", "a", "b"))
    orders = [(a, b)] if item.part("sep") in {".", ""} or a == b else [(a, b), (b, a)]
    found = sorted({day for d, m in orders if (day := _try_date(year, m, d))})
    past = [day for day in found if anchor is None or day <= anchor]
    if not past:
        return None
    # Nobody knows the order: both days stay possible.
    return _say(item, past[0], past[-1])


def _try_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_named(item: "TimeWords", _anchor: date | None) -> When | None:
    found = _try_date(int(item.part("y")), _month_of(item.part("m")), int(item.part("d")))
    return _say(item, found, found) if found else None


def _read_days(item: "TimeWords", anchor: date | None) -> When | None:
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
        return _make(None, None, item.text)
    start = _try_date(end.year - (before > month), before, first)
    return _say(item, start, end) if start and start <= end else None


def _read_year_said(item: "TimeWords", anchor: date | None) -> When | None:
    if anchor is None:
        return _make(None, None, item.text)
    month = _month_of(item.part("m") or item.part("m1"))
    year = anchor.year - (item.part("which") == "last")
    found = _try_date(year, month, int(item.part("d2") or item.part("d1")))
    return _say(item, found, found) if found and found <= anchor else None


def _last_weekday(anchor: date, name: str) -> date:
    return anchor - timedelta(days=(anchor.weekday() - _WEEKDAYS[name]) % _DAYS_OF_WEEK)


def _read_nights(item: "TimeWords", anchor: date | None) -> When | None:
    if anchor is None:
        return _make(None, None, item.text)
    end = _last_weekday(anchor, item.part("w2"))
    return _say(item, _last_weekday(end, item.part("w1")), end)


def _read_overnight(item: "TimeWords", anchor: date | None) -> When | None:
    if anchor is None:
        return _make(None, None, item.text)
    day, one = _last_weekday(anchor, item.part("w")), timedelta(days=1)
    if item.part("into"):
        return _say(item, day - one, day)
    return _say(item, day, min(anchor, day + one))


def _read_weekday_of(item: "TimeWords", anchor: date | None) -> When | None:
    if anchor is None:
        return _make(None, None, item.text)
    monday = anchor - timedelta(days=anchor.weekday())
    weeks = _DAYS_OF_WEEK if item.part("which") == "last" else 0
    found = monday + timedelta(days=_WEEKDAYS[item.part("w")] - weeks)
    return _say(item, found, found) if found <= anchor else None


def _read_weekdays_ago(item: "TimeWords", anchor: date | None) -> When | None:
    if anchor is None:
        return _make(None, None, item.text)
    weeks = int(read_number(item.part("n"))) - 1
    found = _last_weekday(anchor - timedelta(days=1), item.part("w"))
    found -= timedelta(days=_DAYS_OF_WEEK * weeks)
    return _say(item, found, found)


def _read_past(item: "TimeWords", anchor: date | None) -> When | None:
    if anchor is None:
        return _make(None, None, item.text)
    unit = item.part("u")
    try:
        number = int(read_number(item.part("n")))
    except ValueError:
        if unit not in _SOME:
            return _make(None, anchor, item.text)
        return _say(item, anchor - timedelta(days=_SOME[unit]), anchor)
    days = -(-number // 24) if unit == "hour" else number * _UNITS[unit]
    return _say(item, anchor - timedelta(days=days), anchor)


def _read_weekend(item: "TimeWords", anchor: date | None) -> When | None:
    if anchor is None:
        return _make(None, None, item.text)
    saturday = _last_weekday(anchor, "saturday")
    return _say(item, saturday, min(anchor, saturday + timedelta(days=1)), "week")


def _read_part_of(item: "TimeWords", anchor: date | None) -> When | None:
    if anchor is None and not item.part("y"):
        return _make(None, None, item.text)
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
        return _until(item, first, first + timedelta(days=days[part]), anchor)
    if part == "middle":
        first, last = first + timedelta(days=9), first + timedelta(days=19)
        return _until(item, first, last, anchor)
    back = {"last week": 6, "end": _LAST_DAYS, "second half": (last - first).days - _HALF}
    return _until(item, last - timedelta(days=back[part]), last, anchor)


def _cut(item: "TimeWords", first: date, last: date, anchor: date) -> When | None:
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
    return _until(item, first, last, anchor, "year")


def _until(
    item: "TimeWords", first: date, last: date, anchor: date | None, precision: str = "month"
) -> When | None:
    """Give a window that ends with the day of publication, or none where it begins after."""
    end = min(last, anchor) if anchor else last
    return _say(item, first, end, precision) if first <= end else None


def _read_season_of(item: "TimeWords", anchor: date | None) -> When | None:
    if anchor is None:
        return _make(None, None, item.text)
    first_month, last_month = _SEASONS[item.part("s")]
    over = last_month < first_month  # winter ends in the year after
    year = anchor.year - (item.part("which") == "last")
    if not item.part("which") and date(year, first_month, 1) > anchor:
        year -= 1
    end = list_month(year + over, last_month)[1]
    return _until(item, date(year, first_month, 1), end, anchor, "year")


def _read_years(item: "TimeWords", _anchor: date | None) -> When | None:
    first, last = int(item.part("y1")), int(item.part("y2"))
    last += first // _SHORT * _SHORT if last < _SHORT else 0
    return _say(item, date(first, 1, 1), date(last, 12, 31), "year") if first < last else None


def _read_decade(item: "TimeWords", _anchor: date | None) -> When | None:
    year = int(item.part("y"))
    return _say(item, date(year, 1, 1), date(year + 9, 12, 31), "year")


def _read_decades_ago(item: "TimeWords", anchor: date | None) -> When | None:
    if anchor is None:
        return _make(None, None, item.text)
    if item.part("half"):
        return _say(item, anchor - timedelta(days=1), anchor)
    number = 1 if item.part("n") == "a" else int(read_number(item.part("n")))
    if item.part("u") == "fortnight":
        day = anchor - timedelta(days=14 * number)
        monday = day - timedelta(days=day.weekday())
        return _say(item, monday, monday + timedelta(days=6))
    year = anchor.year - 10 * number
    return _say(item, date(year, 1, 1), date(year, 12, 31), "year")


def _read_the_nth(item: "TimeWords", anchor: date | None) -> When | None:
    if anchor is None:
        return _make(None, None, item.text)
    day = int(item.part("d"))
    month = anchor.replace(day=1)
    if item.part("which") == "last" or (not item.part("which") and day > anchor.day):
        month = (month - timedelta(days=1)).replace(day=1)
    found = _try_date(month.year, month.month, day)
    return _say(item, found, found) if found and found <= anchor else None


def _read_holiday(item: "TimeWords", anchor: date | None) -> When | None:
    day, month = _HOLIDAYS[item.part("feast")]
    if item.part("y"):
        found = date(int(item.part("y")), month, day)
    elif anchor is None:
        return _make(None, None, item.text)
    else:
        found = _latest(anchor, month, day)
    return _say(item, found, found)


def read_hijri(year: int, month: int, day: int) -> date:
    """Give a day of the Islamic calendar by its arithmetic form, right to about a day.

    The rule is the civil one: leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of thirty.
    """
    days = (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day - 385
    return date.fromordinal(days + 1_948_440 - 1_721_425)


def _read_hijri(item: "TimeWords", anchor: date | None) -> When | None:
    month, day = _HIJRI[item.part("hm")], item.part("d")
    if item.part("hy"):
        year = int(item.part("hy"))
    elif anchor is None:
        return _make(None, None, item.text)
    else:
        year = _latest_hijri(anchor, month, int(day or 1))
    first = read_hijri(year, month, int(day or 1)) - _HIJRI_SLACK
    last = read_hijri(year, month, int(day)) if day else _end_hijri(year, month)
    return _until(item, first, last + _HIJRI_SLACK, anchor, "week" if day else "month")


def _end_hijri(year: int, month: int) -> date:
    following = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004 - months
    return read_hijri(*following, 1) - timedelta(days=1)


def _latest_hijri(anchor: date, month: int, day: int) -> int:
    """Give the last year of the Islamic calendar in which a day is not after `anchor`."""
    year = (anchor.year - 621) * 33 // 32 + 1
    while read_hijri(year, month, day) > anchor:
        year -= 1
    return year


def _read_feast(item: "TimeWords", anchor: date | None) -> When | None:
    if anchor is None:
        return _make(None, None, item.text)
    day, month = _FEASTS[item.part("feast")]
    found = read_hijri(_latest_hijri(anchor, month, day), month, day)
    return _until(item, found - _HIJRI_SLACK, found + 2 * _HIJRI_SLACK, anchor, "week")


SPAN_READERS: dict[str, Callable[["TimeWords", date | None], When | None]] = {
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
    "hijri": _read_hijri,
    "feast": _read_feast,
}
