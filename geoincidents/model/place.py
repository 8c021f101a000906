"""A row of a gazetteer."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Describe a place of the gazetteer.

    `radius_m` is the radius round the point that holds the whole place. `country` is ISO 3166-1
    alpha-2. `confidence` is `high`, `medium` or `low`: how sure the coordinates are. `rank` orders
    places of one name (higher first), mostly by population.
    """

    place_id: str
    name: str
    kind: str
    longitude: float
    latitude: float
    radius_m: int
    country: str | None = None
    admin1: str | None = None
    aliases: tuple[str, ...] = ()
    native_name: str | None = None
    source: str = ""
    confidence: str = "medium"
    population: int | None = None
    rank: float = 0.0
