"""Words that point back: "the same area", "that strike", the clock of an entry of a live page."""

import re
from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from geoincidents.extract.drafts import Draft
from geoincidents.extract.phrases import PlaceWords
from geoincidents.extract.tellings import Telling
from geoincidents.extract.words import join_words, load_lexicon

_SPOTS = load_lexicon("triggers")["spots"]["words"]
_SAME_SPOT = re.compile(
    rf"\b(?:in|at|near|on|from|of|outside|inside)\s(?P<spot>the\ssame\s(?:[\w-]+\s){{0,2}}?(?:{join_words(_SPOTS)}))\b"
    r"|\b(?:attacks?|strikes?|raids?|blasts?|explosions?|bombings?|shootings?|ambush|assault|barrage)\s(?P<there>there)\b",
    re.IGNORECASE,
)
_POINTER = re.compile(
    r"[\s\"']*(?:that|this|the|those)\s(?:\w+\s){0,2}?(?P<noun>\w+)", re.IGNORECASE
)
_TOGETHER = re.compile(
    r"[\s\"']*(?:at\s(?:around\s|about\s|roughly\s|almost\s|nearly\s|exactly\s)?the\ssame\s(?:time|moment)"
    r"|(?:almost\s)?simultaneously|moments\slater|minutes\slater|seconds\slater)\b",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"(?:\b(?:in|of|from|during|by|for|after|before)|^)\sthat\s(?:[\w-]+\s){0,2}$", re.IGNORECASE
)
_LEAD = 40
_CLOCK = re.compile(r"\s*[\[(]?(?:[01]?\d|2[0-3])[:.h][0-5]\d\b")


def borrow_place(view: str, telling: Telling, told_last: Draft | None) -> None:
    """Give a telling "in the same area", "a strike there" the places of the attack told last."""
    if telling.impacts or told_last is None:
        return
    sentence = telling.clause.sentence
    spot = _SAME_SPOT.search(view, sentence.start, sentence.end)
    if spot is None:
        return
    start, end = spot.span("spot" if spot["spot"] else "there")
    telling.impacts = _restate(list(told_last.impacts.values()), view, start, end)


def _restate(places: Sequence[PlaceWords], view: str, start: int, end: int) -> list[PlaceWords]:
    """Give places as the words that point back to them."""
    return [
        structs.replace(p, phrase=replace(p.phrase, start=start, end=end, text=view[start:end]))
        for p in places[:1]
    ]


def points_back(view: str, telling: Telling, hint: Telling) -> bool:
    """Tell whether "that strike" is the one of the sentence before ("a strike on ...")."""
    near = telling.clause.sentence.paragraph - hint.clause.sentence.paragraph <= 1
    found = _POINTER.match(view, telling.start, telling.end)
    nouns = {t.word.split()[-1] for t in hint.clause.triggers if t.is_noun}
    words = view[telling.start : found.end()].lower().split() if found else []
    # "That strike" may be called by any name, "the strike" by its own.
    any_name = words[:1] in (["that"], ["those"]) and any(
        t.is_noun for t in telling.clause.triggers
    )
    pointed = any_name or any(noun in words for noun in nouns)
    return near and pointed and bool(telling.times or telling.casualties)


def points_at_last(view: str, telling: Telling) -> bool:
    """Tell whether a clause is of "that attack": the one whose words stand last before it."""
    nouns = [t for t in telling.clause.triggers if t.is_noun or t.strength == "reference"]
    return any(_THAT.search(view, max(telling.start, t.start - _LEAD), t.start) for t in nouns)


_SAME_TIME = re.compile(
    r"\b(?:at\s(?:around\s|about\s|roughly\s|almost\s|nearly\s|exactly\s)?the\ssame\s(?:time|moment)|simultaneously)\b",
    re.IGNORECASE,
)


def is_at_same_time(view: str, telling: Telling) -> bool:
    """Tell whether a clause says that it happened when the attack told before it did."""
    return _SAME_TIME.search(view, telling.start, telling.end) is not None


def is_simultaneous(view: str, telling: Telling) -> bool:
    """Tell whether a clause says that it is of one operation with the attack told before it."""
    return _TOGETHER.match(view, telling.start, telling.end) is not None


def opens_with_clock(view: str, telling: Telling) -> bool:
    """Tell whether the line of a telling opens with a time, as an entry of a live page does."""
    line = view.rfind("\n", 0, telling.clause.sentence.start) + 1
    return _CLOCK.match(view, line, telling.end) is not None
