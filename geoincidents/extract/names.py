"""Names of places in a text: those of the gazetteer, and those that it does not know."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import zip_longest

from geoincidents.extract.senses import (
    FACILITY_AFTER,
    FACILITY_WORDS,
    LISTED,
    PERSON,
    is_placed,
    look_around,
    read_sense,
)
from geoincidents.extract.words import compile_words, load_lexicon
from geoincidents.gazetteer import Gazetteer, NameHit
from geoincidents.model.mention import Mention
from geoincidents.text.sentences import Sentence

_TIMES = load_lexicon("times")
_CUE_REACH = 40
_WELL_KNOWN = 1_000_000  # people: a city that a surname does not hide
_LIST = re.compile(r",?\s(?:and|or|&)\s(?:the\s)?|,\s(?:the\s)?")
_HOLDS = re.compile(r",\s|\s\(")
# Names that read like places and are not in the gazetteer: "in Xyz", "the village of Xyz".
_PREFIX = r"(?:(?:[Aa]l|[Ee]l|[Aa]n|[Aa]r|[Aa]sh?|[Uu]mm)[- ])?"
# A capital "Near" within a sentence belongs to a name ("Near Eastern Affairs").
_UNKNOWN = re.compile(
    r"(?:\b(?:in|at|near|outside|from|towards?|(?:town|village|city|district|province|neighbou?rhood"
    r"|suburb|base|camp)\sof)|(?:^|[.!?\"]\s)(?:In|At|Near|Outside|From))"
    rf"\s(?P<name>{_PREFIX}[A-Z][\w'’-]+(?:\s(?:[A-Z][\w'’-]+|al-[A-Z][\w'’-]+)){{0,3}})",
    re.MULTILINE,
)
_NOT_PLACES = compile_words(
    [
        *_TIMES["months"],
        *_TIMES["weekdays"],
        *load_lexicon("senses")["not_places"]["words"],
    ]
)


def find_names(
    view: str, gazetteer: Gazetteer, sentences: Sequence[Sentence]
) -> tuple[Mention, ...]:
    """Give every name of the gazetteer in the text with the sense that its neighbours give it."""
    return _read_hits(view, gazetteer.scan(view), gazetteer, sentences)


def find_given_names(
    view: str,
    spans: Iterable[tuple[int, int]],
    gazetteer: Gazetteer,
    sentences: Sequence[Sentence],
) -> tuple[Mention, ...]:
    """Give a mention for each span (start, end) of the text, each known to be a name of a place."""
    hits = [_look_up(view, start, end, gazetteer) for start, end in sorted(set(spans))]
    return _read_hits(view, hits, gazetteer, sentences)


def _look_up(view: str, start: int, end: int, gazetteer: Gazetteer) -> NameHit:
    """Give a span as a hit: as the scan reads it alone, else by its candidates."""
    surface = view[start:end]
    whole = [hit for hit in gazetteer.scan(surface) if hit.end - hit.start == len(surface)]
    places = gazetteer.candidates(surface)
    if whole and whole[0].form == "demonym":
        return whole[0]._replace(start=start, end=end)
    return NameHit(start, end, surface, tuple(place.place_id for place in places), "name")


def _read_hits(
    view: str, hits: Sequence[NameHit], gazetteer: Gazetteer, sentences: Sequence[Sentence]
) -> tuple[Mention, ...]:
    starts = {s.start for s in sentences}
    mentions: list[Mention] = []
    for hit, following in zip_longest(hits, hits[1:]):
        if hit is None:
            break
        sense, rule = read_sense(look_around(view, hit, gazetteer, at_start=hit.start in starts))
        before = mentions[-1] if mentions else None
        # "in Iraq, Syria and Lebanon": what stands in a list has the sense of its first name.
        if before is not None and rule == LISTED and _LIST.fullmatch(view, before.end, hit.start):
            sense, rule = before.sense, f"listed with {before.surface!r}: {before.rule}"
        mentions.append(
            Mention(
                start=hit.start,
                end=hit.end,
                surface=hit.surface,
                place_ids=hit.place_ids,
                sense=sense,
                kind_cue=_read_cue(view, hit.end),
                container=_read_container(view, hit, following),
                rule=rule,
            )
        )
    return _carry_persons(view, mentions, gazetteer)


def _carry_persons(
    view: str, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> tuple[Mention, ...]:
    """Give the mentions with those of a person's surname for persons wherever it stands alone."""
    named = {m.surface for m in mentions if m.sense == "person" and m.rule == PERSON}
    return tuple(
        replace(mention, sense="person", rule=f"the article names a person {mention.surface!r}")
        if mention.surface in named
        and mention.sense in {"literal", "metonym"}
        and not is_placed(view, mention.start)
        and (gazetteer.place(mention.place_ids[0]).population or 0) < _WELL_KNOWN
        else mention
        for mention in mentions
    )


def _read_container(view: str, hit: NameHit, following: NameHit | None) -> str | None:
    """Give the name that follows after a comma or in brackets, which may hold this one."""
    if following is None or not _HOLDS.fullmatch(view, hit.end, following.start):
        return None
    return following.surface


def _read_cue(view: str, end: int) -> str | None:
    """Give the word after a name that asks for a kind of place ("airbase"), or `None`."""
    match = FACILITY_AFTER.match(view, end, end + _CUE_REACH)
    word = " ".join(match["word"].lower().split()) if match else ""
    return word if word in FACILITY_WORDS else None


def find_unknown_names(view: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Give the offsets of capitalised names after a locative word that are no known place."""
    found = [m for m in _UNKNOWN.finditer(view) if not _NOT_PLACES.pattern.match(m["name"])]
    known = {i for mention in mentions for i in range(mention.start, mention.end)}
    return [
        (m.start("name"), m.end("name"))
        for m in found
        if known.isdisjoint(range(m.start("name"), m.end("name")))
    ]
