"""Run the passes in order; each narrows the candidates where it knows something."""

from collections.abc import Callable
from dataclasses import dataclass, field

from geoincidents.gazetteer import Gazetteer
from geoincidents.locate.passes.container import keep_held
from geoincidents.locate.passes.focus import keep_focus
from geoincidents.locate.passes.kind_cue import keep_kind
from geoincidents.locate.passes.settled import keep_near
from geoincidents.model.mention import Mention
from geoincidents.model.place import Place


@dataclass(slots=True, kw_only=True)
class Context:
    """Hold what the article has told of where it is.

    `focus` gives the share of each country among the mentions; `settled` the places chosen so far;
    `containers` those that hold the mention at hand.
    """

    gazetteer: Gazetteer
    focus: dict[str, float] = field(default_factory=dict)
    settled: dict[str, Place] = field(default_factory=dict)
    containers: tuple[Place, ...] = ()


Pass = Callable[[Mention, list[Place], Context], list[Place]]
PASSES: tuple[tuple[str, Pass], ...] = (
    ("kind", keep_kind),
    ("container", keep_held),
    ("focus", keep_focus),
    ("nearness", keep_near),
)


def choose_place(mention: Mention, context: Context) -> tuple[Place, str] | None:
    """Give the place that a mention means and the pass that decided, or `None` for no candidate."""
    key = f"{mention.surface.lower()}|{mention.kind_cue or ''}|{','.join(p.place_id for p in context.containers)}"
    if key in context.settled:
        return context.settled[key], "one sense in one article"
    candidates = [context.gazetteer.place(i) for i in mention.place_ids]
    if not candidates:
        return None
    decided = "only candidate" if len(candidates) == 1 else "rank"
    for name, narrow in PASSES:
        if len(candidates) == 1:
            break
        kept = narrow(mention, candidates, context)
        if kept and len(kept) < len(candidates):
            candidates, decided = kept, name
    context.settled[key] = candidates[0]
    return candidates[0], decided
