"""Say in which sense a name of a place stands: a place, or a state, people, an organisation."""

import re
from collections.abc import Callable

import msgspec

from geoincidents.extract.words import join_words, load_lexicon
from geoincidents.gazetteer import Gazetteer, NameHit
from geoincidents.gazetteer.stopwords import read_stopwords
from geoincidents.text.names import fold_name

_WORDS = load_lexicon("senses")
_PLACES = load_lexicon("places")
FACILITY_WORDS = frozenset(_PLACES["facility"])
_SPEECH = load_lexicon("times")["speech"]["words"]
_BEFORE_REACH, _AFTER_REACH = 70, 50
_CAPITAL_PEOPLE = 300_000  # a city that stands for its state has more
_FACILITIES = {"airport", "airbase", "base", "building", "crossing", "camp"}
_TOWNS = {"city", "town", "village"}
_BREAK = re.compile(r"[.,;:!?()\"–\[\]]")
_MOST_LEAD = 6
_GIVEN_NAMES = frozenset(_WORDS["given_names"]["words"])
_SMALL = _TOWNS | {"neighbourhood", "mountain", "admin2"}
_NEVER_PEOPLE = {"country", "continent", "region", "admin1", "sea"}

_ADVERB = r"(?:(?:also|then|now|carefully|has|have|had|later|repeatedly)\s)?"


def _compile(head: str, *lists: str, tail: str = "", flags: int = 0) -> re.Pattern[str]:
    words = [word for name in lists for word in _WORDS[name]["words"]]
    return re.compile(rf"{head}(?:{join_words(words)}){tail}", flags)


def _gather_phrases(*words: str) -> frozenset[str]:
    return frozenset(word.lower().replace("-", " ") for word in words)


def _list_endings(lead: tuple[str, ...]) -> frozenset[str]:
    """Give each way to cut the beginning off some words: asked far faster than an expression."""
    return frozenset([" ".join(lead[at:]) for at in range(len(lead))])


_SAID_OF = _compile(rf"\s+{_ADVERB}", "said_of", tail=r"\b")
_SPOKE = re.compile(
    rf"\s+{_ADVERB}(?:{join_words([*_SPEECH, *_WORDS['said_of_only']['words']])})\b"
)
_TIES = _compile(
    r"\b",
    "ties",
    tail=r"\b(?!-)[^.;,]{0,40}\b(?:between|with|of|among)\s(?:[^.;]{0,60}\sand\s)?(?:the\s)?$",
    flags=re.IGNORECASE,
)
_ORGANISATION = _compile(
    r"(?:'s)?(?:\s|-)(?:[A-Z][\w&.-]+\s(?:(?:and|of|for)\s)?){0,4}",
    "organisation_tail",
    tail=r"(?!\w)",
)
_ORGANISATION_BUILDING = _compile(
    r"(?:'s)?\s(?:[A-Z][\w&.-]+\s){0,4}", "organisation_building", tail=r"(?!\w)"
)
_ORGANISATION_HEAD = _gather_phrases(*_WORDS["organisation_head"]["words"])
_OFFICE = _compile(r"(?:'s)?\s(?:[a-z]+\s)?", "office", tail=r"(?!\w)")
_TITLES = frozenset(_WORDS["person_title"]["words"])
_NAME_AFTER = re.compile(r"\s+(?:al-|Al-|bin\s|al\s)?[A-Z][a-z]+")
_NO_SURNAME = _compile(r"\s", "not_surnames", tail=r"\b")
_NAME_BEFORE = re.compile(r"(?:^|[^.!?:\"'\s]\s)(?:[A-Z][a-z]+|[A-Z]\.)\s$")
_WORD_BEFORE = re.compile(r"\b([A-Z][a-z]+)\s$")
_AGE = re.compile(r",\s\d{1,2}[,.]")
_ILLNESS = _compile(r"\s", "illness", tail=r"\b")
_MUNITIONS = re.compile(
    rf"(?:-\d{{1,3}}\w?)?\s(?:{join_words(_WORDS['munitions']['words'])})\b"
    rf"(?!\s(?:{join_words(_WORDS['munitions']['of_place'])})\b)"
)
_MONEY = re.compile(r"\s?[$€£]")
_CODE = re.compile(r"\b[A-Z]+/$")
_STREET = re.compile(rf"\s(?:{join_words(_WORDS['street']['words'])})\b")
_SQUARE = re.compile(rf"\s(?:{join_words(_WORDS['square']['words'])})\b")
# "St. John's Episcopal Church" has no town of St. John in it, whatever word stands before.
_SAINT = re.compile(r"(?:St\.?|Saint)\s", re.IGNORECASE)
_LINE_WORDS = r"\s(?:[a-z]+\s){0,2}(?:pipeline|flight|relations|talks|axis|treaty|accords?)\b"
_LINE = re.compile(_LINE_WORDS)
_LINE_AFTER = re.compile(rf"[-–][A-Z][\w-]+{_LINE_WORDS}")
_END_BEFORE = re.compile(r"\b[A-Z][\w'’-]*[-–]$")
_PREFIX = re.compile(r"\b(?:[Pp]ro|[Aa]nti|[Nn]on|[Uu]n|[Ee]x|[Ii]ntra|[Tt]rans)-$")
_JOINED = re.compile(r"-[A-Z]")
_STATE_OBJECT = _gather_phrases(*_WORDS["state_object"]["words"])
_AGENT = re.compile(r"\b\w+(?:ed|en|un|ld|ne)\s(?:out\s)?by\s(?:the\s)?$")
_POSSESSED = _compile(r"'s?\s", "state_noun", tail=r"\b")
_SANCTIONS = re.compile(r"\swith\s(?:\w+\s){0,2}(?:sanctions|tariffs|demands)\b")
_REACHED = _gather_phrases(*_WORDS["reached"]["words"])
_PLACE_NOUN = re.compile(
    r"'s?\s(?:own\s)?(?:[A-Z]|(?:\w+\s)?(?:north|south|east|west|cent(?:er|re)|capital|border|coast"
    r"|cit|town|village|province|region|airport|airspace|territor|soil|desert|mountain|oil|port"
    r"|second|third|largest|main|biggest|district|state|island|interior|Green))"
)
_DATELINE = re.compile(r"\s?(?:[:(–]|\s-\s|$)")
_AFTER_HOLDER = re.compile(r"[\w.)]+,\s(?:the\s)?$")
_PAUSE = re.compile(
    r"\s*(?:[,.;:)\]?!\"]|$|\s(?:on|in|at|after|where|when|and|or|last|this|early|late)\b)"
)
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
_LOCATIVE = _gather_phrases(*_LOCATIVES)
_NOT_OF_STATE = {*_WORDS["not_locative_of_state"]["words"], *_HITS, "and"}
_OF_STATE = [w for w in _LOCATIVES if w not in _NOT_OF_STATE]
# The last words before a name of which one must be there before the expression is worth a try.
_STATE_LOCATIVE_ENDS = frozenset(
    words.split()[-1] for words in _gather_phrases(*_OF_STATE, "of", "to", "on")
)
_LAST_WORD = re.compile(r"\w*$")
_STATE_LOCATIVE = re.compile(
    rf"(?:\b(?:{join_words(_OF_STATE)})"
    rf"|\b(?:{join_words(_PLACES['winds'])}|cit(?:y|ies)|town|capital|border|coast|province|region"
    r"|state|people|soil|territory|skies|edge|heart|miles?|km|kilomet(?:re|er)s?)\sof"
    r"|\b(?:parts?\s|flights?\s|road\s|way\s|back\s|return(?:ed|ing)?\s|travel(?:l?ed|l?ing)?\s|went\s"
    r"|fled\s|drove\s|dr[io]ven?\s|fl[ey]w?\s|head(?:ed|ing)?\s|escap(?:ed|e|ing)\s|deliver\w*\s\w+\s(?:\w+\s)?|moved?\s|sent\s|came\s|come\s|trip\s|visit\s|deployed\s|exports?\s)to"
    r"|\b(?:bases?|attacks?|strikes?|airstrikes?|raids?|landed|ground|assault|bombs)\son)\s(?:the\s)?$",
    re.IGNORECASE,
)
FACILITY_AFTER = re.compile(
    rf"(?:'s)?\s(?:International\s)?(?P<word>{join_words(FACILITY_WORDS)})\b"
    # "the Makhmour district of Nineveh", but not "the Bogota area of operations"
    r"(?:(?<=district)|(?<=neighborhood)|(?<=neighbourhood)|(?<=province)|(?<=region)|(?<=governorate)"
    r"|(?<=department)|(?<=county)|(?<=oblast)|(?!\sof\b))",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(r"-[a-z]")
_PARTICIPLE = re.compile(r"\s[a-z]+(?:ed|ing)\b")
_NOUN = re.compile(rf"\s(?!(?:{join_words(_WORDS['not_qualified']['words'])})\b)[a-z]+")


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a name with the words beside it and what the gazetteer says of its kind.

    `lead` are the last words before the name, `endings` what they end with: "in", "city in".
    `is_locative` tells that a word of place stands before the name, `before_facility` that a word
    for a facility ("airport") follows it.
    """

    before: str
    after: str
    form: str
    kind: str
    stands_for_state: bool
    at_start: bool
    lead: tuple[str, ...] = ()
    endings: frozenset[str] = frozenset()
    words: int = 1
    names_people: bool = False
    is_locative: bool = False
    is_saint: bool = False
    before_facility: bool = False

    @property
    def is_state(self) -> bool:
        """Tell whether the name is that of a country."""
        return self.kind == "country"

    @property
    def may_name_people(self) -> bool:
        """Tell whether the name may be a given or a family name: "Jordan", not "US"."""
        if self.words > 1:
            return False
        return self.names_people or self.kind not in _NEVER_PEOPLE

    @property
    def is_facility(self) -> bool:
        """Tell whether the name is that of a base, an airport or a building."""
        return self.kind in _FACILITIES or self.before_facility


def is_placed(view: str, start: int) -> bool:
    """Say whether a word of place stands before an offset."""
    lead = _read_lead(view[max(0, start - _BEFORE_REACH) : start])
    return not _LOCATIVE.isdisjoint(_list_endings(lead))


def _read_lead(before: str) -> tuple[str, ...]:
    """Give the last words of the clause before a name, in small letters, without its article."""
    if not before or not before[-1].isspace():
        return ()
    words = _BREAK.split(before)[-1].lower().replace("-", " ").split()[-_MOST_LEAD:]
    return tuple(words[:-1] if words and words[-1] == "the" else words)


def look_around(view: str, hit: NameHit, gazetteer: Gazetteer, *, at_start: bool) -> Surroundings:
    """Give the surroundings of a name; `at_start` says that it begins a sentence."""
    place = gazetteer.place(hit.place_ids[0]) if hit.place_ids else None
    before = view[max(0, hit.start - _BEFORE_REACH) : hit.start]
    after = view[hit.end : hit.end + _AFTER_REACH]
    lead = _read_lead(before)
    endings = _list_endings(lead)
    words = len(hit.surface.split())
    capital = (
        place is not None and place.kind == "city" and (place.population or 0) > _CAPITAL_PEOPLE
    )
    return Surroundings(
        before=before,
        lead=lead,
        endings=endings,
        after=after,
        form=hit.form,
        kind=place.kind if place else "",
        stands_for_state=capital or (place is not None and place.kind == "country"),
        at_start=at_start,
        words=words,
        names_people=words == 1
        and (hit.surface in _GIVEN_NAMES or read_stopwords().is_person(fold_name(hit.surface))),
        is_locative=not _LOCATIVE.isdisjoint(endings),
        is_saint=_SAINT.match(hit.surface) is not None,
        before_facility=bool(FACILITY_AFTER.match(after)),
    )


def _names_weapon(s: Surroundings) -> bool:
    """Tell whether a base or a village gives its name to munitions: "Bastion missiles"."""
    if s.is_locative or s.kind in _NEVER_PEOPLE or s.kind == "city" or s.words > 1:
        return False
    return bool(_MUNITIONS.match(s.after))


def _is_of_line(s: Surroundings) -> bool:
    """Tell whether a name stands for one end of a line: "the Kirkuk-Ceyhan oil pipeline"."""
    return bool(
        _LINE_AFTER.match(s.after) or (_END_BEFORE.search(s.before) and _LINE.match(s.after))
    )


def _is_qualified(s: Surroundings) -> bool:
    if s.kind not in {"country", "continent"} and s.kind != "region":
        return False
    return bool(_NOUN.match(s.after)) and not _PARTICIPLE.match(s.after)


def _is_surname(s: Surroundings) -> bool:
    if s.is_facility or s.is_locative or s.at_start or s.kind not in _SMALL:
        return False
    given = _WORD_BEFORE.search(s.before)
    if given and read_stopwords().is_person(fold_name(given[1])):
        return True
    return bool(_NAME_BEFORE.search(s.before) or _AGE.match(s.after))


def _is_given_name(s: Surroundings) -> bool:
    if s.is_facility or s.is_locative or not s.may_name_people:
        return False
    return bool(_NAME_AFTER.match(s.after)) and not _NO_SURNAME.match(s.after)


def _has_title(s: Surroundings) -> bool:
    words = s.before.split()[-2:] if s.before[-1:].isspace() else []
    if not words:
        return False
    return words[-1] in _TITLES or (words[0] in _TITLES and words[-1][0].isupper())


def _is_of_organisation(s: Surroundings) -> bool:
    if s.before_facility:
        return False
    if _ORGANISATION.match(s.after) or not _ORGANISATION_HEAD.isdisjoint(s.endings):
        return True
    return (s.is_saint or not s.is_locative) and bool(_ORGANISATION_BUILDING.match(s.after))


def _has_office(s: Surroundings) -> bool:
    if s.kind not in _NEVER_PEOPLE and s.kind not in _TOWNS:
        return False
    return bool(_OFFICE.match(s.after)) and not s.before_facility


def _is_object(s: Surroundings) -> bool:
    """Tell whether the words before do something to a state, or tie somebody to it."""
    if not s.stands_for_state or s.before_facility:
        return False
    return bool(
        not _STATE_OBJECT.isdisjoint(s.endings)
        or _AGENT.search(s.before)
        or (s.is_locative and _SANCTIONS.match(s.after))
    )


def _owns(s: Surroundings) -> bool:
    return (
        s.stands_for_state
        and not s.before_facility
        and bool(_POSSESSED.match(s.after))
        and not _PLACE_NOUN.match(s.after)
    )


def _is_bare_state(s: Surroundings) -> bool:
    """Tell whether a country is named without any word of place beside it."""
    if not s.is_state or s.before_facility:
        return False
    if (
        not _REACHED.isdisjoint(s.endings)
        or (_may_be_locative(s.lead) and _STATE_LOCATIVE.search(s.before))
        or _PLACE_NOUN.match(s.after)
    ):
        return False
    if _AFTER_HOLDER.search(s.before) and _PAUSE.match(s.after):
        return False
    return not (s.at_start and _DATELINE.match(s.after))


def _may_be_locative(lead: tuple[str, ...]) -> bool:
    last = _LAST_WORD.search(lead[-1]) if lead else None
    return last is not None and last.group() in _STATE_LOCATIVE_ENDS


PERSON = "another name stands before"
LISTED = "no word of place stands by the name of a state"

# (sense, what decides, test): the first that holds gives the sense.
_RULES: tuple[tuple[str, str, Callable[[Surroundings], object]], ...] = (
    ("demonym", "a word for people or things of a country", lambda s: s.form == "demonym"),
    ("word", "the name of an illness", lambda s: _ILLNESS.match(s.after)),
    ("word", "the name of a weapon", _names_weapon),
    ("word", "a sum of money", lambda s: _MONEY.match(s.after)),
    ("word", "the name of a street", lambda s: _STREET.match(s.after)),
    ("word", "the name of a square", lambda s: s.kind in _TOWNS and _SQUARE.match(s.after)),
    ("word", "a line between two places", _is_of_line),
    ("word", "part of a code", lambda s: s.after.startswith("/") and _CODE.search(s.before)),
    (
        "demonym",
        "a prefix stands before the name (pro-, anti-)",
        lambda s: s.before.endswith("-") and _PREFIX.search(s.before),
    ),
    (
        "demonym",
        "the name qualifies somebody (-based, -backed)",
        lambda s: _QUALIFIER.match(s.after),
    ),
    ("organisation", "the name is part of that of an organisation", _is_of_organisation),
    ("metonym", "an office or a service of it follows", _has_office),
    ("person", "a title stands before the name", _has_title),
    ("person", "another name follows without a comma", _is_given_name),
    ("person", PERSON, _is_surname),
    (
        "metonym",
        "only people or states speak",
        lambda s: not s.is_locative and not s.before_facility and _SPOKE.match(s.after),
    ),
    ("metonym", "ties between states", lambda s: s.stands_for_state and _TIES.search(s.before)),
    (
        "metonym",
        "only people or states do that",
        lambda s: s.stands_for_state and not s.is_locative and _SAID_OF.match(s.after),
    ),
    ("metonym", "something is done to a state, or somebody tied to it", _is_object),
    ("metonym", "what it has is that of a state", _owns),
    ("metonym", "the country qualifies the noun after it", _is_qualified),
    (
        "metonym",
        "the country qualifies what follows",
        lambda s: (
            s.is_state
            and (s.lead[-1:] in {("a",), ("an",)} or (_JOINED.match(s.after) and not s.is_facility))
        ),
    ),
    ("metonym", LISTED, _is_bare_state),
)


def read_sense(surroundings: Surroundings) -> tuple[str, str]:
    """Give the sense of a name (`literal`, `metonym`, `demonym` ...) and what decided."""
    for sense, why, holds in _RULES:
        if holds(surroundings):
            return sense, why
    return "literal", "nothing speaks against a place"
