"""Take values apart that rows hold joined, or in two columns."""

from geoincidents.features import BETWEEN
from geoincidents.model import Count
from geoincidents.store.records import Record


def read_count(told: Record, name: str) -> Count | None:
    """Give the count that `<name>_min` and `<name>_max` hold, or none where both are empty."""
    low, high = told[f"{name}_min"], told[f"{name}_max"]
    return None if low is None and high is None else Count(min=low, max=high)


def split_joined(value: str | None) -> list[str]:
    """Split a joined text; one that would not join to the same again stays whole."""
    if value is None:
        return []
    parts = value.split(BETWEEN)
    return parts if BETWEEN.join(dict.fromkeys(filter(None, parts))) == value else [value]
