"""Gather the words of one clause: weapons, people hit, places; and its times."""

import re
from collections.abc import Sequence

import msgspec

from geoincidents.extract.casualties import CasualtyWords, find_casualties
from geoincidents.extract.clauses import Clause, Trigger
from geoincidents.extract.dates import TimeWords, find_times
from geoincidents.extract.phrases import PlaceWords
from geoincidents.extract.weapons import WeaponWords, find_weapons
from geoincidents.extract.words import compile_words, join_words, load_lexicon

SPEECH = compile_words(load_lexicon("times")["speech"]["words"])
_ASIDE = re.compile(r",\s(?:which|who|where|whose)\b[^,;.]{0,120}", re.IGNORECASE)
# "On Monday, police said, gunmen killed": the day of the killing
_ASIDE_OF_SAYING = re.compile(r",\s[^,.;:]{1,40},(?=\s)")
_BESIDE_SPEECH = re.compile(r"\s?(?:\w+\s)?(?:on\s|late\s|early\s)*")
_AFTERMATH_WORDS = load_lexicon("triggers")["aftermath"]
_AFTERMATH = compile_words([*_AFTERMATH_WORDS["verbs"], *_AFTERMATH_WORDS["passive"]])
_AFTERMATH_PASSIVE = re.compile(
    rf"\b(?:(?:was|were|been|be)\s(?:\w+\s)?(?:{join_words(_AFTERMATH_WORDS['passive'])})"
    rf"|{join_words(_AFTERMATH_WORDS['toll'])})\b",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"\b[Aa]s\sof\s(?:\w+\s)?$")
_AFTERMATH_REACH = 50  # characters between a verb of the aftermath and its day
_SPEECH_REACH = 30  # characters between a verb of saying and its day


class ClauseFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Hold what the words of a clause name, before anybody asks what it tells.

    `places` leave out what only describes another place.
    """

    view: str
    clause: Clause
    weapons: tuple[WeaponWords, ...]
    casualties: tuple[CasualtyWords, ...]
    places: tuple[PlaceWords, ...]

    @property
    def start(self) -> int:
        """Give the offset of the clause."""
        return self.clause.start

    @property
    def end(self) -> int:
        """Give the offset after the clause."""
        return self.clause.end

    @property
    def first_trigger(self) -> int:
        """Give the offset of the first word of violence, or the end of the clause."""
        return next((t.start for t in self.clause.triggers if t.strength != "reference"), self.end)

    def before(self, at: int, reach: int) -> str:
        """Give at most `reach` characters of the clause before `at`."""
        return self.view[max(self.start, at - reach) : at]


def gather_facts(view: str, clause: Clause, places: Sequence[PlaceWords]) -> ClauseFacts:
    """Give the facts of a clause; `places` are those of its sentence."""
    start, end = clause.start, clause.end
    return ClauseFacts(
        view=view,
        clause=clause,
        weapons=tuple(find_weapons(view, start, end)),
        casualties=tuple(find_casualties(view, start, end)),
        places=tuple(p for p in places if start <= p.phrase.start < end and not p.context),
    )


def split_times(view: str, clause: Clause) -> tuple[list[TimeWords], list[TimeWords]]:
    """Give the times of the clause that are the event's, and those of saying it."""
    asides = [
        (m.start(), m.end())
        for m in _ASIDE.finditer(view, clause.start, clause.end)
        if not any(m.start() <= t.start < m.end() for t in clause.triggers)
    ]
    kept: list[TimeWords] = []
    spoken: list[TimeWords] = []
    for item in find_times(view, clause.start, clause.end):
        if item.bound or any(s <= item.start < e for s, e in asides):
            continue
        (spoken if _is_spoken(view, clause, item) else kept).append(item)
    return kept, spoken


def _is_spoken(view: str, clause: Clause, item: TimeWords) -> bool:
    """Tell whether a time belongs to a verb of saying: beside it, or between it and the attack."""
    before = view[max(clause.start, item.start - _SPEECH_REACH) : item.start]
    verbs = list(SPEECH.finditer(before))
    if verbs and _BESIDE_SPEECH.fullmatch(before, verbs[-1].end()):
        return True
    first = next((t.start for t in clause.triggers if t.strength != "reference"), clause.end)
    if item.end < first and SPEECH.search(_ASIDE_OF_SAYING.sub("", view[item.end : first])):
        return True
    return _is_of_aftermath(view, clause, item, first)


def _is_of_aftermath(view: str, clause: Clause, item: TimeWords, first: int) -> bool:
    """Tell whether a time belongs to what came of an attack: an arrest, a ruling, a higher toll."""
    if _AS_OF.search(view, max(clause.start, item.start - _SPEECH_REACH), item.start):
        return True
    if item.end < first:  # "On Friday a judge sentenced the man for driving into the crowd"
        return bool(_AFTERMATH.search(view, item.end, first))
    if any(t.strength != "noun" for t in clause.triggers if t.start < item.start):
        return False
    verbs = list(_AFTERMATH_PASSIVE.finditer(view, first, item.start))
    between = (
        any(t.start > verbs[-1].end() for t in clause.triggers if t.start < item.start)
        if verbs
        else True
    )
    return bool(verbs) and not between and item.start - verbs[-1].end() < _AFTERMATH_REACH


def has_strong(triggers: Sequence[Trigger]) -> bool:
    """Tell whether a verb is among the triggers that needs nothing beside it."""
    return any(t.strength == "strong" for t in triggers)
