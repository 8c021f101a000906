"""Check what a type cannot say of an incident, before it is written and after it is read."""

import math
from collections.abc import Iterable, Iterator

from geoincidents.errors import PositionError, RecordError
from geoincidents.model import Incident, Location

RING_POSITIONS = 4


def order_incidents(incidents: Iterable[Incident]) -> list[Incident]:
    """Put incidents in the order of date and id, so that equal sets give equal bytes.

    Raises:
        RecordError: two have one id, or one has a fault; names every fault.
    """
    ordered = sorted(incidents, key=lambda one: one.order)
    faults: list[str] = []
    seen: set[str] = set()
    for incident in ordered:
        faults += [f"incident {incident.incident_id!r}: {fault}" for fault in list_faults(incident)]
        if incident.incident_id in seen:
            faults.append(
                f"incident {incident.incident_id!r}: a second one has this id; link them first"
            )
        seen.add(incident.incident_id)
    if faults:
        raise RecordError("; ".join(faults))
    return ordered


def list_faults(incident: Incident) -> list[str]:
    """Name every field that is not of the schema though its type is right."""
    faults = [fault for name, place in _list_places(incident) for fault in _check(name, place)]
    if not math.isfinite(incident.confidence) or not 0 <= incident.confidence <= 1:
        faults.append(f"field confidence: {incident.confidence!r} is not within 0..1")
    for number, line in enumerate(incident.trajectories):
        for field, index, places in (
            ("launch", line.launch, incident.launches),
            ("impact", line.impact, incident.impacts),
        ):
            if not 0 <= index < len(places):
                faults.append(f"field trajectories[{number}].{field}: there is no {field} {index}")
    return faults


def _list_places(incident: Incident) -> Iterator[tuple[str, Location]]:
    for field, places in (("impacts", incident.impacts), ("launches", incident.launches)):
        yield from ((f"{field}[{number}]", place) for number, place in enumerate(places))
    for number, target in enumerate(incident.targets):
        if target.location is not None:
            yield f"targets[{number}].location", target.location


def _check(name: str, place: Location) -> Iterator[str]:
    try:
        _ = place.position
    except PositionError as error:
        yield f"field {name}: {error}"
    if place.radius_m < 0:
        yield f"field {name}.radius_m: {place.radius_m} is negative"
    if place.area is None:
        return
    if place.area.type != "Polygon" or not place.area.coordinates:
        yield f"field {name}.area: it is not a Polygon with an outer ring"
    for number, ring in enumerate(place.area.coordinates):
        if len(ring) < RING_POSITIONS or ring[0] != ring[-1]:
            yield f"field {name}.area: ring {number} is not closed, or has under 4 positions"
        if not all(abs(x) <= 180 and abs(y) <= 90 for x, y in ring):  # noqa: PLR2004 - degrees
            yield f"field {name}.area: ring {number} leaves the earth"
