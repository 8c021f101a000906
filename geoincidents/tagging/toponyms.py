"""Tag the names of places in a text: where each stands, in which sense, and which place it is."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geoincidents.extract.names import find_given_names, find_names, find_unknown_names
from geoincidents.gazetteer import Gazetteer
from geoincidents.locate import find_spoken, is_far_hamlet
from geoincidents.locate.passes import Choice, Resolved, resolve_mentions
from geoincidents.model import Mention
from geoincidents.text.sentences import split_sentences
from geoincidents.text.view import make_view

if TYPE_CHECKING:
    from geoincidents.gazetteer.lookups import OnlineNames

SENSES = frozenset({"literal", "metonym", "demonym", "organisation"})
AREAS = frozenset({"admin1", "admin2", "continent", "region"})
# "province" in "Anbar province" tells the kind; in "Eastern Province" it is of the name.
_KIND_WORDS = re.compile(r"\s+(?:provinces?|governorates?|districts?|regions?|continent)$")
# What is no place at all: a person's name, an ordinary word.
NO_PLACE = frozenset({"person", "word"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """Hold a name in a text: `text[start:end] == surface`.

    `sense` is `literal`, `metonym`, `demonym`, `organisation`, `person` or `word`, and `mention`
    says which rule gave it. `choice` is the place with all that was weighed, `None` where the
    gazetteer knows no place of that name.
    """

    start: int
    end: int
    surface: str
    sense: str
    mention: Mention
    choice: Choice | None


def tag_places(
    text: str, gazetteer: Gazetteer, *, online: "OnlineNames | None" = None
) -> tuple[Toponym, ...]:
    """Give every name of the gazetteer in a text, left to right, also those that are no place.

    `online` is asked for names that read like places and that the gazetteer does not know.
    """
    view = make_view(text)
    sentences = split_sentences(view)
    mentions = find_names(view, gazetteer, sentences)
    if online is not None:
        unknown = {text[start:end] for start, end in find_unknown_names(view, mentions)}
        helped = online.help_gazetteer(gazetteer, unknown, find_spoken(mentions, gazetteer))
        if helped is not gazetteer:
            gazetteer, mentions = helped, find_names(view, helped, sentences)
    return _resolve(text, mentions, gazetteer)


def tag_spans(
    text: str,
    spans: Iterable[tuple[int, int]],
    gazetteer: Gazetteer,
    *,
    online: "OnlineNames | None" = None,
) -> tuple[Toponym, ...]:
    """Give the place of every span (start, end) that is known to be a name of a place.

    `online` is asked for those that the gazetteer does not know.
    """
    view = make_view(text)
    sentences = split_sentences(view)
    spans = sorted(set(spans))
    mentions = find_given_names(view, spans, gazetteer, sentences)
    if online is not None:
        unknown = {one.surface for one in mentions if not one.place_ids}
        helped = online.help_gazetteer(gazetteer, unknown, find_spoken(mentions, gazetteer))
        if helped is not gazetteer:
            gazetteer, mentions = helped, find_given_names(view, spans, helped, sentences)
    return _resolve(text, mentions, gazetteer, cut=False)


def _resolve(
    text: str, mentions: Sequence[Mention], gazetteer: Gazetteer, *, cut: bool = True
) -> tuple[Toponym, ...]:
    spoken = find_spoken(mentions, gazetteer) if cut else frozenset()
    return tuple(
        _make_toponym(text, _doubt(resolved, spoken), resolved.choice, cut=cut)
        for resolved in resolve_mentions(mentions, gazetteer)
    )


def _doubt(resolved: Resolved, spoken: frozenset[str]) -> Mention:
    """Give a mention, as a word where its only place is a hamlet far from what is spoken of."""
    choice = resolved.choice
    if choice is None or not is_far_hamlet(choice.place, spoken):
        return resolved.mention
    where = choice.place.country
    rule = f"{choice.place.name} is a small place in {where}, of which the article does not speak"
    return replace(resolved.mention, sense="word", rule=rule)


def _make_toponym(text: str, mention: Mention, choice: Choice | None, *, cut: bool) -> Toponym:
    start, end = mention.start, mention.end
    if cut and choice is not None and choice.place.kind in AREAS:
        kind_words = _KIND_WORDS.search(text, start, end)
        end = kind_words.start() if kind_words else end
    return Toponym(
        start=start,
        end=end,
        surface=text[start:end],
        sense=mention.sense,
        mention=mention,
        choice=choice,
    )
