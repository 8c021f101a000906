"""Find the faults of place tables, all at once."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from geoincidents.folders import find_folder
from geoincidents.gazetteer.distance import estimate_distance
from geoincidents.gazetteer.kinds import read_kinds
from geoincidents.gazetteer.tables import CountryRow, Fault, TableRow, Tables, read_tables
from geoincidents.model.location import MAX_LATITUDE, MAX_LONGITUDE
from geoincidents.model.place import Place
from geoincidents.text.names import fold_name

BOX_MARGIN_DEG = 0.15
OFFSHORE = frozenset({"oil_site", "port"})
OFFSHORE_MARGIN_DEG = 0.7  # terminals and fields in a country's waters
FIELD_TOLERANCE_M = 3_000
# Kinds that lie across borders or off the coast: their box is no test.
BOUNDLESS = frozenset({"region", "continent", "sea", "river", "mountain", "road", "island"})


def check_tables(folder: Path | None = None) -> list[Fault]:
    """Give every fault of the tables of a folder, ours where none is given."""
    return check_rows(read_tables(folder or find_folder("gazetteer")))


def check_rows(tables: Tables) -> list[Fault]:
    """Give every fault of tables read: in reading, in each row, and of rows together."""
    countries = {row.code: row for row in tables.countries}
    faults = list(tables.faults)
    for row in _list_rows(tables):
        faults += (
            Fault(file=row.file, row=row.row, what=what)
            for what in check_place(row.place, countries)
        )
    faults += _find_shared_ids(tables)
    faults += _find_shared_names(tables)
    faults += _find_strayed_fields(tables)
    return sorted(faults, key=lambda fault: (fault.file, fault.row, fault.what))


def _list_rows(tables: Tables) -> list[TableRow | CountryRow]:
    return [*tables.countries, *tables.places]


def check_place(place: Place, countries: Mapping[str, CountryRow]) -> Iterator[str]:
    """Give what is wrong with a place: its kind, its radius, where it lies."""
    kind = read_kinds().get(place.kind)
    if kind is None:
        yield f"kind {place.kind!r} is not one of {', '.join(sorted(read_kinds()))}"
    elif not kind.smallest_radius_m <= place.radius_m <= kind.largest_radius_m:
        yield (
            f"radius_m {place.radius_m} is not sane for kind {place.kind}: "
            f"{kind.smallest_radius_m} to {kind.largest_radius_m}"
        )
    if abs(place.longitude) > MAX_LONGITUDE or abs(place.latitude) > MAX_LATITUDE:
        yield (
            f"longitude {place.longitude:g}, latitude {place.latitude:g} is not on the earth; "
            "are the two swapped?"
        )
    elif place.country is not None:
        country = countries.get(place.country)
        if country is None:
            yield f"country {place.country!r} is not in countries.csv"
        elif place.kind not in BOUNDLESS and not _holds(country, place):
            swapped = _holds(
                country,
                replace(place, longitude=place.latitude, latitude=place.longitude),
            )
            hint = "; longitude and latitude are swapped" if swapped else ""
            yield (
                f"longitude {place.longitude:g}, latitude {place.latitude:g} is outside "
                f"{country.place.name}{hint}"
            )
    if place.kind not in BOUNDLESS and place.country is None:
        yield f"country is empty, which kind {place.kind} must have"


def _holds(country: CountryRow, place: Place) -> bool:
    west, south, east, north = country.box
    margin_deg = OFFSHORE_MARGIN_DEG if place.kind in OFFSHORE else BOX_MARGIN_DEG
    return (
        west - margin_deg <= place.longitude <= east + margin_deg
        and south - margin_deg <= place.latitude <= north + margin_deg
    )


def _find_shared_ids(tables: Tables) -> Iterator[Fault]:
    first: dict[str, TableRow | CountryRow] = {}
    for row in _list_rows(tables):
        other = first.setdefault(row.place.place_id, row)
        if other is not row:
            what = f"id {row.place.place_id!r} stands already in {other.file}, row {other.row}"
            yield Fault(file=row.file, row=row.row, what=what)


def _find_shared_names(tables: Tables) -> Iterator[Fault]:
    """Find names given to two places of one kind in one area: nothing could tell them apart."""
    holders: dict[tuple[str, str, str | None, str | None], list[TableRow]] = defaultdict(list)
    for row in tables.places:
        place = row.place
        for folded in {fold_name(name) for name in (place.name, *place.aliases)}:
            holders[folded, place.kind, place.country, place.admin1].append(row)
    for (folded, kind, _, _), rows in holders.items():
        ranks = [row.rank for row in rows]
        if len(rows) > 1 and (None in ranks or len(set(ranks)) < len(ranks)):
            others = ", ".join(f"{row.place.place_id} (row {row.row})" for row in rows[:-1])
            what = f"{kind} name {folded!r} is also that of {others}; give each its own rank"
            yield Fault(file=rows[-1].file, row=rows[-1].row, what=what)


def _find_strayed_fields(tables: Tables) -> Iterator[Fault]:
    """Find airfields over 3 km from the entry of airportsdata that their source names."""
    for row in tables.places:
        place = row.place
        if "airportsdata" not in place.source:
            continue
        for code in place.source.replace(";", " ").replace(",", " ").split():
            point = _read_fields().get(code)
            if point is None:
                continue
            distance = estimate_distance(place.longitude, place.latitude, *point)
            if distance > FIELD_TOLERANCE_M and place.kind in {"airport", "airbase", "base"}:
                what = f"{distance / 1000:.1f} km from the point of airportsdata for {code}"
                yield Fault(file=row.file, row=row.row, what=what)


@cache
def _read_fields() -> Mapping[str, tuple[float, float]]:
    """Read the points of airportsdata, longitude first, by ICAO code: 3 MB, once a process."""
    import airportsdata  # noqa: PLC0415 - only a check or a build needs it

    fields = airportsdata.load("ICAO")
    return {code: (field["lon"], field["lat"]) for code, field in fields.items()}
