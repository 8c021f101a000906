"""Check what a file of rows holds: each column of its type, every fault named with its row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from geoincidents.coding import list_incident_types
from geoincidents.features import COLUMNS
from geoincidents.store.geometry import GeoJson

Record = Mapping[str, Any]
ROLES = ("impact", "launch", "trajectory", "area")
# A file without one of these tells of no incident.
REQUIRED = ("incident_id", "feature_role", "incident_type", "status")
SAID = {
    "int": "a whole number",
    "float": "a number",
    "date": "a day such as 2021-03-15",
    "text": "a text",
}
_ISO_DAY = 10  # letters of a day; a moment has more
# What is read of the geometry of a row: kinds, how deep their positions stand, words for people.
DRAWN = {
    "trajectory": ({"LineString": 1, "MultiLineString": 2}, "a line"),
    "area": ({"Polygon": 2, "MultiPolygon": 3}, "a polygon"),
}
_FULL_TURN_DEG = 360.0
MOST_SOURCES = 100_000  # of one incident: their number alone says how many are made


@dataclass(frozen=True, slots=True)
class RawRow:
    """Hold a row as a file has it; `where` names it for people."""

    where: str
    values: Record
    geometry: GeoJson | None = None


@dataclass(frozen=True, slots=True)
class ReadRow:
    """Hold a row that was checked: `values` has every column, days as ISO text, and `id`."""

    where: str
    values: Record
    geometry: GeoJson | None = None


@dataclass(slots=True)
class Tables:
    """Hold the records beside the layers of a GeoPackage."""

    incidents: Sequence[Record] = ()
    evidence: Sequence[Record] = ()
    articles: Sequence[Record] = ()
    reports: Sequence[Record] = ()
    _sorted: dict[str, dict[str, list[Record]]] = field(default_factory=dict, repr=False)

    def select(self, incident_id: str) -> "Tables":
        """Give the records of one incident, with the articles that it names."""
        if not self._sorted:
            self._sorted = {
                name: _sort(getattr(self, name), "incident_id")
                for name in ("incidents", "evidence", "reports")
            } | {"articles": _sort(self.articles, "article_id")}
        reports = self._sorted["reports"].get(incident_id, [])
        names = dict.fromkeys(one["article_id"] for one in reports)
        return Tables(
            self._sorted["incidents"].get(incident_id, []),
            self._sorted["evidence"].get(incident_id, []),
            [one for name in names for one in self._sorted["articles"].get(name, [])],
            reports,
        )


def _sort(records: Iterable[Record], key: str) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = defaultdict(list)
    for one in records:
        found[one[key]].append(one)
    return dict(found)


def list_missing(names: Iterable[str]) -> list[str]:
    """Name the columns without which a file tells of no incident."""
    known = set(names)
    return [f"column {name} is missing" for name in REQUIRED if name not in known]


def check_rows(rows: Iterable[RawRow], faults: list[str]) -> Iterator[ReadRow]:
    """Give rows whose columns have their types; of the others add each fault to `faults`."""
    types = frozenset(list_incident_types())
    for row in rows:
        found: dict[str, Any] = {"id": row.values.get("id")}
        wrong: list[str] = []
        for name, kind in COLUMNS.items():
            try:
                found[name] = read_value(row.values.get(name), kind)
            except (ValueError, TypeError, OverflowError):
                got = repr(row.values.get(name))[:60]
                wrong.append(f"{row.where}, column {name}: expected {SAID[kind]}, got {got}")
        wrong += [
            f"{row.where}, column {name}: it is empty"
            for name in REQUIRED
            if not wrong and found[name] is None
        ]
        if not wrong and found["feature_role"] not in ROLES:
            wrong.append(f"{row.where}, column feature_role: it is none of {', '.join(ROLES)}")
        if not wrong and found["incident_type"] not in types:
            wrong.append(
                f"{row.where}, column incident_type: {found['incident_type']!r} is unknown"
            )
        if not wrong:
            wrong += [f"{row.where}, {fault}" for fault in _list_excesses(found, row.geometry)]
        faults += wrong
        if not wrong:
            yield ReadRow(row.where, found, row.geometry)


def _list_excesses(found: Record, geometry: object) -> Iterator[str]:
    """Name what would break the making of an incident: a shape that is none, too many sources."""
    kinds, said = DRAWN.get(found["feature_role"], ({}, ""))
    if kinds and geometry is not None:
        told = geometry if isinstance(geometry, Mapping) else {}
        deep = kinds.get(str(told.get("type")))
        if deep is None or not _holds_positions(told.get("coordinates"), deep):
            yield f"geometry: expected {said}, got {repr(geometry)[:60]}"
    if not 0 <= (found["n_sources"] or 0) <= MOST_SOURCES:
        yield f"column n_sources: expected a number up to {MOST_SOURCES:,}"


def _holds_positions(value: object, deep: int) -> bool:
    """Tell whether lists hold one another so deep, and in the innermost longitude and latitude."""
    if not isinstance(value, list | tuple) or not value:
        return False
    if deep:
        return all(_holds_positions(one, deep - 1) for one in value)
    numbers = value[:2]
    return len(numbers) == 2 and all(  # noqa: PLR2004 - see above
        isinstance(one, int | float) and abs(one) <= _FULL_TURN_DEG for one in numbers
    )


def read_value(value: object, kind: str) -> object:
    """Give a value of a column in its type, `None` for none.

    Raises:
        ValueError: it is of another.
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        raise TypeError
    if kind == "text":
        if not isinstance(value, str):
            raise TypeError
        return value
    if kind == "date":
        return _read_day(value)
    if not isinstance(value, int | float):
        raise TypeError
    if kind == "float":
        return float(value)
    if value != int(value):
        raise ValueError
    return int(value)


def _read_day(value: object) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if not isinstance(value, str):
        raise TypeError
    return date.fromisoformat(value[:_ISO_DAY]).isoformat()
