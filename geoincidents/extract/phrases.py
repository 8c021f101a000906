"""A grammar of locative phrases: what stands between a text's words and a place.

Known names are blanked to one letter of the private-use area, so that the patterns below read
"five miles west of NAME" whatever the name is.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geoincidents.extract.words import join_words, load_lexicon
from geoincidents.gazetteer import Gazetteer
from geoincidents.model.mention import Mention
from geoincidents.model.phrase import Phrase
from geoincidents.text.numbers import read_number
from geoincidents.text.sentences import Sentence

_WORDS = load_lexicon("places")
_WINDS: dict[str, float] = _WORDS["winds"]
_PARTS: dict[str, str] = _WORDS["parts"]
_UNITS: dict[str, float] = _WORDS["units"]
_FACILITY: dict[str, list[str]] = _WORDS["facility"]

_TRIGGERS = load_lexicon("triggers")
# Verbs are no adjectives: "at Washington warned Baghdad" is no phrase about Baghdad.
_VERBS = [
    *_TRIGGERS["weak"]["words"],
    *_TRIGGERS["impact_lead"]["verbs"],
    *_TRIGGERS["misses"]["words"],
    *_WORDS["said_of"]["words"],
    "leave",
    "force",
    "within",
    "into",
]

_MARK = "\ue000"
_NAME = rf"{_MARK}+"
_WIND = rf"(?:(?-i:{join_words(w for w in _WINDS if w.isupper())})\b\.?|(?:{join_words(w for w in _WINDS if not w.isupper())})\b)"
_UNIT = rf"(?:{join_words(_UNITS)})\b\.?"
_NUMBER = r"(?:\d+(?:[.,]\d+)*|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|a\shundred|a\sfew|several|a\scouple\sof|half\sa|a\sdozen)"
_VAGUE = r"(?:about|around|some|roughly|approximately|nearly|almost|an\sestimated|just\sover|more\sthan|less\sthan|up\sto|within|under|over|only|just|approx\.?|circa)"
_HEAD = rf"(?:{join_words(_FACILITY)})"
_ADJ = (
    r"(?:(?!and\b|or\b|by\b|of\b|in\b|at\b|on\b|from\b|to\b|for\b|that\b|which\b|who\b|when\b|where\b|was\b|were\b|is\b|has\b|had\b|have\b|with\b|near\b|between\b|"
    + rf"(?:{join_words(_VERBS)})\b"
    + r")[\w'.-]+\s)"
)
_DISTANCE = (
    rf"(?:(?P<vague>{_VAGUE})\s)?(?P<n>{_NUMBER})[\s-]?(?P<unit>{_UNIT})(?:\s?\([^)]{{1,40}}\))?"
)
_OF_WHAT = rf"(?:the\s)?(?:(?:Iraqi|Syrian|main|capital|northern|southern|eastern|western|port|holy|ancient|oil-rich|{_HEAD})\s){{0,3}}(?:of\s)?(?:the\s)?(?:\w+\scapital,?\s)?"

# relation -> pattern of the words to the left of an anchor; the first that matches wins.
_RELATIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(rf"(?<![\w'-])(?:{text})$", re.IGNORECASE))
    for name, text in (
        (
            "bearing",
            rf"{_DISTANCE}\s(?:to\sthe\s|due\s|just\s)?(?P<wind>{_WIND})\s?(?:of\s|from\s)(?:the\scapital,\s)?{_OF_WHAT}",
        ),
        (
            "bearing",
            rf"{_DISTANCE}\s(?:away\s|distant\s)?(?:from|outside|off|beyond|of)\s{_OF_WHAT}",
        ),
        (
            "part_of",
            rf"(?:in|across|throughout|over|of|from|to)\s(?:all\sacross\s)?the\s(?:far\s|extreme\s)?(?P<part>{_WIND})\sof\s{_OF_WHAT}",
        ),
        ("part_of", rf"(?:across|all\sacross)\sthe\s(?P<part>{_WIND})\sof\s{_OF_WHAT}"),
        ("bearing", rf"(?:to\sthe\s|due\s|just\s)?(?P<wind>{_WIND})\sof\s{_OF_WHAT}"),
        (
            "part_of",
            rf"(?:the\s)?(?P<part>{join_words(_PARTS)})\s(?:part|side|half|suburbs?|districts?|areas?|outskirts|countryside|edge|neighbou?rhoods?|provinces?|region)\sof\s{_OF_WHAT}",
        ),
        (
            "border_of",
            rf"(?:border[\w\s-]{{0,30}}?|frontier\s)(?:between|with)\s(?:{_NAME}(?:\sand\s|,\s))?(?:the\s)?",
        ),
        ("border_of", rf"\bborder\s(?:of|near)\s(?:the\s)?"),
        (
            "along",
            rf"(?:on|along)\s(?:the|a)\s(?:[\w-]+\s){{0,2}}(?:road|highway|route|motorway)\s(?:from\s{_NAME}\sto|between\s{_NAME}\sand|linking\s{_NAME}\s(?:to|with|and)|connecting\s{_NAME}\s(?:to|with|and)|to|leading\sto)\s(?:the\s)?",
        ),
        ("between", r"(?:half-?way\s)?between\s(?:the\s)?(?:\w+\sof\s)?"),
        (
            "near",
            rf"(?P<near>{join_words(_WORDS['near']['words'])})\s(?:the\s)?{_ADJ}{{0,2}}?(?:{_HEAD}\s(?:of|at|in)\s)?(?:section\sof\s)?(?:the\s)?(?:{_NAME}'s\s{_ADJ}{{0,2}}?)?",
        ),
        (
            "near",
            rf"(?P<near>{join_words(_WORDS['near']['words'])})\sthe\s{_ADJ}{{0,3}}?(?:section|part|side|perimeter|gate|fence|edge|entrance|wall)\sof\s(?:the\s)?",
        ),
        ("part_of", rf"(?P<part>{join_words(_PARTS)})\s{_ADJ}{{0,1}}?"),
        (
            "in",
            rf"(?P<at>{join_words(_WORDS['at']['words'])})\s(?:the\s)?{_ADJ}{{0,2}}?(?:(?:city|town|village|district|province|governorate|state|region|area|capital|outskirts|centre|center|neighbou?rhood|suburb|port|camp)\sof\s)?(?:the\s)?(?:{_NAME}'s\s{_ADJ}{{0,2}}?)?",
        ),
    )
)
# "a village in the neighbouring province of": the head of the phrase, left of the relation.
_HEAD_BEFORE = re.compile(
    rf"(?<![\w'-])(?P<det>(?:an?|the|another|one|several|some|two|three|four|five|many|multiple)\s)?(?P<adj>(?:{_ADJ}){{0,3}}?)(?P<head>{_HEAD}(?:s|es)?)\s?,?\s?(?:(?:housing|hosting|used\sby|home\sto|belonging\sto|occupied\sby|manned\sby|run\sby|that\shouses|that\shosts|which\shouses|which\shosts)\s[^,.;]{{2,60}}\s)?$",
    re.IGNORECASE,
)
_LEAD_NEAR = re.compile(rf"\b(?:{join_words(_WORDS['near']['words'])})\s$", re.IGNORECASE)
_ANAPHOR = re.compile(
    rf"\b(?:the|that|this|its)\s(?P<same>same\s|nearby\s)?(?P<adj>(?:military|air|main|Iraqi|coalition)\s)?(?P<head>airport|airfield|air\sbase|airbase|base|camp|embassy|consulate|hotel|city|town|village|capital|district|neighbou?rhood|province|governorate|crossing|refinery|port|prison)\b(?!\s(?:of|at)\s|'s\s[a-z]+\s{_NAME})",
    re.IGNORECASE,
)
_CONTAINER_GLUE = re.compile(
    rf"(?:'s)?(?:\s{_HEAD})?(?:,\s(?:also\s)?(?:in\s)?|\s(?:in|of)\s|,\s)(?:the\s)?{_ADJ}{{0,3}}?(?:{_HEAD}\s(?:of|in)\s)?(?:the\s)?(?:centre\sof\s)?",
    re.IGNORECASE,
)
_LIST_GLUE = re.compile(
    r"(?:'s)?(?:,\s(?:and\s)?|\sand\s(?:in\s|at\s|on\s|near\s)?)(?:the\s)?", re.IGNORECASE
)
_RELATIVE_CLAUSE = re.compile(
    r"\b(?:that|which|who|where|whose|home\sto|hosting|housing)\b[^.;]{0,120}$", re.IGNORECASE
)
_FACILITY_TAIL = re.compile(
    rf"\s(?:International\s)?(?:air\s|military\s|border\s|oil\s|refugee\s)?(?:{_HEAD})\b",
    re.IGNORECASE,
)
_LEFT_REACH = 150
# Coarse to fine: a place may hold those after it.
_LEVEL = {
    "continent": 0,
    "sea": 0,
    "country": 1,
    "region": 2,
    "desert": 2,
    "admin1": 3,
    "admin2": 4,
    "river": 4,
    "road": 4,
    "city": 5,
    "town": 5,
    "village": 5,
}
_FINE = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Hold a phrase with the words before it, which give its role, and how fine it is.

    `level` runs from 0 (continent) to 7 (a building). `context` marks words that describe another
    place ("the base, north of Baghdad") and are no place of an event.
    """

    phrase: Phrase
    lead: str
    level: int
    context: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Anchor:
    mention: Mention
    level: int
    end: int
    antecedent: Phrase | None = None


class PhraseReader:
    """Read the locative phrases of an article in order, remembering what "the base" means."""

    def __init__(self, view: str, mentions: Sequence[Mention], gazetteer: Gazetteer) -> None:
        self._view = view
        self._gazetteer = gazetteer
        self._names = [m for m in mentions if m.sense == "literal" and m.place_ids]
        self._starts = [m.start for m in self._names]
        masked = list(view)
        for mention in self._names:
            masked[mention.start : mention.end] = _MARK * (mention.end - mention.start)
        self._masked = "".join(masked)
        self._known: list[tuple[str, int, Mention, Phrase | None]] = []

    def read_sentence(self, sentence: Sentence) -> list[PlaceWords]:
        """Give the phrases of one sentence; call it for each sentence in order."""
        found: list[PlaceWords] = []
        anchors = self._list_anchors(sentence)
        previous: _Anchor | None = None
        for anchor in anchors:
            if (
                found
                and previous
                and (
                    self._is_container(previous, anchor)
                    or self._is_held_by(found[-1], previous, anchor)
                )
            ):
                found[-1] = self._hold(found[-1], anchor)
            else:
                made = self._read_anchor(sentence, anchor, found)
                if made:
                    found.append(made)
                    self._learn(made, anchor)
            previous = anchor
        return found

    def note_names(self, sentence: Sentence) -> list[_Anchor]:
        """Remember the names of a sentence for "the base" later on, and give them."""
        first = bisect_left(self._starts, sentence.start)
        last = bisect_left(self._starts, sentence.end)
        anchors = [
            _Anchor(mention=m, level=self._level(m), end=self._end_of_name(m))
            for m in self._names[first:last]
        ]
        for anchor in anchors:
            self._note(anchor)
        return anchors

    def _list_anchors(self, sentence: Sentence) -> list[_Anchor]:
        anchors = self.note_names(sentence)
        taken = [(a.mention.start, a.end) for a in anchors]
        for match in _ANAPHOR.finditer(self._masked, sentence.start, sentence.end):
            if any(s < match.end() and match.start() < e for s, e in taken):
                continue
            anchor = self._resolve_anaphor(match)
            if anchor:
                anchors.append(anchor)
        return sorted(anchors, key=lambda a: a.mention.start)

    def _end_of_name(self, mention: Mention) -> int:
        tail = _FACILITY_TAIL.match(self._masked, mention.end, mention.end + 50)
        return tail.end() if tail else mention.end

    def _level(self, mention: Mention) -> int:
        kind = self._gazetteer.place(mention.place_ids[0]).kind
        return _LEVEL.get(kind, 6 if kind == "neighbourhood" else _FINE)

    def _note(self, anchor: _Anchor) -> None:
        kinds = {self._gazetteer.place(p).kind for p in anchor.mention.place_ids[:3]}
        for kind in sorted(kinds):
            self._known.append((kind, anchor.mention.start, anchor.mention, None))

    def _learn(self, made: PlaceWords, anchor: _Anchor) -> None:
        """Remember an unnamed place ("an air base near Mosul") for "the base" later on."""
        if made.phrase.indefinite and made.phrase.descriptor:
            for kind in _FACILITY.get(made.phrase.descriptor, []) or ["site"]:
                self._known.append((kind, made.phrase.start, anchor.mention, made.phrase))

    def _resolve_anaphor(self, match: re.Match[str]) -> _Anchor | None:
        head = " ".join(match["head"].lower().split())
        kinds = set(_FACILITY.get(head, []))
        earlier = [k for k in self._known if k[0] in kinds and k[1] < match.start()]
        if head == "capital":
            earlier = [k for k in earlier if k[0] == "city"]
        if not earlier:
            return None
        # A name that stands before in the same breath is meant; else the last one told.
        _, _, mention, phrase = max(earlier, key=lambda k: k[1])
        words = Mention(
            start=match.start(),
            end=match.end(),
            surface=self._view[match.start() : match.end()],
            place_ids=mention.place_ids,
            rule=f"means {mention.surface!r} named before",
        )
        return _Anchor(
            mention=words, level=self._level(mention), end=match.end(), antecedent=phrase
        )

    def _is_container(self, before: _Anchor, anchor: _Anchor) -> bool:
        """Tell whether `anchor` holds the place before it ("Balad, Salah al-Din", "X in Y")."""
        if anchor.level >= before.level:
            return False
        glue = self._masked[before.end : anchor.mention.start]
        return bool(_CONTAINER_GLUE.fullmatch(glue))

    def _is_held_by(self, inner: PlaceWords, before: _Anchor, anchor: _Anchor) -> bool:
        """Tell whether "X in Baghdad's | Al Jadriya" names a finer holder of X."""
        if before.mention not in inner.phrase.containers or anchor.level >= inner.level:
            return False
        return self._masked[before.mention.end : anchor.mention.start].startswith("'s ")

    def _hold(self, inner: PlaceWords, anchor: _Anchor) -> PlaceWords:
        phrase = inner.phrase
        end = max(phrase.end, anchor.end)
        return replace(
            inner,
            phrase=replace(
                phrase,
                end=end,
                text=self._view[phrase.start : end],
                containers=(*phrase.containers, anchor.mention),
            ),
        )

    def _read_anchor(
        self, sentence: Sentence, anchor: _Anchor, found: list[PlaceWords]
    ) -> PlaceWords | None:
        begin = max(sentence.start, anchor.mention.start - _LEFT_REACH)
        left = self._masked[begin : anchor.mention.start]
        if (
            re.search(rf"{_NAME}'s\s{_ADJ}{{0,2}}$", left)
            and found
            and found[-1].level < anchor.level
        ):
            return self._possess(found, anchor)
        if (
            found
            and _LIST_GLUE.fullmatch(self._masked[found[-1].phrase.end : anchor.mention.start])
            and found[-1].level == anchor.level
            and found[-1].phrase.relation in {"in", "near", "part_of"}
        ):
            return self._repeat(found[-1], anchor)
        if (
            found
            and found[-1].phrase.relation in {"border_of", "between"}
            and re.fullmatch(
                r"\sand\s(?:the\s)?", self._masked[found[-1].phrase.end : anchor.mention.start]
            )
        ):
            return self._pair(found, anchor)
        for relation, pattern in _RELATIONS:
            match = pattern.search(left)
            if match:
                return self._make(sentence, anchor, relation, match, begin, found)
        return self._make_bare(sentence, anchor, begin, left)

    def _possess(self, found: list[PlaceWords], anchor: _Anchor) -> PlaceWords | None:
        """Turn "Baghdad's" + "Green Zone" into one phrase about the finer place."""
        outer = found.pop()
        end = anchor.end
        phrase = replace(
            outer.phrase,
            end=end,
            text=self._view[outer.phrase.start : end],
            anchors=(anchor.mention,),
            containers=(*outer.phrase.anchors, *outer.phrase.containers),
        )
        return replace(outer, phrase=phrase, level=anchor.level)

    def _pair(self, found: list[PlaceWords], anchor: _Anchor) -> PlaceWords:
        """Add the second end of "between A and B"."""
        first = found.pop()
        phrase = replace(
            first.phrase,
            end=anchor.end,
            text=self._view[first.phrase.start : anchor.end],
            anchors=(*first.phrase.anchors, anchor.mention),
        )
        return replace(first, phrase=phrase, level=_fineness(phrase, first.level))

    def _repeat(self, before: PlaceWords, anchor: _Anchor) -> PlaceWords:
        phrase = Phrase(
            start=anchor.mention.start,
            end=anchor.end,
            text=self._view[anchor.mention.start : anchor.end],
            relation=before.phrase.relation,
            anchors=(anchor.mention,),
            part=before.phrase.part,
            indefinite=before.phrase.indefinite,
            descriptor=before.phrase.descriptor,
        )
        return replace(before, phrase=phrase, level=anchor.level)

    def _make(
        self,
        sentence: Sentence,
        anchor: _Anchor,
        relation: str,
        match: re.Match[str],
        begin: int,
        found: list[PlaceWords],
    ) -> PlaceWords | None:
        groups = match.groupdict()
        start = begin + match.start()
        head_start, head, indefinite = self._read_head(sentence, start, relation)
        partners: tuple[Mention, ...] = ()
        if relation in {"between", "along", "border_of"} and _MARK in match.group():
            partners = tuple(m for m in self._names if start <= m.start < anchor.mention.start)
            while found and found[-1].phrase.start >= start:
                found.pop()
        if relation == "border_of" and head is None:
            head, indefinite = "border", True
        part = (groups.get("part") or "").lower()
        phrase = Phrase(
            start=head_start,
            end=anchor.end,
            text=self._view[head_start : anchor.end],
            relation=_name_relation(relation, groups, anchor),
            anchors=(*partners, anchor.mention),
            distance_m=_read_distance(groups),
            distance_vague=bool(groups.get("vague")) or not (groups.get("n") or "1")[0].isdigit(),
            bearing_deg=_read_wind(groups.get("wind")),
            part=_PARTS.get(" ".join(part.split()), part) or None,
            indefinite=indefinite,
            descriptor=head,
        )
        lead = self._view[max(sentence.start, head_start - 60) : head_start]
        if relation == "in":
            lead = f"{lead} {groups.get('at') or ''}" if head_start == start else lead
        phrase = _recall(phrase, anchor)
        before = found[-1] if found else None
        if (
            before
            and relation == "bearing"
            and self._masked[before.phrase.end : start].strip() in {",", ""}
        ):
            if before.phrase.indefinite and before.level <= _LEVEL["admin2"]:
                return self._intersect(found, phrase, anchor)
            return PlaceWords(phrase=phrase, lead=lead, level=anchor.level, context=True)
        context = bool(before) and self._is_description(before, head_start)
        return PlaceWords(
            phrase=phrase, lead=lead, level=_fineness(phrase, anchor.level), context=context
        )

    def _intersect(self, found: list[PlaceWords], phrase: Phrase, anchor: _Anchor) -> PlaceWords:
        """Join "a village in Diyala" and "east of the base" into one place."""
        outer = found.pop()
        return replace(
            outer,
            phrase=replace(
                phrase,
                start=outer.phrase.start,
                text=self._view[outer.phrase.start : phrase.end],
                containers=(*outer.phrase.anchors, *outer.phrase.containers),
                indefinite=True,
                descriptor=outer.phrase.descriptor,
            ),
            level=anchor.level,
        )

    def _is_description(self, before: PlaceWords | None, start: int) -> bool:
        if before is None:
            return False
        between = self._masked[before.phrase.end : start]
        return before.level > _LEVEL["village"] and bool(_RELATIVE_CLAUSE.search(between))

    def _read_head(
        self, sentence: Sentence, start: int, relation: str
    ) -> tuple[int, str | None, bool]:
        begin = max(sentence.start, start - 130)
        match = _HEAD_BEFORE.search(self._masked, begin, start) if start > begin else None
        if not match:
            return start, None, False
        head = " ".join(match["head"].lower().split())
        if head not in _FACILITY:
            head = (
                head.removesuffix("s")
                if head.removesuffix("s") in _FACILITY
                else head.removesuffix("es")
            )
        det = (match["det"] or "").strip().lower()
        indefinite = det not in {"the", ""} or (not det and relation in {"in", "near", "bearing"})
        return match.start() if det or match["adj"] else match.start("head"), head, indefinite

    def _make_bare(self, sentence: Sentence, anchor: _Anchor, begin: int, left: str) -> PlaceWords:
        """Read a name without a relation: object or subject of a verb, or before "attack"."""
        phrase = Phrase(
            start=anchor.mention.start,
            end=anchor.end,
            text=self._view[anchor.mention.start : anchor.end],
            relation="at" if anchor.level > _LEVEL["village"] else "in",
            anchors=(anchor.mention,),
        )
        lead = self._view[max(sentence.start, anchor.mention.start - 60) : anchor.mention.start]
        return PlaceWords(phrase=_recall(phrase, anchor), lead=lead, level=anchor.level)


def _fineness(phrase: Phrase, level: int) -> int:
    """Give the level of a phrase: a border between two countries is finer than either."""
    if phrase.relation in {"border_of", "between", "along"}:
        return max(level, _LEVEL["admin1"])
    return level


def _recall(phrase: Phrase, anchor: _Anchor) -> Phrase:
    """Give an unnamed place told before its own geometry again ("the base" near Mosul)."""
    known = anchor.antecedent
    if known is None or phrase.relation not in {"in", "at"}:
        return phrase
    return replace(
        phrase,
        relation=known.relation,
        anchors=known.anchors,
        distance_m=known.distance_m,
        bearing_deg=known.bearing_deg,
        part=known.part,
        containers=known.containers,
        indefinite=True,
        descriptor=known.descriptor,
    )


def _name_relation(relation: str, groups: dict[str, str | None], anchor: _Anchor) -> str:
    if relation == "in":
        fine = anchor.level > _LEVEL["village"]
        return (
            "at"
            if fine or (groups.get("at") or "").lower() in {"at", "on", "against", "upon"}
            else "in"
        )
    return relation


def _read_distance(groups: dict[str, str | None]) -> float | None:
    number, unit = groups.get("n"), groups.get("unit")
    if not number or not unit:
        return None
    words = " ".join(
        number.lower().replace(",", "" if "." in number or len(number) > 4 else ".").split()
    )
    fixed = {"a few": 3.0, "several": 4.0, "a couple of": 2.0, "half a": 0.5, "an": 1.0}
    try:
        value = fixed.get(words) or read_number(words)
    except ValueError:
        return None
    metres = _UNITS.get(" ".join(unit.lower().rstrip(".").split()))
    return value * metres if metres else None


def _read_wind(words: str | None) -> float | None:
    if not words:
        return None
    plain = " ".join(words.rstrip(".").split())
    return _WINDS.get(plain, _WINDS.get(plain.lower()))
