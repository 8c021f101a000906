"""Words of time against the day of publication."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import days

from geoincidents.extract.dates import find_times
from geoincidents.extract.days import read_time_of_day, resolve_time
from geoincidents.extract.hijri import read_hijri
from geoincidents.model import When

THURSDAY = date(2024, 6, 13)
EVENT = When(start=date(2024, 3, 10), end=date(2024, 3, 10), precision="day")
YEAR = [date(2024, 1, 1) + timedelta(days=n) for n in range(366)]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def _resolve(
    words: str, published: date | None = THURSDAY, event: When | None = None
) -> list[When]:
    """Give the windows of the words of time in a sentence."""
    text = f"Two rockets fell {words} and nobody died."
    found = (resolve_time(item, published, event) for item in find_times(text, 0, len(text)))
    return [when for when in found if when is not None]


def _days(words: str, published: date, event: When | None = None) -> tuple[date | None, ...]:
    (when,) = _resolve(words, published, event)
    return when.start, when.end


def _read_rows() -> list[tuple[str, str, str]]:
    with (Path(__file__).parent / "words_of_time.csv").open(encoding="utf-8", newline="") as rows:
        return [(row["words"], row["start"], row["end"]) for row in csv.DictReader(rows)]


@pytest.mark.parametrize(("words", "start", "end"), _read_rows())
def test_words_of_wires(words: str, start: str, end: str) -> None:
    """A hundred expressions as wires write them, read on Thursday 13 June 2024: one window each."""
    windows = {(str(w.start or ""), str(w.end or "")) for w in _resolve(words)}
    assert windows == {(start, end)}


@pytest.mark.parametrize("first", range(7))
@pytest.mark.parametrize("second", range(7))
def test_two_weekdays_are_the_last_two_in_order(first: int, second: int) -> None:
    """“Sunday to Monday” ends with the last Monday up to publication: a whole year."""
    for published in YEAR:
        start, end = _days(f"from {WEEKDAYS[first]} to {WEEKDAYS[second]}", published)
        assert start is not None
        assert end is not None
        assert (start.weekday(), end.weekday()) == (first, second)
        assert 0 <= (published - end).days < 7
        assert 0 <= (end - start).days < 7


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (1445, 9, 1, date(2024, 3, 11)),
        (1445, 10, 1, date(2024, 4, 10)),
        (1440, 9, 1, date(2019, 5, 6)),
        (1400, 1, 1, date(1979, 11, 21)),
    ],
)
def test_days_of_the_islamic_calendar(year: int, month: int, day: int, expected: date) -> None:
    """The arithmetic calendar is right to a day."""
    assert abs((read_hijri(year, month, day) - expected).days) <= 1


@pytest.mark.parametrize(
    ("published", "start", "end"),
    [
        (date(2021, 12, 20), "2021-02-12", "2021-12-02"),
        (date(2021, 3, 1), "2021-02-12", "2021-02-12"),
    ],
)
def test_an_order_that_nobody_knows_stays_open(published: date, start: str, end: str) -> None:
    """12/2/2021 may be February or December; what lies after publication is out of question."""
    assert [str(day) for day in _days("on 12/2/2021", published)] == [start, end]


@pytest.mark.parametrize("weekday", range(7))
def test_a_weekday_is_the_last_one_not_after_publication(weekday: int) -> None:
    """“On Monday” is the last Monday up to the day of publication, that day too: a whole year."""
    for published in YEAR:
        start, end = _days(f"on {WEEKDAYS[weekday]}", published)
        assert start == end
        assert start is not None
        assert start.weekday() == weekday
        assert 0 <= (published - start).days < 7


@pytest.mark.parametrize("weekday", range(7))
def test_last_weekday_lies_before_publication(weekday: int) -> None:
    """“Last Monday” is strictly before the day of publication: written on a Monday a week ago."""
    for published in YEAR:
        start, end = _days(f"last {WEEKDAYS[weekday]}", published)
        assert start == end
        assert start is not None
        assert start.weekday() == weekday
        assert 1 <= (published - start).days <= 7


@pytest.mark.parametrize("month", range(1, 13))
def test_a_month_without_a_year_is_never_after_publication(month: int) -> None:
    """“In March” is the last March that has begun, and ends no later than publication."""
    for published in YEAR:
        start, end = _days(f"in {MONTHS[month - 1]}", published)
        assert start is not None
        assert end is not None
        assert (start.month, start.day, end.month) == (month, 1, month)
        assert start <= end <= published
        assert published - start < timedelta(days=366)


@pytest.mark.parametrize("month", [m for m in range(1, 13) if m != 2])
def test_a_day_without_a_year_is_never_after_publication(month: int) -> None:
    """“March 3” is the last third of March not after publication."""
    for published in YEAR:
        start, end = _days(f"on {MONTHS[month - 1]} 3", published)
        assert start == end
        assert start is not None
        assert (start.month, start.day) == (month, 3)
        assert timedelta() <= published - start <= timedelta(days=366)


def _row(
    words: str, start: str | None, end: str | None = None, precision: str = "day"
) -> tuple[str, str | None, str | None, str]:
    return words, start, end or start, precision


# Published on Thursday 13 June 2024.
@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        _row("on Monday", "2024-06-10"),
        _row("On Thursday", "2024-06-13"),
        _row("last Monday", "2024-06-10"),
        _row("last Thursday", "2024-06-06"),
        _row("this Monday", "2024-06-10"),
        _row("the previous Monday", "2024-06-10"),
        _row("Monday last week", "2024-06-03"),
        _row("Monday evening", "2024-06-10"),
        _row("on Monday evening", "2024-06-10"),
        _row("early Monday", "2024-06-10"),
        _row("late on Sunday", "2024-06-09"),
        _row("Tuesday night", "2024-06-11"),
        _row("last Wednesday afternoon", "2024-06-12"),
        _row("March 3", "2024-03-03"),
        _row("on March 3", "2024-03-03"),
        _row("March 3rd", "2024-03-03"),
        _row("on 3 March", "2024-03-03"),
        _row("on the 3rd of March", "2024-03-03"),
        _row("on Monday, June 10,", "2024-06-10"),
        _row("on Dec. 25", "2023-12-25"),
        _row("on December 25", "2023-12-25"),
        _row("on 25 December 2019", "2019-12-25"),
        _row("on December 25, 2019", "2019-12-25"),
        _row("on Sunday, Oct. 27, 2019,", "2019-10-27"),
        _row("on Sunday 27 October 2019", "2019-10-27"),
        _row("on Sept. 11, 2001", "2001-09-11"),
        _row("on 2019-10-27", "2019-10-27"),
        _row("in January", "2024-01-01", "2024-01-31", "month"),
        _row("in January last year", "2023-01-01", "2023-01-31", "month"),
        _row("January last year", "2023-01-01", "2023-01-31", "month"),
        _row("in March of last year", "2023-03-01", "2023-03-31", "month"),
        _row("last January", "2024-01-01", "2024-01-31", "month"),
        _row("in May this year", "2024-05-01", "2024-05-31", "month"),
        _row("in June", "2024-06-01", "2024-06-13", "month"),
        _row("in August", "2023-08-01", "2023-08-31", "month"),
        _row("in late October", "2023-10-01", "2023-10-31", "month"),
        _row("in January 2020", "2020-01-01", "2020-01-31", "month"),
        _row("in early January 2020", "2020-01-01", "2020-01-31", "month"),
        _row("in mid-March 2021", "2021-03-01", "2021-03-31", "month"),
        _row("in February 2020", "2020-02-01", "2020-02-29", "month"),
        _row("in 2019", "2019-01-01", "2019-12-31", "year"),
        _row("in late 2019", "2019-01-01", "2019-12-31", "year"),
        _row("during 2015", "2015-01-01", "2015-12-31", "year"),
        _row("today", "2024-06-13"),
        _row("earlier today", "2024-06-13"),
        _row("this morning", "2024-06-13"),
        _row("overnight", "2024-06-13"),
        _row("yesterday", "2024-06-12"),
        _row("last night", "2024-06-12"),
        _row("the day before yesterday", "2024-06-11"),
        _row("a day ago", "2024-06-12"),
        _row("three days ago", "2024-06-10"),
        _row("10 days ago", "2024-06-03"),
        _row("two hours ago", "2024-06-12", "2024-06-13"),
        _row("a week ago", "2024-06-03", "2024-06-09", "week"),
        _row("two weeks ago", "2024-05-27", "2024-06-02", "week"),
        _row("a month ago", "2024-05-01", "2024-05-31", "month"),
        _row("six months ago", "2023-12-01", "2023-12-31", "month"),
        _row("a year ago", "2023-01-01", "2023-12-31", "year"),
        _row("ten years ago", "2014-01-01", "2014-12-31", "year"),
        _row("last week", "2024-06-03", "2024-06-09", "week"),
        _row("this week", "2024-06-10", "2024-06-13", "week"),
        _row("earlier this week", "2024-06-10", "2024-06-13", "week"),
        _row("last weekend", "2024-06-08", "2024-06-09", "week"),
        _row("in the past week", "2024-06-06", "2024-06-13", "week"),
        _row("this month", "2024-06-01", "2024-06-13", "month"),
        _row("earlier this month", "2024-06-01", "2024-06-13", "month"),
        _row("last month", "2024-05-01", "2024-05-31", "month"),
        _row("this year", "2024-01-01", "2024-06-13", "year"),
        _row("earlier this year", "2024-01-01", "2024-06-13", "year"),
        _row("last year", "2023-01-01", "2023-12-31", "year"),
        _row("late last year", "2023-01-01", "2023-12-31", "year"),
        _row("last summer", "2023-06-01", "2023-08-31", "year"),
        _row("last winter", "2023-12-01", "2024-02-29", "year"),
        _row("last autumn", "2023-09-01", "2023-11-30", "year"),
        _row("in the summer of 2014", "2014-06-01", "2014-08-31", "year"),
        _row("during winter 2015", "2015-12-01", "2016-02-29", "year"),
    ],
)
def test_words_of_time(words: str, start: str, end: str, precision: str) -> None:
    """Words of time mean the window that they and the day of publication support."""
    (when,) = _resolve(words)
    found = (str(when.start), str(when.end), when.precision)
    assert found == (start, end, precision)


# The attack that the words refer to was on 10 March 2024.
@pytest.mark.parametrize(
    ("words", "start", "end", "precision"),
    [
        _row("three days before the raid", "2024-03-07"),
        _row("two days after the raid", "2024-03-12"),
        _row("one day after the raid", "2024-03-11"),
        _row("ten days prior to the raid", "2024-02-29"),
        _row("hours after the raid", "2024-03-10", "2024-03-11"),
        _row("hours before the raid", "2024-03-09", "2024-03-10"),
        _row("minutes after the raid", "2024-03-10"),
        _row("the following day", "2024-03-11"),
        _row("the next day", "2024-03-11"),
        _row("the previous day", "2024-03-09"),
        _row("on the same day", "2024-03-10"),
        _row("that night", "2024-03-10"),
        _row("the day before the raid", "2024-03-09"),
        _row("the day after the raid", "2024-03-11"),
        _row("a week after the raid", "2024-03-11", "2024-03-17", "week"),
        _row("the following week", "2024-03-11", "2024-03-17", "week"),
        _row("a week earlier", "2024-02-26", "2024-03-03", "week"),
        _row("two months before the raid", "2024-01-01", "2024-01-31", "month"),
        _row("the following month", "2024-04-01", "2024-04-30", "month"),
        _row("two days later", "2024-03-12"),
        _row("three days earlier", "2024-03-07"),
        _row("hours later", "2024-03-10", "2024-03-11"),
        _row("a month later", "2024-04-01", "2024-04-30", "month"),
        _row("a month earlier", "2024-02-01", "2024-02-29", "month"),
        _row("the month before", "2024-02-01", "2024-02-29", "month"),
    ],
)
def test_words_that_lean_on_an_attack(words: str, start: str, end: str, precision: str) -> None:
    """“The following day”, "three days before" count from the attack, not from publication."""
    (when,) = _resolve(words, event=EVENT)
    assert (str(when.start), str(when.end), when.precision) == (start, end, precision)


@pytest.mark.parametrize(
    ("words", "before"),
    [
        ("shortly before the raid", True),
        ("a few days before the raid", True),
        ("soon after the raid", False),
        ("shortly after the raid", False),
        ("a few days after the raid", False),
        ("days after the raid", False),
        ("several weeks after the raid", False),
    ],
)
def test_vague_distance_in_time_stays_on_its_side(words: str, *, before: bool) -> None:
    """“Shortly before” ends with the attack, "a few days after" begins with it: never a day."""
    (when,) = _resolve(words, event=EVENT)
    assert (when.end if before else when.start) == date(2024, 3, 10)
    assert when.precision != "day"
    assert 0 < when.width_days <= 31


@pytest.mark.parametrize(
    "words",
    [
        *("on Monday", "last Monday", "Monday evening", "March 3", "in January", "yesterday"),
        *("in January last year", "last week", "three days ago", "a few days ago", "recently"),
        *("overnight", "last summer", "this month", "earlier this year", "two weeks ago"),
        *("three days before the raid", "the following day", "two days later", "hours after"),
    ],
)
def test_without_publication_date_a_window_stays_open(words: str) -> None:
    """Without a day of publication nothing is counted, never from today; the words are kept."""
    (when,) = _resolve(words, published=None)
    assert (when.start, when.end, when.precision) == (None, None, "unknown")
    assert when.text
    assert when.text.lower() in words.lower()


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("on 25 December 2019", "2019-12-25", "2019-12-25"),
        ("on 2019-10-27", "2019-10-27", "2019-10-27"),
        ("in January 2020", "2020-01-01", "2020-01-31"),
        ("in 2019", "2019-01-01", "2019-12-31"),
    ],
)
def test_a_whole_date_needs_no_publication_date(words: str, start: str, end: str) -> None:
    """Where the year is written, the window is the same whenever the article appeared."""
    for published in (None, date(2024, 6, 13), date(2030, 1, 1)):
        (when,) = _resolve(words, published)
        assert (str(when.start), str(when.end)) == (start, end)


@pytest.mark.parametrize("words", ["recently", "in recent weeks", "in recent months", "lately"])
def test_recently_has_no_first_day(words: str) -> None:
    """“Recently” ends with publication and begins nobody knows when."""
    (when,) = _resolve(words)
    assert (when.start, when.end, when.precision) == (None, THURSDAY, "unknown")


@pytest.mark.parametrize(
    "words", ["next Monday", "at 3 a.m.", "at dawn", "where they march on", "as it may have done"]
)
def test_words_that_name_no_day(words: str) -> None:
    """The future, a time of day alone, and verbs that look like months give no window."""
    assert _resolve(words) == []


@pytest.mark.parametrize("words", ["since October", "until March", "since 2014", "since Monday"])
def test_the_end_of_a_span_is_marked(words: str) -> None:
    """“Since October” bounds a span: it is no day of an attack."""
    text = f"Attacks have gone on {words} in the north."
    assert [item.bound for item in find_times(text, 0, len(text))] == [True]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("on Monday evening", "evening"),
        ("on Tuesday night", "night"),
        ("this morning", "morning"),
        ("overnight", "night"),
        ("at dawn on Friday", "morning"),
        ("at noon on Friday", "noon"),
        ("shortly before midnight on Friday", "night"),
        ("on Friday afternoon", "afternoon"),
        ("at sunset on Friday", "evening"),
        ("at 3 a.m. on Friday", "03:00"),
        ("at 12 a.m. on Friday", "00:00"),
        ("at 12 p.m. on Friday", "12:00"),
        ("at 3:30 pm on Friday", "15:30"),
        ("at 14:20 local time on Friday", "14:20"),
        ("at around 10pm", "22:00"),
        ("on Friday", None),
        ("on March 3", None),
    ],
)
def test_time_of_day(words: str, expected: str | None) -> None:
    """The hour is `HH:MM`, a part of the day its word, and silence is `None`."""
    text = f"Two rockets fell {words} and nobody died."
    assert read_time_of_day(find_times(text, 0, len(text)), text) == expected


def test_a_leap_day_without_a_year_is_the_last_one() -> None:
    """“February 29”, published in 2023, is that of 2020."""
    (when,) = _resolve("on February 29", date(2023, 6, 13))
    assert when.start == when.end == date(2020, 2, 29)


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize("words", ["last week", "99 days ago", "two months later", "last winter"])
def test_the_ends_of_the_calendar_break_nothing(words: str, published: date) -> None:
    """Days before the year 1 or after 9999 give no window; nothing fails."""
    assert all(when.text for when in _resolve(words, published))


def test_the_full_stop_is_no_word_of_time() -> None:
    """“It fell in January.” keeps “January”, and “Jan.” its own stop."""
    texts = ("It fell in January.", "It fell on Jan. 3 there.")
    found = [item.text for text in texts for item in find_times(text, 0, len(text))]
    assert found == ["January", "Jan. 3"]


@pytest.mark.parametrize("word", ["february 30", "30 February 2020", "2020-02-30", "31 April 2021"])
def test_a_day_that_no_calendar_has_is_none(word: str) -> None:
    """A date that does not exist gives no window rather than another day."""
    assert all(when.start is None for when in _resolve(f"on {word}"))


WORDS = st.lists(
    st.sampled_from(
        [
            *("on", "last", "this", "the", "in", "at", "since", "early", "before", "after", "ago"),
            *("Monday", "Friday", "March", "May", "3", "2019", "31st", "99", "0", "two", "days"),
            *("later", "week", "month", "year", "evening", "a.m.", "yesterday", "that", ",", "."),
            *("10-12", "to", "and", "overnight", "past", "end of", "12/2/2021", "Ramadan", "1445"),
            *("the 10th", "in the 1990s", "winter", "half of", "weekend", "Eid al-Fitr", "hours"),
        ]
    ),
    max_size=14,
).map(" ".join)


@given(WORDS, st.none() | days, st.none() | st.just(EVENT))
def test_any_words_of_time_give_a_window_in_order(
    text: str, published: date | None, event: When | None
) -> None:
    """Whatever the words and the day, nothing fails and no window ends before it begins."""
    for item in find_times(text, 0, len(text)):
        assert text[item.start : item.end] == item.text
        when = resolve_time(item, published, event)
        if when is not None and when.start and when.end:
            assert when.start <= when.end


@given(st.text(max_size=120))
def test_offsets_of_times_hold_in_any_text(text: str) -> None:
    """Expressions stand in order, do not overlap, and are the words at their offsets."""
    found = find_times(text, 0, len(text))
    ends = [0, *(item.end for item in found)]
    assert all(end <= item.start for end, item in zip(ends, found, strict=False))
    assert all(text[item.start : item.end] == item.text for item in found)
