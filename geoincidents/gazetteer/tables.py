"""Read the place tables of `gazetteer/*.csv`: each fault with its file and row."""

import csv
import math
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from geoincidents.errors import GazetteerError
from geoincidents.model.place import Place

COUNTRIES_FILE = "countries.csv"
PLACE_COLUMNS = (
    "id",
    "name",
    "kind",
    "aliases",
    "name_ar",
    "longitude",
    "latitude",
    "radius_m",
    "country",
    "admin1",
    "source",
    "confidence",
)
COUNTRY_COLUMNS = (
    "id",
    "code",
    "name",
    "aliases",
    "demonyms",
    "name_ar",
    "longitude",
    "latitude",
    "radius_m",
    "west",
    "south",
    "east",
    "north",
    "source",
    "confidence",
)
SEPARATOR = "|"
MOST_FAULTS_LISTED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Name a fault: the file, its row (1 is the header, 0 the whole file), and what is wrong."""

    file: str
    row: int
    what: str

    def __str__(self) -> str:
        where = f"{self.file}, row {self.row}" if self.row else self.file
        # a name of the table may stand in it, whatever its characters do to a terminal
        said = f"{where}: {self.what}"
        return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in said)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """Hold a place with where it stands; `rank` is `None` where the kind decides."""

    file: str
    row: int
    place: Place
    rank: float | None = None
    demonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryRow:
    """Hold a country: its place, its demonyms, its box (west, south, east, north in degrees)."""

    file: str
    row: int
    place: Place
    code: str
    demonyms: tuple[str, ...]
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """Hold the rows of all tables, and the faults met in reading them."""

    places: tuple[TableRow, ...]
    countries: tuple[CountryRow, ...]
    faults: tuple[Fault, ...]


def read_tables(folder: Path) -> Tables:
    """Read every CSV of a folder; a row at fault is left out and told in `faults`."""
    places: list[TableRow] = []
    countries: list[CountryRow] = []
    faults: list[Fault] = []
    for path in list_tables(folder):
        is_countries = path.name == COUNTRIES_FILE
        for number, cells in _read_rows(
            path, COUNTRY_COLUMNS if is_countries else PLACE_COLUMNS, faults
        ):
            try:
                if is_countries:
                    countries.append(_parse_country(path.name, number, cells))
                else:
                    places.append(_parse_place(path.name, number, cells))
            except ValueError as error:
                faults.append(Fault(file=path.name, row=number, what=str(error)))
    if not countries and not any(fault.file == COUNTRIES_FILE for fault in faults):
        faults.append(Fault(file=COUNTRIES_FILE, row=0, what="the table of countries is missing"))
    return Tables(places=tuple(places), countries=tuple(countries), faults=tuple(faults))


def read_countries(folder: Path) -> tuple[CountryRow, ...]:
    """Read the table of countries alone; rows at fault are left out."""
    rows: list[CountryRow] = []
    path = folder / COUNTRIES_FILE
    for number, cells in _read_rows(path, COUNTRY_COLUMNS, []):
        with suppress(ValueError):
            rows.append(_parse_country(path.name, number, cells))
    return tuple(rows)


def list_tables(folder: Path) -> list[Path]:
    """Give the tables of a folder, in the order of their names."""
    return sorted(path for path in folder.glob("*.csv") if path.is_file())


def make_error(faults: Sequence[Fault]) -> GazetteerError:
    """Give one error that lists the faults: 20 at most, then a count."""
    listed = [f"  {fault}" for fault in faults[:MOST_FAULTS_LISTED]]
    if len(faults) > MOST_FAULTS_LISTED:
        listed.append(f"  and {len(faults) - MOST_FAULTS_LISTED} more")
    head = f"the place tables have {count_faults(len(faults))}; correct these rows and run again:"
    return GazetteerError("\n".join([head, *listed]))


def count_faults(number: int) -> str:
    """Give a number of faults in words."""
    return "1 fault" if number == 1 else f"{number:,} faults"


def _read_rows(
    path: Path, columns: Sequence[str], faults: list[Fault]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Give the rows of a CSV with the line each begins on."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream, strict=True)
            missing = [name for name in columns if name not in (reader.fieldnames or ())]
            if missing:
                what = f"columns missing: {', '.join(missing)}"
                faults.append(Fault(file=path.name, row=1, what=what))
                return
            line = reader.line_num
            for cells in reader:
                first, line = line + 1, reader.line_num
                if None in cells or None in cells.values():
                    what = "not as many cells as the header has columns"
                    faults.append(Fault(file=path.name, row=first, what=what))
                else:
                    yield first, {name: value.strip() for name, value in cells.items()}
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        faults.append(Fault(file=path.name, row=0, what=f"cannot be read: {error}"))


def _parse_place(file: str, row: int, cells: dict[str, str]) -> TableRow:
    rank = cells.get("rank")
    return TableRow(
        file=file,
        row=row,
        rank=_parse_number(rank, "rank") if rank else None,
        demonyms=split_list(cells.get("demonyms", "")),
        place=_make_place(cells, cells["kind"], cells["country"]),
    )


def _parse_country(file: str, row: int, cells: dict[str, str]) -> CountryRow:
    west, south, east, north = (
        _parse_number(cells[side], side) for side in ("west", "south", "east", "north")
    )
    return CountryRow(
        file=file,
        row=row,
        code=cells["code"],
        demonyms=split_list(cells["demonyms"]),
        box=(west, south, east, north),
        place=_make_place(cells, "country", cells["code"]),
    )


def _make_place(cells: dict[str, str], kind: str, country: str) -> Place:
    """Make a place of a row's cells.

    Raises:
        ValueError: says everything that is wrong with the cells.
    """
    faults = [f"{name} is empty" for name in ("id", "name", "source") if not cells[name]]
    if not cells["id"].isprintable():  # it is shown as it is
        faults.append(f"id {cells['id']!r} holds a character that cannot be shown")
    numbers = {"longitude": math.nan, "latitude": math.nan, "radius_m": math.nan}
    for column in numbers:
        try:
            numbers[column] = _parse_number(cells[column], column)
        except ValueError as error:
            faults.append(str(error))
    if cells["confidence"] not in {"high", "medium", "low"}:
        faults.append(f"confidence {cells['confidence']!r} is not high, medium or low")
    if faults:
        raise ValueError("; ".join(faults))
    return Place(
        place_id=cells["id"],
        name=cells["name"],
        kind=kind,
        longitude=numbers["longitude"],
        latitude=numbers["latitude"],
        radius_m=round(numbers["radius_m"]),
        country=country or None,
        admin1=cells.get("admin1") or None,
        aliases=split_list(cells["aliases"]),
        native_name=cells["name_ar"] or None,
        source=cells["source"],
        confidence=cells["confidence"],
    )


def split_list(cell: str) -> tuple[str, ...]:
    """Give the entries of a cell that holds several."""
    return tuple(part for entry in cell.split(SEPARATOR) if (part := entry.strip()))


def _parse_number(cell: str, column: str) -> float:
    try:
        number = float(cell)
    except ValueError:
        msg = f"{column} {cell!r} is not a number"
        raise ValueError(msg) from None
    if not math.isfinite(number):
        msg = f"{column} {cell!r} is not finite"
        raise ValueError(msg)
    return number
