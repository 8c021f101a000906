"""Know that "X airbase" asks for an air base and "X province" for a province."""

from typing import TYPE_CHECKING

from geoincidents.model.mention import Mention
from geoincidents.model.place import Place

if TYPE_CHECKING:
    from geoincidents.locate.passes.chain import Context

_ASKS = {
    "airport": {"airport", "airbase"},
    "airfield": {"airport", "airbase"},
    "airbase": {"airbase", "airport", "base"},
    "air base": {"airbase", "airport", "base"},
    "base": {"base", "airbase"},
    "military base": {"base", "airbase"},
    "camp": {"camp", "base"},
    "province": {"admin1"},
    "governorate": {"admin1"},
    "department": {"admin1"},
    "oblast": {"admin1"},
    "state": {"admin1"},
    "county": {"admin2", "admin1"},
    "desert": {"region", "desert"},
    "countryside": {"admin1"},
    "region": {"region", "admin1"},
    "municipality": {"admin2", "town", "city", "village"},
    "jurisdiction": {"admin2", "town", "village"},
    "canton": {"admin2", "town", "village"},
    "district": {"admin2", "neighbourhood"},
    "city": {"city", "town"},
    "town": {"town", "city", "village"},
    "village": {"village", "town"},
    "neighbourhood": {"neighbourhood"},
    "neighborhood": {"neighbourhood"},
    "area": {"neighbourhood", "admin2", "town", "city"},
    "port": {"port"},
    "crossing": {"crossing"},
    "border crossing": {"crossing"},
    "hotel": {"building"},
    "embassy": {"building"},
}


_PROVINCES = {"province", "governorate", "department", "oblast", "desert", "countryside"}


def keep_kind(mention: Mention, candidates: list[Place], context: "Context") -> list[Place]:
    """Keep the candidates of the kinds that the word after the name asks for.

    A province that only its town is known by ("Deir el-Zour province") is that of the town.
    """
    cue = mention.kind_cue or ""
    wanted = _ASKS.get(cue)
    if not wanted:
        return candidates
    kept = [p for p in candidates if p.kind in wanted]
    return kept or (
        [found] if cue in _PROVINCES and (found := _find_province(candidates, context)) else []
    )


def _find_province(candidates: list[Place], context: "Context") -> Place | None:
    """Give the province that the first of the towns is the seat of, or lies in."""
    town = candidates[0]
    if not town.admin1:
        return None
    provinces = (p for p in context.gazetteer.candidates(town.admin1) if p.kind == "admin1")
    return next((p for p in provinces if p.country == town.country), None)
