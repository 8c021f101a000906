"""One line about an incident that a person can read."""

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
    if (
        when.precision == "month"
        and start
        and end
        and (start.year, start.month) == (end.year, end.month)
    ):
        return f"{start:%B %Y}"
    if when.precision == "year" and start and end and start.year == end.year:
        return f"{start:%Y}"
    if start and end and start == end:
        return f"{start.day} {start:%B %Y}"
    if start and end:
        return f"between {start.day} {start:%B %Y} and {end.day} {end:%B %Y}"
    if end and when.text:
        return f"before {end.day} {end:%B %Y}"
    return "date not said"
