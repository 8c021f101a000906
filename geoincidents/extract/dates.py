"""Find the words of time in a text and say which days they mean.

Directions follow the usage of news: a bare weekday is the last one not after publication, "last
Monday" written on a Monday is a week ago, a month without a year is the last one not after
publication.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from geoincidents.extract.words import join_words, load_lexicon
from geoincidents.model.when import When
from geoincidents.text.numbers import read_number

_WORDS = load_lexicon("times")
_MONTHS: dict[str, int] = _WORDS["months"]
_WEEKDAYS: dict[str, int] = _WORDS["weekdays"]
_SEASONS: dict[str, list[int]] = _WORDS["seasons"]
_DAYS: dict[str, int] = _WORDS["days"]
_TIMES: dict[str, str] = _WORDS["times_of_day"]

_MONTH = rf"(?:{join_words(_MONTHS)})\b\.?"
_WEEKDAY = rf"(?:{join_words(_WEEKDAYS)})\b"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:a\s)?few|several|a\scouple\sof|couple\sof)"
)
_UNIT = r"(?:minute|hour|day|week|month|year)s?"
_PART = rf"(?:{join_words(['early', 'late', *[w for w in _TIMES if w not in _DAYS]])})"
_BY_EVENT = r"(?:before|after|prior\sto|following)"

# kind -> pattern; the first that matches at a place wins, so the longer forms stand first.
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])"),
    (
        "date",
        rf"(?:{_WEEKDAY},?\s)?(?:the\s)?(?P<d>{_DAY})(?:\sof)?\s(?P<m>{_MONTH}),?\s(?P<y>{_YEAR})",
    ),
    ("date", rf"(?:{_WEEKDAY},?\s)?(?P<m>{_MONTH})\s(?P<d>{_DAY}),?\s(?P<y>{_YEAR})"),
    (
        "date",
        rf"(?:{_WEEKDAY},?\s)?(?P<m>{_MONTH})\s(?P<d>{_DAY})(?!\d|,\d|\s?(?:people|killed|soldiers))",
    ),
    ("date", rf"(?:{_WEEKDAY},?\s)?(?:the\s)?(?P<d>{_DAY})(?:\sof)?\s(?P<m>{_MONTH})(?!\s\d)"),
    ("month", rf"(?P<half>early|mid|late)?[-\s]?(?P<m>{_MONTH}),?\s(?:of\s)?(?P<y>{_YEAR})"),
    (
        "month",
        rf"(?P<half>early|mid|late)?[-\s]?(?P<m>{_MONTH})(?:\sof)?\s(?P<which>last|this)\syear",
    ),
    ("month", rf"(?:last\s|this\s)?(?P<half>early|mid|late)?[-\s]?(?P<m>{_MONTH})(?!\s\d|\w)"),
    (
        "weekday",
        rf"(?P<which>last|this|next|the\sprevious)?\s?(?P<w>{_WEEKDAY})(?:\s(?P<week>last\sweek))?",
    ),
    ("season", rf"(?P<which>last|this)\s(?P<s>{join_words(_SEASONS)})"),
    ("season", rf"(?:in|during)\s(?:the\s)?(?P<s>{join_words(_SEASONS)})\s(?:of\s)?(?P<y>{_YEAR})"),
    ("by_event", rf"(?P<n>{_NUMBER})\s(?P<u>{_UNIT})\s(?P<by>{_BY_EVENT})\b"),
    (
        "by_event",
        rf"(?P<n>(?:just\s|only\s)?hours|days|weeks|months|moments|minutes)\s(?P<by>{_BY_EVENT})\b",
    ),
    ("by_event", rf"(?P<n>shortly|soon|immediately|not\slong)\s(?P<by>{_BY_EVENT})\b"),
    (
        "next_day",
        r"(?:the|on\sthe)\s(?P<which>following|next|previous|same)\s(?P<u>day|morning|night|evening|week|month|year)",
    ),
    (
        "later",
        rf"(?:just\s|only\s)?(?P<n>{_NUMBER}|hours|days|weeks|months)\s(?:(?P<u>{_UNIT})\s)?(?P<by>later|earlier)\b",
    ),
    ("later", r"the\s(?P<u>day|week|month|year)\s(?P<by>before|after)\b(?!\syesterday)"),
    ("ago", rf"(?P<n>{_NUMBER})\s(?P<u>{_UNIT})\s(?:ago|back)"),
    (
        "period",
        r"(?P<which>earlier\sthis|earlier\slast|late\slast|last|this|the\spast|the\slast)\s(?P<u>week|weekend|month|year)\b(?!['s])",
    ),
    ("that_day", r"(?:that|the\ssame)\s(?:day|night|morning|evening|afternoon)"),
    ("day", rf"(?:{join_words(_DAYS)})"),
    ("recent", r"recently|in\srecent\s(?:days|weeks|months|years)|lately"),
    (
        "clock",
        r"(?P<h>[01]?\d|2[0-3])[:.](?P<min>[0-5]\d)\s?(?P<ap>[ap]\.?\s?m\b\.?)?(?:\slocal\stime)?",
    ),
    ("clock", r"(?P<h>1[0-2]|[1-9])\s?(?P<ap>[ap]\.?m\b\.?)"),
    (
        "year",
        rf"(?:in|during|of|since|from|until|until|late|early|mid)[\s-](?:late\s|early\s|mid-)?(?P<y>{_YEAR})(?![\d-]|\s(?:people|troops))",
    ),
    ("part", rf"(?:in\sthe\s|at\s|in\sa\s|before\s|just\sbefore\s|around\s)?(?P<p>{_PART})(?=\W)"),
)
_COMPILED = [
    (kind, re.compile(rf"(?<![\w$€£-])(?:{text})(?!\w)", re.IGNORECASE)) for kind, text in _PATTERNS
]
_HINT = re.compile(
    r"\b(?:\d+|"
    + join_words([*_WEEKDAYS, *_MONTHS, *_TIMES, *_DAYS, *_SEASONS])
    + r"|day|days|week|weekend|month|year|years|hours?|weeks|months|recent|recently|shortly|soon"
    r"|immediately|long|lately|moments|minutes|early|late)\b",
    re.IGNORECASE,
)
_AFTER_SINCE = re.compile(
    r"(?:since|until|till|through)\s+(?:the\s+|early\s+|late\s+|mid-)*$", re.IGNORECASE
)
_UNIT_DAYS = {"minute": 0, "hour": 0, "day": 1, "week": 7, "month": 30, "year": 365}


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWords:
    """Hold an expression of time: where it stands, its kind, and the groups that it gave.

    `bound` marks the end of a span ("since October"), which is no date of an event.
    """

    start: int
    end: int
    text: str
    kind: str
    parts: tuple[tuple[str, str], ...]
    bound: bool = False

    def part(self, name: str) -> str:
        """Give the words of group `name` in lower case, or an empty string."""
        return dict(self.parts).get(name, "")


def find_times(view: str, start: int, end: int) -> list[TimeWords]:
    """Give the expressions of time in `view[start:end]`, in order, not overlapping."""
    if not _HINT.search(view, start, end):
        return []
    taken: list[TimeWords] = []
    for kind, pattern in _COMPILED:
        for match in pattern.finditer(view, start, end):
            if any(match.start() < t.end and t.start < match.end() for t in taken):
                continue
            if kind in {"month", "weekday", "date"} and not _is_named(match):
                continue
            taken.append(
                TimeWords(
                    start=match.start(),
                    end=match.end(),
                    text=match.group(),
                    kind=kind,
                    parts=tuple(
                        (k, " ".join(v.lower().split())) for k, v in match.groupdict().items() if v
                    ),
                    bound=bool(
                        _AFTER_SINCE.search(view, max(start, match.start() - 20), match.start())
                    )
                    or match.group().lower().startswith(("since", "until", "from")),
                )
            )
    return sorted(taken, key=lambda t: t.start)


def _is_named(match: re.Match[str]) -> bool:
    """Tell a month or weekday from the word: "may" and "march" are names only with a capital."""
    names = [v for k, v in match.groupdict().items() if k in {"m", "w"} and v]
    return all(name[0].isupper() for name in names)


def read_time_of_day(words: list[TimeWords], view: str) -> str | None:
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
    if half == "pm" and hour < 12:  # noqa: PLR2004 - hours of a clock
        hour += 12
    if half == "am" and hour == 12:  # noqa: PLR2004 - hours of a clock
        hour = 0
    return f"{hour:02d}:{item.part('min') or '00'}"


def resolve_time(item: TimeWords, anchor: date | None, event: When | None = None) -> When | None:
    """Give the window that an expression means.

    `anchor` is the day of publication (or of the speech, within a quotation); `event` the window of
    the event that "the following day" or "three days before" refers to. `None` where the words
    name no day (a time of day alone) or lie after publication.
    """
    reader = _READERS.get(item.kind)
    return reader(item, anchor, event) if reader else None


def _window(start: date | None, end: date | None, precision: str, text: str) -> When:
    return When(start=start, end=end, precision=precision, text=text)


def _read_iso(item: TimeWords, _anchor: date | None, _event: When | None) -> When | None:
    return _one_day(int(item.part("y")), int(item.part("m")), int(item.part("d")), item.text)


def _read_date(item: TimeWords, anchor: date | None, _event: When | None) -> When | None:
    month = _MONTHS[item.part("m").rstrip(".")]
    day = int(re.sub(r"\D", "", item.part("d")))
    if item.part("y"):
        return _one_day(int(item.part("y")), month, day, item.text)
    if anchor is None:
        return _window(None, None, "unknown", item.text)
    this_year = _one_day(anchor.year, month, day, item.text)
    if this_year and this_year.start and this_year.start > anchor:
        return _one_day(anchor.year - 1, month, day, item.text)
    return this_year


def _one_day(year: int, month: int, day: int, text: str) -> When | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return _window(found, found, "day", text)


def _read_month(item: TimeWords, anchor: date | None, _event: When | None) -> When | None:
    month = _MONTHS[item.part("m").rstrip(".")]
    if item.part("y"):
        year = int(item.part("y"))
    elif anchor is None:
        return _window(None, None, "unknown", item.text)
    elif item.part("which") == "last":
        year = anchor.year - 1
    elif item.part("which") == "this":
        year = anchor.year
    else:
        year = anchor.year if month <= anchor.month else anchor.year - 1
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
        year = anchor.year if last_month < anchor.month else anchor.year - 1
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
    if unit == "month" and number in {"", "a", "one"} and base.start:
        return _shift_month(base.start, sign, item.text)
    try:
        amount = read_number(number) if number and not number.endswith("s") else None
    except ValueError:
        amount = None
    if amount is None:
        return _some_time(base, sign, _UNIT_DAYS.get(unit, 1), item.text)
    days = timedelta(days=int(amount * _UNIT_DAYS.get(unit, 1)) * sign)
    precision = base.precision if unit == "day" else {"week": "week"}.get(unit, unit)
    return _window(
        base.start + days if base.start else None,
        base.end + days if base.end else None,
        precision,
        item.text,
    )


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
        if unit == "month":
            return _shift_month(event.start, days, item.text)
        shift = timedelta(days=days * _UNIT_DAYS[unit])
        return _window(event.start + shift, (event.end or event.start) + shift, unit, item.text)
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
    try:
        amount = int(read_number(item.part("n").removesuffix(" of")))
    except ValueError:
        return _some_time(_window(anchor, anchor, "day", ""), -1, _UNIT_DAYS[unit], item.text)
    if unit in {"minute", "hour"}:
        return _window(anchor - timedelta(days=1), anchor, "day", item.text)
    if unit == "month":
        number = anchor.year * 12 + anchor.month - 1 - amount
        first, last = _month_days(number // 12, number % 12 + 1)
        return _window(first, last, "month", item.text)
    if unit == "year":
        year = anchor.year - amount
        return _window(date(year, 1, 1), date(year, 12, 31), "year", item.text)
    found = anchor - timedelta(days=amount * _UNIT_DAYS[unit])
    if unit == "week":
        monday = found - timedelta(days=found.weekday())
        return _window(monday, monday + timedelta(days=6), "week", item.text)
    return _window(found, found, "day", item.text)


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
        saturday = monday + timedelta(days=5 if this and anchor.weekday() >= 5 else -2)  # noqa: PLR2004
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


_READERS = {
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
