"""Know the far town that only shares a name with what an article means.

A small town, or a building, of a country that the article never speaks of is hardly meant: "San
Ramon" in news of El Salvador is not the one in California. It stays unplaced, or its holder
stands in.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geoincidents.gazetteer.distance import estimate_distance
from geoincidents.model.mention import Mention
from geoincidents.model.place import Place

if TYPE_CHECKING:
    from geoincidents.gazetteer import Gazetteer

_TOWNS = {"city", "town", "village"}
_STATES = {"country", "admin1", "region"}
# What a town has many of, and what is called alike in many towns.
_BUILDINGS = {"building", "neighbourhood", "street"}
_FIELDS = {"airport", "airbase", "base"}  # no two are called alike
_GREAT = 500_000  # people: such a city speaks for its country, and is meant wherever it is named
# Ids of towns of the world's lists and of dumps; a curated place was put there as it is meant.
_WORLD = ("gn.", "wof.", "osm.")
_FAR_M = 500_000
_LISTED = 15_000  # people: smaller towns come from dumps, where every word is a village somewhere


def find_spoken(mentions: Sequence[Mention], gazetteer: "Gazetteer") -> frozenset[str]:
    """Give the countries that an article speaks of: by name, people, province, base, great city."""
    spoken = set()
    for mention in mentions:
        if not mention.place_ids or mention.sense == "person":
            continue
        place = gazetteer.place(mention.place_ids[0])
        great = (place.population or 0) >= _GREAT
        meant = place.kind in _STATES or place.kind in _FIELDS or mention.sense == "demonym"
        if place.country and (meant or great):
            spoken.add(place.country)
    return frozenset(spoken)


def find_named(mentions: Sequence[Mention], gazetteer: "Gazetteer") -> frozenset[Place]:
    """Give the countries that an article names itself, or by their people."""
    ids = {m.place_ids[0] for m in mentions if m.place_ids and m.sense != "person"}
    places = (gazetteer.place(one) for one in sorted(ids))
    return frozenset(place for place in places if place.kind == "country")


def is_stranger(place: Place, spoken: frozenset[str]) -> bool:
    """Tell whether a place only shares a name with what is meant."""
    if not spoken or place.country is None or place.country in spoken:
        return False
    if place.kind in _BUILDINGS:
        return True
    listed = place.place_id.startswith(_WORLD)
    return listed and place.kind in _TOWNS and (place.population or 0) < _GREAT


def is_out_of_reach(place: Place, spoken: frozenset[str], named: frozenset[Place]) -> bool:
    """Tell whether a small town lies far from every country that the article names.

    News crosses borders ("Turkish drones hit Sinjar"), but not half a continent without a word.
    """
    if not named or place.country is None or place.country in spoken:
        return False
    if place.kind not in _TOWNS or (place.population or 0) >= _GREAT:
        return False
    return all(_measure_to(place, country) > _FAR_M for country in named)


def _measure_to(place: Place, country: Place) -> float:
    apart = estimate_distance(place.longitude, place.latitude, country.longitude, country.latitude)
    return apart - country.radius_m


def is_far_hamlet(place: Place, spoken: frozenset[str]) -> bool:
    """Tell whether a name is hardly one: a hamlet or building where the article is not about.

    Greater towns of countries not spoken of are names all the same, though they may be of others.
    """
    if not is_stranger(place, spoken):
        return False
    return place.kind == "building" or (
        place.place_id.startswith(_WORLD) and (place.population or 0) < _LISTED
    )
