"""One line about an incident that a person can read."""

from datetime import date

from geoincidents.coding import code_event
from geoincidents.model.incident import Incident
from geoincidents.model.location import Location
from geoincidents.model.when import When

_RELATION = {"near": "near ", "bearing": "", "between": "", "part_of": ""}


def make_title(incident: Incident) -> str:
    """Give "Rocket attack, near Babylon Hotel, 5 October 2020"."""
    parts = [code_event(incident.incident_type).label]
    if incident.impacts:
        parts.append(_name_place(incident.impacts[0]))
    parts.append(describe_when(incident.when))
    return ", ".join(part for part in parts if part)


def _name_place(place: Location) -> str:
    if place.relation in {"bearing", "part_of", "border_of"}:
        return place.text
    return f"{_RELATION.get(place.relation, '')}{place.name or place.text}"


def describe_when(when: When) -> str:
    """Give the date in words of its precision, or "date not said"."""
    start, end = when.start, when.end
    if start is None or end is None:
        return f"before {_name_day(end)}" if end and when.text else "date not said"
    if when.precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{start:%B %Y}"
    if when.precision == "year" and start.year == end.year:
        return f"{start:%Y}"
    if (end - start).days <= 1:
        return f"{_name_first(start, end)} or {_name_day(end)}" if start < end else _name_day(end)
    return f"between {_name_day(start)} and {_name_day(end)}"


def _name_day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _name_first(start: date, end: date) -> str:
    """Give the first of two days without what the second says again."""
    if (start.year, start.month) == (end.year, end.month):
        return str(start.day)
    return f"{start.day} {start:%B}" if start.year == end.year else f"{start.day} {start:%B %Y}"
