"""Read a dump of GeoNames as it is downloaded (IQ.zip, allCountries.zip), row by row."""

import sqlite3
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cache
from importlib.resources import files
from pathlib import Path

from geoincidents.gazetteer.kinds import read_kinds
from geoincidents.gazetteer.sources.opening import open_text
from geoincidents.gazetteer.sources.rows import Faults, SourceRow, read_position
from geoincidents.gazetteer.sources.whosonfirst import CITY_FROM, MOST_NAMES, TOWN_FROM, USEFUL
from geoincidents.gazetteer.world import measure_town

CELLS = 19
ALTERNATE_CELLS = 4
# Languages of alternate names that news of the theatre is written in; "" is none in particular.
LANGUAGES = frozenset({"", "en", "ar", "fa", "ku", "ckb", "tr", "uk", "ru", "he", "ps", "abbr"})
_BATCH = 10_000
_RADII = {"country": 400_000, "admin1": 80_000, "admin2": 20_000, "region": 50_000}


@cache
def _read_codes() -> Mapping[str, str]:
    text = files("geoincidents.gazetteer.sources").joinpath("geonames.toml").read_text("utf-8")
    return {code: kind for kind, codes in tomllib.loads(text).items() for code in codes}


def read_places(
    path: Path, faults: Faults, alternates: Path | None = None
) -> Iterator[SourceRow | None]:
    """Give each row of a dump as a place, `None` for one that is left out on purpose.

    `alternates` is alternateNamesV2.zip, whose names of the languages of the theatre are added.
    """
    if alternates is None:
        yield from _read_rows(path, faults, None)
        return
    with (
        tempfile.TemporaryDirectory(prefix="geoincidents-") as folder,
        closing(sqlite3.connect(Path(folder) / "names.sqlite")) as names,
    ):
        _gather_alternates(alternates, names, faults)
        yield from _read_rows(path, faults, names)


def _read_rows(
    path: Path, faults: Faults, names: sqlite3.Connection | None
) -> Iterator[SourceRow | None]:
    with open_text(path) as text:
        for number, line in enumerate(text, 1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) != CELLS:
                faults.add(number, f"{len(cells)} cells in place of the {CELLS} of GeoNames")
                continue
            try:
                yield _read_place(cells, names)
            except ValueError as error:
                faults.add(number, str(error))


def _read_place(cells: list[str], names: sqlite3.Connection | None) -> SourceRow | None:
    key, name, ascii_name, alternates = cells[:4]
    kind = _read_codes().get(cells[7])
    if kind is None or not name:
        return None
    if not key.isdigit():
        msg = f"geonameid {key!r} is not a number"
        raise ValueError(msg)
    longitude, latitude = read_position(cells[5], cells[4])
    population = int(cells[14]) if cells[14].isdigit() else 0
    if kind == "village" and (population >= TOWN_FROM or cells[7] in {"PPLC", "PPLA", "PPLA2"}):
        kind = "city" if population >= CITY_FROM or cells[7] in {"PPLC", "PPLA"} else "town"
    further = [ascii_name, *alternates.split(",")]
    if names is not None:
        rows = names.execute("SELECT name FROM names WHERE key = ?", (int(key),))
        further += [row[0] for row in rows]
    useful = dict.fromkeys(one for one in further if one != name and USEFUL.fullmatch(one))
    return SourceRow(
        place_id=f"gn.{key}",
        name=name,
        kind=kind,
        aliases=tuple(useful)[: MOST_NAMES * 2],
        longitude=longitude,
        latitude=latitude,
        radius_m=_measure(kind, population),
        country=cells[8],
        source=f"GeoNames {key}",
        confidence="high",
        population=population or None,
        geonameid=key,
    )


def _measure(kind: str, population: int) -> int:
    if kind in {"city", "town"}:
        return measure_town(population)
    sane = read_kinds()[kind]
    return _RADII.get(kind, max(sane.smallest_radius_m, min(1_500, sane.largest_radius_m)))


def _gather_alternates(path: Path, names: sqlite3.Connection, faults: Faults) -> None:
    names.execute("PRAGMA journal_mode = OFF")
    names.execute("CREATE TABLE names (key INTEGER, name TEXT)")
    batch: list[tuple[int, str]] = []
    with open_text(path) as text:
        for number, line in enumerate(text, 1):
            cells = line.rstrip("\r\n").split("\t")
            if len(cells) < ALTERNATE_CELLS or not cells[1].isdigit():
                faults.add(number, f"{path.name}: no alternate name of GeoNames")
                continue
            historic = len(cells) > 7 and cells[7] == "1"  # noqa: PLR2004 - isHistoric
            if cells[2] in LANGUAGES and not historic:
                batch.append((int(cells[1]), cells[3]))
            if len(batch) >= _BATCH:
                names.executemany("INSERT INTO names VALUES (?, ?)", batch)
                batch.clear()
    names.executemany("INSERT INTO names VALUES (?, ?)", batch)
    names.execute("CREATE INDEX by_key ON names (key)")
