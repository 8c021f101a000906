"""The forms of an expression on its own, built once from `lexicon/expressions.toml`."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from geoincidents.extract.phrases import patterns
from geoincidents.extract.words import join_words, load_lexicon

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
        rf"(?P<n>{NUMBER})[\s-]?(?P<unit>{UNIT})(?:\s?\([^)]{{1,40}}\))?"
    ),
    "TRAVEL": (
        rf"(?:at\s)?(?:(?P<vague>{_VAGUE})\s)?(?:an?\s(?=[\w½]+[-\s](?:hour|minute|day)))?"
        rf"(?P<n>{NUMBER})(?P<half>\sand\sa\shalf)?[\s-]"
        r"(?P<time>hour|minute|day)s?(?:'s|s'|')?[\s-]?(?:or\sso\s)?(?:by\s(?:car|road)\s|\s)?"
        rf"(?P<travel>{join_words(SPEEDS)})"
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """Hold one form: the relation it tells, its pattern, and what a text must hold for it."""

    relation: str
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    manner: str | None


def _fill(text: str) -> str:
    filled = re.sub(r"@([A-Z]+)@", lambda m: _PIECES.get(m[1], m[0]), text)
    return patterns.fill(filled)


FORMS: tuple[Form, ...] = tuple(
    Form(
        relation=row["relation"],
        pattern=re.compile(_fill(row["left"]), re.IGNORECASE),
        needs=tuple(row.get("needs", ())),
        manner=row.get("manner"),
    )
    for row in _TABLE["form"]
)
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


_ROAD_WORD = str(_TABLE["pieces"]["road"])
# "Baghdad-Kirkuk highway", "Baghdad to Fallujah road", "the Baghdad road"
NAMED_ROAD = re.compile(
    rf"(?:the\s|main\s|old\s)*(?P<a>[^,;()]+?)\s?(?:-|–|/|\sto\s|\sand\s)\s?(?P<b>(?:al-|el-)?[^,;()-]+?)"
    rf"\s(?:{_TABLE['pieces']['route']})?{_ROAD_WORD}s?(?=$|[\s,;])",
    re.IGNORECASE,
)
ONE_ROAD = re.compile(
    rf"(?:the\s)?(?P<a>[^,;()]+?)\s(?:{_TABLE['pieces']['route']})?(?:road|highway|motorway)$",
    re.IGNORECASE,
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
