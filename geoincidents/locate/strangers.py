"""Know the far town that only shares a name with what an article means.

A small town, or a building, of a country that the article never speaks of is hardly meant: "San
Ramon" in news of El Salvador is not the one in California. It stays unplaced, or its holder
stands in.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geoincidents.model.mention import Mention
from geoincidents.model.place import Place

if TYPE_CHECKING:
    from geoincidents.gazetteer import Gazetteer

_TOWNS = {"city", "town", "village"}
_STATES = {"country", "admin1", "region"}
_BUILDINGS = {"building", "airport"}
_GREAT = 500_000  # people: such a city speaks for its country, and is meant wherever it is named
_WORLD = (
    "gn."  # ids of towns of the world's lists; a curated place was put there because it is meant
)


def find_spoken(mentions: Sequence[Mention], gazetteer: "Gazetteer") -> frozenset[str]:
    """Give the countries that an article speaks of: by name, people, province or great city."""
    spoken = set()
    for mention in mentions:
        if not mention.place_ids or mention.sense == "person":
            continue
        place = gazetteer.place(mention.place_ids[0])
        great = (place.population or 0) >= _GREAT
        if place.country and (place.kind in _STATES or mention.sense == "demonym" or great):
            spoken.add(place.country)
    return frozenset(spoken)


def is_stranger(place: Place, spoken: frozenset[str]) -> bool:
    """Tell whether a place only shares a name with what is meant."""
    if not spoken or place.country is None or place.country in spoken:
        return False
    if place.kind in _BUILDINGS:
        return True
    listed = place.place_id.startswith(_WORLD)
    return listed and place.kind in _TOWNS and (place.population or 0) < _GREAT
