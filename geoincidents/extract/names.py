"""Names of places in a text: those of the gazetteer, and those that it does not know."""

import re
from collections.abc import Iterable, Iterator, Sequence
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
from geoincidents.extract.spellings import find_spelled
from geoincidents.extract.words import compile_words, join_words, load_lexicon
from geoincidents.gazetteer import Gazetteer, NameHit
from geoincidents.model.mention import Mention
from geoincidents.model.place import Place
from geoincidents.text.sentences import Sentence

_TIMES = load_lexicon("times")
_PLACES = load_lexicon("places")
_SHARED_KINDS: dict[str, str] = _PLACES["shared_kinds"]
# "the Kunar and Khost provinces": the word may belong to the last name, or stand after it.
_SHARED = re.compile(rf"(?P<word>{join_words(_SHARED_KINDS)})\b", re.IGNORECASE)
_PROVINCES = {"province", "governorate", "oblast", "department", "region", "state"}
_STATE_AFTER = re.compile(r"\sState\b(?!\s(?:Department|University|Secretary|Minister|TV))")
_AREA_BEFORE = re.compile(
    r"\b(?P<kind>province|governorate|oblast|department|region|state)\sof\s(?:the\s)?$",
    re.IGNORECASE,
)
_AREAS = {"district": ("admin2",), "county": ("admin2", "admin1")}
_PROVINCE = ("admin1",)
_CUE_REACH = 40
_WELL_KNOWN = 1_000_000  # people: a city that a surname does not hide
_LIST = re.compile(r",?\s(?:and|or|&)\s(?:the\s)?|,\s(?:the\s)?")
_HOLDS = re.compile(r",\s|\s\(")
# Names that read like places and are not in the gazetteer: "in Xyz", "the village of Xyz".
_PREFIX = r"(?:(?:[Aa]l|[Ee]l|[Aa]n|[Aa]r|[Aa]sh?|[Uu]mm)[- ])?"
_NAME = re.compile(
    rf"\s(?P<name>{_PREFIX}[A-Z][\w'’-]+(?:\s(?:[A-Z][\w'’-]+|al-[A-Z][\w'’-]+)){{0,3}})"
)
# What stands before them; a capital "Near" within a sentence belongs to a name ("Near Eastern
# Affairs").
_LEAD_ENDS = (
    "in",
    "at",
    "near",
    "outside",
    "from",
    "toward",
    "towards",
    "of",
    "In",
    "At",
    "Near",
    "Outside",
    "From",
)
# Behind the last two letters of what stands before them: most capitals are passed over at once.
_MAY_NAME = re.compile(
    rf"(?<={'|'.join(sorted({end[-2:] for end in _LEAD_ENDS}))})\s(?={_PREFIX}[A-Z][\w'’-])"
)
_LEAD = re.compile(
    r"(?:\b(?:in|at|near|outside|from|towards?|(?:town|village|city|district|province|neighbou?rhood"
    r"|suburb|base|camp)\sof)|(?:^|[.!?\"]\s)(?:In|At|Near|Outside|From))\Z",
    re.MULTILINE,
)
_LEAD_REACH = 20
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
    hits = gazetteer.scan(view)
    mentions = _read_hits(view, hits, gazetteer, sentences)
    spelled = find_spelled(view, _list_led(view), mentions, gazetteer)
    if not spelled:
        return mentions
    taken = {i for hit in spelled for i in range(hit.start, hit.end)}
    kept = (hit for hit in hits if taken.isdisjoint(range(hit.start, hit.end)))
    return _read_hits(view, sorted((*kept, *spelled)), gazetteer, sentences)


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
                kind_cue=_read_cue(view, hit.start, hit.end),
                container=_read_container(view, hit, following),
                rule=rule,
            )
        )
    asked = [
        _ask_for(m, m.kind_cue, gazetteer) if m.kind_cue in _PROVINCES else m for m in mentions
    ]
    shared = _hold_districts(view, _share_kinds(view, asked, gazetteer), gazetteer)
    return _carry_persons(view, shared, gazetteer)


def _hold_districts(
    view: str, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> Sequence[Mention]:
    """Take the name after a district for its province, not for the town of that name."""
    held = list(mentions)
    for at in range(1, len(held)):
        inner, outer = held[at - 1], held[at]
        if not inner.place_ids or not _HOLDS.fullmatch(view, inner.end, outer.start):
            continue
        district = gazetteer.place(inner.place_ids[0])
        if district.kind != "admin2":
            continue
        ids = sorted(outer.place_ids, key=lambda i: not _holds(gazetteer.place(i), district))
        held[at] = replace(outer, place_ids=tuple(ids))
    return held


def _holds(area: Place, district: Place) -> bool:
    named = {area.name, area.admin1}
    return area.kind == "admin1" and area.country == district.country and district.admin1 in named


def _share_kinds(view: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> Sequence[Mention]:
    """Give each name of "the Odesa and Mykolaiv regions" the kind that stands behind the list."""
    shared = list(mentions)
    for last in range(1, len(shared)):
        end = shared[last].end
        tail = shared[last].surface.rpartition(" ")[2].lower()
        after = _SHARED.match(view, end + 1) if view.startswith(" ", end) else None
        word = after["word"].lower() if after else tail
        if word not in _SHARED_KINDS or (not after and _is_country(shared[last], gazetteer)):
            continue  # "Kenosha, Wisconsin, United States": the word belongs to its name alone
        first = last
        while first and _LIST.fullmatch(view, shared[first - 1].end, shared[first].start):
            first -= 1
        if first == last:
            continue
        kind = _SHARED_KINDS[word]
        for at in range(first, last + 1):
            shared[at] = _ask_for(shared[at], kind, gazetteer)
    return shared


def _is_country(mention: Mention, gazetteer: Gazetteer) -> bool:
    return bool(mention.place_ids) and gazetteer.place(mention.place_ids[0]).kind == "country"


def _ask_for(mention: Mention, kind: str, gazetteer: Gazetteer) -> Mention:
    """Give a mention that a word of kind was said of, with the places of that kind first."""
    wanted = _AREAS.get(kind, _PROVINCE)
    ids = sorted(mention.place_ids, key=lambda i: gazetteer.place(i).kind not in wanted)
    first = gazetteer.place(ids[0]) if ids else None
    if first and first.kind not in wanted and first.admin1 and wanted == _PROVINCE:
        # A province that only its town is known by ("Deir el-Zour").
        ids[:0] = [
            place.place_id
            for place in gazetteer.candidates(first.admin1)
            if place.kind in wanted and place.country == first.country
        ][:1]
    return replace(mention, place_ids=tuple(ids), kind_cue=kind)


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


def _read_cue(view: str, start: int, end: int) -> str | None:
    """Give the word beside a name that asks for a kind of place ("airbase"), or `None`.

    "Sokoto State", "the province of Herat": not the town that is called so, too.
    """
    match = FACILITY_AFTER.match(view, end, end + _CUE_REACH)
    word = " ".join(match["word"].lower().split()) if match else ""
    if word in FACILITY_WORDS:
        return word
    if _STATE_AFTER.match(view, end):
        return "state"
    before = _AREA_BEFORE.search(view, max(0, start - _CUE_REACH), start)
    return before["kind"].lower() if before else None


def find_unknown_names(view: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Give the offsets of capitalised names after a locative word that are no known place."""
    known = {i for mention in mentions for i in range(mention.start, mention.end)}
    return [span for span in _list_led(view) if known.isdisjoint(range(*span))]


def _list_led(view: str) -> Iterator[tuple[int, int]]:
    """Give the offsets of capitalised names after a locative word, known or not."""
    found = (m for m in _find_led(view) if not _NOT_PLACES.pattern.match(m["name"]))
    return (m.span("name") for m in found)


def _find_led(view: str) -> Iterator[re.Match[str]]:
    """Give the capitalised names behind a locative word, none over another with its word.

    Names are rarer than words: whoever looks from them back is four times as fast.
    """
    resume = 0
    for gap in _MAY_NAME.finditer(view):
        at = gap.start()
        if at < resume or not view.endswith(_LEAD_ENDS, resume, at):
            continue
        lead = _LEAD.search(view, max(resume, at - _LEAD_REACH), at)
        name = _NAME.match(view, at) if lead else None
        if name is not None:
            yield name
            resume = name.end()
