"""The forms of words about space, built once from `lexicon/expressions.toml`.

An expression on its own is read from its left end; in running text a form has to end at a known
name, which is blanked to a mark (see patterns.py).
"""

import re
from functools import cache, lru_cache
from typing import Any

import msgspec

from geoincidents.extract.phrases import patterns
from geoincidents.extract.words import join_words, load_lexicon

Match = re.Match[str]
_TABLE: dict[str, Any] = load_lexicon("expressions")
HEDGES: dict[str, str] = _TABLE["hedges"]
VAGUE_NUMBERS: dict[str, tuple[float, str]] = {
    words: (float(value), hedge) for words, (value, hedge) in _TABLE["vague_numbers"].items()
}
SPEEDS: dict[str, float] = _TABLE["speeds_m_a_minute"]

_COUNTED = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
    r"(?:[-\s](?:one|two|three|four|five|six|seven|eight|nine))?|a\shundred|half\sa\sdozen|a\sdozen"
    r"|two\sdozen|an?"
)
_VAGUE_COUNT = join_words(VAGUE_NUMBERS)
NUMBER = rf"(?:\d+(?:[.,]\d+)*(?:\s?[½¼¾])?|½|{_VAGUE_COUNT}|{_COUNTED})"
UNIT = rf"(?:{join_words(patterns.UNITS)})\b\.?"
_VAGUE = str(_TABLE["pieces"]["vague"])
_ARTICLE = r"(?:(?:[Aa]l|[Ee]l|[Aa]r|[Aa]sh?|[Aa]t|[Aa]n|[Aa]d|[Aa]z|[Uu]mm)[-\s])?"
_PIECES: dict[str, str] = {
    "VAGUE": _VAGUE,
    "LEAN": str(_TABLE["pieces"]["lean"]),
    "SIDE": str(_TABLE["pieces"]["side"]),
    "ROAD": str(_TABLE["pieces"]["road"]),
    "ROUTE": str(_TABLE["pieces"]["route"]),
    "ONENAME": rf"(?-i:{_ARTICLE}[A-Z][\w'.]*(?:\s[A-Z][\w'.]*){{0,2}})",
    "DISTANCE": (
        rf"(?:at\s)?(?:an?\sdistance\sof\s)?(?:(?P<vague>{_VAGUE})\s?)?(?:between\s)?"
        rf"(?:(?P<low>\d[\d.,]*(?=\s?[-–])|{NUMBER}(?=(?:\s?{UNIT})?\s(?:to|or|and)\s))"
        rf"(?:\s?{UNIT})?\s?(?:-|–|to\s|or\s|and\s)\s?)?"
        rf"(?P<n>{NUMBER})(?:[\s-]|(?<![a-z]))(?P<unit>{UNIT})(?:\s?\([^)]{{1,40}}\))?"
    ),
    "TRAVEL": (
        rf"(?:at\s)?(?:(?P<vague>{_VAGUE})\s)?(?:an?\s(?=[\w½]+[-\s](?:hour|minute|day)))?"
        rf"(?P<n>{NUMBER})(?P<half>\sand\sa\shalf)?[\s-]"
        r"(?P<time>hour|minute|day)s?(?:'s|s'|')?[\s-]?(?:or\sso\s)?(?:by\s(?:car|road)\s|\s)?"
        rf"(?P<travel>{join_words(SPEEDS)})"
    ),
}


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """Hold one form: the relation it tells, the text of its pattern, what a text must hold for it.

    `ending` matches it in front of a name of running text, with what may stand between the words of
    the relation and the name; `None` where it tells no place there.
    """

    relation: str
    left: str
    ending: re.Pattern[str] | None
    needs: tuple[str, ...]
    manner: str | None

    @property
    def pattern(self) -> re.Pattern[str]:
        """Give the pattern of an expression on its own, made when one is read: few runs do."""
        return _compile(self.left)


@cache
def _compile(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


def _fill(text: str) -> str:
    filled = re.sub(r"@([A-Z]+)@", lambda m: _PIECES.get(m[1], m[0]), text)
    return patterns.fill(filled)


# What may stand between a relation and the name: "near the [besieged town of] X".
_NAMED = _fill(
    r"(?:the\s)?@ADJ@{0,2}?(?:(?P<thing>@HEAD@)\sof\s)?(?:the\s)?(?:@NAME@'s\s@ADJ@{0,2}?)?"
)
_TWO = r"(?:the\s)?(?:\w+\sof\s(?:the\s)?)?"
_FILLERS = {
    "bearing": _fill(r"(?:the\s)?(?:capital,\s(?:the\s)?)?@OF_WHAT@"),
    "part_of": _fill(r"@OF_WHAT@"),
    "between": _TWO,
    "along": _TWO,
    "border_of": _TWO,
}


def _make_form(row: dict[str, Any]) -> Form:
    left, relation = _fill(row["left"]), row["relation"]
    ending = None
    if row.get("only") != "expression":
        filler = _fill(row["filler"]) if "filler" in row else _FILLERS.get(relation, _NAMED)
        ending = re.compile(rf"(?<![\w'-])(?:{left}){filler}$", re.IGNORECASE)
    return Form(
        relation=relation,
        left=left,
        ending=ending,
        needs=tuple(row.get("needs", ())),
        manner=row.get("manner"),
    )


FORMS: tuple[Form, ...] = tuple(_make_form(row) for row in _TABLE["form"])
NEEDS = tuple(sorted({w for form in FORMS for w in form.needs if not w.startswith("#")}))


@lru_cache(maxsize=4096)
def pick_forms(words: frozenset[str], measured: bool) -> tuple[Form, ...]:  # noqa: FBT001 - a key
    """Give the forms that a text with these words, and with or without a figure, can have."""
    return tuple(
        form
        for form in FORMS
        if not form.needs
        or (measured if form.needs[0].startswith("#") else not words.isdisjoint(form.needs))
    )


# A unit: in front of a name a figure alone is no distance.
_ANY_SPACE = re.compile(r"\s")
_HAS_UNIT = re.compile(rf"(?<![a-z])(?:{join_words(patterns.UNITS)})\b")


def find_ending(left: str) -> tuple[Form, re.Match[str]] | None:
    """Give the form that ends where `left` ends, before a name of running text, and its match."""
    lower = _ANY_SPACE.sub(" ", left.lower())  # a line may break between the words
    measured = bool(_HAS_UNIT.search(lower))
    for form in pick_forms(frozenset([w for w in NEEDS if w in lower]), measured):
        match = form.ending.search(left) if form.ending else None
        if match:
            return form, match
    return None


_ROAD_WORD = str(_TABLE["pieces"]["road"])
_ROUTE = str(_TABLE["pieces"]["route"])


def _name_road(first: str, second: str) -> str:
    """Give the pattern of a road between two names, given how a name looks."""
    return (
        rf"(?:the\s|main\s|old\s)*(?P<a>{first})\s?(?:-|–|/|\sto\s|\sand\s)\s?(?P<b>{second})"
        rf"\s(?:{_ROUTE})?{_ROAD_WORD}s?(?=$|[\s,;.])"
    )


# "Baghdad-Kirkuk highway", "Baghdad to Fallujah road", "the Baghdad road"
NAMED_ROAD = re.compile(_name_road(r"[^,;()]+?", r"(?:al-|el-)?[^,;()-]+?"), re.IGNORECASE)
ONE_ROAD = re.compile(
    rf"(?:the\s)?(?P<a>[^,;()]+?)\s(?:{_ROUTE})?(?:road|highway|motorway)$", re.IGNORECASE
)
_ON_ROAD = r"(?:(?:on|along|off|near|by|beside|at|in)\s(?:the\s|an?\s)?(?:\w+\s)?)"
# The same where names are known; what the relation is of words on both sides of a name.
_NAME = patterns.NAME
_ROADS = ("road", "way", "route", "street", "line")
_BORDER = (
    r"\s(?:border|frontier)(?:\s(?:area|areas|region|zone|line|strip)s?)?"
    rf"(?!\s(?:(?:{_fill('@HEAD@')})|guards?|police|post|patrols?|troops|forces|and|villages?|towns?)\b)\b"
)
_AT_BORDER = _fill(r"(?P<near>(?:@NEAR@|at|on|in|along|inside|to|from)\s)")
# Relation, the words of which a text must hold one, and the pattern.
AROUND_NAMES: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("along", _ROADS, re.compile(rf"{_ON_ROAD}?{_name_road(_NAME, _NAME)}", re.IGNORECASE)),
    (
        "towards",
        _ROADS,
        re.compile(
            rf"{_ON_ROAD}(?P<a>{_NAME})\s(?:{_ROUTE})?(?:road|highway|motorway)\b", re.IGNORECASE
        ),
    ),
    (
        "border_of",
        ("border", "frontier"),
        re.compile(
            rf"{_AT_BORDER}(?:the\s)?(?P<a>{_NAME})(?:[-–/]|\sand\s)(?:the\s)?(?P<b>{_NAME}){_BORDER}",
            re.IGNORECASE,
        ),
    ),
    (
        "border_of",
        ("border", "frontier"),
        re.compile(rf"{_AT_BORDER}(?:the\s)?(?:\w+\s)?(?P<a>{_NAME}){_BORDER}", re.IGNORECASE),
    ),
    (
        "border_of",
        ("border", "frontier"),
        re.compile(
            rf"{_AT_BORDER}(?:the|its|their)\s(?:\w+\s)?(?:border|frontier)(?:\s(?:area|region|zone|strip)s?)?"
            rf"\s(?:with|between)\s(?:the\s)?(?P<a>{_NAME})(?:\sand\s(?:the\s)?(?P<b>{_NAME}))?",
            re.IGNORECASE,
        ),
    ),
    (
        "part_of",
        ("'s ",),
        re.compile(
            _fill(rf"(?:(?:in|on|at|across|near|to|from)\s)?(?P<a>{_NAME})'s\s(?:far\s)?")
            + _fill(rf"(?P<part>@PARTS@)\s@SIDE@\b(?!\s(?:of\b|{_NAME}))"),
            re.IGNORECASE,
        ),
    ),
)
_WIND_OF = rf"(?:to\sthe\s)?{_fill('@WIND@')}\s(?:of|from)"
# Where the words of a name end.
BOUNDARY = re.compile(
    rf"\s*[,;()]|\s[-–]\s|\s(?:in|near|nr\.?|inside|within|at|outside|close\sto|next\sto|on|along"
    rf"|between|opposite|across\sfrom|beside|around|overlooking|just|about|some|approximately"
    rf"|roughly|{_WIND_OF}|\d[\d.,]*\s?{UNIT})\s",
    re.IGNORECASE,
)
_KIND = (
    r"(?:cit(?:y|ies)|towns?|townships?|villages?|hamlets?|sub-?districts?|districts?|provinces?"
    r"|governorates?|neighbou?rhoods?|quarters?|areas?|regions?|countryside|municipality|suburbs?"
    r"|state|county)"
)
# "the Makhmour district of Nineveh": the second name holds the first
HELD_BY = re.compile(rf"(?P<inner>.+?\s{_KIND})\sof\s(?P<outer>.+)", re.IGNORECASE)
# "the western Baghdad neighborhood of Mansour": the first name holds the second
HOLDS = re.compile(
    rf"(?:(?:{_fill('@PARTS@')})\s)?(?P<outer>.+?)\s"
    r"(?P<kind>neighbou?rhood|suburb|quarter|village|town|city)\sof\s(?P<inner>.+)",
    re.IGNORECASE,
)
KIND_AFTER = re.compile(rf"(?P<name>.+?)\s(?P<kind>{_KIND})$", re.IGNORECASE)
KIND_BEFORE = re.compile(
    rf"(?:[\w'-]+\s){{0,3}}?(?P<kind>{_KIND}|capital)\sof\s(?P<name>.+)", re.IGNORECASE
)
SIDE_AFTER = re.compile(
    rf"(?P<name>.+?)(?:'s)?\s(?P<part>{_fill('@PARTS@')})(?:\s{_fill('@SIDE@')})?$", re.IGNORECASE
)
POINTS_BACK = re.compile(
    r"(?:there|here|nearby|(?:the|that|this|its|their)\s(?:(?:same|nearby|military|air|main|local"
    r"|provincial|regional|district|national)\s)*(?:airport|airfield|air\s?base|base|camp|city|town"
    r"|village|capital|area|district|neighbou?rhood|province|governorate|border|crossing|compound"
    r"|embassy|hotel|prison|port|refinery|site|scene|region|country))",
    re.IGNORECASE,
)
# Nothing that was told before where words about it follow: "the area south of Basra".
OPEN_GROUND = re.compile(
    r"(?:the|an?)\s(?:areas?|places?|spot|desert|countryside|region)", re.IGNORECASE
)
CAPITAL_OF = re.compile(
    r"(?:the\s)?(?:provincial\s|regional\s|district\s|state\s)?capital(?:\scity)?\sof\s(?P<name>.+)",
    re.IGNORECASE,
)
# A digit, or the beginning of a unit: forms of distances are tried for no other text.
HAS_FIGURE = re.compile(r"\d|[½¼¾]|\b(?:km|kilom|mi|met|yard|naut|k\b)")
HAS_NAME = re.compile(r"[A-Z\u0590-\u06ff\u0400-\u04ff\d]")
AND = re.compile(r"\s(?:and|&)\s(?:in\s|at\s|near\s)?(?:the\s)?", re.IGNORECASE)
PAIR = re.compile(
    r"\s(?:and|with|to|towards?)\s(?:the\s)?(?:(?:city|town|village)\sof\s)?|\s?[–—]\s?",
    re.IGNORECASE,
)
