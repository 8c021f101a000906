"""People killed and wounded, as the words count them."""

import re
from dataclasses import dataclass

from geoincidents.extract.words import compile_words, join_words, load_lexicon
from geoincidents.model.casualties import Casualties, CasualtyGroup
from geoincidents.model.count import Count
from geoincidents.text.numbers import add_counts, find_quantities

_WORDS = load_lexicon("people")
_CATEGORY = {word.lower(): cat for cat, words in _WORDS["category"].items() for word in words}
_PERSON = rf"(?:{join_words(_CATEGORY)})"
_SINGULAR = rf"(?:{join_words(w for w in _CATEGORY if not w.endswith('s') and w not in {'people', 'children', 'men', 'women', 'police', 'personnel', 'staff', 'crew', 'taliban'})})"
_FILL = r"(?:(?!were\b|was\b|and\b|of\b|in\b|by\b|when\b|who\b)[A-Za-z][\w.'-]*,?\s){0,5}"
_NONE = {kind: compile_words(words) for kind, words in _WORDS["none"].items()}
_NO_PEOPLE = re.compile(
    rf"\bno\s(?:[A-Za-z-]+\s){{0,3}}{_PERSON}\s(?:were|was|have\sbeen|has\sbeen)\s(?:reported\s)?(?P<verb>killed|injured|hurt|wounded|harmed)",
    re.IGNORECASE,
)
_AUX = r"(?:(?:were|was|have|had|has|are|is|been|being|be|also|all|reported(?:ly)?|to|confirmed|believed|left|lay|found|later|initially|feared)\s){0,5}"
_VERBS = {
    kind: {
        "active": rf"(?:{join_words(_WORDS[kind]['active'])})",
        "passive": rf"(?:{join_words(_WORDS[kind]['passive'])})",
        "nouns": rf"(?:{join_words(_WORDS[kind]['nouns'])})",
    }
    for kind in ("killed", "wounded")
}
_LATER_HALF = r"(?:\s(?:or|and)\s(?:injured|wounded|hurt))?"
_ACTIVE = {
    kind: re.compile(rf"\b{v['active']}{_LATER_HALF}(?:\sor\s\w+)?\s(?:some\s)?$", re.IGNORECASE)
    for kind, v in _VERBS.items()
}
_PASSIVE = {
    kind: re.compile(
        rf"(?:\s[^.;:,]{{0,60}}?)?(?:,[^.;:,]{{0,80}},)?\s{_AUX}{v['passive']}\b(?!\s(?:a|an|the|his|her|their|\d|two|three|four|five|six|seven|eight|nine|ten|at\sleast|more)\b)",
        re.IGNORECASE,
    )
    for kind, v in _VERBS.items()
}
_ACTIVE_ONE = {
    kind: re.compile(
        rf"\b{v['active']}\s(?P<who>(?:an?|one|the|his|her|another)\s{_FILL}(?P<noun>{_SINGULAR}))\b(?!\sof\sthe\scountry)",
        re.IGNORECASE,
    )
    for kind, v in _VERBS.items()
}
_DEATH_OF = re.compile(
    rf"\b(?:death|killing|murder)\sof\s(?P<who>(?:an?|one)\s{_FILL}(?P<noun>{_SINGULAR}))\b",
    re.IGNORECASE,
)
_PASSIVE_ONE = {
    kind: re.compile(
        rf"\b(?P<who>(?:an?|one)\s{_FILL}(?P<noun>{_SINGULAR}))(?:\s[^.;:,]{{0,40}}?)?\s{_AUX}{v['passive']}\b",
        re.IGNORECASE,
    )
    for kind, v in _VERBS.items()
}
_ORDINAL_ONE = re.compile(
    r"\b(?:a|the)\s(?:second|third|fourth|fifth|sixth)\s(?:person|man|woman|officer|soldier|victim)\s(?:was|were)\s(?P<verb>killed|wounded|injured|hospitali[sz]ed|hurt)",
    re.IGNORECASE,
)
_LEFT_DEAD = re.compile(
    r"\bleft\s(?:at\sleast\s)?[^.;:]{0,60}?\b(?P<verb>dead|wounded|injured)\b", re.IGNORECASE
)
_INCLUDING = re.compile(
    r"(?:\bincluding|\bamong\sthem|\bof\swhom|\bof\sthem|–|\()[^.;:]{0,50}$", re.IGNORECASE
)
_MORE = re.compile(r"\b(?:another|a\sfurther|further|more|additional|others)\s*$", re.IGNORECASE)
_NOT_PEOPLE = re.compile(
    r"^\s?(?:days?|weeks?|months?|years?|hours?|minutes?|rockets?|missiles?|mortars?|drones?|shells?|km|miles?|metres?|meters?|kilomet|percent|%|vehicles?|houses?|homes?|buildings?|cars?|attacks?|strikes?|sites?|mm\b|-|cars|tanks|aircraft|planes|helicopters|barrels|million|billion|other\s(?:attacks|places)|times|rounds|groups?|countries|cities|villages|hectares|bases?|sheep|animals|elephants?|dogs?|horses?|cattle)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^(?:1[5-9]|20)\d\d$")
_NAME = r"(?:(?-i:[A-Z][\w'-]+|al-[A-Z][\w'-]+|bin|al|de|la|El|Abu)(?:\s|(?=[,.;]|$)))"
_NAMED = re.compile(
    rf"(?-i:\b)(?:killed|killing|assassinated|assassination\sof|killing\sof|murder\sof|murdered|shot\sdead|slain)\s(?P<names>(?:(?:(?!including\b|civilians\b|people\b|and\b)[\w'-]+,?\s){{0,6}}?)(?:{_NAME}){{1,5}}(?:\s?and\s(?:[^.;:,]{{0,50}}?\s)??(?:{_NAME}){{2,6}})?)(?=[,.;)]|$|\s?(?:in|on|at|by|with|as|when|after|near|outside|earlier|last|this|while|before|during|and|who|that|–)\b|\s?–)",
    re.IGNORECASE,
)


# "Name Surname, a journalist from Yemen, died in Aden after being shot".
_NAMED_DEAD = re.compile(
    rf"(?P<names>(?-i:[A-Z])[\w'-]+\s(?:{_NAME}){{0,3}}(?-i:[A-Z]|al-[A-Z])[\w'-]+)(?:,[^.;]{{0,80}}?,)?\s(?:who\s)?(?:(?:was|were|had|has|himself|herself|been|later|reportedly)\s){{0,4}}"
    rf"(?:died|killed|assassinated|murdered|shot\sdead|gunned\sdown|shot\sand\skilled|stabbed\sto\sdeath)\b",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyWords:
    """Hold one statement: `killed` or `wounded`, the count, and who they were.

    `more` marks people beside those told before ("another nine"); `attackers` their own losses.
    """

    start: int
    end: int
    kind: str
    count: Count
    category: str = "person"
    more: bool = False
    attackers: bool = False


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


def _find_none(view: str, start: int, end: int) -> list[CasualtyWords]:
    zero = Count(min=0, max=0)
    for kind, pattern in _NONE.items():
        if match := pattern.search(view, start, end):
            both = ("killed", "wounded") if kind == "both" else ("killed",)
            return [
                CasualtyWords(start=match.start(), end=match.end(), kind=k, count=zero)
                for k in both
            ]
    if match := _NO_PEOPLE.search(view, start, end):
        kind = "killed" if match["verb"].lower() == "killed" else "wounded"
        return [CasualtyWords(start=match.start(), end=match.end(), kind=kind, count=zero)]
    return []


def _find_counted(view: str, start: int, end: int) -> list[CasualtyWords]:
    found: list[CasualtyWords] = []
    groups = _group_numbers(view, start, end)
    for group in groups:
        first, last = group[0][0], group[-1][1]
        direct = _verb_before(view, start, first)
        if not direct and _INCLUDING.search(view, max(start, first - 60), first):
            continue
        kind = direct or _verb_after(view, last, end)
        if kind is None:
            continue
        total: Count | None = None
        for _, _, count, _ in group:
            total = add_counts(total, count)
        category = group[0][3]
        if total is None:
            continue
        more = (
            bool(_MORE.search(view, max(start, first - 20), first))
            or " more" in view[first:last].lower()
            or view[first:last].lower().endswith(" others")
        )
        found.append(
            CasualtyWords(
                start=first,
                end=last,
                kind=kind,
                count=total,
                category=category if len(group) == 1 else "person",
                more=more,
                attackers=all(g[3] == "attacker" for g in group),
            )
        )
    return found


def _group_numbers(view: str, start: int, end: int) -> list[list[tuple[int, int, Count, str]]]:
    """Give numbers of people; those joined by a comma or "and" make one group."""
    groups: list[list[tuple[int, int, Count, str]]] = []
    person = re.compile(
        rf"\s{_FILL}(?P<noun>{_PERSON})\b|\s(?:of\sthe\s|of\s)(?P<of>{_FILL}{_PERSON})\b",
        re.IGNORECASE,
    )
    for quantity in find_quantities(view, start, end):
        words = view[quantity.start : quantity.end]
        if _YEAR.match(words) or _NOT_PEOPLE.match(view[quantity.end : quantity.end + 20]):
            continue
        noun = person.match(view, quantity.end, min(end, quantity.end + 60))
        stop = noun.end() if noun else quantity.end
        category = _CATEGORY.get((noun["noun"] or "").lower(), "person") if noun else "number"
        if (
            noun is None
            and not re.search(
                rf"(?:{_VERBS['killed']['active']}|{_VERBS['wounded']['active']})\s(?:some\s)?$",
                view[max(start, quantity.start - 30) : quantity.start],
                re.IGNORECASE,
            )
            and not re.match(
                rf"\s(?:more\s|others\s|further\s)?{_AUX}(?:{_VERBS['killed']['passive']}|{_VERBS['wounded']['passive']}|{_VERBS['killed']['nouns']}|{_VERBS['wounded']['nouns']})\b",
                view[quantity.end : min(end, quantity.end + 40)],
                re.IGNORECASE,
            )
        ):
            continue
        item = (quantity.start, stop, quantity.count, category)
        if (
            groups
            and category != "number"
            and re.fullmatch(
                r"(?:,|,?\s(?:and|as\swell\sas|plus)|\s[^.,;]{0,25}\sand)\s(?:another\s)?",
                view[groups[-1][-1][1] : quantity.start],
            )
        ):
            groups[-1].append(item)
        else:
            groups.append([item])
    return groups


def _verb_before(view: str, start: int, at: int) -> str | None:
    before = view[max(start, at - 60) : at]
    for kind, pattern in _ACTIVE.items():
        if pattern.search(before):
            return kind
    left = re.search(r"\bleft\s(?:behind\s)?$", before, re.IGNORECASE)
    if left:
        dead = re.match(
            r"[^.;:]{0,60}?\b(?P<verb>dead|wounded|injured)\b", view[at : at + 90], re.IGNORECASE
        )
        if dead:
            return "killed" if dead["verb"].lower() == "dead" else "wounded"
    return None


def _verb_after(view: str, at: int, end: int) -> str | None:
    best: tuple[int, str] | None = None
    for kind, pattern in _PASSIVE.items():
        match = pattern.match(view, at, min(end, at + 200))
        if match and (best is None or match.end() < best[0]):
            best = (match.end(), kind)
    for kind, verbs in _VERBS.items():
        match = re.match(
            rf"\s(?:[a-z]+\s)?{verbs['nouns']}\b", view[at : min(end, at + 30)], re.IGNORECASE
        )
        if match and best is None:
            best = (at, kind)
    return best[1] if best else None


def _find_single(view: str, start: int, end: int) -> list[CasualtyWords]:
    one = Count(min=1, max=1)
    found: list[CasualtyWords] = []
    patterns = [
        *((kind, p) for kind, p in _ACTIVE_ONE.items()),
        *((kind, p) for kind, p in _PASSIVE_ONE.items()),
        ("killed", _DEATH_OF),
    ]
    for kind, pattern in patterns:
        for match in pattern.finditer(view, start, end):
            if _INCLUDING.search(view, max(start, match.start("who") - 60), match.start("who")):
                continue
            category = _CATEGORY.get(match["noun"].lower(), "person")
            more = match["who"].lower().startswith("another")
            found.append(
                CasualtyWords(
                    start=match.start("who"),
                    end=match.end("who"),
                    kind=kind,
                    count=one,
                    category=category,
                    more=more,
                    attackers=category == "attacker",
                )
            )
    for match in _ORDINAL_ONE.finditer(view, start, end):
        kind = "killed" if match["verb"].lower() == "killed" else "wounded"
        found.append(
            CasualtyWords(start=match.start(), end=match.end(), kind=kind, count=one, more=True)
        )
    return found


def find_named_victims(view: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Give (start, end, number) of people named as killed ("killed General A and B"), or `None`."""
    match = _NAMED.search(view, start, end)
    if not match:
        dead = _NAMED_DEAD.search(view, start, end)
        active = dead and re.match(
            r"\s(?:an?|the|two|three|four|five|six|seven|eight|nine|ten|at\sleast|some|several|\d)",
            view[dead.end() : dead.end() + 12],
        )
        return (dead.start("names"), dead.end("names"), 1) if dead and not active else None
    return match.start("names"), match.end("names"), 1 + bool(re.search(r"\sand\s", match["names"]))


def sum_casualties(statements: list[CasualtyWords], text: str) -> Casualties:
    """Join the statements of one incident: the greatest total counts, "another" adds to it.

    A later total may correct an earlier one ("five, then one child died": six); both stand in the
    evidence. The attackers' own losses are left out.
    """
    totals: dict[str, Count | None] = {"killed": None, "wounded": None}
    for kind in totals:
        for item in (s for s in statements if s.kind == kind and not s.attackers):
            held = totals[kind]
            totals[kind] = (
                add_counts(held, item.count) if item.more and held else _larger(held, item.count)
            )
    groups: dict[str, dict[str, Count]] = {}
    for item in statements:
        if item.category not in {"person", "number"}:
            held = groups.setdefault(item.category, {}).get(item.kind)
            groups[item.category][item.kind] = _larger(held, item.count)
    words = "; ".join(dict.fromkeys(text[s.start : s.end] for s in statements))
    return Casualties(
        killed=totals["killed"],
        wounded=totals["wounded"],
        by=tuple(
            CasualtyGroup(category=cat, killed=got.get("killed"), wounded=got.get("wounded"))
            for cat, got in sorted(groups.items())
        ),
        text=words or None,
    )


def _larger(held: Count | None, new: Count) -> Count:
    if held is None:
        return new
    exact = held.max is not None and new.max is None and (new.min or 0) <= 2  # noqa: PLR2004 - "several"
    if exact:
        return held
    vague = held.max is None and (held.min or 0) <= 2 and new.max is not None  # noqa: PLR2004
    if vague and (new.min or 0) >= 1:
        return new
    return new if (new.min or new.max or 0) > (held.min or held.max or 0) else held
