"""Look one phrase up: a name, its kind word, what holds it ("Balad, Salah al-Din")."""

import re

from geoincidents.gazetteer.distance import estimate_distance
from geoincidents.gazetteer.index import Gazetteer
from geoincidents.gazetteer.kinds import read_kinds
from geoincidents.model.place import Place
from geoincidents.text.names import fold_name

# Words after a name that tell its kind; the kinds that they ask for.
_TAILS: dict[str, frozenset[str]] = {
    "village": frozenset({"village", "town"}),
    "town": frozenset({"town", "city", "village"}),
    "city": frozenset({"city", "town"}),
    "neighbourhood": frozenset({"neighbourhood", "village", "town"}),
    "neighborhood": frozenset({"neighbourhood", "village", "town"}),
    "district": frozenset({"admin2", "neighbourhood", "town", "city"}),
    "subdistrict": frozenset({"admin2", "town", "village"}),
    "area": frozenset(),
    "suburb": frozenset({"neighbourhood", "town", "village"}),
    "camp": frozenset({"camp", "base"}),
    "base": frozenset({"base", "airbase"}),
    "province": frozenset({"admin1"}),
    "governorate": frozenset({"admin1"}),
}
_TAIL = re.compile(rf"\s+({'|'.join(_TAILS)})$", re.IGNORECASE)
_NEAR_M = 30_000
_WIND = re.compile(
    r"^(?:(?:the|in|of)\s+)*(?:(?:north|south)?-?(?:east|west)?(?:ern)?|[NS]?[EW]?|central|greater|downtown)\s+"
    r"(?=[A-Z])",
)
_SPLIT = re.compile(r"[,(;/)]|\s(?:in|of)\s")


def find_place(
    gazetteer: Gazetteer, phrase: str, *, country: str | None = None, admin1: str | None = None
) -> Place | None:
    """Give the place that a phrase names, in a country and an area where they are given.

    The finest part comes first ("Karrada, Baghdad"). What comes after holds it: where no place of
    the name lies in its holder, the holder is the answer.
    """
    area = _find_area(gazetteer, admin1, country) if admin1 else None
    holder: Place | None = None
    words = " ".join(phrase.split())
    for part in reversed([part for part in _SPLIT.split(words) if part.strip()]):
        holder = _find_part(gazetteer, part, country, area, holder) or holder
    return holder


def _find_part(
    gazetteer: Gazetteer, part: str, country: str | None, area: str | None, holder: Place | None
) -> Place | None:
    part = _WIND.sub("", part.strip())
    tail = _TAIL.search(part)
    kinds = _TAILS[tail[1].lower()] if tail else frozenset()
    for spelling in [part] if tail is None else [part, part[: tail.start()]]:
        places = [
            place
            for place in gazetteer.candidates(spelling)
            if (country is None or place.country == country)
            and (holder is None or _holds(holder, place))
        ]
        if places:
            return _choose(places, spelling, kinds, area)
    hits = [
        gazetteer.place(place_id) for hit in gazetteer.scan(part) for place_id in hit.place_ids[:3]
    ]
    places = [
        place
        for place in hits
        if (country is None or place.country == country)
        and place.kind != "country"
        and (holder is None or _holds(holder, place))
    ]
    return places[0] if places else None


def _holds(holder: Place, place: Place) -> bool:
    """Say whether a place may lie in its holder: in the same area, or near the same town."""
    if holder.country != place.country:
        return False
    if holder.kind in {"country", "region"}:
        return True
    if holder.kind == "admin1":
        return _area_of(place) == _area_of(holder)
    reach_m = max(_NEAR_M, 2 * holder.radius_m)
    return (
        estimate_distance(holder.longitude, holder.latitude, place.longitude, place.latitude)
        <= reach_m
    )


def _choose(places: list[Place], name: str, kinds: frozenset[str], area: str | None) -> Place:
    folded = fold_name(name)

    def weigh(place: Place) -> tuple[bool, bool, bool, float]:
        return (
            area is None or _area_of(place) == area,
            fold_name(place.name) == folded or not kinds,
            not kinds or place.kind in kinds,
            place.rank,
        )

    return max(places, key=weigh)


def _area_of(place: Place) -> str:
    return (place.admin1 or place.name) if place.kind == "admin1" else (place.admin1 or "")


def _find_area(gazetteer: Gazetteer, name: str, country: str | None) -> str | None:
    kind = read_kinds()["admin1"]
    stem = name
    for word in kind.cut:
        stem = re.sub(rf"\s+{word}$", "", stem, flags=re.IGNORECASE)
    for spelling in (f"{stem} province", stem):
        for place in gazetteer.candidates(spelling):
            if place.kind == "admin1" and (country is None or place.country == country):
                return _area_of(place)
    return None
