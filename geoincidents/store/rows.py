"""Work the rows of incidents out once, for every format that is written of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from geoincidents.features import COLUMNS, Value, list_features
from geoincidents.model.walked import Walked, is_walked
from geoincidents.store.check import order_incidents
from geoincidents.store.geometry import GeoJson, finish_geometry

if TYPE_CHECKING:
    from geoincidents.model import Incident

# The layers of a file that has some: role of its rows -> name.
LAYERS = {
    "impact": "impacts",
    "launch": "launches",
    "trajectory": "trajectories",
    "area": "incident_areas",
}
POSITIONS = {name: number for number, name in enumerate(COLUMNS)}


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one row: `cells` in the order of `COLUMNS`, `geometry` as GeoJSON has it."""

    id: str
    role: str
    geometry: GeoJson | None
    cells: tuple[Value, ...]

    def __getitem__(self, column: str) -> Value:
        return self.cells[POSITIONS[column]]


@dataclass(frozen=True)
class Rows(Sequence[Row]):
    """Hold every row of incidents, areas among them, in the order of date and id.

    A tuple a row: of 100,000 incidents that is a fifth of what as many dictionaries take. Those of
    `walk_rows` are held by nobody, but worked out anew at each walk.
    """

    incidents: Sequence[Incident]
    items: Sequence[Row] = field(repr=False)

    def __getitem__(self, index: int) -> Row:  # type: ignore[override] # nobody slices it
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.items)

    @cached_property
    def without_areas(self) -> Sequence[Row]:
        """Give the rows that every file has."""
        return self._sift(lambda rows: (row for row in rows if row.role != "area"))

    @cached_property
    def firsts(self) -> Sequence[Row]:
        """Give one row an incident: that of its first impact."""
        return self._sift(_list_firsts)

    def select(self, *, areas: bool) -> Sequence[Row]:
        """Give the rows with those of areas or without them."""
        return self.items if areas else self.without_areas

    def of_role(self, role: str) -> Sequence[Row]:
        """Give the rows of one layer."""
        return self._sift(lambda rows: (row for row in rows if row.role == role))

    def _sift(self, choose: Callable[[Iterable[Row]], Iterator[Row]]) -> Sequence[Row]:
        if is_walked(self.items):
            return Walked(lambda: choose(self.items))
        return list(choose(self.items))


def _list_firsts(rows: Iterable[Row]) -> Iterator[Row]:
    last: Value = None
    for row in rows:
        if row.role == "impact" and row["incident_id"] != last:
            last = row["incident_id"]
            yield row


def collect_rows(incidents: Iterable[Incident] | Rows) -> Rows:
    """Give the rows of incidents; those that are rows already as they are.

    Raises:
        RecordError: an incident is not of the schema.
    """
    if isinstance(incidents, Rows):
        return incidents
    ordered = order_incidents(incidents)
    return Rows(ordered, [row for one in ordered for row in list_rows(one)])


def walk_rows(incidents: Sequence[Incident]) -> Rows:
    """Give the rows of incidents that are in order and of the schema; none is held."""
    return Rows(incidents, Walked(lambda: (row for one in incidents for row in list_rows(one))))


def list_rows(incident: Incident, *, areas: bool = True) -> list[Row]:
    """Give the rows of one incident, those of areas among them unless they are not asked for."""
    return [
        Row(
            feature.id,
            feature.role,
            None if feature.geometry is None else finish_geometry(feature.geometry),
            tuple(feature.properties.values()),
        )
        for feature in list_features(incident, areas=areas)
    ]
