"""Pack places, lines and the outlines of areas."""

import math
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from geoincidents.model import Area, Incident, Location
from geoincidents.render.payload.container import MISSING, Container, split_columns

MICRODEGREES = 1e6
IMPACT, LAUNCH, TARGET = range(3)
# Relations of which the words of the article say more than the name of the place does.
TOLD_IN_WORDS = frozenset({"bearing", "between", "part_of", "border_of", "along"})
ON_MAP, NO_PLACE, ONLY_COUNTRY, NO_POSITION = range(4)


def list_places(incident: Incident) -> tuple[Location, ...]:
    """Give impacts, launches, then targets with a location: the order of the places of a page."""
    targets = tuple(one.location for one in incident.targets if one.location)
    return (*incident.impacts, *incident.launches, *targets)


def add_places(core: Container, incidents: Sequence[Incident]) -> bytes | None:
    """Add places and lines to `core`; give the container `areas`, or `None` without an area."""
    rows = [list_places(one) for one in incidents]
    places = list(chain.from_iterable(rows))
    core.add_steps("places", [len(row) for row in rows])
    core.add_numbers("place.role", _list_roles(incidents, rows))
    columns = split_columns(
        places,
        "longitude", "latitude", "radius_m", "precision", "relation", "name", "text", "admin1",
        "country",
    )  # fmt: skip
    longitudes, latitudes = _round_positions(*columns[:2])
    radii, precisions, relations, names, texts, admin1, countries = columns[2:]
    core.add_numbers("place.longitude", longitudes)
    core.add_numbers("place.latitude", latitudes)
    core.add_numbers("place.radius_m", [max(0, radius_m) for radius_m in radii])
    core.add_codes("place.precision", precisions, "precisions")
    core.add_codes("place.relation", relations, "relations")
    core.add_codes("place.name", names, "names")
    told = [
        text if relation in TOLD_IN_WORDS or not name else None
        for text, relation, name in zip(texts, relations, names, strict=True)
    ]
    core.add_codes("place.text", told, "names")
    core.add_codes("place.admin1", admin1, "admin1")
    core.add_codes("place.country", countries, "countries")
    core.add_numbers("off_map", _tell_off_map(incidents, rows, longitudes != MISSING))
    _add_lines(core, incidents, rows)
    return _add_areas(core, places)


def _list_roles(
    incidents: Sequence[Incident], rows: Sequence[Sequence[Location]]
) -> NDArray[np.int64]:
    parts = np.array(
        [
            (len(one.impacts), len(one.launches), len(row) - len(one.impacts) - len(one.launches))
            for one, row in zip(incidents, rows, strict=True)
        ],
        dtype=np.int64,
    ).reshape(-1)
    return np.repeat(np.tile(np.array([IMPACT, LAUNCH, TARGET]), len(incidents)), parts)


def _round_positions(
    longitudes: Sequence[float], latitudes: Sequence[float]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give millionths of a degree; what is no position of the earth is missing in both."""
    both = np.array([longitudes, latitudes], dtype=np.float64)
    limits = np.array([[180.0], [90.0]])
    # Comparing with NaN gives False: it is no position.
    fine = (np.abs(both) <= limits).all(axis=0)
    rounded = np.full(both.shape, MISSING, dtype=np.int64)
    rounded[:, fine] = np.rint(both[:, fine] * MICRODEGREES).astype(np.int64)
    return rounded[0], rounded[1]


def _tell_off_map(
    incidents: Sequence[Incident],
    rows: Sequence[Sequence[Location]],
    placed: NDArray[np.bool_],
) -> list[int]:
    """Say of each incident why it has no pin; `placed` tells which of all places has a position."""
    reasons = []
    start = 0
    for incident, row in zip(incidents, rows, strict=True):
        pinned = [
            start + number
            for number, place in enumerate(incident.impacts)
            if place.precision != "country"
        ]
        start += len(row)
        if not incident.impacts:
            reasons.append(NO_PLACE)
        elif not pinned:
            reasons.append(ONLY_COUNTRY)
        else:
            reasons.append(ON_MAP if any(placed[one] for one in pinned) else NO_POSITION)
    return reasons


def _add_lines(
    core: Container, incidents: Sequence[Incident], rows: Sequence[Sequence[Location]]
) -> None:
    lines = []
    lengths = []
    start = 0
    for incident, row in zip(incidents, rows, strict=True):
        launches = start + len(incident.impacts)
        lines += [(launches + one.launch, start + one.impact, one) for one in incident.trajectories]
        lengths.append(len(incident.trajectories))
        start += len(row)
    core.add_steps("lines", lengths)
    core.add_numbers("line.launch", [launch for launch, _, _ in lines])
    core.add_numbers("line.impact", [impact for _, impact, _ in lines])
    core.add_numbers("line.distance_m", [line.distance_m for _, _, line in lines])
    core.add_numbers("line.bearing_deg", [line.bearing_deg for _, _, line in lines])
    core.add_numbers("line.vague", [line.vague for _, _, line in lines])


def _add_areas(core: Container, places: Sequence[Location]) -> bytes | None:
    """Number every outline once, in the order in which they come."""
    numbers: dict[Area, int] = {}
    column = []
    for place in places:
        area = place.area
        if area is None or not _is_drawable(area):
            column.append(0)
        else:
            column.append(numbers.setdefault(area, len(numbers) + 1))
    core.add_numbers("place.area", column)
    if not numbers:
        return None
    rings = [ring for area in numbers for ring in area.coordinates]
    points = [point for ring in rings for point in ring]
    areas = Container()
    areas.add_steps("area", [len(area.coordinates) for area in numbers])
    areas.add_steps("ring", [len(ring) for ring in rings])
    longitudes, latitudes = _round_positions(*zip(*points, strict=True))
    areas.add_numbers("longitude", longitudes)
    areas.add_numbers("latitude", latitudes)
    return areas.encode()


def _is_drawable(area: Area) -> bool:
    return bool(area.coordinates) and all(
        ring and all(math.isfinite(x) and math.isfinite(y) for x, y in ring)
        for ring in area.coordinates
    )
