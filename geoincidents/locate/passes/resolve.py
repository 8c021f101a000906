"""Choose a place for every name of an article, in the order of the text."""

from collections.abc import Sequence
from dataclasses import dataclass

from geoincidents.gazetteer import Gazetteer
from geoincidents.locate.passes.chain import Choice, Context, weigh_candidates
from geoincidents.locate.passes.focus import find_focus
from geoincidents.model.mention import Mention
from geoincidents.model.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Hold a name of a text with what was chosen for it; no choice where nothing is known."""

    mention: Mention
    choice: Choice | None


def resolve_mentions(mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Resolved, ...]:
    """Give every mention of one article with its place, those with a container first settled.

    A mention's `container` is the surface of the mention after it.
    """
    context = Context(gazetteer=gazetteer, focus=find_focus(mentions, gazetteer))
    chosen: list[Choice | None] = [None] * len(mentions)
    # "Balad, Salah al-Din" settles Balad for the rest of the article, wherever it stands.
    held = [i for i, mention in enumerate(mentions) if mention.container]
    for i in reversed(held):
        context.containers = _find_containers(mentions, chosen, i, context)
        chosen[i] = weigh_candidates(mentions[i], context)
    context.containers = ()
    for i, mention in enumerate(mentions):
        if not mention.container:
            chosen[i] = weigh_candidates(mention, context)
    return tuple(
        Resolved(mention=mention, choice=choice)
        for mention, choice in zip(mentions, chosen, strict=True)
    )


def _find_containers(
    mentions: Sequence[Mention], chosen: Sequence[Choice | None], i: int, context: Context
) -> tuple[Place, ...]:
    if i + 1 >= len(mentions):
        return ()
    known = chosen[i + 1]
    if known is not None:
        return (known.place,)
    return tuple(context.gazetteer.place(one) for one in mentions[i + 1].place_ids[:3])
