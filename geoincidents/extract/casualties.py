"""People killed and wounded, as the words count them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geoincidents.extract.words import compile_words, join_words, load_lexicon
from geoincidents.model.casualties import Casualties, CasualtyGroup
from geoincidents.model.count import Count
from geoincidents.text.numbers import Quantity, add_counts, find_quantities

_WORDS = load_lexicon("people")
_GRAMMAR = _WORDS["grammar"]
_CATEGORY: dict[str, str] = {
    word.lower(): cat for cat, words in _WORDS["category"].items() for word in words
}
_PERSON = rf"(?:{join_words(_CATEGORY)})"
_ONE_PERSON = (
    rf"(?:{join_words(w for w in _CATEGORY if w[-1] != 's' and w not in _GRAMMAR['plural_only'])})"
)
_FILL = r"(?:(?!were\b|was\b|and\b|of\b|in\b|by\b|when\b|who\b)[A-Za-z][\w.'-]*\s){0,5}?"
_AUX = rf"(?:(?:{join_words(_GRAMMAR['auxiliaries'])}|[a-z]+ly)\s){{0,5}}"
_SOME_AUX = rf"(?:(?:{join_words(_GRAMMAR['auxiliaries'])}|[a-z]+ly)\s){{1,5}}"
_TAIL = join_words(_GRAMMAR["after_passive"])
_KINDS = ("killed", "wounded")
_VERB = {
    (kind, voice): rf"(?:{join_words(_WORDS[kind][voice])})"
    for kind in _KINDS
    for voice in ("active", "passive", "nouns")
}
_DEATHS_OF = {
    "killed": r"|(?:deaths?|murders?|killings?|assassinations?|massacre|slaying)\sof\s(?:the\s)?",
    "wounded": r"|(?:wounding|injur(?:y|ies))\s(?:of|to)\s(?:the\s)?",
}
_OR_WOUNDED = r"(?:\s(?:or|and)\s(?:injured|wounded|hurt))?"
_OBJECT = rf"(?:{join_words(_GRAMMAR['object_openers'])}|\d+)"
_ACTIVE = {
    kind: re.compile(
        rf"\b(?:{_VERB[kind, 'active']}{_OR_WOUNDED}\s(?:some\s)?{_DEATHS_OF[kind]})$",
        re.IGNORECASE,
    )
    for kind in _KINDS
}
_ASIDE = r"(?:\s[^.;:,–]{0,60}?)?(?:,[^.;:]{0,80}?,|\s–[^.;:–]{0,80}–)?\s"
# Without "were" a verb is passive only where nothing is left for it to act on.
_PASSIVE = {
    kind: re.compile(
        rf"{_ASIDE}(?:{_SOME_AUX}{_VERB[kind, 'passive']}\b(?!\s{_OBJECT}\b)"
        rf"|{_VERB[kind, 'passive']}\b(?=\s*(?:[,.;:)–\"]|$|(?:{_TAIL})\b)))",
        re.IGNORECASE,
    )
    for kind in _KINDS
}
_NOUN = {
    kind: re.compile(rf"\s(?:[a-z]+\s)?{_VERB[kind, 'nouns']}\b", re.IGNORECASE) for kind in _KINDS
}
_NUMBER_ALONE = re.compile(
    rf"\s(?:more\s|others\s|further\s)?{_AUX}(?:"
    + "|".join(_VERB[kind, voice] for kind in _KINDS for voice in ("passive", "nouns"))
    + r")\b",
    re.IGNORECASE,
)
_SINGLE: tuple[tuple[str, re.Pattern[str]], ...] = (
    *(
        (
            kind,
            re.compile(
                rf"\b{_VERB[kind, 'active']}\s"
                rf"(?P<who>(?:an?|one|the|his|her|another)\s{_FILL}(?P<noun>{_ONE_PERSON})(?:\s(?P<head>{_ONE_PERSON}))?)\b",
                re.IGNORECASE,
            ),
        )
        for kind in _KINDS
    ),
    *(
        (
            kind,
            re.compile(
                rf"\b(?P<who>(?:an?|one)\s{_FILL}(?P<noun>{_ONE_PERSON})(?:\s(?P<head>{_ONE_PERSON}))?)(?:\s[^.;:,]{{0,40}}?)?"
                rf"\s{_AUX}{_VERB[kind, 'passive']}\b",
                re.IGNORECASE,
            ),
        )
        for kind in _KINDS
    ),
    (
        "killed",
        re.compile(
            rf"\b(?:death|killing|murder)\sof\s(?P<who>(?:an?|one)\s{_FILL}(?P<noun>{_ONE_PERSON})(?:\s(?P<head>{_ONE_PERSON}))?)\b",
            re.IGNORECASE,
        ),
    ),
)
_ORDINAL = re.compile(
    r"\b(?:a|the)\s(?:second|third|fourth|fifth|sixth)\s"
    r"(?:person|man|woman|officer|soldier|victim)\s(?:was|were)\s"
    rf"(?P<verb>{_VERB['killed', 'passive']}|{_VERB['wounded', 'passive']})\b",
    re.IGNORECASE,
)
_LEFT = re.compile(r"\bleft\s(?:behind\s)?$", re.IGNORECASE)
_LEFT_HOW = re.compile(r"[^.;:]{0,60}?\b(?P<verb>dead|wounded|injured)\b", re.IGNORECASE)
_PART_OF_TOTAL = re.compile(
    r"(?:\bincluding|\bamong\sthem|\bof\swhom|\bof\sthem|–|\()[^.;:]{0,50}$", re.IGNORECASE
)
_MORE = re.compile(r"\b(?:another|a\sfurther|further|more|additional|others)\s*$", re.IGNORECASE)
_JOINED = re.compile(r"(?:,|,?\s(?:and|as\swell\sas|plus)|\s[^.,;]{0,25}\sand)\s(?:another\s)?")
_ANY_VERB = re.compile(
    rf"\b(?:{_VERB['killed', 'passive']}|{_VERB['wounded', 'passive']})\b", re.IGNORECASE
)
_NOT_PEOPLE = re.compile(rf"\s?(?:-|%|(?:{join_words(_GRAMMAR['not_people'])})\b)", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_PEOPLE_AFTER = re.compile(
    rf"\s{_FILL}(?P<noun>{_PERSON})(?:\s(?P<head>{_PERSON}))?\b|\s(?:of\sthe\s|of\s)(?:{_FILL}{_PERSON})\b",
    re.IGNORECASE,
)
_NONE = {kind: compile_words(words) for kind, words in _WORDS["none"].items()}
_NO_PEOPLE = re.compile(
    rf"\bno\s(?!fewer\b|less\b|more\b)(?:[A-Za-z-]+\s){{0,3}}{_PERSON}\s(?:were|was|have\sbeen|has\sbeen)\s(?:reported\s)?"
    r"(?P<verb>killed|injured|hurt|wounded|harmed)",
    re.IGNORECASE,
)
_NO_ONE = re.compile(
    rf"\b(?P<verb>{_VERB['killed', 'active']}|{_VERB['wounded', 'active']})"
    r"\s(?:no[- ]one|nobody)\b",
    re.IGNORECASE,
)
_AND_ONE = re.compile(rf",?\sand\s(?:an?|one)\s{_FILL}{_ONE_PERSON}\b", re.IGNORECASE)
_OF_THEM = re.compile(r"\sof\s(?:them|whom|the\sdead|the\svictims)\b", re.IGNORECASE)
_POPULATION = 1_000_000  # so many are nobody's toll
_BEFORE, _AFTER = 60, 200  # characters on each side of a number that may tell what it counts
_BARE = 2  # "several": at least two


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyWords:
    """Hold one statement: `killed` or `wounded`, the count, and who they were.

    `more` marks people beside those told before ("another nine"); `attackers` their own losses.
    `parts` counts by category where several are told in one breath.
    """

    start: int
    end: int
    kind: str
    count: Count
    category: str = "person"
    more: bool = False
    attackers: bool = False
    parts: tuple[tuple[str, Count], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _People:
    """Hold a number of people: "five members", or a number alone before "dead"."""

    start: int
    end: int
    count: Count
    category: str


def find_casualties(view: str, start: int, end: int) -> list[CasualtyWords]:
    """Give what `view[start:end]` says of people killed and wounded, in order."""
    none = _find_none(view, start, end)
    if none:
        return none
    found = [*_find_counted(view, start, end), *_find_single(view, start, end)]
    kept: list[CasualtyWords] = []
    for item in sorted(found, key=lambda c: (c.start, -c.end)):
        if not any(o.kind == item.kind and o.start < item.end and item.start < o.end for o in kept):
            kept.append(item)
    return kept


def _find_category(words: str) -> str:
    return _CATEGORY.get(" ".join(words.lower().split()), "person")


def _find_none(view: str, start: int, end: int) -> list[CasualtyWords]:
    zero = Count(min=0, max=0)
    for kind, pattern in _NONE.items():
        if match := pattern.search(view, start, end):
            kinds = _KINDS if kind == "both" else ("killed",)
            return [
                CasualtyWords(start=match.start(), end=match.end(), kind=k, count=zero)
                for k in kinds
            ]
    if match := _NO_ONE.search(view, start, end):
        wounded = match["verb"].lower() in _WORDS["wounded"]["active"]
        kind = "wounded" if wounded else "killed"
        return [CasualtyWords(start=match.start(), end=match.end(), kind=kind, count=zero)]
    if match := _NO_PEOPLE.search(view, start, end):
        kind = "killed" if match["verb"].lower() == "killed" else "wounded"
        return [CasualtyWords(start=match.start(), end=match.end(), kind=kind, count=zero)]
    return []


def _find_counted(view: str, start: int, end: int) -> list[CasualtyWords]:
    found: list[CasualtyWords] = []
    for group in _group_people(view, start, end):
        first, last = group[0].start, group[-1].end
        kind = _find_verb_before(view, start, first)
        if kind is None and _PART_OF_TOTAL.search(view, max(start, first - _BEFORE), first):
            continue
        kind = kind or _find_verb_after(view, last, end)
        total: Count | None = None
        for people in group:
            total = add_counts(total, people.count)
        if kind is None or total is None:
            continue
        words = view[first:last].lower()
        more = bool(_MORE.search(view, max(start, first - 20), first))
        found.append(
            CasualtyWords(
                start=first,
                end=last,
                kind=kind,
                count=total,
                category=group[0].category if len(group) == 1 else "person",
                more=more or " more" in words or words.endswith(" others"),
                attackers=all(people.category == "attacker" for people in group),
                parts=tuple((p.category, p.count) for p in group) if len(group) > 1 else (),
            )
        )
    return found


def _group_people(view: str, start: int, end: int) -> list[list[_People]]:
    """Give numbers of people; those joined by a comma or "and" make one group."""
    groups: list[list[_People]] = []
    for quantity in find_quantities(view, start, end):
        people = _read_people(view, start, end, quantity)
        if people is None:
            continue
        glue = view[groups[-1][-1].end : people.start] if groups else ""
        joined = _JOINED.fullmatch(glue) and not _ANY_VERB.search(glue)
        if groups and people.category != "number" and joined:
            groups[-1].append(people)
        else:
            groups.append([people])
    return [_add_one(view, group, end) for group in groups]


def _add_one(view: str, group: list[_People], end: int) -> list[_People]:
    """Add "and a driver" to "four nurses, two doctors"."""
    last = group[-1]
    more = _AND_ONE.match(view, last.end, end) if last.category != "number" else None
    if more is None:
        return group
    one = _People(start=more.start(), end=more.end(), count=Count(min=1, max=1), category="person")
    return [*group, one]


def _read_people(view: str, start: int, end: int, quantity: Quantity) -> _People | None:
    """Give the people that a number counts, or `None` where it counts something else."""
    words = view[quantity.start : quantity.end]
    if _YEAR.fullmatch(words) or _NOT_PEOPLE.match(view, quantity.end, end):
        return None
    if (quantity.count.min or 0) >= _POPULATION or _OF_THEM.match(view, quantity.end, end):
        return None
    noun = _PEOPLE_AFTER.match(view, quantity.end, min(end, quantity.end + _BEFORE))
    if noun:
        # "civilian contractors": the last noun says who they were
        category = _find_category(noun["head"] or noun["noun"] or "")
        return _People(
            start=quantity.start, end=noun.end(), count=quantity.count, category=category
        )
    before = view[max(start, quantity.start - _BEFORE) : quantity.start]
    told = any(pattern.search(before) for pattern in _ACTIVE.values())
    if not told and not _NUMBER_ALONE.match(view, quantity.end, min(end, quantity.end + 40)):
        return None
    return _People(start=quantity.start, end=quantity.end, count=quantity.count, category="number")


def _find_verb_before(view: str, start: int, at: int) -> str | None:
    before = view[max(start, at - _BEFORE) : at]
    for kind, pattern in _ACTIVE.items():
        if pattern.search(before):
            return kind
    left = _LEFT.search(before) and _LEFT_HOW.match(view, at, at + 90)
    if left:
        return "killed" if left["verb"].lower() == "dead" else "wounded"
    return None


def _find_verb_after(view: str, at: int, end: int) -> str | None:
    """Give what the nearest verb after the people says of them."""
    verbs = {
        kind: match.end()
        for kind, pattern in _PASSIVE.items()
        if (match := pattern.match(view, at, min(end, at + _AFTER)))
    }
    if verbs:
        return min(verbs, key=lambda kind: verbs[kind])
    return next((k for k, p in _NOUN.items() if p.match(view, at, min(end, at + 30))), None)


def _find_single(view: str, start: int, end: int) -> list[CasualtyWords]:
    one = Count(min=1, max=1)
    found: list[CasualtyWords] = []
    for kind, pattern in _SINGLE:
        for match in pattern.finditer(view, start, end):
            first, last = match.span("who")
            if _PART_OF_TOTAL.search(view, max(start, first - _BEFORE), first):
                continue
            category = _find_category(match["head"] or match["noun"])
            found.append(
                CasualtyWords(
                    start=first,
                    end=last,
                    kind=kind,
                    count=one,
                    category=category,
                    more=match["who"].lower().startswith("another"),
                    attackers=category == "attacker",
                )
            )
    for match in _ORDINAL.finditer(view, start, end):
        wounded = match["verb"].lower() in _WORDS["wounded"]["passive"]
        kind = "wounded" if wounded else "killed"
        found.append(
            CasualtyWords(start=match.start(), end=match.end(), kind=kind, count=one, more=True)
        )
    return found


def sum_casualties(statements: Sequence[CasualtyWords], text: str) -> Casualties:
    """Join the statements of one incident: the greatest total counts, "another" adds to it.

    A later total may correct an earlier one ("five, then one child died": six); both stand in the
    evidence. The attackers' own losses are left out.
    """
    others = [s for s in statements if not s.attackers]
    told = [
        (category, s.kind, count)
        for s in statements
        for category, count in s.parts or ((s.category, s.count),)
    ]
    groups = sorted({category for category, _, _ in told} - {"person", "number"})
    words = dict.fromkeys(text[s.start : s.end].strip() for s in statements)
    return Casualties(
        killed=_total(s for s in others if s.kind == "killed"),
        wounded=_total(s for s in others if s.kind == "wounded"),
        by=tuple(
            CasualtyGroup(
                category=group,
                killed=_largest(n for g, kind, n in told if (g, kind) == (group, "killed")),
                wounded=_largest(n for g, kind, n in told if (g, kind) == (group, "wounded")),
            )
            for group in groups
        ),
        text="; ".join(words) or None,
    )


def _total(statements: Iterable[CasualtyWords]) -> Count | None:
    held: Count | None = None
    for item in statements:
        added = item.more and held is not None
        held = add_counts(held, item.count) if added else _choose_larger(held, item.count)
    return held


def _largest(counts: Iterable[Count]) -> Count | None:
    held: Count | None = None
    for count in counts:
        held = _choose_larger(held, count)
    return held


def _choose_larger(held: Count | None, new: Count) -> Count:
    """Give the larger count; "several" says nothing beside a number."""
    if held is None:
        return new
    if held.max is not None and new.max is None and (new.min or 0) <= _BARE:
        return held
    if held.max is None and (held.min or 0) <= _BARE and new.max is not None and new.min:
        return new
    return new if (new.min or new.max or 0) > (held.min or held.max or 0) else held
