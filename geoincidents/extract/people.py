"""People as the words count them: "at least three civilians", "a woman and her two children"."""

import re
from collections.abc import Iterator, Sequence

import msgspec
from msgspec import structs

from geoincidents.extract.words import join_words, load_lexicon
from geoincidents.model.count import Count
from geoincidents.text.guards import guard_pattern
from geoincidents.text.numbers import Quantity, add_counts, find_quantities

_WORDS = load_lexicon("people")
_GRAMMAR = _WORDS["grammar"]
_CATEGORY: dict[str, str] = {
    word.lower(): cat for cat, words in _WORDS["category"].items() for word in words
}
_SPEECH = [w for w in load_lexicon("times")["speech"]["words"] if w not in {"called", "read"}]
_PERSON = rf"(?:{join_words(_CATEGORY)})(?![\w-]|['’]s)"
_PEOPLES = {w.lower() for w in _WORDS["category"]["person"] if w[0].isupper()}
_ONES = {w for w in _CATEGORY if w[-1] != "s" and w not in _GRAMMAR["plural_only"]}
_ONE_PERSON = (
    rf"(?:(?:{join_words(_ONES - _PEOPLES)})(?!\s(?:{join_words(_GRAMMAR['no_head'])})\b)"
    # "a Pakistani was", but not "a Pakistani soldier"
    rf"|(?:{join_words(_ONES & _PEOPLES)})(?=\s(?:{join_words(_GRAMMAR['after_people'])}"
    r"|was|were|and|had|has|died|killed|wounded)\b|[,.;:)]|$))(?![\w-]|['’]s)"
)
_VERBS = {
    kind: rf"(?:{join_words({*_WORDS[kind]['active'], *_WORDS[kind]['passive']})})"
    for kind in ("killed", "wounded")
}
HARM = re.compile(rf"\b(?:{_VERBS['killed']}|{_VERBS['wounded']})\b", re.IGNORECASE)
# What stands between the number and the noun: no verb, no preposition, no other noun phrase.
_MODIFIER = rf"(?:(?!(?:{join_words(_GRAMMAR['no_modifier'])})\b)\w[\w.'’-]*\s)"
_HEAD = rf"(?P<noun>{_PERSON})(?:\s(?P<head>{_PERSON}))?"
_NOUN_AFTER = re.compile(
    rf"\s(?:of\s(?:(?:{_GRAMMAR['of_whose']})\s)?)?{_MODIFIER}{{0,5}}?{_HEAD}", re.IGNORECASE
)
_SINGLE = guard_pattern(
    r"(?<![\w'’-])(?:(?P<det>an?|another|the|his|her|their|its)\s"
    r"(?!(?:second|third|fourth|fifth|sixth|seventh)\s)"
    rf"{_MODIFIER}{{0,5}}?(?P<noun>{_ONE_PERSON})(?:\s(?P<head>{_ONE_PERSON}))?"
    rf"|both\s(?:of\sthe\s)?{_MODIFIER}{{0,2}}?(?P<both>{_PERSON})"
    r"|(?P<alone>another)(?=\s*(?:[.,;]|$|in\b|on\b|at\b|near\b|was\b|wounded\b|injured\b|dead\b))"
    r"|(?P<aged>\d{1,3}-year-old)\s[A-Z][\w'’-]+)",
    [*_ONES, *_CATEGORY, "another", "old"],
)
# "killing four civilians, a police officer, Ahmed Ali, said": who says so was not hit. The name is
# closed by a comma: in "killing a woman, Reuters reported" somebody else says so.
_TELLS = re.compile(
    r"(?:,\s[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*){0,4},|\s(?:in|at|from|of|with|based|speaking)\s[^,;.:]{2,50})?"
    rf"\s(?:\w+ly\s|also\s|later\s)?\b(?:{join_words(_SPEECH)})\b(?!\s(?:dead|guilty|killed)\b)"
)
_COUPLE = re.compile(r"a\scouple(?=\s(?:and|who|were|was|in|with)\b|[.,])", re.IGNORECASE)
# "no one", "twice as many": no number of people.
_NO_NUMBER = re.compile(r"\b(?:no|as|how|so|too)[\s-]$", re.IGNORECASE)
_AGE = re.compile(r"-year|\syears?[-\s]old", re.IGNORECASE)
_AGE_ASIDE = re.compile(r",\s$")
# "a man of 56", "a worker aged 68": how old, and not how many
_AGE_BEFORE = re.compile(
    r"\b(?:(?:man|woman|boy|girl|child|civilian|worker|resident)\sof|aged?)\s$", re.IGNORECASE
)
# "On July 22 three women", "on 22 July three women": the day
_MONTH = join_words(load_lexicon("times")["months"])
_DAY_BEFORE = re.compile(rf"\b(?<!in\s)(?:{_MONTH})\s$", re.IGNORECASE)
_DAY_AFTER = re.compile(rf"(?:st|nd|rd|th)?\s(?:{_MONTH})\b", re.IGNORECASE)
_NOT_PEOPLE = re.compile(rf"\s?(?:-|%|(?:{join_words(_GRAMMAR['not_people'])})\b)", re.IGNORECASE)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_HURT_BEFORE = re.compile(r"\sof\s(?:the\s|those\s)(?:wounded|injured|casualties)\b", re.IGNORECASE)
_SHARE = re.compile(r"\sof\s(?:them|whom|the\sdead|the\svictims)\b", re.IGNORECASE)
_MORE_BEFORE = re.compile(
    r"\b(?:another|a\sfurther|further|more|additional|others)\s*$", re.IGNORECASE
)
_MORE_WITHIN = re.compile(r"\b(?:more|others?|another|further)\b", re.IGNORECASE)
_MORE_AFTER = re.compile(r"\s(?:more|others?)\b", re.IGNORECASE)
_JOINED = re.compile(
    r"(?:,\s\d{1,3})?(?:,\s(?:and\s)?|,?\s(?:and|as\swell\sas|plus|along\swith|together\swith)\s"
    r"|\s[^.,;:]{0,30}\sand\s)(?:(?:another|his|her|their|its|the)\s)?",
    re.IGNORECASE,
)
_PART_OF_TOTAL = re.compile(
    r"(?P<opener>\bincluding|\bamong\s(?:them|those\skilled|the\s(?:dead|victims|wounded|injured))"
    r"|\bof\swhom|\bof\sthem|–|\()[^.;:]{0,50}$",
    re.IGNORECASE,
)
_OUTSIDE_AGAIN = re.compile(r"[–)]\s?(?:\S|$)|,\s(?:were|was|and)\b")
_POPULATION = 1_000_000  # so many are nobody's toll
_BEFORE = 60  # characters before a number that may tell what it counts
_MAX_AGE = 110
_LAST_DAY = 31


class People(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a number of people with its words.

    `bare` is a number alone ("three" of "three were killed"); `more` are people beside those told
    before ("another nine"); `hurt_before` are some of the wounded; `part` is included in a total
    that stands before it; `parts` counts by category where several nouns are joined.
    """

    start: int
    end: int
    count: Count
    category: str = "person"
    bare: bool = False
    more: bool = False
    hurt_before: bool = False
    part: bool = False
    attackers: bool = False
    parts: tuple[tuple[str, Count], ...] = ()


def find_people(view: str, start: int, end: int) -> list[People]:
    """Give the people counted in `view[start:end]`, those joined by "and" as one, in order."""
    groups: list[list[People]] = []
    for people in _list_single(view, start, end):
        if groups and _is_joined(view, groups[-1][-1], people, end):
            groups[-1].append(people)
        else:
            groups.append([people])
    return [_join(group) for group in groups]


def _list_single(view: str, start: int, end: int) -> list[People]:
    """Give the noun phrases one by one."""
    counted = [
        people
        for quantity in find_quantities(view, start, end)
        if (people := _read_counted(view, start, end, quantity))
    ]
    spans = [(p.start, p.end) for p in counted]
    ones = [
        people
        for people in _list_ones(view, start, end)
        if not any(s < people.end and people.start < e for s, e in spans)
    ]
    return sorted([*counted, *ones], key=lambda p: p.start)


def _read_counted(view: str, start: int, end: int, quantity: Quantity) -> People | None:
    """Give the people that a number counts, or `None` where it counts something else."""
    if _counts_no_people(view, start, end, quantity):
        return None
    part = _is_part(view, start, quantity.start)
    people = People(start=quantity.start, end=quantity.end, count=quantity.count, part=part)
    if _COUPLE.match(view, quantity.start, end):
        return people
    if hurt := _HURT_BEFORE.match(view, quantity.end, end):
        return structs.replace(people, end=hurt.end(), hurt_before=True)
    more = bool(_MORE_BEFORE.search(view, max(start, quantity.start - 20), quantity.start))
    noun = _NOUN_AFTER.match(view, quantity.end, min(end, quantity.end + _BEFORE))
    if noun is None:
        more = more or bool(_MORE_AFTER.match(view, quantity.end, end))
        return structs.replace(people, bare=True, more=more)
    category = _find_category(noun["head"] or noun["noun"])
    return structs.replace(
        people,
        end=noun.end(),
        category=category,
        more=more or bool(_MORE_WITHIN.search(view, quantity.end, noun.end())),
        attackers=category == "attacker",
    )


def _counts_no_people(view: str, start: int, end: int, quantity: Quantity) -> bool:
    words = view[quantity.start : quantity.end]
    return bool(
        (quantity.count.min or 0) >= _POPULATION
        or _YEAR.fullmatch(words)
        or _AGE.match(view, quantity.end, end)
        or _NOT_PEOPLE.match(view, quantity.end, end)
        or _SHARE.match(view, quantity.end, end)
        or _NO_NUMBER.search(view, max(start, quantity.start - 4), quantity.start)
        or _is_age(view, start, end, quantity)
        or _is_day(view, start, end, quantity)
    )


def _is_age(view: str, start: int, end: int, quantity: Quantity) -> bool:
    """Tell an age ("a mother, 34, and") from a toll ("7 were killed, 22 wounded")."""
    words = view[quantity.start : quantity.end]
    if _AGE_BEFORE.search(view, max(start, quantity.start - 12), quantity.start):
        return True
    aside = _AGE_ASIDE.search(view, max(start, quantity.start - 2), quantity.start)
    closed = view[quantity.end : quantity.end + 1] in {",", ".", ")", ""} or quantity.end == end
    return bool(aside and closed and words.isdigit() and int(words) <= _MAX_AGE)


def _is_day(view: str, start: int, end: int, quantity: Quantity) -> bool:
    """Tell a day of a month ("On July 22 three women") from a number of people."""
    words = view[quantity.start : quantity.end]
    if not words.isdigit() or int(words) > _LAST_DAY:
        return False
    before = _DAY_BEFORE.search(view, max(start, quantity.start - 14), quantity.start)
    return bool(before or _DAY_AFTER.match(view, quantity.end, end))


def _list_ones(view: str, start: int, end: int) -> Iterator[People]:
    """Give single persons and pairs: "a 62-year-old man", "another", "both pilots"."""
    for match in _SINGLE.finditer(view, start, end):
        if _TELLS.match(view, match.end(), end):
            continue
        number = 2 if match["both"] else 1
        category = _find_category(match["head"] or match["noun"] or match["both"] or "")
        yield People(
            start=match.start(),
            end=match.end(),
            count=Count(min=number, max=number),
            category=category,
            more=(match["det"] or "").lower() == "another",
            part=_is_part(view, start, match.start()),
            attackers=category == "attacker",
        )


def _is_part(view: str, start: int, at: int) -> bool:
    match = _PART_OF_TOTAL.search(view, max(start, at - _BEFORE), at)
    if match is None:
        return False
    opened = match.end("opener")
    return not (_OUTSIDE_AGAIN.search(view, opened, at) or HARM.search(view, opened, at))


def _is_joined(view: str, first: People, second: People, end: int) -> bool:
    """Tell whether two noun phrases are one group: "two Indians and a Pakistani"."""
    if second.bare or first.bare or first.part != second.part or first.hurt_before:
        return False
    glue = _JOINED.fullmatch(view, first.end, second.start)
    return bool(glue) and not HARM.search(view, first.end, second.start) and second.end <= end


def _join(group: Sequence[People]) -> People:
    """Give a group as one; attackers beside others are not among those hit."""
    hit = [p for p in group if not p.attackers] or list(group)
    total: Count | None = None
    for people in hit:
        total = add_counts(total, people.count)
    return structs.replace(
        group[0],
        end=group[-1].end,
        count=total or group[0].count,
        category=hit[0].category if len(hit) == 1 else "person",
        attackers=all(p.attackers for p in group),
        parts=tuple((p.category, p.count) for p in group) if len(group) > 1 else (),
    )


def _find_category(words: str) -> str:
    return _CATEGORY.get(" ".join(words.lower().split()), "person")
