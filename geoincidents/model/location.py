"""Places of an incident, with geometry."""

import math
from dataclasses import dataclass

from geoincidents.errors import PositionError
from geoincidents.model.count import Count

MAX_LONGITUDE = 180.0
MAX_LATITUDE = 90.0
VAGUE_END_M = 3000  # a line is vague, and drawn dashed, where an end is vaguer than this


@dataclass(frozen=True, slots=True)
class Position:
    """Hold a point of WGS 84 in degrees, longitude first.

    Raises:
        PositionError: a number is not finite or out of range; names all faults at once.
    """

    longitude: float
    latitude: float

    def __post_init__(self) -> None:
        faults = [
            f"{name} {value!r} is not within {-limit:g}..{limit:g}"
            for name, value, limit in (
                ("longitude", self.longitude, MAX_LONGITUDE),
                ("latitude", self.latitude, MAX_LATITUDE),
            )
            if not math.isfinite(value) or abs(value) > limit
        ]
        if faults:
            raise PositionError("; ".join(faults))


Ring = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Hold a GeoJSON polygon: `coordinates` are rings of (longitude, latitude), outer first."""

    coordinates: tuple[Ring, ...]
    type: str = "Polygon"


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Place something: a representative point with the radius that holds the true place.

    The point lies in the area; of a ring, of which no side is told, it is the middle.
    `text` are the words, `relation` how they relate to the place of the gazetteer, `radius_m` in
    metres, `precision` one of schema.md's `location_precision`, `rule` what made the geometry.
    `munitions` is how many hit here, where that is said. `admin1_touched` are the provinces that
    the area meets, where polygons of them are loaded.
    """

    text: str
    relation: str
    longitude: float
    latitude: float
    radius_m: int
    precision: str
    place_id: str | None = None
    name: str | None = None
    place_kind: str | None = None
    admin1: str | None = None
    country: str | None = None
    munitions: Count | None = None
    area: Area | None = None
    rule: str = ""
    admin1_touched: tuple[str, ...] = ()

    @property
    def position(self) -> Position:
        """Give the representative point."""
        return Position(self.longitude, self.latitude)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoLocation:
    """Say why words give no place: the words are kept, nothing is guessed."""

    text: str
    reason: str
    relation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trajectory:
    """Join `launches[launch]` to `impacts[impact]` of one incident.

    `bearing_deg` is the initial bearing from launch to impact, clockwise from north. `vague` is
    true where either end is known to no better than 3 km. `distance_min_m` to `distance_max_m`, and
    `bearing_spread_deg` each side of the bearing, are what the radii of both ends allow.
    """

    launch: int
    impact: int
    distance_m: int
    bearing_deg: int
    vague: bool
    distance_min_m: int | None = None
    distance_max_m: int | None = None
    bearing_spread_deg: int | None = None
