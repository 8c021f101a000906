"""Say in which sense a name of a place stands: a place, or a state, people, an organisation."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from geoincidents.extract.words import join_words, load_lexicon
from geoincidents.gazetteer import Gazetteer, NameHit

_WORDS = load_lexicon("senses")
_PLACES = load_lexicon("places")
FACILITY_WORDS = frozenset(_PLACES["facility"])
_SPEECH = load_lexicon("times")["speech"]["words"]
_BEFORE_REACH, _AFTER_REACH = 70, 50
_CAPITAL_PEOPLE = 300_000  # a city that stands for its state has more
_FACILITIES = {"airport", "airbase", "base", "building", "crossing", "camp"}
_TOWNS = {"city", "town", "village"}

_ADVERB = r"(?:(?:also|then|now|carefully|has|have|had|later|repeatedly)\s)?"
_SAID_OF = re.compile(rf"\s+{_ADVERB}(?:{join_words(_WORDS['said_of']['words'])})\b")
_SPOKE = re.compile(
    rf"\s+{_ADVERB}(?:{join_words([*_SPEECH, *_WORDS['said_of_only']['words']])})\b"
)
_TIES = re.compile(
    rf"\b(?:{join_words(_WORDS['ties']['words'])})\b[^.;,]{{0,40}}\b(?:between|with|of|among)\s"
    r"(?:[^.;]{0,60}\sand\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"(?:\s|-)(?:[A-Z][a-z]+\s){0,2}"
    rf"(?:{join_words(_WORDS['organisation_tail']['words'])})(?![\w])"
)
_TITLE = re.compile(rf"(?:{join_words(_WORDS['person_title']['words'])})\s+(?:[A-Z][\w'.-]+\s+)?$")
_NAME_AFTER = re.compile(r"\s+(?:al-|Al-|bin\s|al\s)?[A-Z][a-z]+")
_NAME_BEFORE = re.compile(r"(?:^|[^.!?:\"'\s]\s)(?:[A-Z][a-z]+|[A-Z]\.)\s$")
_HITS = ["hit", "struck", "targeted", "bombed", "shelled", "attacked", "stormed"]
_LOCATIVES = [
    *_PLACES["near"]["words"],
    *_PLACES["at"]["words"],
    *_PLACES["winds"],
    *_PLACES["parts"],
    *_HITS,
    "between",
    "and",
]
_LOCATIVE = re.compile(rf"\b(?:{join_words(_LOCATIVES)})\s(?:the\s)?$", re.IGNORECASE)
FACILITY_AFTER = re.compile(
    rf"(?:'s)?\s(?:International\s)?(?P<word>{join_words(FACILITY_WORDS)})\b", re.IGNORECASE
)
_QUALIFIER = re.compile(r"-[a-z]")
_PARTICIPLE = re.compile(r"\s[a-z]+(?:ed|ing)\b")
_NOUN = re.compile(rf"\s(?!(?:{join_words(_WORDS['not_qualified']['words'])})\b)[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Hold a name with the words beside it and what the gazetteer says of its kind."""

    before: str
    after: str
    form: str
    kind: str
    stands_for_state: bool
    at_start: bool

    @property
    def is_locative(self) -> bool:
        """Tell whether a word of place stands before the name."""
        return bool(_LOCATIVE.search(self.before))

    @property
    def is_facility(self) -> bool:
        """Tell whether the name is that of a base, an airport or a building."""
        return self.kind in _FACILITIES or bool(FACILITY_AFTER.match(self.after))


def look_around(view: str, hit: NameHit, gazetteer: Gazetteer, *, at_start: bool) -> Surroundings:
    """Give the surroundings of a name; `at_start` says that it begins a sentence."""
    place = gazetteer.place(hit.place_ids[0]) if hit.place_ids else None
    capital = (
        place is not None and place.kind == "city" and (place.population or 0) > _CAPITAL_PEOPLE
    )
    return Surroundings(
        before=view[max(0, hit.start - _BEFORE_REACH) : hit.start],
        after=view[hit.end : hit.end + _AFTER_REACH],
        form=hit.form,
        kind=place.kind if place else "",
        stands_for_state=capital or (place is not None and place.kind == "country"),
        at_start=at_start,
    )


def _is_qualified(s: Surroundings) -> bool:
    if s.kind != "country":
        return False
    return bool(_NOUN.match(s.after)) and not _PARTICIPLE.match(s.after)


def _is_surname(s: Surroundings) -> bool:
    if s.is_facility or s.is_locative or s.at_start or s.kind not in _TOWNS:
        return False
    return bool(_NAME_BEFORE.search(s.before))


# (sense, what decides, test): the first that holds gives the sense.
_RULES: tuple[tuple[str, str, Callable[[Surroundings], object]], ...] = (
    ("demonym", "a word for people or things of a country", lambda s: s.form == "demonym"),
    (
        "demonym",
        "the name qualifies somebody (-based, -backed)",
        lambda s: _QUALIFIER.match(s.after),
    ),
    (
        "organisation",
        "the name is part of that of an organisation",
        lambda s: not FACILITY_AFTER.match(s.after) and _ORGANISATION.match(s.after),
    ),
    ("person", "a title stands before the name", lambda s: _TITLE.search(s.before)),
    (
        "person",
        "another name follows without a comma",
        lambda s: not s.is_facility and not s.is_locative and _NAME_AFTER.match(s.after),
    ),
    ("person", "another name stands before", _is_surname),
    (
        "metonym",
        "only people or states speak",
        lambda s: not s.is_locative and not FACILITY_AFTER.match(s.after) and _SPOKE.match(s.after),
    ),
    ("metonym", "ties between states", lambda s: s.stands_for_state and _TIES.search(s.before)),
    (
        "metonym",
        "only people or states do that",
        lambda s: s.stands_for_state and not s.is_locative and _SAID_OF.match(s.after),
    ),
    ("demonym", "the country qualifies the noun after it", _is_qualified),
)


def read_sense(surroundings: Surroundings) -> tuple[str, str]:
    """Give the sense of a name (`literal`, `metonym`, `demonym` ...) and what decided."""
    for sense, why, holds in _RULES:
        if holds(surroundings):
            return sense, why
    return "literal", "nothing speaks against a place"
