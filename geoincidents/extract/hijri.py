"""Read days and months of the Islamic calendar: "10 Ramadan 1445", "during Eid al-Fitr"."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from geoincidents.extract.windows import end_window, make_window
from geoincidents.extract.words import load_lexicon

if TYPE_CHECKING:
    from geoincidents.extract.dates import TimeWords
    from geoincidents.model.when import When

_WORDS = load_lexicon("times")
_HIJRI: dict[str, int] = _WORDS["hijri_months"]
_FEASTS: dict[str, list[int]] = _WORDS["hijri_feasts"]
_HIJRI_SLACK = timedelta(days=1)  # the month begins with the sight of the moon


def read_hijri(year: int, month: int, day: int) -> date:
    """Give a day of the Islamic calendar by its arithmetic form, right to about a day.

    The rule is the civil one: leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26 and 29 of thirty.
    """
    days = (11 * year + 3) // 30 + 354 * year + 30 * month - (month - 1) // 2 + day - 385
    return date.fromordinal(days + 1_948_440 - 1_721_425)


def read_islamic(item: "TimeWords", anchor: date | None) -> "When | None":
    """Give what a day or month of the Islamic calendar stands for."""
    month, day = _HIJRI[item.part("hm")], item.part("d")
    if item.part("hy"):
        year = int(item.part("hy"))
    elif anchor is None:
        return make_window(None, None, item.text)
    else:
        year = _latest_hijri(anchor, month, int(day or 1))
    first = read_hijri(year, month, int(day or 1)) - _HIJRI_SLACK
    last = read_hijri(year, month, int(day)) if day else _end_hijri(year, month)
    return end_window(item, first, last + _HIJRI_SLACK, anchor, "week" if day else "month")


def _end_hijri(year: int, month: int) -> date:
    following = (year, month + 1) if month < 12 else (year + 1, 1)  # noqa: PLR2004 - months
    return read_hijri(*following, 1) - timedelta(days=1)


def _latest_hijri(anchor: date, month: int, day: int) -> int:
    """Give the last year of the Islamic calendar in which a day is not after `anchor`."""
    year = (anchor.year - 621) * 33 // 32 + 1
    while read_hijri(year, month, day) > anchor:
        year -= 1
    return year


def read_feast(item: "TimeWords", anchor: date | None) -> "When | None":
    """Give the days of the last feast of that name."""
    if anchor is None:
        return make_window(None, None, item.text)
    day, month = _FEASTS[item.part("feast")]
    found = read_hijri(_latest_hijri(anchor, month, day), month, day)
    return end_window(item, found - _HIJRI_SLACK, found + 2 * _HIJRI_SLACK, anchor, "week")
