"""Attacks that lean on one another in time: "X three days before Y", "it came a week after Y"."""

import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import structs

from geoincidents.extract.dates import TimeWords
from geoincidents.extract.days import resolve_time
from geoincidents.extract.tellings import Telling
from geoincidents.model.when import When

_TURNED = {"after": "before", "following": "before", "before": "after", "prior to": "after"}
# "It came five days after a blast in Kabul": the news, and what was before it.
_COMES = re.compile(
    r"[\s\"']*(?:it|this|(?:the|this|that|\w+day's)\s(?:[\w-]+\s){1,3}?)\s?"
    r"(?:came|comes|happened|occurred|took\splace|was|follows|followed)\s(?:just\s|only\s|less\sthan\s|about\s|around\s|nearly\s|barely\s)?",
    re.IGNORECASE,
)


class Leaning(msgspec.Struct, frozen=True, kw_only=True):
    """Hold "`subject` three days before `base`"."""

    subject: Telling
    base: Telling
    words: TimeWords


def find_leaning(view: str, tellings: Sequence[Telling], words: TimeWords) -> Leaning | None:
    """Give which attack of a sentence words of time lean on, and whose day they tell."""
    base = next((t for t in tellings if t.start >= words.end - 1), None)
    if base is None:
        return None
    first = base.clause.triggers[0].start if base.clause.triggers else words.end
    if "," in view[words.end : first]:
        return None  # "hours before the jet crashed, rockets ...": no attack is leant on
    before = [t for t in tellings if t.start < words.start]
    after = [t for t in tellings if t.start > base.start]
    subject = next(iter([*before[-1:], *after]), None)
    return Leaning(subject=subject, base=base, words=words) if subject else None


def date_earlier(
    view: str, tellings: Sequence[Telling], marks: Sequence[TimeWords], news: When | None
) -> Iterator[tuple[int, When]]:
    """Date an attack that the news came after: "It came five days after a blast in Kabul"."""
    for words in marks:
        base = next((t for t in tellings if t.start >= words.end - 1), None)
        if base is None or news is None or news.precision != "day":
            continue
        opening = view[base.clause.sentence.start : words.start]
        if _COMES.fullmatch(opening) and (when := resolve_time(turn_round(words), None, news)):
            yield id(base), when


def turn_round(words: TimeWords) -> TimeWords:
    """Give "three days before" for "three days after", and the other way round."""
    turned = {**dict(words.parts)}
    turned["by"] = _TURNED.get(turned.get("by", ""), "before")
    return structs.replace(words, parts=tuple(turned.items()))
