"""Read places of the user's own: a CSV, or GeoJSON points with the same columns as properties.

Needed are name, kind, longitude, latitude and country; the others of docs/gazetteer.md may be
given. The places win over ours.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from geoincidents.gazetteer.check import check_place
from geoincidents.gazetteer.kinds import read_kinds
from geoincidents.gazetteer.sources.opening import open_text
from geoincidents.gazetteer.sources.rows import Faults, SourceRow, read_position
from geoincidents.gazetteer.tables import CountryRow, split_list
from geoincidents.model.place import Place
from geoincidents.text.names import fold_name

NEEDED = ("name", "kind", "longitude", "latitude", "country")
LARGEST_BYTES = 200_000_000
_CONFIDENCES = frozenset({"high", "medium", "low"})
_SLUG = re.compile(r"[^a-z0-9]+")


def read_places(
    path: Path, faults: Faults, countries: Mapping[str, CountryRow]
) -> Iterator[SourceRow | None]:
    """Give each row of a table of the user's own, checked as ours are."""
    if path.stat().st_size > LARGEST_BYTES:
        faults.add(
            0,
            f"{path.stat().st_size / 1e6:.0f} MB is too much for a table by hand (at most "
            f"{LARGEST_BYTES / 1e6:.0f}); a dump of GeoNames is added with: places add geonames",
        )
        return
    first: dict[str, int] = {}
    points: dict[tuple[str, str, str], int] = {}
    for number, cells in _read_cells(path, faults):
        row = _read_row(cells, number, faults, countries)
        if row is None:
            continue
        if row.place_id in first:
            faults.add(number, f"id {row.place_id!r} stands already in row {first[row.place_id]}")
        first.setdefault(row.place_id, number)
        name = (fold_name(row.name), row.kind, f"{row.country} {row.admin1}")
        if name in points and row.rank is None:
            faults.add(
                number,
                f"{row.kind} {row.name!r} stands already in row {points[name]}, in the same area; "
                "give each a rank",
            )
        points.setdefault(name, number)
        yield row


def _read_cells(path: Path, faults: Faults) -> Iterator[tuple[int, dict[str, str]]]:
    if path.suffix.lower() in {".geojson", ".json"}:
        yield from _read_features(path, faults)
        return
    with open_text(path) as text:
        reader = csv.DictReader(text, strict=True)
        try:
            yield from _read_lines(reader, faults)
        except csv.Error as error:
            faults.add(reader.line_num, f"is no CSV: {error}")


def _read_lines(
    reader: "csv.DictReader[str]", faults: Faults
) -> Iterator[tuple[int, dict[str, str]]]:
    columns = reader.fieldnames or ()
    missing = [name for name in NEEDED if name not in columns]
    if missing:
        faults.add(1, f"columns missing: {', '.join(missing)}{_hint(columns)}")
        return
    line = reader.line_num
    for cells in reader:
        number, line = line + 1, reader.line_num
        if None in cells or None in cells.values():
            faults.add(number, "not as many cells as the header has columns")
        else:
            yield number, {key: value.strip() for key, value in cells.items()}


def _hint(columns: Sequence[str]) -> str:
    """Say what may be the matter with a header."""
    if "lat" in columns:
        return "; lat and lon are called latitude and longitude"
    if len(columns) == 1 and re.search(r"[;\t]", columns[0]):
        return "; its cells are parted by semicolons or tabs: save it with commas"
    lower = [one.strip().lower() for one in columns]
    if all(name in lower for name in NEEDED):
        return "; names of columns are written in small letters, without spaces"
    return ""


def _read_features(path: Path, faults: Faults) -> Iterator[tuple[int, dict[str, str]]]:
    with open_text(path) as text:
        try:
            features = list(json.load(text)["features"])
        except (KeyError, TypeError):
            faults.add(0, "is no GeoJSON FeatureCollection")
            return
        except (ValueError, RecursionError) as error:
            faults.add(0, f"is no JSON: {error}")
            return
    for number, feature in enumerate(features, 1):
        try:
            properties = {k: _show(v) for k, v in feature["properties"].items()}
            kind = feature["geometry"]["type"]
            x, y = feature["geometry"]["coordinates"][:2] if kind == "Point" else ("", "")
        except (KeyError, TypeError, ValueError, AttributeError):
            faults.add(number, "is no point with properties")
            continue
        if kind != "Point":
            faults.add(number, f"is a {_show(kind)[:30]}, no Point: add areas as boundaries")
            continue
        missing = [name for name in ("name", "kind", "country") if not properties.get(name)]
        if missing:
            faults.add(number, f"properties missing: {', '.join(missing)}")
            continue
        yield number, {**properties, "longitude": _show(x), "latitude": _show(y)}


def _show(value: object) -> str:
    return "" if value is None else str(value)


def _read_row(
    cells: Mapping[str, str], number: int, faults: Faults, countries: Mapping[str, CountryRow]
) -> SourceRow | None:
    try:
        longitude, latitude = read_position(cells["longitude"], cells["latitude"])
        kind = read_kinds().get(cells["kind"])
        radius = cells.get("radius_m") or (kind.smallest_radius_m * 3 if kind else 1)
        rank = cells.get("rank")
        if not cells["name"]:
            msg = "name is empty"
            raise ValueError(msg)  # noqa: TRY301 - all faults of a row end in one place
        confidence = cells.get("confidence") or "high"
        if confidence not in _CONFIDENCES:
            msg = f"confidence {confidence!r} is not high, medium or low"
            raise ValueError(msg)  # noqa: TRY301 - as above
        slug = _SLUG.sub("-", fold_name(cells["name"])).strip("-") or str(number)
        row = SourceRow(
            place_id=cells.get("id") or f"own.{cells['country'].lower()}.{cells['kind']}.{slug}",
            name=cells["name"],
            kind=cells["kind"],
            aliases=(*split_list(cells.get("aliases", "")), *split_list(cells.get("name_ar", ""))),
            longitude=longitude,
            latitude=latitude,
            radius_m=round(float(radius)),
            country=cells["country"],
            admin1=cells.get("admin1", ""),
            source=cells.get("source") or "added by the user",
            confidence=confidence,
            rank=float(rank) if rank else None,
        )
    except ValueError as error:
        faults.add(number, str(error))
        return None
    place = Place(
        place_id=row.place_id,
        name=row.name,
        kind=row.kind,
        longitude=row.longitude,
        latitude=row.latitude,
        radius_m=row.radius_m,
        country=row.country or None,
    )
    found = list(check_place(place, countries))
    for what in found:
        faults.add(number, what)
    if " " in row.place_id or "|" in row.place_id:
        faults.add(number, f"id {row.place_id!r} must hold no space and no bar")
        return None
    return None if found else row
