"""Know that "Balad, Salah al-Din" lies in Salah al-Din, and that Georgia holds Atlanta."""

from typing import TYPE_CHECKING

from geoincidents.geodesy import measure
from geoincidents.model.location import Position
from geoincidents.model.mention import Mention
from geoincidents.model.place import Place

if TYPE_CHECKING:
    from geoincidents.locate.passes.chain import Context

HOLDERS = frozenset({"country", "region", "admin1", "admin2", "continent"})
_WITHIN = 1.3  # radii: a province is no circle


def keep_held(_mention: Mention, candidates: list[Place], context: "Context") -> list[Place]:
    """Keep the candidates that lie in a place that the text names as their holder."""
    kept = candidates
    for holder in context.containers:
        # "Georgia, Alabama" are two states in a list, not a hamlet.
        if candidates[0].kind == "admin1" and holder.kind != "country":
            continue
        inside = [place for place in kept if holds(holder, place)]
        kept = inside or kept
    return kept


def keep_holding(_mention: Mention, candidates: list[Place], context: "Context") -> list[Place]:
    """Keep the candidates that hold a place of the name before them."""
    if not context.held:
        return candidates
    return [
        place
        for place in candidates
        if place.kind in HOLDERS and any(holds(place, held) for held in context.held)
    ]


def holds(holder: Place, place: Place) -> bool:
    """Say whether one place lies in the other, by its country, its area or its distance."""
    if holder.place_id == place.place_id:
        return False
    if holder.country is not None and place.country != holder.country:
        return False
    if holder.kind == "country":
        return True
    if holder.kind == "admin1" and place.admin1 is not None:
        return place.admin1 in {holder.name, holder.admin1}
    if holder.kind in HOLDERS:
        return _measure(holder, place) <= holder.radius_m * _WITHIN
    return place.admin1 is not None and place.admin1 == holder.admin1


def _measure(one: Place, other: Place) -> float:
    return measure(
        Position(one.longitude, one.latitude), Position(other.longitude, other.latitude)
    )[0]
