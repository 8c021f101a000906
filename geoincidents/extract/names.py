"""Names of places in a text, and in which sense each stands there."""

import re
from collections.abc import Sequence
from typing import Protocol

from geoincidents.extract.words import compile_words, join_words, load_lexicon
from geoincidents.gazetteer import Gazetteer
from geoincidents.model.mention import Mention
from geoincidents.text.sentences import Sentence

_WORDS = load_lexicon("places")
_SAID_OF = re.compile(
    rf"\s+(?:also\s|then\s|now\s|carefully\s|has\s|have\s|had\s|later\s|repeatedly\s)?(?:{join_words(_WORDS['said_of']['words'])})\b"
)
_SPOKE = re.compile(
    rf"\s+(?:also\s|then\s|has\s|have\s|had\s|later\s|repeatedly\s)?(?:{join_words(load_lexicon('times')['speech']['words'])}|threatened|threatens|demanded|insisted|vowed|pledged|denied|rejected|wants|wanted|agreed|refused)\b"
)
_TIES = re.compile(
    rf"\b(?:{join_words(_WORDS['ties']['words'])})\b[^.;,]{{0,40}}\b(?:between|with|of|among)\s(?:[^.;]{{0,60}}\sand\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    rf"(?:\s|-)(?:[A-Z][a-z]+\s){{0,2}}(?:{join_words(_WORDS['organisation_tail']['words'])})(?![\w])"
)
_TITLE = re.compile(rf"(?:{join_words(_WORDS['person_title']['words'])})\s+(?:[A-Z][\w'.-]+\s+)?$")
_CAPITAL_AFTER = re.compile(r"\s+(?:al-|Al-|bin\s|al\s)?[A-Z][a-z]+")
_CAPITAL_BEFORE = re.compile(r"(?:^|[^.!?:\"'\s]\s)(?P<word>[A-Z][a-z]+|[A-Z]\.)\s$")
_LOCATIVE_BEFORE = re.compile(
    rf"\b(?:{join_words([*_WORDS['near']['words'], *_WORDS['at']['words'], *_WORDS['winds'], *_WORDS['parts'], 'between', 'and', 'hit', 'struck', 'targeted', 'bombed', 'shelled', 'attacked', 'stormed'])})\s(?:the\s)?$",
    re.IGNORECASE,
)
_FACILITY_WORDS = {w for w in _WORDS["facility"]}
_FACILITY_AFTER = re.compile(
    rf"(?:'s)?\s(?:International\s)?(?:{join_words(_FACILITY_WORDS)})\b", re.IGNORECASE
)
_HYPHEN_AFTER = re.compile(r"-[a-z]")
_PARTICIPLE = re.compile(r"\s[a-z]+(?:ed|ing)\b")
_NOUN_AFTER = re.compile(r"\s[a-z]+")
_PLACE_KINDS_OF_STATES = {"country"}
_NOT_NOUN = re.compile(
    r"\s(?:and|or|in|on|at|to|from|by|for|with|of|the|a|an|as|after|before|when|where|while|who|which|that|since|until|during|late|early|last|this|is|was|were|are|has|have|had|overnight|yesterday|today|but|killing|wounding|injuring|leaving|over|under|near|earlier|later|again|following|amid|because|if|said|including|into|using|airport|city|province|recently|amid|early|once|twice|so|than|then|there|itself|alone|through|against|between|such|not|also|along|near|outside|across|about|at\b|every|several|two|three|four|five|last|next|only|still|yet|all|both|hours|days|weeks|months|years|shortly|together|without|within|further|even|more|most|just|almost|nearly|their|its|his|her|they|he|she|it|these|those|some|many|any|no|each|or)\b"
)


class _HasName(Protocol):
    start: int
    end: int
    surface: str
    place_ids: tuple[str, ...]
    form: str


def find_names(
    view: str, gazetteer: Gazetteer, sentences: Sequence[Sentence]
) -> tuple[Mention, ...]:
    """Give every name of the gazetteer in the text with the sense that its neighbours give it."""
    starts = {s.start for s in sentences}
    return tuple(
        _make_mention(view, hit, gazetteer, sentence_start=hit.start in starts)
        for hit in gazetteer.scan(view)
    )


def _make_mention(
    view: str, hit: _HasName, gazetteer: Gazetteer, *, sentence_start: bool
) -> Mention:
    sense, rule = _read_sense(view, hit, gazetteer, sentence_start=sentence_start)
    return Mention(
        start=hit.start,
        end=hit.end,
        surface=hit.surface,
        place_ids=hit.place_ids,
        sense=sense,
        kind_cue=_kind_cue(view, hit.end),
        rule=rule,
    )


def _read_sense(
    view: str, hit: _HasName, gazetteer: Gazetteer, *, sentence_start: bool
) -> tuple[str, str]:
    before = view[max(0, hit.start - 70) : hit.start]
    after = view[hit.end : hit.end + 50]
    locative = bool(_LOCATIVE_BEFORE.search(before))
    if hit.form == "demonym":
        return "demonym", "a word for people or things of a country"
    if _HYPHEN_AFTER.match(after):
        return "demonym", "the name qualifies somebody (-based, -backed)"
    kinds = {gazetteer.place(p).kind for p in hit.place_ids[:1]}
    facility = _FACILITY_AFTER.match(after)
    if _ORGANISATION.match(after) and not facility:
        return "organisation", "the name is part of that of an organisation"
    if _TITLE.search(before):
        return "person", "a title stands before the name"
    if not kinds & {"airport", "airbase", "base", "building", "crossing", "camp"} and not facility:
        if _CAPITAL_AFTER.match(after) and not locative:
            return "person", "another name follows without a comma"
        neighbour = _CAPITAL_BEFORE.search(before)
        if (
            neighbour
            and not locative
            and not sentence_start
            and kinds & {"city", "town", "village"}
        ):
            return "person", "another name stands before"
    if not facility and not locative and _SPOKE.match(after):
        return "metonym", "only people or states do that"
    state = bool(kinds & {"country"}) or _is_capital(hit, gazetteer)
    if state:
        if _TIES.search(before):
            return "metonym", "ties between states"
        if not locative and _SAID_OF.match(after):
            return "metonym", "only people or states do that"
        if (
            kinds & {"country"}
            and _NOUN_AFTER.match(after)
            and not _NOT_NOUN.match(after)
            and not _PARTICIPLE.match(after)
        ):
            return "demonym", "the country qualifies the noun after it"
    return "literal", "nothing speaks against a place"


def _is_capital(hit: _HasName, gazetteer: Gazetteer) -> bool:
    place = gazetteer.place(hit.place_ids[0])
    return place.kind == "city" and (place.population or 0) > 300_000  # noqa: PLR2004 - capitals are large


def _kind_cue(view: str, end: int) -> str | None:
    match = _FACILITY_AFTER.match(view, end, end + 40)
    if not match:
        return None
    word = re.sub(r"^'s", "", match.group()).strip().lower().removeprefix("international ")
    return word if word in _FACILITY_WORDS else None


# Names that read like places and are not in the gazetteer: "in Xyz", "the village of Xyz".
_UNKNOWN = re.compile(
    r"\b(?:(?i:in|at|near|outside|from|towards?)|(?i:(?:town|village|city|district|province|neighbou?rhood|suburb|base|camp)\sof))\s(?P<name>(?:(?:[Aa]l|[Ee]l|[Aa]n|[Aa]r|[Aa]sh?|[Uu]mm)[- ])?[A-Z][\w'’-]+(?:\s(?:[A-Z][\w'’-]+|al-[A-Z][\w'’-]+)){0,3})"
)
_NOT_PLACES = compile_words(
    [
        *load_lexicon("times")["months"],
        *load_lexicon("times")["weekdays"],
        "Twitter",
        "Facebook",
        "English",
        "Arabic",
        "French",
        "Telegram",
        "God",
        "Allah",
        "Operation",
        "I",
        "President",
        "The",
    ]
)


def find_unknown_names(view: str, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Give the offsets of capitalised names after a locative word that are no known place."""
    known = [(m.start, m.end) for m in mentions]
    return [
        (m.start("name"), m.end("name"))
        for m in _UNKNOWN.finditer(view)
        if not _NOT_PLACES.match(m["name"])
        and not any(s < m.end("name") and m.start("name") < e for s, e in known)
    ]
