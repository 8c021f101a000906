"""Read each clause: does it tell of an attack, and what does it say of it?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from geoincidents.extract.actors import ActorWords, find_speaker, find_teller
from geoincidents.extract.agents import find_agent, find_subject, is_armed
from geoincidents.extract.casualties import CasualtyWords
from geoincidents.extract.clauses import Clause, Trigger
from geoincidents.extract.confirming import list_confirmed
from geoincidents.extract.dates import TimeWords
from geoincidents.extract.facts import ClauseFacts, gather_facts, has_strong
from geoincidents.extract.kinds import choose_kind
from geoincidents.extract.modality import (
    find_reason_against,
    find_status,
    goes_on,
    is_aggregate,
    is_another,
    is_definite,
    is_plural_reference,
)
from geoincidents.extract.phrases import PlaceWords
from geoincidents.extract.roles import MISSED, find_unplaced_hit, share_roles
from geoincidents.extract.victims import find_named_victims, names_target
from geoincidents.extract.weapons import WeaponWords
from geoincidents.extract.words import join_words, load_lexicon

_STATES = load_lexicon("triggers")["states"]
_MUNITIONS = r"(?:rockets?|missiles?|mortars?|drones?|shells?|bombs?|blasts?|explosions?)"
# "five of the rockets", "the second rocket": of those told before.
_SHARE = re.compile(
    rf"\bof\sthe\s(?:\w+\s)?{_MUNITIONS}\b"
    rf"|\b[Tt]he\s(?:first|second|third|fourth|other|last|remaining)\s(?:\w+\s)?{_MUNITIONS}\b"
)
_LEANING = re.compile(
    r"^[\s\"']*(?:\w+\s)?"
    r"(?:following|after|since|before|in\sthe\swake\sof|despite|because\sof|over|about|amid)\s",
    re.IGNORECASE,
)
_LEANING_CONNECTORS = {"after", "following", "since", "before"}
_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are)\s(?:\w+\s)?$")
_PASSIVE_OPENING = re.compile(r"(?:was|were|been|being)\s")
# A state is the subject where nothing but a break or a conjunction stands before it.
_STATE_SUBJECT = re.compile(
    r"(?:^\s*|[,;:–\"']\s*|\b(?:after|before|when|that|as|and|but|while|since|because|although)\s)"
    rf"(?:[Tt]he\s)?(?P<state>{join_words(_STATES['subjects'])})\s(?:\w+\s)?$"
)
# "The attacker was shot dead by police": the police are not who attacked.
_ATTACKER_HIT = re.compile(
    r"\b(?:attackers?|gunm[ae]n|bombers?|assailants?|suspects?|militants?)\s(?:was|were)\b",
    re.IGNORECASE,
)
_DAY_KINDS = {"iso", "date", "weekday", "day"}
_SAME_DAY_KINDS = {"clock", "later", "next_day", "that_day"}
# "Explosions were heard in Sanaa", "strikes rocked Kharkiv": told as it happened.
_HAPPENED = re.compile(
    r"\b(?:heard|reported|seen|rocked|rocks|shook|shakes|hit|hits|struck|targeted|damaged|destroyed)\b",
    re.IGNORECASE,
)
_PROVINCE = 3
_ENOUGH = 2  # schema.md: two of type, place and date make an incident
_MAX_SUBJECT = 70  # a longer noun phrase is a sentence misread


@dataclass(slots=True, kw_only=True)
class Telling:
    """Hold what one clause tells of one attack.

    `freshness` is `new`, `another` (said to be a further attack), `definite` (perhaps told before)
    or `detail` (adds to the attack before: "no one was hurt"). `plural` marks "the attacks": of the
    attack before only where that was several. `spoken` are the times of saying it.
    """

    start: int
    end: int
    clause: Clause
    kind: str
    freshness: str
    status: str = "executed"
    times: Sequence[TimeWords] = ()
    spoken: Sequence[TimeWords] = ()
    weapons: Sequence[WeaponWords] = ()
    impacts: Sequence[PlaceWords] = ()
    launches: Sequence[PlaceWords] = ()
    targets: Sequence[PlaceWords] = ()
    casualties: Sequence[CasualtyWords] = ()
    actors: Sequence[ActorWords] = field(default_factory=tuple)
    unplaced_hit: tuple[int, int] | None = None
    unplaced_words: str = ""
    missed: bool = False
    victims: tuple[int, int, int] | None = None
    perpetrator: str | None = None
    quoted: bool = False
    heading: bool = False
    plural: bool = False
    names_target: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NoTelling:
    """Say why a clause with words of violence is no attack on the map."""

    clause: Clause
    reason: str


def read_clause(
    view: str, clause: Clause, places: Sequence[PlaceWords], *, quoted: bool
) -> Telling | NoTelling | None:
    """Give what a clause tells, why it tells of no attack, or `None` where it says nothing."""
    facts = gather_facts(view, clause, places)
    confirmed = list_confirmed(facts)
    refusals = [find_reason_against(view, clause.start, clause.end, t) for t in confirmed]
    accepted = [t for t, reason in zip(confirmed, refusals, strict=True) if reason is None]
    if confirmed and not accepted:
        return NoTelling(clause=clause, reason=str(refusals[0]))
    telling = _make_telling(facts, accepted, quoted=quoted)
    if accepted and not _is_one_operation(facts, telling):
        single = _leave_out_aggregates(facts, accepted)
        if not single:
            return NoTelling(clause=clause, reason="aggregate")
        if len(single) < len(accepted):
            accepted, telling = single, _make_telling(facts, single, quoted=quoted)
    if not accepted:
        return _as_detail(telling)
    if _leans_only(facts, accepted):
        return _as_mark(telling)
    _attribute_to_speaker(facts, telling)
    if telling.freshness != "definite" and not _is_substantial(telling):
        return None
    return telling


def _make_telling(facts: ClauseFacts, triggers: Sequence[Trigger], *, quoted: bool) -> Telling:
    roles = share_roles(facts)
    view, start, end = facts.view, facts.start, facts.end
    hit = find_unplaced_hit(view, start, end)
    return Telling(
        start=start,
        end=end,
        clause=facts.clause,
        kind=choose_kind(facts, triggers),
        freshness=_choose_freshness(facts, triggers),
        status=find_status(view, start, end, armed=bool(facts.weapons)),
        times=facts.times,
        spoken=facts.spoken,
        weapons=facts.weapons,
        impacts=roles.impacts,
        launches=roles.launches,
        targets=roles.targets,
        casualties=facts.casualties,
        actors=facts.actors,
        unplaced_hit=hit,
        unplaced_words=view[hit[0] : hit[1]] if hit else "",
        missed=bool(MISSED.search(view, start, end)),
        victims=find_named_victims(view, start, end) if triggers else None,
        perpetrator=_find_perpetrator(facts, triggers) if triggers else None,
        names_target=names_target(view, start, end),
        quoted=quoted,
        heading=facts.clause.sentence.heading,
        plural=any(t.strength == "noun" and t.word.endswith("s") for t in facts.clause.triggers),
    )


def _is_one_operation(facts: ClauseFacts, telling: Telling) -> bool:
    """Tell whether many strikes are told as one: "multiple strikes yesterday at X".

    Two of a day, a place and a toll make one operation, where no word says that it went on.
    """
    day = any(t.kind in _DAY_KINDS for t in telling.times)
    if day and any(p.level > _PROVINCE for p in telling.impacts):
        return True
    if goes_on(facts.view, facts.start, facts.end):
        return False
    timed = day or any(t.kind in _SAME_DAY_KINDS for t in telling.times)
    placed = any(p.level > _PROVINCE for p in telling.impacts)
    toll = any(c.count.min for c in telling.casualties)
    news = bool(_HAPPENED.search(facts.view, facts.start, facts.end))
    return sum((timed, placed or bool(telling.impacts and toll), toll, news and placed)) >= _ENOUGH


def _leave_out_aggregates(facts: ClauseFacts, triggers: Sequence[Trigger]) -> list[Trigger]:
    """Give the triggers of single attacks; "the attacks" may be of one told before."""
    view, start, end = facts.view, facts.start, facts.end
    single = [
        t
        for t in triggers
        if not is_aggregate(view, start, end, t) or is_plural_reference(view, start, end, t)
    ]
    many = any(t.strength == "noun" for t in triggers)
    one = any(t.strength == "noun" for t in single)
    counted = any(not w.of_attack and w.munitions is not None for w in facts.weapons)
    return single if one or not many or has_strong(single) or counted else []


def _leans_only(facts: ClauseFacts, triggers: Sequence[Trigger]) -> bool:
    """Tell whether the attack is only a mark in time ("Following the attack, ...")."""
    if len(triggers) != 1 or not triggers[0].is_noun:
        return False
    trigger, connector = triggers[0], facts.clause.connector
    words = facts.view[facts.start : trigger.start]
    leaning = bool(_LEANING.match(words)) or connector in _LEANING_CONNECTORS
    alone = not facts.view[trigger.end : facts.end].strip(" ,.;")
    return leaning and alone and is_definite(facts.view, facts.start, facts.end, trigger)


def _choose_freshness(facts: ClauseFacts, triggers: Sequence[Trigger]) -> str:
    view, start, end = facts.view, facts.start, facts.end
    if is_another(view, start, end):
        return "another"
    if _SHARE.search(view, start, end):
        return "definite"
    nouns = [t for t in triggers if t.is_noun]
    known = nouns and all(
        is_definite(view, start, end, t) or is_plural_reference(view, start, end, t) for t in nouns
    )
    # "the explosion of a bomb": the bomb was not told of before.
    counted = any(_is_counted(w) for w in facts.weapons)
    return "definite" if known and not counted and not has_strong(triggers) else "new"


def _is_counted(item: WeaponWords) -> bool:
    """Tell whether a number of the weapon is said, which is no share of those told before."""
    known = item.munitions is not None and item.munitions.max is not None
    return known and not item.part and not item.of_attack


def _is_substantial(telling: Telling) -> bool:
    """Tell whether a clause says enough: two of place, time, kind, people hit, actor, number."""
    said = (
        bool(telling.impacts or telling.targets or telling.launches or telling.unplaced_hit),
        bool(telling.times),
        bool(telling.weapons) or telling.kind != "unspecified_attack",
        bool(telling.casualties or telling.victims),
        telling.perpetrator is not None,
        any(w.munitions and w.munitions.max for w in telling.weapons),
    )
    return sum(said) >= _ENOUGH


def _as_mark(telling: Telling) -> Telling:
    """Keep an attack that is only a mark in time ("days before X's murder") as a pointer to it."""
    telling.freshness = "definite"
    telling.impacts = telling.launches = telling.targets = ()
    telling.casualties = telling.actors = telling.times = ()
    return telling


def _is_of_attack(telling: Telling, actor: ActorWords) -> bool:
    """Tell blame for an attack from blame for anything else ("accused Trump of ignoring")."""
    return actor.kind != "blame" or bool(telling.clause.triggers) or is_armed(actor.actor)


def _as_detail(telling: Telling) -> Telling | None:
    """Keep a clause without an attack of its own where it says something of the one before."""
    telling.actors = [a for a in telling.actors if _is_of_attack(telling, a)]
    launches = telling.launches and telling.weapons
    if not (
        telling.casualties or telling.actors or telling.unplaced_hit or telling.targets or launches
    ):
        return None
    telling.freshness, telling.kind = "detail", ""
    if not telling.weapons:
        telling.impacts = telling.times = ()
    return telling


def _attribute_to_speaker(facts: ClauseFacts, telling: Telling) -> None:
    """Turn who did it, in the words of somebody else, into an attribution by the speaker."""
    if telling.perpetrator is None:
        return
    if any(a.kind == "blame" and a.actor == telling.perpetrator for a in telling.actors):
        telling.perpetrator = None
        return
    at = facts.view.find(telling.perpetrator, facts.start, facts.end)
    speaker = find_speaker(facts.view, facts.start, facts.end) if telling.quoted else None
    speaker = speaker or (find_teller(facts.view, facts.start, at) if at >= 0 else None)
    if speaker:
        said = ActorWords(
            start=facts.start,
            end=facts.end,
            kind="blame",
            actor=telling.perpetrator,
            by=speaker,
        )
        telling.actors, telling.perpetrator = (*telling.actors, said), None


def _find_perpetrator(facts: ClauseFacts, triggers: Sequence[Trigger]) -> str | None:
    view, start = facts.view, facts.start
    agent = find_agent(view, triggers[0].start, facts.end)
    if agent and not _ATTACKER_HIT.search(view, start, triggers[0].start):
        return agent
    for verb in (t for t in facts.clause.triggers if t.strength in {"strong", "guarded", "weak"}):
        if _PASSIVE.search(facts.before(verb.start, 25)) or _PASSIVE_OPENING.match(verb.word):
            continue
        who = find_subject(view, start, verb.start)
        if who and len(who) < _MAX_SUBJECT and " by " not in who:
            return who
        if state := _STATE_SUBJECT.search(view[start : verb.start]):
            return state["state"]
    return None
