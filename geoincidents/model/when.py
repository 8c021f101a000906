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

    def meets(self, other: "When") -> bool:
        """Tell whether two windows have a day in common; an open end reaches for ever."""
        return (self.start or date.min) <= (other.end or date.max) and (
            other.start or date.min
        ) <= (self.end or date.max)

    @property
    def is_open(self) -> bool:
        """Tell whether the window has no first day: nothing can be counted from it."""
        return self.start is None

    @property
    def width_days(self) -> int:
        """Give the length of the window; an open end makes it some million days."""
        return ((self.end or date.max) - (self.start or date.min)).days
