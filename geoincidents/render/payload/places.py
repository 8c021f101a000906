"""Pack places, lines and the outlines of areas."""

import math
from collections.abc import Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from geoincidents.model import Area, Incident, Location
from geoincidents.render.payload.columns import MISSING
from geoincidents.render.payload.container import Container, split_columns

MICRODEGREES = 1e6
IMPACT, LAUNCH, TARGET = range(3)
# Relations of which the words of the article say more than the name of the place does.
TOLD_IN_WORDS = frozenset({"bearing", "between", "part_of", "border_of", "along"})
ON_MAP, NO_PLACE, ONLY_COUNTRY, NO_POSITION = range(4)
LIMITS = np.array([[180.0], [90.0]])


def list_places(incident: Incident) -> tuple[Location, ...]:
    """Give impacts, launches, then targets with a location: the order of the places of a page."""
    if not incident.targets:
        return incident.impacts + incident.launches if incident.launches else incident.impacts
    targets = [one.location for one in incident.targets if one.location]
    return (*incident.impacts, *incident.launches, *targets)


def add_places(
    core: Container, incidents: Sequence[Incident], rows: Sequence[Sequence[Location]]
) -> list[Location]:
    """Add places and lines to `core`; `rows` are the places of each incident. Give all places."""
    places = list(chain.from_iterable(rows))
    first = core.count("place.radius_m")
    core.add_steps("places", map(len, rows))
    core.add_numbers("place.role", _list_roles(incidents, rows))
    columns = split_columns(
        places,
        "longitude", "latitude", "radius_m", "precision", "relation", "name", "text", "admin1",
        "country",
    )  # fmt: skip
    longitudes, latitudes = round_positions(*columns[:2])
    radii, precisions, relations, names, texts, admin1, countries = columns[2:]
    core.add_array("place.longitude", longitudes)
    core.add_array("place.latitude", latitudes)
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
    placed: list[bool] = (longitudes != MISSING).tolist()
    core.add_numbers("off_map", _tell_off_map(incidents, rows, placed))
    _add_lines(core, incidents, rows, first)
    return places


def _list_roles(incidents: Sequence[Incident], rows: Sequence[Sequence[Location]]) -> list[int]:
    roles: list[int] = []
    for one, row in zip(incidents, rows, strict=True):
        impacts, launches = len(one.impacts), len(one.launches)
        roles += [IMPACT] * impacts
        if len(row) > impacts:
            roles += [LAUNCH] * launches + [TARGET] * (len(row) - impacts - launches)
    return roles


def round_positions(
    longitudes: Sequence[float], latitudes: Sequence[float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give millionths of a degree; what is no position of the earth is missing in both."""
    both = np.array([longitudes, latitudes], dtype=np.float64)
    # Comparing with NaN gives False: it is no position.
    fine = (np.abs(both) <= LIMITS).all(axis=0)
    rounded = np.full(both.shape, MISSING, dtype=np.float64)
    rounded[:, fine] = np.rint(both[:, fine] * MICRODEGREES)
    return rounded[0], rounded[1]


def _tell_off_map(
    incidents: Sequence[Incident], rows: Sequence[Sequence[Location]], placed: Sequence[bool]
) -> list[int]:
    """Say of each incident why it has no pin; `placed` tells which of all places has a position."""
    reasons = []
    start = 0
    for incident, row in zip(incidents, rows, strict=True):
        reason = ONLY_COUNTRY if incident.impacts else NO_PLACE
        for number, place in enumerate(incident.impacts, start):
            if place.precision == "country":
                continue
            if placed[number]:
                reason = ON_MAP
                break
            reason = NO_POSITION
        start += len(row)
        reasons.append(reason)
    return reasons


def _add_lines(
    core: Container, incidents: Sequence[Incident], rows: Sequence[Sequence[Location]], first: int
) -> None:
    """Add trajectories; `first` is the number of the first place among all."""
    lines = []
    lengths = []
    for incident, row in zip(incidents, rows, strict=True):
        told = incident.trajectories
        lengths.append(len(told))
        if told:
            launches = first + len(incident.impacts)
            lines += [(launches + one.launch, first + one.impact, one) for one in told]
        first += len(row)
    core.add_steps("lines", lengths)
    core.add_numbers("line.launch", [launch for launch, _, _ in lines])
    core.add_numbers("line.impact", [impact for _, impact, _ in lines])
    core.add_numbers("line.distance_m", [line.distance_m for _, _, line in lines])
    core.add_numbers("line.bearing_deg", [line.bearing_deg for _, _, line in lines])
    core.add_numbers("line.vague", [line.vague for _, _, line in lines])


class Areas:
    """Number every outline once, in the order in which they come."""

    def __init__(self) -> None:
        self._numbers: dict[Area, int] = {}
        self._container = Container()

    def add(self, core: Container, places: Sequence[Location]) -> None:
        """Add the outlines of places, and to `core` which each has."""
        core.add_numbers(
            "place.area", [0 if one.area is None else self._number(one.area) for one in places]
        )

    def encode(self) -> Iterator[bytes] | None:
        """Give the container `areas`, or `None` where no place has an area."""
        return self._container.encode() if self._numbers else None

    def _number(self, area: Area) -> int:
        number = self._numbers.get(area)
        if number is None:
            if not _is_drawable(area):
                return 0
            number = self._numbers[area] = len(self._numbers) + 1
            self._pack(area)
        return number

    def _pack(self, area: Area) -> None:
        rings = area.coordinates
        self._container.add_steps("area", [len(rings)])
        self._container.add_steps("ring", map(len, rings))
        longitudes, latitudes = round_positions(*zip(*chain.from_iterable(rings), strict=True))
        self._container.add_array("longitude", longitudes)
        self._container.add_array("latitude", latitudes)


def _is_drawable(area: Area) -> bool:
    return bool(area.coordinates) and all(
        ring and all(math.isfinite(x) and math.isfinite(y) for x, y in ring)
        for ring in area.coordinates
    )
