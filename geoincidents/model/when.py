"""The time of an incident as words and publication date support it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Hold a window of days, both ends included; `None` is an open end.

    `precision` is `day`, `week`, `month`, `year` or `unknown`; `time_of_day` is `morning`,
    `evening`, `night` ... or `HH:MM`.
    """

    start: date | None = None
    end: date | None = None
    precision: str = "unknown"
    text: str | None = None
    time_of_day: str | None = None
