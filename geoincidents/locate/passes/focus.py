"""Know which country the article is about."""

from typing import TYPE_CHECKING

from geoincidents.model.mention import Mention
from geoincidents.model.place import Place

if TYPE_CHECKING:
    from geoincidents.locate.passes.chain import Context

_SHARE = 0.15  # a country with less of the mentions does not decide
_WORLD_CITY = 1_000_000  # people: "London" is London, whatever the article is about


def keep_focus(_mention: Mention, candidates: list[Place], context: "Context") -> list[Place]:
    """Keep the candidates in the country that is named most, unless the first is a world city."""
    first = candidates[0]
    if first.kind in {"country", "continent"}:
        return [first]
    shares = {p.country: context.focus.get(p.country or "", 0.0) for p in candidates}
    best = max(shares.values())
    if best < _SHARE:
        return candidates
    if (first.population or 0) >= _WORLD_CITY and shares[first.country] * 3 >= best:
        return candidates
    return [p for p in candidates if shares[p.country] == best]
