"""Say why each mention of a name became a place, or none."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geoincidents.gazetteer import Gazetteer
from geoincidents.locate.passes import PASSES_SAY, Choice
from geoincidents.tagging.toponyms import NO_PLACE, Toponym, tag_places
from geoincidents.text.names import fold_name, fold_with_offsets
from geoincidents.text.view import make_view

if TYPE_CHECKING:
    from geoincidents.gazetteer.lookups import OnlineNames

_AROUND = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Hold where a name stands in a text, what became of it, and what was weighed."""

    start: int
    end: int
    around: str
    verdict: str
    choice: Choice | None


def explain_mentions(
    name: str, text: str, gazetteer: Gazetteer, *, online: "OnlineNames | None" = None
) -> Iterator[Account]:
    """Give an account of every mention of a name, however it is spelled, in the order of the text.

    A mention is each name found that holds the words of `name`, and each place where the text
    writes those words without a name being found. `online` is asked for names that the gazetteer
    does not know.
    """
    wanted = fold_name(name)
    if not wanted:
        return
    tagged = tag_places(text, gazetteer, online=online)
    spans = _find_words(wanted, text)
    covered: set[int] = set()
    accounts = []
    for toponym in tagged:
        here = [i for i, (s, e) in enumerate(spans) if s < toponym.end and e > toponym.start]
        if here or wanted == fold_name(toponym.surface):
            covered |= set(here)
            accounts.append(_account(text, toponym))
    for i, (start, end) in enumerate(spans):
        if i not in covered:
            verdict = f"left out: {_say_why_not(text, start, end, gazetteer)}"
            accounts.append(_make(text, start, end, verdict, None))
    yield from sorted(accounts, key=lambda one: one.start)


def _account(text: str, toponym: Toponym) -> Account:
    rule = toponym.mention.rule
    choice = toponym.choice
    if choice is None:
        verdict = f"{toponym.sense} ({rule}); no place of this name is known"
    elif toponym.sense in NO_PLACE:
        verdict = f"left out: {toponym.sense}, since {rule}"
        choice = None
    else:
        verdict = (
            f"{toponym.sense}, since {rule}; {choice.place.name}, "
            f"confidence {choice.confidence:.2f}: {PASSES_SAY.get(choice.decided, choice.decided)}"
        )
        if toponym.sense != "literal":
            verdict = f"no place of an incident: {verdict}"
    return _make(text, toponym.start, toponym.end, verdict, choice)


def _make(text: str, start: int, end: int, verdict: str, choice: Choice | None) -> Account:
    around = text[max(0, start - _AROUND) : end + _AROUND]
    return Account(start=start, end=end, around=around, verdict=verdict, choice=choice)


def _find_words(wanted: str, text: str) -> list[tuple[int, int]]:
    """Give the offsets of the words of a name in a text, folded as names are."""
    folded, offsets = fold_with_offsets(make_view(text))
    pattern = re.compile(rf"(?<!\S){re.escape(wanted)}(?!\S)")
    return [
        (offsets[match.start()], offsets[match.end() - 1] + 1) for match in pattern.finditer(folded)
    ]


def _say_why_not(text: str, start: int, end: int, gazetteer: Gazetteer) -> str:
    reason = gazetteer.say_why_not(make_view(text), start, end)
    if reason is not None:
        return reason
    near = gazetteer.candidates(text[start:end])
    if near:
        return f"no place is so spelled; the nearest spelling is that of {near[0].name}"
    return "no place of this name is known; add it with: geoincidents places add TABLE.csv"
