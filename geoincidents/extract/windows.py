"""Make the windows that words of time stand for: as precise as they are narrow."""

import calendar
from datetime import date
from typing import TYPE_CHECKING

from geoincidents.model.when import When

if TYPE_CHECKING:
    from geoincidents.extract.dates import TimeWords

DAYS_OF_WEEK, _DAYS_OF_MONTH = 7, 31


def list_month(year: int, month: int) -> tuple[date, date]:
    """Give the first and the last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def make_window(
    start: date | None, end: date | None, text: str, precision: str | None = None
) -> When:
    """Give a window; its precision is as fine as it is narrow."""
    width = (end - start).days if start and end else None
    if precision is None:
        precision = "unknown" if width is None else "year"
        for name, most in (("month", _DAYS_OF_MONTH), ("week", DAYS_OF_WEEK), ("day", 1)):
            precision = name if width is not None and width <= most else precision
    return When(start=start, end=end, precision=precision, text=text)


def say_window(item: "TimeWords", start: date, end: date, precision: str | None = None) -> When:
    """Give the window that words of an article stand for."""
    return make_window(start, end, item.text, precision)


def end_window(
    item: "TimeWords", first: date, last: date, anchor: date | None, precision: str = "month"
) -> When | None:
    """Give a window that ends with the day of publication, or none where it begins after."""
    end = min(last, anchor) if anchor else last
    return say_window(item, first, end, precision) if first <= end else None
