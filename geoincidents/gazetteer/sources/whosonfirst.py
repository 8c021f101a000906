"""Read places of Who's On First: a CSV a country, as its admin repositories are flattened.

The country is told by the file's name (wof_iq_places.csv.gz) or its column `country`.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from geoincidents.gazetteer.sources.opening import open_text
from geoincidents.gazetteer.sources.rows import Faults, SourceRow, read_position
from geoincidents.gazetteer.world import measure_town

NEEDED = ("wof_id", "placetype", "name", "lat", "lon")
CURRENT = "ok"
_COUNTRY = re.compile(r"(?:^|[_-])([a-z]{2})(?:[_.-])", re.IGNORECASE)
_KINDS = {
    "country": "country",
    "region": "admin1",
    "county": "admin2",
    "locality": "village",
    "neighbourhood": "neighbourhood",
    "campus": "airport",
}
_RADII = {
    "country": 400_000,
    "admin1": 80_000,
    "admin2": 20_000,
    "village": 1_500,
    "neighbourhood": 1_500,
    "airport": 3_000,
}
_CITIES = frozenset({"PPLC", "PPLA"})
_TOWNS = frozenset({"PPLA2", "PPLA3"})
CITY_FROM, TOWN_FROM = 100_000, 5_000
USEFUL = re.compile(r"[A-Za-zÀ-ɏ'’ʿʾ .()-]{3,40}|[\u0600-\u06ff \u200c]{3,40}|[Ѐ-ӿ'ʼ -]{3,40}")
_CODE = re.compile(r"[A-Z]{3,4}")
MOST_NAMES = 16


def read_places(path: Path, faults: Faults) -> Iterator[SourceRow | None]:
    """Give each row of a file as a place, `None` for one that is left out on purpose."""
    with open_text(path) as text:
        reader = csv.DictReader(text, strict=True)
        missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            faults.add(1, f"columns missing: {', '.join(missing)}")
            return
        found = _COUNTRY.search(path.name)
        default = found[1].upper() if found else ""
        try:
            for number, cells in enumerate(reader, 2):
                try:
                    yield _read_place(cells, default)
                except ValueError as error:
                    faults.add(number, str(error))
        except csv.Error as error:
            faults.add(reader.line_num, f"is no CSV: {error}")


def _read_place(cells: dict[str, str], country: str) -> SourceRow | None:
    if any(cells.get(name) is None for name in NEEDED):
        msg = "not as many cells as the header has columns"
        raise ValueError(msg)
    kind = _KINDS.get(cells["placetype"])
    if kind is None or not cells["name"] or cells.get("status", CURRENT) != CURRENT:
        return None
    longitude, latitude = read_position(
        cells.get("lbl_lon") or cells["lon"], cells.get("lbl_lat") or cells["lat"]
    )
    population = _read_population(cells.get("population", ""))
    if kind == "village":
        kind = _grade(population, cells.get("gn_fcode", ""))
    return SourceRow(
        place_id=f"wof.{cells['wof_id']}",
        name=cells["name"],
        kind=kind,
        aliases=_list_names(cells),
        longitude=longitude,
        latitude=latitude,
        radius_m=measure_town(population)
        if kind in {"city", "town"} and population
        else _RADII.get(kind, 2_500),
        country=(cells.get("country") or country).upper(),
        admin1=cells.get("region") or "",
        source=f"Who's On First {cells['wof_id']}",
        population=population,
        geonameid=cells.get("geonameid") or "",
    )


def _read_population(cell: str) -> int | None:
    try:
        return int(float(cell)) if cell else None
    except ValueError:
        msg = f"population {cell!r} is not a number"
        raise ValueError(msg) from None


def _grade(population: int | None, code: str) -> str:
    if code in _CITIES or (population or 0) >= CITY_FROM:
        return "city"
    return "town" if code in _TOWNS or (population or 0) >= TOWN_FROM else "village"


def _list_names(cells: dict[str, str]) -> tuple[str, ...]:
    """Give the further names: English ones first, then those in Latin, Arabic, Cyrillic script."""
    names: dict[str, None] = {}
    for column in ("names_eng", "names_ara", "names_kur", "names_fas", "names_all"):
        for name in (cells.get(column) or "").split("|"):
            if USEFUL.fullmatch(name) and not _CODE.fullmatch(name) and name != cells["name"]:
                names[name] = None
                if len(names) >= MOST_NAMES:
                    return tuple(names)
    return tuple(names)
