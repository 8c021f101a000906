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


def keep_kind(mention: Mention, candidates: list[Place], _context: "Context") -> list[Place]:
    """Keep the candidates of the kinds that the word after the name asks for."""
    wanted = _ASKS.get(mention.kind_cue or "")
    return [p for p in candidates if p.kind in wanted] if wanted else candidates
