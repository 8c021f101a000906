"""Rank places: which of those that share a name is meant where nothing else tells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import log10

from geoincidents.gazetteer.kinds import read_kinds
from geoincidents.gazetteer.theatre import read_theatre
from geoincidents.gazetteer.variants import Name
from geoincidents.model.place import Place

MOST_PLACES_A_NAME = 60
CURATED_BONUS = 0.5
OVERLAY_BONUS = 4.0  # the user's own places come before ours of the same name
IMPORT_PENALTY = 0.5  # and those of dumps after
# Gaza in Mozambique comes after the city of Gaza.
FAR_AREA_MALUS = 0.5
# A governorate yields to the city it is named after when the name stands alone.
BELOW_ITS_CITY = 0.3
GREAT_CITY_RANK = 6.3
STATES_FIRST = frozenset({"US", "CA", "AU"})
AREAS = frozenset({"admin1", "admin2"})
AREA_WEIGHT = 1.2  # Maryland in the United States comes before Maryland in Liberia
TYPICAL_AREA_RADIUS_M = 250_000
SETTLEMENTS = frozenset({"city", "town", "village"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Hold a place with its names; `ranked` where its table gives it a rank of its own."""

    place: Place
    names: tuple[Name, ...]
    curated: bool
    ranked: bool = False


def rank_place(place: Place, rank: float | None) -> Place:
    """Give a place its rank: `rank`, or what its kind, its people or its size make of it."""
    kind = read_kinds()[place.kind]
    if rank is None:
        rank = kind.rank
        if kind.settles and place.population is not None:
            rank = log10(place.population + 100)
        elif place.kind in AREAS:
            rank += AREA_WEIGHT * log10(place.radius_m / TYPICAL_AREA_RADIUS_M)
    return replace(place, rank=round(rank, 3))


def lift_place(place: Place) -> Place:
    """Rank a place of the tables above one of the world of equal size."""
    if place.kind in AREAS and place.country not in read_theatre().all_airfields:
        return replace(place, rank=round(place.rank - FAR_AREA_MALUS, 3))
    return replace(place, rank=round(place.rank + CURATED_BONUS, 3))


def rank_below_cities(entries: list[Entry]) -> list[Entry]:
    """Rank each first- or second-level area just below the settlement it shares a name with."""
    cities: dict[tuple[str, str | None], float] = {}
    for entry in entries:
        if entry.place.kind in SETTLEMENTS and (entry.curated or entry.place.kind == "city"):
            for name in entry.names:
                key = (name.folded, entry.place.country)
                cities[key] = max(cities.get(key, 0.0), entry.place.rank)
    ranked = []
    for entry in entries:
        place = entry.place
        if place.kind in AREAS:
            city = max((cities.get((n.folded, place.country), 0.0) for n in entry.names), default=0)
            # Washington is the capital, but "Kansas" or "Quebec" is no town: great cities count.
            if city and (place.country not in STATES_FIRST or city > GREAT_CITY_RANK):
                rank = min(place.rank, round(city - BELOW_ITS_CITY, 3))
                entry = replace(entry, place=replace(place, rank=rank))  # noqa: PLW2901 - same
        ranked.append(entry)
    return ranked


def rank_row(cells: Mapping[str, str], *, is_own: bool) -> float:
    """Give the rank of a row of what a user added: of places of his own, or of a dump."""
    kind = read_kinds()[cells["kind"]]
    rank = kind.rank
    if cells["rank"]:
        rank = float(cells["rank"])
    elif kind.settles and cells["population"]:
        rank = log10(int(cells["population"]) + 100)
    return round(rank + (OVERLAY_BONUS if is_own else -IMPORT_PENALTY), 3)


def order_places(places: Iterable[tuple[float, str, bool, bool]]) -> list[str]:
    """Give the ids of the places of a name, best first."""
    best: dict[str, float] = {}
    for score, place_id, _, _ in places:
        best[place_id] = max(score, best.get(place_id, score))
    ordered = sorted(best, key=lambda place_id: (-best[place_id], place_id))
    return ordered[:MOST_PLACES_A_NAME]
