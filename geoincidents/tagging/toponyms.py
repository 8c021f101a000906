"""Tag the names of places in a text: where each stands, in which sense, and which place it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geoincidents.extract.names import find_given_names, find_names
from geoincidents.gazetteer import Gazetteer
from geoincidents.locate.passes import Choice, resolve_mentions
from geoincidents.model import Mention
from geoincidents.text.sentences import split_sentences
from geoincidents.text.view import make_view

SENSES = frozenset({"literal", "metonym", "demonym", "organisation"})
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


def tag_places(text: str, gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    """Give every name of the gazetteer in a text, left to right, also those that are no place."""
    view = make_view(text)
    return _resolve(text, find_names(view, gazetteer, split_sentences(view)), gazetteer)


def tag_spans(
    text: str, spans: Iterable[tuple[int, int]], gazetteer: Gazetteer
) -> tuple[Toponym, ...]:
    """Give the place of every span (start, end) that is known to be a name of a place."""
    view = make_view(text)
    sentences = split_sentences(view)
    return _resolve(text, find_given_names(view, spans, gazetteer, sentences), gazetteer)


def _resolve(text: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> tuple[Toponym, ...]:
    return tuple(
        Toponym(
            start=resolved.mention.start,
            end=resolved.mention.end,
            surface=text[resolved.mention.start : resolved.mention.end],
            sense=resolved.mention.sense,
            mention=resolved.mention,
            choice=resolved.choice,
        )
        for resolved in resolve_mentions(mentions, gazetteer)
    )
