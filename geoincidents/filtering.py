"""Keep some of the incidents: by day, type, country, place, status, role and confidence."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from geoincidents.coding import list_incident_types
from geoincidents.errors import FilterError
from geoincidents.model import Incident, Incidents, Walked, When, is_walked
from geoincidents.model.location import MAX_LATITUDE, MAX_LONGITUDE, Location

STATUSES = ("executed", "failed", "intercepted", "called_off", "alleged", "denied")
ROLES = ("primary", "background")
BOX_NUMBERS = 4
MOST_HELD = 10_000  # incidents out of a run that stays on the disk, some 10 KB each
_COUNTRY = re.compile(r"[A-Z]{2}")
_SHOWN = 8  # countries, types ... that a message lists


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Hold a box in degrees; where `west` is greater than `east` it lies over the antimeridian."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, longitude: float, latitude: float) -> bool:
        """Tell whether a point is in the box or on its edge."""
        if not self.south <= latitude <= self.north:
            return False
        if self.west <= self.east:
            return self.west <= longitude <= self.east
        return longitude >= self.west or longitude <= self.east


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Say which incidents to keep: those that every part lets through; an empty part lets all.

    `since` and `until` keep an incident whose window of days meets theirs: "December 2019" is kept
    by a filter that begins on 15 December, since it may have been then. An incident without any
    day is kept by neither. `countries` (ISO 3166-1 alpha-2) and `bbox` ask for a place hit; a
    place known only as a country is in no box.
    """

    since: date | None = None
    until: date | None = None
    types: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    bbox: Box | None = None
    statuses: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    min_confidence: float = 0.0

    @property
    def is_open(self) -> bool:
        """Tell whether it lets everything through."""
        return self == Filter()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilterWords:
    """Hold a filter as people write it, before anything is checked."""

    since: date | None = None
    until: date | None = None
    types: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    bbox: str | None = None
    statuses: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    min_confidence: float | None = None


def build_filter(words: FilterWords) -> Filter:
    """Read a filter as people write it; several values may stand in one word, with commas.

    Raises:
        FilterError: a word is none of those that there are; names the nearest, and every fault.
    """
    faults: list[str] = []
    types = _read_names(words.types, "--type", list_incident_types(), faults)
    statuses = _read_names(words.statuses, "--status", STATUSES, faults)
    roles = _read_names(words.roles, "--role", ROLES, faults)
    countries = frozenset(part.upper() for part in _split(words.countries))
    faults += [
        f"--country {code!r} is no code of a country; write two letters, such as IQ"
        for code in sorted(countries)
        if not _COUNTRY.fullmatch(code)
    ]
    if words.since and words.until and words.since > words.until:
        faults.append(f"--since {words.since} is later than --until {words.until}; swap them")
    confidence = 0.0 if words.min_confidence is None else words.min_confidence
    if not 0 <= confidence <= 1:
        faults.append(f"--min-confidence {confidence:g} is not within 0..1")
    box = _read_box(words.bbox, faults)
    if faults:
        raise FilterError("; ".join(faults))
    return Filter(
        since=words.since,
        until=words.until,
        types=types,
        countries=countries,
        bbox=box,
        statuses=statuses,
        roles=roles,
        min_confidence=confidence,
    )


def filter_incidents(incidents: Incidents, wanted: Filter) -> Incidents:
    """Keep the incidents that the filter lets through, in their order; all else of a run stays.

    Raises:
        FilterError: there were incidents and none is left; says what there is instead.
    """
    if wanted.is_open:
        return incidents
    kept = _keep(incidents.items, wanted)
    if len(incidents) and not kept:
        raise FilterError(_explain_empty(incidents.items))
    return replace(incidents, items=kept)


def _keep(items: Sequence[Incident], wanted: Filter) -> Sequence[Incident]:
    """Give the incidents that are let through; very many that stay on the disk stay there."""
    if not is_walked(items):
        return tuple(one for one in items if is_kept(one, wanted))
    held: list[Incident] = []
    count = 0
    for one in items:
        if is_kept(one, wanted):
            count += 1
            if count <= MOST_HELD:
                held.append(one)
    if count <= MOST_HELD:
        return tuple(held)
    return Walked(lambda: (one for one in items if is_kept(one, wanted)), count)


def is_kept(incident: Incident, wanted: Filter) -> bool:
    """Tell whether a filter lets an incident through."""
    return (
        (not wanted.types or incident.incident_type in wanted.types)
        and (not wanted.statuses or incident.status in wanted.statuses)
        and (not wanted.roles or _tell_role(incident) in wanted.roles)
        and incident.confidence >= wanted.min_confidence
        and _is_in_time(incident.when, wanted)
        and (
            not wanted.countries
            or any(place.country in wanted.countries for place in incident.impacts)
        )
        and (wanted.bbox is None or any(_is_in(place, wanted.bbox) for place in incident.impacts))
    )


def _tell_role(incident: Incident) -> str:
    primary = any(report.role == "primary" for report in incident.reports)
    return "primary" if primary else "background"


def _is_in_time(when: When, wanted: Filter) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    if when.start is None and when.end is None:
        return False
    return when.meets(When(start=wanted.since, end=wanted.until))


def _is_in(place: Location, box: Box) -> bool:
    return place.precision != "country" and box.holds(place.longitude, place.latitude)


def _split(words: Iterable[str]) -> list[str]:
    return [part.strip() for word in words for part in word.split(",") if part.strip()]


def _read_names(
    words: Iterable[str], option: str, known: Iterable[str], faults: list[str]
) -> frozenset[str]:
    names = list(known)
    found: set[str] = set()
    for part in _split(words):
        name = part.lower().replace("-", "_").replace(" ", "_")
        if name in names:
            found.add(name)
            continue
        near = difflib.get_close_matches(name, names, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(names)}"
        faults.append(f"{option} {part!r} is not known; {hint}")
    return frozenset(found)


def _read_box(words: str | None, faults: list[str]) -> Box | None:
    if words is None:
        return None
    parts = words.replace(",", " ").split()
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        numbers = []
    limits = (MAX_LONGITUDE, MAX_LATITUDE, MAX_LONGITUDE, MAX_LATITUDE)
    if len(numbers) != BOX_NUMBERS or not all(
        abs(number) <= limit for number, limit in zip(numbers, limits, strict=False)
    ):
        faults.append(
            f"--bbox {words!r} is not west,south,east,north in degrees, such as 38.8,29,48.6,37.4"
        )
        return None
    west, south, east, north = numbers
    if south > north:
        faults.append(f"--bbox {words!r} has its south above its north; swap them")
        return None
    return Box(west=west, south=south, east=east, north=north)


def _explain_empty(incidents: Sequence[Incident]) -> str:
    days = [day for one in incidents for day in (one.when.start, one.when.end) if day]
    parts = [
        f"days {min(days)} to {max(days)}" if days else "",
        _list("types", (one.incident_type for one in incidents)),
        _list("countries", (at.country for one in incidents for at in one.impacts)),
        _list("statuses", (one.status for one in incidents)),
    ]
    said = "; ".join(part for part in parts if part)
    return f"the filter leaves none of {len(incidents):,}; there are {said}: widen the filter"


def _list(label: str, values: Iterable[str | None]) -> str:
    found = sorted({value for value in values if value})
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return f"{label} {', '.join(found[:_SHOWN])}{more}" if found else ""
