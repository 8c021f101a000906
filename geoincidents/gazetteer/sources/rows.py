"""Write the rows of a source in one form, and count its faults."""

import csv
import math
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

from geoincidents.errors import GazetteerError
from geoincidents.gazetteer.tables import MOST_FAULTS_LISTED, Fault, count_faults
from geoincidents.model.location import MAX_LATITUDE, MAX_LONGITUDE

COLUMNS = (
    "id",
    "name",
    "kind",
    "aliases",
    "longitude",
    "latitude",
    "radius_m",
    "country",
    "admin1",
    "source",
    "confidence",
    "population",
    "rank",
    "geonameid",
)
SEPARATOR = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """Hold one place of a source, in the columns that an index is built from."""

    place_id: str
    name: str
    kind: str
    longitude: float
    latitude: float
    radius_m: int
    source: str
    aliases: tuple[str, ...] = ()
    country: str = ""
    admin1: str = ""
    confidence: str = "medium"
    population: int | None = None
    rank: float | None = None
    geonameid: str = ""


@dataclass(slots=True)
class Faults:
    """Collect the faults of a file: the first twenty whole, of the rest the number."""

    file: str
    listed: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, row: int, what: str) -> None:
        """Note a fault of a row; the header is row 1."""
        self.count += 1
        if len(self.listed) < MOST_FAULTS_LISTED:
            self.listed.append(Fault(file=self.file, row=row, what=what))

    def refuse(self) -> None:
        """End the work where there is a fault.

        Raises:
            GazetteerError: lists the first twenty faults and counts the others.
        """
        if not self.count:
            return
        lines = [f"  {fault}" for fault in self.listed]
        if self.count > len(lines):
            lines.append(f"  and {self.count - len(lines)} more")
        head = (
            f"{self.file} has {count_faults(self.count)}, so nothing of it was added; "
            "mend and add it again:"
        )
        raise GazetteerError("\n".join([head, *lines]))


class RowWriter:
    """Write rows of a source to a CSV of ours, one at a time."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("w", encoding="utf-8", newline="")
        self._writer = csv.writer(self._file, lineterminator="\n")
        self._writer.writerow(COLUMNS)
        self.count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()

    def write(self, row: SourceRow) -> None:
        """Write one row."""
        self.count += 1
        self._writer.writerow(
            (
                row.place_id,
                row.name,
                row.kind,
                SEPARATOR.join(alias.replace(SEPARATOR, " ") for alias in row.aliases),
                f"{row.longitude:.6g}" if abs(row.longitude) < 1 else f"{row.longitude:.6f}",
                f"{row.latitude:.6g}" if abs(row.latitude) < 1 else f"{row.latitude:.6f}",
                row.radius_m,
                row.country,
                row.admin1,
                row.source,
                row.confidence,
                "" if row.population is None else row.population,
                "" if row.rank is None else row.rank,
                row.geonameid,
            )
        )


def read_position(longitude: str, latitude: str) -> tuple[float, float]:
    """Give (longitude, latitude) of two cells.

    Raises:
        ValueError: says what is wrong with them, also where they look swapped.
    """
    try:
        x, y = float(longitude), float(latitude)
    except ValueError:
        msg = f"longitude {longitude!r}, latitude {latitude!r} are not two numbers"
        raise ValueError(msg) from None
    if not (math.isfinite(x) and math.isfinite(y)):
        msg = f"longitude {longitude!r}, latitude {latitude!r} are not finite"
        raise ValueError(msg)
    if abs(x) > MAX_LONGITUDE or abs(y) > MAX_LATITUDE:
        swapped = abs(x) <= MAX_LATITUDE and abs(y) <= MAX_LONGITUDE
        hint = "; are the two swapped?" if swapped else ""
        msg = f"longitude {x:g}, latitude {y:g} is not on the earth{hint}"
        raise ValueError(msg)
    return x, y
