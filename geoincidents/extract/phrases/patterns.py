"""The patterns of locative phrases, built once from the lexicons.

Known names are blanked to one letter of the private-use area, so that the patterns read "five miles
west of NAME" whatever the name is.
"""

import re
from collections.abc import Iterable
from typing import Any

from geoincidents.extract.words import join_words, load_lexicon
from geoincidents.model.mention import Mention
from geoincidents.text.guards import WordPattern, guard_pattern

_WORDS: dict[str, Any] = load_lexicon("places")
_TRIGGERS = load_lexicon("triggers")
WINDS: dict[str, float] = _WORDS["winds"]
PARTS: dict[str, str] = _WORDS["parts"]
UNITS: dict[str, float] = _WORDS["units"]
FACILITY: dict[str, list[str]] = _WORDS["facility"]

SITES = frozenset(_WORDS["sites"]["kinds"])

MARK = "\ue000"
NAME = rf"{MARK}+"
# Verbs are no adjectives: "at Washington warned Baghdad" is no phrase about Baghdad.
_VERBS = [
    *_TRIGGERS["weak"]["words"],
    *_TRIGGERS["impact_lead"]["verbs"],
    *_TRIGGERS["misses"]["words"],
    *load_lexicon("senses")["said_of"]["words"],
    "leave",
    "force",
    "within",
    "into",
]
_LETTERED = join_words(w for w in WINDS if w.isupper())
_WORDED = join_words(w for w in WINDS if not w.isupper())
HEAD = rf"(?:{join_words(FACILITY)})"
PLURALS = {f"{head[:-1]}ies": head for head in FACILITY if head.endswith("y")}
_HEADS = rf"(?:{HEAD}(?:s|es)?|{join_words(PLURALS)})"
_NO_ADJECTIVES = (
    "and|or|by|of|in|at|on|from|to|for|that|which|who|when|where|was|were|is|has|had|have|with"
    "|near|between|against|into|onto|towards?|after|before|during|over|under|through|across|than"
)
ADJ = rf"(?:(?!(?:{_NO_ADJECTIVES})\b|(?:{join_words(_VERBS)})\b)[\w'.-]+\s)"
# What the names in @...@ of expressions.toml stand for; phrases/grammar.py knows more.
_PIECES = {
    "WIND": rf"(?:(?-i:{_LETTERED})\b\.?|(?:{_WORDED})\b)",
    "PARTS": join_words(PARTS),
    "HEAD": HEAD,
    "ADJ": ADJ,
    "NAME": NAME,
    "NEAR": join_words(_WORDS["near"]["words"]),
    "AT": join_words(_WORDS["at"]["words"]),
    "OF_WHAT": (
        r"(?:the\s)?(?:(?:Iraqi|Syrian|main|capital|northern|southern|eastern|western|port|holy"
        rf"|ancient|oil-rich|{HEAD})\s){{0,3}}(?:of\s)?(?:the\s)?(?:\w+\scapital,?\s)?"
    ),
}


def mask_names(view: str, names: Iterable[Mention]) -> str:
    """Give a view with names, in order, blanked to marks, one for one."""
    pieces: list[str] = []
    at = 0
    for name in names:
        begin, end = max(at, name.start), max(at, name.end)
        pieces += view[at:begin], MARK * (end - begin)
        at = end
    return "".join((*pieces, view[at:]))


def fill(pattern: str) -> str:
    """Give a pattern with each `@WORDS@` replaced by what it stands for."""
    return re.sub(r"@([A-Z_]+)@", lambda m: _PIECES[m[1]], pattern)


# "a village in the neighbouring province of": the head of the phrase, left of the relation.
HEAD_BEFORE = re.compile(
    rf"(?<![\w'-])"
    r"(?P<det>(?:an?|the|another|one|several|some|two|three|four|five|many|multiple)\s)?"
    rf"(?P<adj>(?:(?!(?:an?|the)\s){ADJ}){{0,3}}?)(?P<head>{_HEADS})\s?,?\s?"
    r"(?:(?:housing|hosting|used\sby|home\sto|belonging\sto|occupied\sby|manned\sby|run\sby"
    r"|that\shouses|that\shosts|which\shouses|which\shosts)\s[^,.;]{2,60}\s)?$",
    re.IGNORECASE,
)
ANAPHOR = guard_pattern(
    r"\b(?:the|that|this|its)\s(?P<same>same\s|nearby\s)?"
    r"(?P<adj>(?:military|air|main|Iraqi|coalition|international|provincial|regional|local|district)\s)?"
    r"(?P<head>airport|airfield|air\sbase|airbase|base|camp|embassy|consulate|hotel|city|town"
    r"|village|capital|district|neighbou?rhood|province|governorate|crossing|refinery|port|prison)"
    rf"\b(?!\s(?:of|at)\s|'s\s[a-z]+\s{NAME}|\s[(\[](?:the\s)?(?:(?:city|town)\sof\s)?{NAME})",
    [
        *("airport", "airfield", "air base", "airbase", "base", "camp", "embassy", "consulate"),
        *("hotel", "city", "town", "village", "capital", "district", "neighborhood", "port"),
        *("neighbourhood", "province", "governorate", "crossing", "refinery", "prison"),
    ],
)
# "flown to Moscow for treatment": "the city" and "the hotel" later on are not there
PASSING = re.compile(rf"\b(?:{join_words(_WORDS['passing']['words'])})\s(?:the\s)?$", re.IGNORECASE)
# "Chelyabinsk's governor" is of the province
PASSING_AFTER = re.compile(
    r"(?:'s)?\s(?:regional\s|provincial\s)?(?:(?:deputy|vice)\s)?governor\b", re.IGNORECASE
)
# "exploded there", "soldiers nearby": adverbs of place, not "there were" and not "nearby villages"
THERE = WordPattern(
    re.compile(
        r"(?<=[a-z\d]\s)(?<!\b(?:and|but|out|who)\s)(?<!\b(?:that|when|then|over|from)\s)(?<!\b(?:while|where)\s)"
        r"(?<!\bbecause\s)(?<!\b(?:if|as|is|or|so)\s)(?P<word>there|nearby)(?=\s?(?:[.,;:\"]|$)|\s(?:on|in|at|when|after|as|while|and|but"
        r"|before|by|later|last|this|yesterday|today|earlier|overnight|during|since|killing|wounding|injuring"
        r"|leaving|with)\b)"
    ),
    ["there", "nearby"],
)
# "the airport nearby" is the airport, not what lies near the last place told
OF_THING = re.compile(rf"(?:{HEAD}|{NAME})s?\s$", re.IGNORECASE)
CONTAINER_GLUE = re.compile(
    rf"(?:'s)?(?:\s{HEAD})?(?:,\s(?:also\s)?(?:in\s)?|\s(?:in|of)\s|,\s|\s\((?:in\s)?|\s[-–]\s)"
    rf"(?:the\s)?{ADJ}{{0,3}}?"
    rf"(?:{HEAD}\s(?:of|in)\s)?(?:the\s)?(?:centre\sof\s)?",
    re.IGNORECASE,
)
# "the western Baghdad neighbourhood of Mansour": the first name holds the second
HOLDS_GLUE = re.compile(
    r"\s(?:neighbou?rhood|suburb|quarter|district|village|town|city)\sof\s(?:the\s)?", re.IGNORECASE
)
LIST_GLUE = re.compile(
    r"(?:'s)?(?:,\s(?:and\s)?|\sand\s(?:in\s|at\s|on\s|near\s)?)(?:the\s)?", re.IGNORECASE
)
POSSESSIVE_BEFORE = re.compile(rf"{NAME}'s\s{ADJ}{{0,2}}$")
RELATIVE_CLAUSE = re.compile(
    r"\b(?:that|which|who|where|whose|home\sto|hosting|housing)\b[^.;]{0,120}$", re.IGNORECASE
)
FACILITY_TAIL = re.compile(
    rf"\s(?:International\s)?(?:air\s|military\s|border\s|oil\s|refugee\s)?(?:{HEAD})\b",
    re.IGNORECASE,
)
