"""Know that "Balad, Salah al-Din" lies in Salah al-Din."""

from typing import TYPE_CHECKING

from geoincidents.model.mention import Mention
from geoincidents.model.place import Place

if TYPE_CHECKING:
    from geoincidents.locate.passes.chain import Context


def keep_held(_mention: Mention, candidates: list[Place], context: "Context") -> list[Place]:
    """Keep the candidates that lie in a place that the text names as their holder."""
    kept = candidates
    for holder in context.containers:
        if holder.kind == "country":
            inside = [p for p in kept if p.country == holder.country]
        elif holder.kind == "admin1":
            inside = [p for p in kept if p.country == holder.country and p.admin1 == holder.name]
        else:
            inside = [p for p in kept if p.country == holder.country and p.admin1 == holder.admin1]
        kept = inside or kept
    return kept
