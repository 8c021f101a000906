"""Choose a place for every name of an article."""

from collections.abc import Sequence
from dataclasses import dataclass

from geoincidents.gazetteer import Gazetteer
from geoincidents.locate.passes.area import find_area
from geoincidents.locate.passes.chain import Choice, Context, weigh_candidates
from geoincidents.locate.passes.focus import find_focus
from geoincidents.locate.strangers import find_named, find_spoken
from geoincidents.model.mention import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """Hold a name of a text with what was chosen for it; no choice where nothing is known."""

    mention: Mention
    choice: Choice | None


def read_context(mentions: Sequence[Mention], gazetteer: Gazetteer) -> Context:
    """Give what the names of an article tell of where it is."""
    return Context(
        gazetteer=gazetteer,
        focus=find_focus(mentions, gazetteer),
        area=find_area(mentions, gazetteer),
        spoken=find_spoken(mentions, gazetteer),
        named=find_named(mentions, gazetteer),
    )


def resolve_mentions(mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Resolved, ...]:
    """Give every mention of one article with its place.

    A mention's `container` is the surface of the mention after it. "Balad, Salah al-Din" settles
    Balad for the rest of the article, wherever in it it stands, and the holder before the held.
    """
    context = read_context(mentions, gazetteer)
    chosen: list[Choice | None] = [None] * len(mentions)
    done = [False] * len(mentions)
    for i in range(len(mentions) - 1, -1, -1):
        held = mentions[i - 1] if i and mentions[i - 1].container else None
        if mentions[i].container or held:
            after = chosen[i + 1] if mentions[i].container and i + 1 < len(mentions) else None
            context.containers = (after.place,) if after else ()
            context.held = tuple(gazetteer.place(one) for one in held.place_ids) if held else ()
            chosen[i], done[i] = weigh_candidates(mentions[i], context), True
    context.containers = context.held = ()
    for i, mention in enumerate(mentions):
        if not done[i]:
            chosen[i] = weigh_candidates(mention, context)
    return tuple(
        Resolved(mention=mention, choice=choice)
        for mention, choice in zip(mentions, chosen, strict=True)
    )
