"""What an expert coder reads in articles, and the folder that holds it: docs/gold.md."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from geoincidents.disk import show_path
from geoincidents.errors import InputError, RecordError
from geoincidents.model import Count
from geoincidents.model.location import MAX_LATITUDE, MAX_LONGITUDE

INCIDENTS = "incidents.jsonl"
NEGATIVES = "not_incidents.jsonl"
SHOWN_FAULTS = 5
SPLIT_MARK = "[split_ok]"
EXPECTATIONS = {"required", "optional"}

Bounds = tuple[int | None, int | None]
Span = tuple[int, int]
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """Hold the sentences of one article that tell of the incident; the main one is first."""

    article: str
    spans: tuple[Span, ...]
    role: str = "primary"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDate:
    """Hold the window of days that the text supports; `None` is an open end."""

    start: date | None = None
    end: date | None = None
    precision: str = "unknown"
    text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Hold a place that was hit or fired from, in degrees; `radius_km` holds the true place."""

    name: str = ""
    lon: float | None = None
    lat: float | None = None
    radius_km: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldWeapon:
    """Name what was fired or laid; `count` is how many, where a number is said of it."""

    name: str | None = None
    calibre_mm: int | None = None
    count: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldIncident:
    """Hold one incident of the real world as experts read it; `*_alt` is right as well."""

    id: str
    title: str
    members: tuple[Member, ...]
    types: tuple[str, ...]
    date: GoldDate
    expectation: str = "required"
    status: str = "executed"
    status_alt: tuple[str, ...] = ()
    impacts: tuple[Spot, ...] = ()
    launches: tuple[Spot, ...] = ()
    lines: int = 0
    lines_alt: tuple[int, ...] = ()
    weapon: GoldWeapon | None = None
    count_alt: tuple[Bounds, ...] = ()
    killed: Count | None = None
    killed_alt: tuple[Bounds, ...] = ()
    wounded: Count | None = None
    wounded_alt: tuple[Bounds, ...] = ()
    claimed_by: tuple[str, ...] = ()
    claimed_alt: tuple[tuple[str, ...], ...] = ()
    notes: str | None = None
    draft: bool = False

    @property
    def articles(self) -> frozenset[str]:
        """Give the ids of the articles that tell of it."""
        return frozenset(member.article for member in self.members)

    @property
    def may_split(self) -> bool:
        """Say whether one prediction for each of its places is no false alarm."""
        return (self.notes or "").startswith(SPLIT_MARK)


@dataclass(frozen=True, slots=True, kw_only=True)
class NotIncident:
    """Hold words that must not become an incident, or not a new one (`refers_to`)."""

    article: str
    start: int
    end: int
    kind: str
    text: str = ""
    refers_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSet:
    """Hold the incidents of a gold folder and the spans that are none."""

    incidents: tuple[GoldIncident, ...]
    negatives: tuple[NotIncident, ...] = ()

    @property
    def articles(self) -> frozenset[str]:
        """Give the ids of the articles that were read for gold."""
        return frozenset(
            [one.article for one in self.negatives]
            + [article for incident in self.incidents for article in incident.articles]
        )

    @property
    def drafts(self) -> int:
        """Count the incidents that a program wrote and nobody has checked."""
        return sum(incident.draft for incident in self.incidents)


def read_gold(folder: str | Path) -> GoldSet:
    """Read a gold folder: `incidents.jsonl` and, where there is one, `not_incidents.jsonl`.

    Raises:
        InputError: the folder or its incidents.jsonl cannot be read.
        RecordError: lines are not of the format; names file, line and field of each.
    """
    folder = Path(folder)
    incidents, faults = _read_rows(folder / INCIDENTS, GoldIncident)
    negatives: list[NotIncident] = []
    if (folder / NEGATIVES).exists():
        negatives, more = _read_rows(folder / NEGATIVES, NotIncident)
        faults += more
    faults = faults or list(_check(incidents, negatives))
    if faults:
        rest = len(faults) - SHOWN_FAULTS
        shown = "; ".join(faults[:SHOWN_FAULTS]) + (f"; and {rest} more" if rest > 0 else "")
        msg = f"{show_path(folder)}: {shown}; the format is described in docs/gold.md"
        raise RecordError(msg)
    return GoldSet(incidents=tuple(incidents), negatives=tuple(negatives))


def _read_rows(path: Path, kind: type[_Row]) -> tuple[list[_Row], list[str]]:
    """Give the rows of a file of JSON Lines, and what is wrong with the others."""
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        msg = (
            f"cannot read {show_path(path)}: {reason}; "
            "give a gold folder, or start one with geoincidents evaluate --template"
        )
        raise InputError(msg) from error
    rows: list[_Row] = []
    faults: list[str] = []
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            rows.append(msgspec.convert(_drop_nulls(msgspec.json.decode(line)), kind))
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            faults.append(f"{path.name} line {number}: {error}")
    return rows, faults


def _drop_nulls(row: Any) -> Any:  # noqa: ANN401 - any JSON value
    """Let a field that is null be as one that is not there."""
    if isinstance(row, dict):
        return {key: value for key, value in row.items() if value is not None}
    return row


def _check(incidents: list[GoldIncident], negatives: list[NotIncident]) -> Iterator[str]:
    """Name what a type cannot say of the rows."""
    times = Counter(incident.id for incident in incidents)
    for name, count in times.items():
        if count > 1:
            yield f"incident {name!r}: {count} lines have this id"
    for incident in incidents:
        yield from (f"incident {incident.id!r}: {fault}" for fault in _check_incident(incident))
    for one in negatives:
        if one.refers_to is not None and one.refers_to not in times:
            where = f"{NEGATIVES}: {one.article} {one.start}"
            yield f"{where}: refers_to {one.refers_to!r} is no incident of this set"


def _check_incident(incident: GoldIncident) -> Iterator[str]:
    if incident.expectation not in EXPECTATIONS:
        yield f"expectation {incident.expectation!r} is neither required nor optional"
    if not incident.types:
        yield "types is empty; name at least one"
    if not any(member.spans for member in incident.members):
        yield "no member has spans; give the sentences that tell of it"
    for member in incident.members:
        for start, end in member.spans:
            if not 0 <= start < end:
                yield f"span [{start}, {end}] of {member.article} is empty or turned round"
    for spot in (*incident.impacts, *incident.launches):
        if (spot.lon is None) != (spot.lat is None):
            yield f"{spot.name!r} has one of lon and lat"
        if abs(spot.lon or 0) > MAX_LONGITUDE or abs(spot.lat or 0) > MAX_LATITUDE:
            yield f"{spot.name!r} is not on the earth; lon and lat may be turned round"
