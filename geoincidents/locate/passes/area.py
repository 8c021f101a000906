"""Know which province or state the article is about."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from geoincidents.gazetteer import Gazetteer
from geoincidents.model.mention import Mention
from geoincidents.model.place import Place

if TYPE_CHECKING:
    from geoincidents.locate.passes.chain import Context

_SHARE = 0.34  # an area with less of the mentions does not decide
_FEWEST = 2.0  # one mention of a state is no focus
_WORLD_CITY = 1_000_000

Area = tuple[str, str]


def find_area(mentions: Sequence[Mention], gazetteer: Gazetteer) -> Area | None:
    """Give the (country, area) that most names of an article lie in, if one stands out."""
    weights: Counter[Area] = Counter()
    able: Counter[Area] = Counter()  # names of several places, by the areas of these
    total = 0
    for mention in mentions:
        if not mention.place_ids or mention.sense in {"person", "word", "demonym"}:
            continue
        first = gazetteer.place(mention.place_ids[0])
        if first.kind in {"country", "continent", "region"} or first.country is None:
            continue
        total += 1
        if first.kind == "admin1":
            weights[first.country, first.name] += 1
        elif len(mention.place_ids) == 1 and first.admin1:
            weights[first.country, first.admin1] += 1
        else:
            places = map(gazetteer.place, mention.place_ids)
            able.update({(p.country, p.admin1) for p in places if p.country and p.admin1})
    if not weights:
        return None
    (area, weight), *_ = weights.most_common(1)
    # "Adair County" may lie in Kentucky, too: it says nothing against it.
    return area if weight >= max(_FEWEST, _SHARE * (total - able[area])) else None


def keep_area(_mention: Mention, candidates: list[Place], context: "Context") -> list[Place]:
    """Keep the candidates in the area that the article is about, but for world cities."""
    first = candidates[0]
    if context.area is None or first.kind in {"country", "continent", "admin1"}:
        return candidates
    if (first.population or 0) >= _WORLD_CITY and first.country != context.area[0]:
        return candidates
    return [p for p in candidates if (p.country, p.admin1) == context.area]
