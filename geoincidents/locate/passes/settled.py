"""Know that the places of one article lie near each other."""

from typing import TYPE_CHECKING

from geoincidents.geodesy import measure
from geoincidents.model.location import Position
from geoincidents.model.mention import Mention
from geoincidents.model.place import Place

if TYPE_CHECKING:
    from geoincidents.locate.passes.chain import Context

_NEAR_M = 200_000  # about the size of a province and its neighbours


def keep_near(mention: Mention, candidates: list[Place], context: "Context") -> list[Place]:
    """Keep the candidates of the first one's rank that lie near a place settled before."""
    anchors = [
        Position(p.longitude, p.latitude)
        for p in context.settled.values()
        if p.kind not in {"country", "region", "continent"}
    ]
    if not anchors:
        return candidates
    top = candidates[0].rank
    level = [p for p in candidates if p.rank >= top - 1]
    if _is_so_written(candidates[0], mention.surface):  # "Saada": not As Saddah, however near
        level = [p for p in level if _is_so_written(p, mention.surface)]
    near = [
        p
        for p in level
        if min(measure(Position(p.longitude, p.latitude), a)[0] for a in anchors) <= _NEAR_M
    ]
    return near or candidates


def _is_so_written(place: Place, surface: str) -> bool:
    """Tell whether a name of the place is written as here, but for capitals and marks."""
    return any(_plain(surface) == _plain(name) for name in (place.name, *place.aliases))


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())
