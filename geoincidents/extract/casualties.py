"""People killed and wounded, as the words count them."""

import re
from collections.abc import Sequence

import msgspec
from msgspec.structs import replace

from geoincidents.extract.people import HARM, People, find_people
from geoincidents.extract.words import compile_words, join_words, load_lexicon
from geoincidents.model.count import Count
from geoincidents.text.guards import guard_pattern, pick_tokens
from geoincidents.text.numbers import find_quantities
from geoincidents.text.tokens import list_tokens

_WORDS = load_lexicon("people")
_GRAMMAR = _WORDS["grammar"]
_KINDS = ("killed", "wounded")
_VERB = {
    (kind, voice): rf"(?:{join_words(_WORDS[kind][voice])})"
    for kind in _KINDS
    for voice in ("active", "passive", "nouns")
}
_ADVERB = r"[a-z]+ly"
_AUX = rf"(?:(?:{join_words(_GRAMMAR['auxiliaries'])}|{_ADVERB})\s)"
_OBJECT = rf"(?:{join_words(_GRAMMAR['object_openers'])}|\d+)"
_TAIL = join_words(_GRAMMAR["after_passive"])
# "killed or wounded": nobody says how many were which.
_EITHER = r"(?!\s(?:or|and)\s(?:injured|wounded|hurt|killed)\b)"
_DEEDS_OF = {
    "killed": r"|(?:deaths?|murders?|killings?|assassinations?|massacre|slaying)\sof",
    "wounded": r"|(?:wounding|injur(?:y|ies))\s(?:of|to)",
}
_BEFORE_OBJECT = (
    r"\s(?:(?:some|also|all|both|himself\sand|herself\sand|themselves\sand)\s)*(?:the\s)?"
)
_ACTIVE = {
    kind: re.compile(
        rf"\b(?:{_VERB[kind, 'active']}{_DEEDS_OF[kind]}|{_VERB[kind, 'passive']}\s(?:were|was)"
        rf"|{kind}:){_BEFORE_OBJECT}$",
        re.IGNORECASE,
    )
    for kind in _KINDS
}
# "the military said it had lost 14 men"
_LOST = re.compile(
    r"\b(?:army|military|police|forces?|troops|unit|battalion|brigade|garrison|it|they)\s"
    r"(?:(?:has|had|have|also)\s)*lost\s$",
    re.IGNORECASE,
)
_TROOPS = re.compile(r"(?:men|soldiers|troops|officers|policemen|servicemen|fighters|guards)\Z")
# "opened fire on a constable and killed him"
_KILLED_HIM = guard_pattern(
    rf"\b(?P<harm>{_VERB['killed', 'active']}|{_VERB['wounded', 'active']})\s"
    rf"(?:him|her(?=\s*(?:[,.;:)\"]|$|(?:{_TAIL})\b)))"
    # "killed him, his wife and two children": more are counted than one
    r"(?!\w|\sand\s|,\s(?:his|her|their|an?|two|three|four|another|as\swell)\b)",
    ["him", "her"],
)
# "fired on the villagers, killing at least 17 of them"
_OF_THEM = guard_pattern(
    rf"\b(?P<harm>{_VERB['killed', 'active']}|{_VERB['wounded', 'active']})\s"
    r"(?P<count>(?:[\w-]+\s){1,4}?)of\sthem\b",
    ["them"],
)
# "guards returned fire, killing two of them", "fought militants, killing two of them": attackers
_OF_ATTACKERS = re.compile(
    r"\b(?:returned\sfire|fired\sback|responded|repelled|repulsed|retaliated)\b[^.;]{0,60}$"
    rf"|\b(?:{join_words([w for k in ('attacker', 'militant') for w in _WORDS['category'][k]])})"
    r"[\s,]{1,2}(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
_NAMED_BEFORE = re.compile(
    rf"\b(?i:{_VERB['killed', 'active']})\s(?:[\w-]+\s){{0,3}}?(?:[A-Z][\w'’-]+\s?){{1,5}}"
    r"(?:,[^,.;]{0,60},)?\s?and\s$"
    rf"|\b(?i:{_VERB['killed', 'active']})\s(?:him|her)\sand\s$"
)
_BODIES = re.compile(r"\b(?:bodies|remains|corpses)\sof\s(?:the\s)?$", re.IGNORECASE)
_LEFT = re.compile(r"\b(?:left|leaving)\s(?:behind\s)?$", re.IGNORECASE)
_LEFT_HOW = re.compile(r"[^.;:]{0,60}?\b(?P<verb>dead|wounded|injured|hurt)\b", re.IGNORECASE)
_TOLL = re.compile(
    r"\b(?:toll|(?:number\sof\s(?:people\s)?|count\sof\sthe\s)(?:killed|dead|deaths|fatalities))\b"
    r"[^.;:]{0,140}?\b(?:to|at|of|reached|hit|passed|was|is|now)\s$",
    re.IGNORECASE,
)
_TOLL_OF_WOUNDED = re.compile(
    r"\bnumber\sof\s(?:people\s)?(?:wounded|injured|hurt)\b[^.;:]{0,80}?\b(?:to|at|reached|hit|passed|was)\s$",
    re.IGNORECASE,
)
_ANY_TOLL = re.compile(r"\btoll\b", re.IGNORECASE)
_DIED_LATER = re.compile(r"\s(?:\w+\s){0,2}succumbed\b", re.IGNORECASE)
_TOLL_OF_A_WAR = re.compile(r"\b(?:war|conflict|since|civil|pandemic|campaign)\b", re.IGNORECASE)
# Between people and their verb: "in the house", ", aged 12 and 14,", "(two of them children)".
_SKIP = (
    rf"(?P<near>\s(?:{join_words(_GRAMMAR['after_people'])})\b[^,.;:–]{{0,70}}?)?"
    # "including 10 civilians and five officers": some of them
    r"(?:,?\s(?:including|among\sthem)\s[^,.;:–]{1,70}?)?"
    r"(?P<aside>,[^.;:]{0,90}?,|\s–[^.;:–]{0,90}–|\s\([^)]{0,90}\))?"
)
_PASSIVE = {
    kind: re.compile(
        rf"{_SKIP}\s(?:{_AUX}{{1,5}}{_VERB[kind, 'passive']}\b(?!\s{_OBJECT}\b){_EITHER}"
        # Without "were" a verb is passive only where nothing is left for it to act on.
        rf"|(?:{_ADVERB}\s)?{_VERB[kind, 'passive']}\b{_EITHER}"
        rf"(?=\s*(?:[,.;:)–\"]|$|(?:{_TAIL})\b)))",
        re.IGNORECASE,
    )
    for kind in _KINDS
}
_NOUN = {
    kind: re.compile(
        rf"\s(?:more\s|further\s|[a-z]+\s)?{_VERB[kind, 'nouns']}\b{_EITHER}", re.IGNORECASE
    )
    for kind in _KINDS
}
_ELLIPSIS = re.compile(
    r"(?:\s(?:others?|more))?(?:\s(?:critically|seriously|slightly|badly|severely))?\s"
    r"(?P<verb>dead|killed|wounded|injured|hurt)\b",
    re.IGNORECASE,
)
_HARMED = rf"(?P<harm>{_VERB['killed', 'passive']}|{_VERB['wounded', 'passive']})\b"
_ORDINAL = guard_pattern(
    r"\b(?:an?|the)\s(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s"
    r"(?:(?:person|man|woman|officer|soldier|victim|civilian|child)(?:,\s[^,;.:]{2,40},)?\s)?"
    rf"(?:(?:was|were|had|has|later)\s){{0,2}}{_HARMED}",
    ["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
)
_NONE = {kind: compile_words(words) for kind, words in _WORDS["none"].items()}
_NO_PEOPLE = guard_pattern(
    r"\bno\s(?!fewer\b|less\b|more\b)(?:[A-Za-z-]+\s){1,4}?(?:were|was|have\sbeen|has\sbeen)\s"
    rf"(?:reported\s)?{_HARMED}",
    ["no"],
)
_NO_ONE = guard_pattern(
    rf"\b(?P<harm>{_VERB['killed', 'active']}|{_VERB['wounded', 'active']})"
    r"\s(?:no[- ]one|nobody)\b",
    ["no", "nobody"],
)
_HARM_TOKENS = pick_tokens(
    [
        "lost",
        *(w for kind in _KINDS for words in _WORDS[kind].values() for w in words),
        *(w for words in _WORDS["none"].values() for w in words),
        *("toll", "death", "murder", "murders", "killings", "assassination", "assassinations"),
        *("massacre", "slaying", "wounding", "injury", "bodies", "corpses", "remains"),
    ]
)
# "claiming that it had killed 31 officers": the attackers' own figure.
_CLAIMED = re.compile(
    r"\bboast(?:ed|s|ing)\sof\s(?:having\s\w+\s)?$"
    r"|\b(?:claim(?:ed|s|ing)|boast(?:ed|s|ing)|said|says|saying)\s"
    r"(?:(?:that\s)?(?:it|they|its\s[a-z]+|their\s[a-z]+)\s(?:(?:had|have|has)\s)?|to\shave\s)"
    rf"(?:{_VERB['killed', 'active']}|{_VERB['wounded', 'active']})\b[^.;:]*$",
    re.IGNORECASE,
)
_ONE = Count(min=1, max=1)
_WOUNDED = {w.lower() for voice in ("active", "passive") for w in _WORDS["wounded"][voice]}
_REACH, _AFTER = 60, 220  # characters before and after people that may tell what befell them


class CasualtyWords(msgspec.Struct, frozen=True, kw_only=True):
    """Hold one statement: `killed` or `wounded`, the count, and who they were.

    `claimed` marks those that the attackers say they hit, `more` people beside those told before
    ("another nine"), `hurt_before` those who were among the wounded, `part` those included in a
    total, `attackers` their own losses. `parts` counts by category where several are told in one
    breath.
    """

    start: int
    end: int
    kind: str
    count: Count
    category: str = "person"
    more: bool = False
    hurt_before: bool = False
    part: bool = False
    attackers: bool = False
    claimed: bool = False
    parts: tuple[tuple[str, Count], ...] = ()


def find_casualties(view: str, start: int, end: int) -> list[CasualtyWords]:
    """Give what `view[start:end]` says of people killed and wounded, in order."""
    if _HARM_TOKENS.isdisjoint(list_tokens(view, start, end)):
        return []
    counted = _find_counted(view, start, end)
    if _ANY_TOLL.search(view, start, end):  # "the toll rose to 17 after two of the wounded died"
        counted = [c for c in counted if not c.hurt_before]
    told = {item.kind for item in counted}
    counted += [item for item in _find_pronouns(view, start, end) if item.kind not in told]
    none = [item for item in _find_none(view, start, end) if item.kind not in told]
    ordinal = [_join_ordinal(item, counted) for item in _find_ordinal(view, start, end)]
    return sorted([*none, *counted, *ordinal], key=lambda c: c.start)


def _join_ordinal(item: CasualtyWords, counted: Sequence[CasualtyWords]) -> CasualtyWords:
    """Count "a fourth was killed" with those told before it: of three attackers a fourth is one."""
    before = [c for c in counted if c.start < item.start]
    return replace(item, attackers=before[-1].attackers) if before else item


def _find_counted(view: str, start: int, end: int) -> list[CasualtyWords]:
    found: list[CasualtyWords] = []
    for people in find_people(view, start, end):
        kind = _find_fate(view, start, end, people, found)
        if kind is None:
            continue
        named = kind == "killed" and _NAMED_BEFORE.search(view, start, people.start)
        count = people.count
        if named and not people.part:
            count = Count(
                min=None if count.min is None else count.min + 1,
                max=None if count.max is None else count.max + 1,
            )
        found.append(
            CasualtyWords(
                start=people.start,
                end=people.end,
                kind=kind,
                count=count,
                category=people.category,
                more=people.more
                or people.hurt_before
                or bool(_DIED_LATER.match(view, people.end, end)),
                hurt_before=people.hurt_before,
                part=people.part,
                attackers=people.attackers,
                claimed=bool(
                    _CLAIMED.search(view, max(start, people.start - _REACH), people.start)
                ),
                parts=people.parts,
            )
        )
    return found


def _find_fate(
    view: str, start: int, end: int, people: People, told: Sequence[CasualtyWords]
) -> str | None:
    """Give what befell people; a part of a total shares the fate of its total."""
    if people.part:
        return told[-1].kind if told and not people.bare else None
    if people.bare and (match := _ELLIPSIS.match(view, people.end, end)):
        before_or = view[match.end() : match.end() + 12].lower()
        if not before_or.startswith((" or ", " and wounded", " and injured")):
            return "wounded" if match["verb"].lower() in _WOUNDED else "killed"
        return None
    return _find_verb_before(view, start, people, end) or _find_verb_after(view, people.end, end)


def _find_verb_before(view: str, start: int, people: People, end: int) -> str | None:
    at = people.start
    first = max(start, at - _REACH)
    for kind, pattern in _ACTIVE.items():
        if pattern.search(view, first, at):
            return kind
    if _LEFT.search(view, first, at) and (left := _LEFT_HOW.match(view, at, min(end, at + 90))):
        return "killed" if left["verb"].lower() == "dead" else "wounded"
    if _BODIES.search(view, first, at) or _NAMED_BEFORE.search(view, start, at):
        return "killed"
    if _LOST.search(view, first, at) and _TROOPS.search(view, at, people.end):
        return "killed"
    toll = _TOLL.search(view, max(start, at - 180), at)
    if toll and not _TOLL_OF_A_WAR.search(view, toll.start(), at):
        return "killed"
    return "wounded" if _TOLL_OF_WOUNDED.search(view, max(start, at - 120), at) else None


def _find_verb_after(view: str, at: int, end: int) -> str | None:
    """Give what the nearest verb after the people says of them."""
    verbs: dict[str, int] = {}
    for kind, pattern in _PASSIVE.items():
        match = pattern.match(view, at, min(end, at + _AFTER))
        if match and not _is_of_others(match):
            verbs[kind] = match.end()
    if verbs:
        return min(verbs, key=lambda kind: verbs[kind])
    return next((k for k, p in _NOUN.items() if p.match(view, at, min(end, at + 30))), None)


def _is_of_others(match: re.Match[str]) -> bool:
    """Tell whether between the people and the verb somebody else's fate is told."""
    near, aside = match["near"] or "", match["aside"] or ""
    return bool(HARM.search(near) or HARM.search(aside) or re.search(r"\band\b", near))


def _find_none(view: str, start: int, end: int) -> list[CasualtyWords]:
    zero = Count(min=0, max=0)
    for kind, words in _NONE.items():
        if match := words.search(view, start, end):
            kinds = _KINDS if kind == "both" else ("killed",)
            return [
                CasualtyWords(start=match.start(), end=match.end(), kind=k, count=zero)
                for k in kinds
            ]
    for pattern in (_NO_ONE, _NO_PEOPLE):
        if match := pattern.search(view, start, end):
            kind = "wounded" if match["harm"].lower() in _WOUNDED else "killed"
            return [CasualtyWords(start=match.start(), end=match.end(), kind=kind, count=zero)]
    return []


def _find_pronouns(view: str, start: int, end: int) -> list[CasualtyWords]:
    """Give "and killed him", one, and "killing at least 17 of them"."""
    told = [_count_one(match) for match in _KILLED_HIM.finditer(view, start, end)]
    for match in _OF_THEM.finditer(view, start, end):
        counted = find_quantities(view, *match.span("count"))
        if not _OF_ATTACKERS.search(view, max(start, match.start() - _AFTER), match.start()):
            told += [_count_one(match, one.count) for one in counted[:1]]
    return told


def _count_one(match: re.Match[str], count: Count = _ONE) -> CasualtyWords:
    return CasualtyWords(
        start=match.start(),
        end=match.end(),
        kind="wounded" if match["harm"].lower() in _WOUNDED else "killed",
        count=count,
    )


def _find_ordinal(view: str, start: int, end: int) -> list[CasualtyWords]:
    """Give "a fourth died later": one more."""
    return [replace(_count_one(match), more=True) for match in _ORDINAL.finditer(view, start, end)]
