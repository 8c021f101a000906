"""Find the names of places that no table knows: "the Montebon neighbourhood", "in Cocorna".

The words are kept, and what holds the place stands in for it on the map.
"""

import re
from collections.abc import Iterator
from typing import Any

from geoincidents.extract.phrases.words import VILLAGE, Anchor
from geoincidents.extract.words import compile_words, join_words, load_lexicon
from geoincidents.gazetteer.stopwords import read_stopwords
from geoincidents.model.mention import Mention
from geoincidents.model.phrase import Phrase
from geoincidents.text.guards import WordPattern
from geoincidents.text.names import fold_name

RULE = "no table knows it"
_PLACES: dict[str, Any] = load_lexicon("places")
_SENSES = load_lexicon("senses")
_TIMES = load_lexicon("times")
_KINDS: dict[str, int] = _PLACES["unlisted"]
_KIND = join_words(_KINDS)
_WORD = r"[A-Z](?:[a-zà-ÿ'-]|(?<=['-])[A-Z])+"
_NAME = (
    rf"{_WORD}(?:\s(?:(?:de|del|al|el|y)\s(?:(?:la|las|los)\s)?)?(?:{_WORD}|\d{{1,2}}\b)){{0,3}}"
)
_WITH_KIND = WordPattern(
    re.compile(
        rf"(?<![\w'-])(?P<name>{_NAME})\s(?P<kind>(?i:{_KIND}))\b(?!\s(?:of|council|police|court|chief))"
        rf"|\b(?:the|a)\s(?:\w+\s)?(?P<before>{_KIND})\s(?:of|called|known\sas|named)\s(?P<later>{_NAME})"
    ),
    _KINDS,
)
# A bare name is a place after "in" or "near" where the clause ends or turns behind it.
_BARE = WordPattern(
    re.compile(
        rf"\b(?:[Ii]n|[Nn]ear|[Oo]utside)\s(?P<name>{_NAME})"
        r"(?=\s?[,.;:)]|\s(?:on|in|at|by|after|before|when|where|while|and|during|yesterday|today|last|this|early|late"
        r"|near|as|to|for|with|killing|leaving|wounding|injuring|overnight|between)\b|\s?$)"
    ),
    ["in", "near", "outside"],
)
_NO_PLACE = compile_words([*_TIMES["months"], *_TIMES["weekdays"], *_SENSES["not_places"]["words"]])
_TITLES = frozenset(_SENSES["person_title"]["words"])
_ORGANISATION = frozenset(
    word.split()[-1] for word in _SENSES["organisation_tail"]["words"]
) | frozenset({"Operation", "Movement", "Party", "Battalion", "Brigade"})


def find_unlisted(masked: str, start: int, end: int, tokens: frozenset[str]) -> Iterator[Anchor]:
    """Give an anchor for each name of a sentence that reads like a place; known names are masked.

    Its mention has no candidates; `kind_cue` is the kind of area that the words name. `tokens` are
    those of the sentence.
    """
    taken: list[tuple[int, int]] = []
    for match in _WITH_KIND.finditer(masked, start, end, tokens=tokens):
        group = "name" if match["name"] else "later"
        kind = " ".join((match["kind"] or match["before"]).lower().split())
        if _is_place(match[group]):
            taken.append(match.span())
            yield _make_anchor(masked, match.span(group), match.end(), kind)
    for match in _BARE.finditer(masked, start, end, tokens=tokens):
        clear = not any(s < match.end() and match.start() < e for s, e in taken)
        if clear and _is_place(match["name"]) and not _is_person(match["name"]):
            yield _make_anchor(masked, match.span("name"), match.end(), None)


def is_unlisted(phrase: Phrase) -> bool:
    """Tell whether a phrase stands on a name that no table knows."""
    return any(m.rule == RULE for m in phrase.anchors)


def level_unlisted(kind: str | None) -> int:
    """Give how fine a place of a kind of area is; what has none is taken for a village."""
    return _KINDS.get(kind or "", VILLAGE)


def _make_anchor(masked: str, span: tuple[int, int], end: int, kind: str | None) -> Anchor:
    mention = Mention(
        start=span[0], end=span[1], surface=masked[span[0] : span[1]], kind_cue=kind, rule=RULE
    )
    return Anchor(mention=mention, level=level_unlisted(kind), end=end)


def _is_place(name: str) -> bool:
    words = name.split()
    return (
        not _NO_PLACE.search(name)
        and words[0] not in _TITLES
        and _ORGANISATION.isdisjoint(words)
        and len(name) > 2  # noqa: PLR2004 - no initials
    )


def _is_person(name: str) -> bool:
    people = read_stopwords()
    return any(people.is_person(fold_name(word)) for word in name.split()[:1])
