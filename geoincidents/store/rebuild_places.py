"""Make the places and lines of an incident of its rows again."""

import csv
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from geoincidents.errors import RecordError
from geoincidents.folders import find_folder
from geoincidents.model import Area, Count, Location, Trajectory
from geoincidents.model.location import VAGUE_END_M
from geoincidents.store.geometry import GeoJson
from geoincidents.store.joined import read_count
from geoincidents.store.records import ReadRow


def tell_apart(places: Iterable[Location], munitions: Count | None) -> list[Location]:
    """Keep the count of an incident from places whose own rows say none."""
    if munitions is None:
        return list(places)
    return [replace(one, munitions=one.munitions or Count()) for one in places]


def names_place(row: ReadRow) -> bool:
    """Tell a place from the row of an incident that names none."""
    return any(row.values[name] is not None for name in ("place_text", "place_name", "relation"))


def read_place(row: ReadRow) -> Location:
    """Give the place of a row.

    Raises:
        RecordError: it has no coordinates, and is no country.
    """
    told = row.values
    names = ("longitude", "latitude", "coordinate_uncertainty_m", "location_precision")
    missing = [name for name in names if told[name] is None]
    if not missing:
        longitude, latitude, radius_m = (told[name] for name in names[:3])
    elif told["location_precision"] == "country":
        longitude, latitude, radius_m = _find_country(told["country"])
    else:
        msg = f"{row.where}, column {missing[0]}: it is empty, and only a country has none"
        raise RecordError(msg)
    return Location(
        text=told["place_text"] or "",
        relation=told["relation"] or "at",
        longitude=longitude,
        latitude=latitude,
        radius_m=radius_m,
        precision=told["location_precision"],
        place_id=told["place_id"],
        name=told["place_name"],
        place_kind=told["place_kind"],
        admin1=told["admin1"],
        country=told["country"],
        munitions=read_count(told, "munitions"),
    )


def add_area(row: ReadRow, impacts: list[Location], launches: list[Location]) -> None:
    """Give a place its area back; one that was cut in two has none."""
    head, _, number = str(row.values.get("id") or "").rpartition("-area-")
    if not number.isdigit() or row.geometry is None:
        return
    places = launches if head.endswith("-launch") else impacts
    rings = _read_rings(row.geometry)
    at = int(number) - 1
    if rings is not None and at < len(places):
        places[at] = replace(places[at], area=Area(coordinates=rings))


def _read_rings(geometry: GeoJson) -> tuple[tuple[tuple[float, float], ...], ...] | None:
    coordinates = geometry["coordinates"]
    if geometry["type"] == "MultiPolygon" and len(coordinates) == 1:
        coordinates = coordinates[0]
    elif geometry["type"] != "Polygon":
        return None
    return tuple(tuple((x, y) for x, y, *_ in ring) for ring in coordinates)


def join_ends(row: ReadRow, launches: list[Location], impacts: list[Location]) -> Trajectory:
    """Find the launch and impact of a line by its columns, and of equal ones by its ends."""
    told = row.values
    ends = _list_ends(row.geometry)
    launch = _find_end(
        launches,
        ends and ends[0],
        lambda place: (
            (place.name, place.text or None, place.radius_m)
            == (told["launch_name"], told["launch_text"], told["launch_uncertainty_m"])
        ),
    )
    impact = _find_end(
        impacts,
        ends and ends[1],
        lambda place: (
            (place.name, place.text or None, place.precision, place.relation)
            == (
                told["place_name"],
                told["place_text"],
                told["location_precision"],
                told["relation"],
            )
        ),
    )
    if launch is None or impact is None:
        msg = f"{row.where}: a line whose {'launch' if launch is None else 'impact'} is not there"
        raise RecordError(msg)
    vague = max(launches[launch].radius_m, impacts[impact].radius_m) > VAGUE_END_M
    return Trajectory(
        launch=launch,
        impact=impact,
        distance_m=told["distance_m"] or 0,
        bearing_deg=told["bearing_deg"] or 0,
        vague=vague,
    )


def _find_end(places: list[Location], end: Any, fits: Any) -> int | None:  # noqa: ANN401 - a position or none, and a test
    fitting = [number for number, place in enumerate(places) if fits(place)]
    if end is not None:
        near = [
            number
            for number in fitting
            if math.isclose(places[number].longitude, end[0], abs_tol=1e-6)
            and math.isclose(places[number].latitude, end[1], abs_tol=1e-6)
        ]
        fitting = near or fitting
    return fitting[0] if fitting else None


def _list_ends(geometry: GeoJson | None) -> tuple[Sequence[float], Sequence[float]] | None:
    if geometry is None:
        return None
    coordinates = geometry["coordinates"]
    if geometry["type"] == "MultiLineString":
        return coordinates[0][0], coordinates[-1][-1]
    return coordinates[0], coordinates[-1]


@cache
def _read_countries() -> Mapping[str, tuple[float, float, int]]:
    path = find_folder("gazetteer") / "countries.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["code"]: (float(row["longitude"]), float(row["latitude"]), int(row["radius_m"]))
            for row in csv.DictReader(file)
        }


def _find_country(code: str | None) -> tuple[float, float, int]:
    """Give the middle of a country: files do not hold it, and no map draws it."""
    return _read_countries().get(code or "", (0.0, 0.0, 0))
