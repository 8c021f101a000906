"""Know which country the article is about."""

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geoincidents.gazetteer import Gazetteer
from geoincidents.model.mention import Mention
from geoincidents.model.place import Place

if TYPE_CHECKING:
    from geoincidents.locate.passes.chain import Context

_SHARE = 0.15  # a country with less of the mentions does not decide
_SENSE_WEIGHT = {"literal": 1.0, "demonym": 0.5, "organisation": 0.3, "metonym": 0.3}
_UNSURE = 0.3  # a name that several countries have says little of which is meant
_FAR_BELOW = 1.6  # on the scale of rank: forty times as many people
_HAMLET = 15_000
LISTED = ("gn.", "wof.", "osm.")  # ids of towns of the world's lists and of dumps
_GREAT_CITY = 2_500_000  # people: such a city is no namesake, and speaks for its country
_WORLD_CITY = 1_000_000  # people: "London" is London, whatever the article is about


def keep_focus(_mention: Mention, candidates: list[Place], context: "Context") -> list[Place]:
    """Keep the candidates in the country that is named most, unless the first is a world city."""
    first = candidates[0]
    if first.kind in {"country", "continent"}:
        return [first]
    # A hamlet of the country does not hide the Rome that everybody knows.
    level = [
        p
        for p in candidates
        if p is first or _may_hide(p, first) or _is_told(p, first, context.spoken)
    ]
    shares = {p.country: context.focus.get(p.country or "", 0.0) for p in level}
    if first.country not in context.spoken and context.spoken & set(shares):
        shares[first.country] = 0.0  # what it has is its own vote
    best = max(shares.values())
    if best < _SHARE:
        return candidates
    if (first.population or 0) >= _WORLD_CITY and shares[first.country] * 3 >= best:
        return candidates
    return [p for p in level if shares[p.country] == best]


def _may_hide(place: Place, first: Place) -> bool:
    if place.population is not None and place.population < _HAMLET:
        return False
    return place.rank >= first.rank - _FAR_BELOW


def _is_told(place: Place, first: Place, spoken: frozenset[str]) -> bool:
    """Say whether a place of our tables lies where the article speaks of, and the first does not.

    Duma is a village of the West Bank where an article never speaks of Syria.
    """
    if first.country in spoken or place.country not in spoken:
        return False
    return not place.place_id.startswith(LISTED) and (first.population or 0) < _WORLD_CITY


def find_focus(mentions: Sequence[Mention], gazetteer: Gazetteer) -> dict[str, float]:
    """Give the share of each country among the mentions of an article."""
    weights: defaultdict[str, float] = defaultdict(float)
    for mention in mentions:
        if mention.place_ids:
            places = [gazetteer.place(one) for one in mention.place_ids]
            known = places[0].kind == "country" or (places[0].population or 0) >= _GREAT_CITY
            unsure = not known and len({p.country for p in places}) > 1
            weight = _SENSE_WEIGHT.get(mention.sense, 0.0) * (_UNSURE if unsure else 1.0)
            weights[places[0].country or ""] += weight
    total = sum(weights.values()) or 1
    return {country: weight / total for country, weight in weights.items() if country}
