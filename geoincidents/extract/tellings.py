"""Read each clause: does it tell of an attack, and what does it say of it?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from geoincidents.extract.actors import ActorWords, find_actors, find_speaker, find_teller
from geoincidents.extract.agents import is_armed
from geoincidents.extract.casualties import CasualtyWords
from geoincidents.extract.clauses import ELSEWHERE, Clause, Trigger
from geoincidents.extract.confirming import LETHAL, list_confirmed
from geoincidents.extract.dates import TimeWords
from geoincidents.extract.facts import ClauseFacts, gather_facts, has_strong, split_times
from geoincidents.extract.kinds import choose_kind
from geoincidents.extract.modality import (
    count_attacks,
    counts_over_time,
    find_it_happened,
    find_reason_against,
    find_status,
    goes_on,
    is_aggregate,
    is_another,
    is_definite,
    is_plural_reference,
)
from geoincidents.extract.perpetrators import find_perpetrator
from geoincidents.extract.phrases import PlaceWords
from geoincidents.extract.roles import (
    MISSED,
    Roles,
    find_unplaced_hit,
    share_roles,
    tells_launch,
)
from geoincidents.extract.shares import SHARE, is_fate, is_part, tells_share
from geoincidents.extract.victims import find_named_victims, names_target
from geoincidents.extract.weapons import TYPE_OF_KIND, WeaponWords
from geoincidents.extract.words import join_words, load_lexicon

_WORDS = load_lexicon("triggers")

# "Footage showed a man with a rifle at the gate": of what was just told.
_FOOTAGE = re.compile(
    r"[\s\"']*(?:(?:\w+\s){0,4}?(?:footage|videos?|images?|pictures|photos|photographs|cctv))\s(?:\w+\s){0,6}?"
    r"(?:showed|shows|show|showing|appeared|captured)\b",
    re.IGNORECASE,
)
# Whoever attacked, when an attack was told of before.
_KNOWN_ATTACKERS = re.compile(
    r"[\s\"']*(?:the|these|those)\s(?:(?:two|three|four|five|first|second|third|fourth|last|other|lone|\w+ed)\s)?"
    rf"(?:{join_words(_WORDS['attackers']['words'])})\b",
    re.IGNORECASE,
)
# "The first device exploded inside, the second ...": of those just told
_ONE_OF_THEM = re.compile(
    r"[\s\"']*the\s(?:first|second|third|other|last|next)\s"
    r"(?:device|bomb|blast|explosion|rocket|missile|shell|drone|mortar|projectile|round|charge|bomber)\b"
    r"(?!\sattack)",
    re.IGNORECASE,
)
_LEANING = re.compile(
    r"^[\s\"']*(?:\w+\s)?"
    r"(?:following|after|since|before|in\sthe\swake\sof|despite|because\sof|over|about|amid)\s",
    re.IGNORECASE,
)
_LEANING_CONNECTORS = {"after", "following", "since", "before"}
_FLYING = {"drone", "rocket", "missile", "mortar"}
_DAY_KINDS = {"iso", "date", "weekday", "day"}
_SAME_DAY_KINDS = {"clock", "later", "next_day", "that_day"}
# "Explosions were heard in Sanaa", "strikes rocked Kharkiv": told as it happened.
_HAPPENED = re.compile(
    r"\b(?:heard|reported|recorded|registered|seen|cratered|suppressed|engaged|killed|wounded|injured|rocked|rocks|shook|shakes|hit|hits|struck|targeted|damaged|destroyed)\b",
    re.IGNORECASE,
)
# "at least 76 demonstrators have been shot dead": in how many attacks, and where?
_SO_FAR = re.compile(
    r"\b(?:have|has)\s(?:\w+\s)?been\s(?:killed|shot|murdered|wounded|injured|abducted|kidnapped)\b",
    re.IGNORECASE,
)
_PROVINCE = 3
_ENOUGH = 2  # schema.md: two of type, place and date make an incident


@dataclass(slots=True, kw_only=True)
class Telling:
    """Hold what one clause tells of one attack.

    `freshness` is `new`, `another` (said to be a further attack), `definite` (perhaps told before),
    `detail` (adds to the attack before: "no one was hurt"), `share` (what became of some of its
    munitions) or `hint` (says too little for an attack of its own). `plural` marks "the attacks":
    of the attack before only where that was several. `spoken` are the times of saying it, `beside`
    places that a detail names: no places of the attack, but they may tell that it is of another.
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
    beside: Sequence[PlaceWords] = ()
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


class NoTelling(msgspec.Struct, frozen=True, kw_only=True):
    """Say why a clause with words of violence is no attack on the map."""

    clause: Clause
    reason: str


def read_clause(
    view: str, clause: Clause, places: Sequence[PlaceWords], *, quoted: bool
) -> Telling | NoTelling | None:
    """Give what a clause tells, why it tells of no attack, or `None` where it says nothing."""
    facts = gather_facts(view, clause, places)
    accepted, reason = _accept_triggers(facts)
    if reason:
        return NoTelling(clause=clause, reason=reason)
    if not accepted and not _may_add(facts):
        return None
    telling = _make_telling(facts, accepted, quoted=quoted)
    if accepted and not _is_one_operation(facts, telling):
        single = _leave_out_aggregates(facts, accepted)
        if not single:
            return NoTelling(clause=clause, reason="aggregate")
        if len(single) < len(accepted):
            accepted, telling = single, _make_telling(facts, single, quoted=quoted)
    return _shape_telling(facts, telling, accepted)


def _shape_telling(
    facts: ClauseFacts, telling: Telling, triggers: Sequence[Trigger]
) -> Telling | None:
    """Give a telling the form that its words support, or `None` where they say too little."""
    if all(t.word.endswith("shot down") for t in triggers):
        share = _as_share(telling, facts.view)
        if share or not triggers:
            return share or _as_detail(telling, facts.view) or _as_salvo(telling)
    if _leans_only(facts, triggers):
        return _as_mark(telling)
    _attribute_to_speaker(facts, telling)
    unplaced = not (telling.impacts or telling.times or telling.weapons or telling.targets)
    if (
        unplaced
        and telling.freshness == "new"
        and _SO_FAR.search(facts.view, facts.start, facts.end)
    ):
        return _as_hint(telling, triggers)
    if telling.freshness != "definite" and not _is_substantial(telling):
        hint = _as_hint(telling, triggers)
        return _as_detail(telling, facts.view) if hint is None and telling.actors else hint
    return telling


def _accept_triggers(facts: ClauseFacts) -> tuple[list[Trigger], str | None]:
    """Give the words that tell of an attack that happened, or why those there are do not."""
    view, clause = facts.view, facts.clause
    confirmed = list_confirmed(facts)
    refusals = [find_reason_against(view, clause.start, clause.end, t) for t in confirmed]
    accepted = [t for t, reason in zip(confirmed, refusals, strict=True) if reason is None]
    if confirmed and not accepted:
        return [], str(refusals[0])
    if accepted and is_fate(view, clause, accepted):
        return [], "the end of the attackers"
    return accepted, None


def _may_add(facts: ClauseFacts) -> bool:
    """Tell whether a clause without an attack of its own can say something of the one before.

    Half of the clauses cannot: whoever asks here first need not read their times and actors.
    """
    view, start, end = facts.view, facts.start, facts.end
    if facts.casualties or any(w.weapon.kind in _FLYING and _is_counted(w) for w in facts.weapons):
        return True
    if find_unplaced_hit(view, start, end) or find_actors(view, start, end):
        return True
    if find_it_happened(view, start, end) is not None:
        return True
    if not facts.weapons and tells_share(view, start, end):
        return True
    roles = share_roles(facts) if facts.places else Roles()
    fired = roles.launches and (facts.weapons or tells_launch(view, start, end))
    return bool(roles.targets or fired)


def _make_telling(facts: ClauseFacts, triggers: Sequence[Trigger], *, quoted: bool) -> Telling:
    roles = share_roles(facts)
    view, start, end = facts.view, facts.start, facts.end
    hit = find_unplaced_hit(view, start, end)
    times, spoken = split_times(view, facts.clause)
    telling = Telling(
        start=start,
        end=end,
        clause=facts.clause,
        kind=choose_kind(facts, triggers),
        freshness=_choose_freshness(facts, triggers),
        status=find_status(view, start, end, armed=bool(facts.weapons)),
        times=tuple(times),
        spoken=tuple(spoken),
        weapons=facts.weapons,
        impacts=roles.impacts,
        launches=roles.launches,
        targets=roles.targets,
        casualties=facts.casualties,
        actors=tuple(find_actors(view, start, end)),
        unplaced_hit=hit,
        unplaced_words=view[hit[0] : hit[1]] if hit else "",
        missed=bool(MISSED.search(view, start, end)),
        victims=find_named_victims(view, start, end) if triggers else None,
        perpetrator=find_perpetrator(facts, triggers) if triggers else None,
        names_target=names_target(view, start, end),
        quoted=quoted,
        heading=facts.clause.sentence.heading,
        plural=any(t.strength == "noun" and t.word.endswith("s") for t in facts.clause.triggers),
    )
    dated = any(t.kind in _DAY_KINDS for t in telling.times)
    if not telling.weapons and not dated and counts_over_time(view, start, end):
        telling.casualties = ()  # "more than two hundred have been killed this year"
    if _tells_only_of_deaths(telling, triggers):
        telling.kind = "unspecified_attack"
    return telling


def _tells_only_of_deaths(telling: Telling, triggers: Sequence[Trigger]) -> bool:
    """Tell whether nothing but "were killed" is said: neither who did it, with what nor where.

    "..., while in Husseiniya another killed four" says where, but not what.
    """
    placed = telling.impacts and telling.clause.connector != ELSEWHERE
    if telling.perpetrator or placed or telling.weapons or not triggers:
        return False
    return all(t.strength == "guarded" and t.word in LETHAL for t in triggers)


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
    somewhere = placed or (bool(telling.impacts) and (toll or timed))
    # "two strikes on Friday": goes_on has said that they are few
    few = count_attacks(facts.view, facts.start, facts.end) is not None
    return sum((timed, somewhere, toll, news and placed, few and day)) >= _ENOUGH


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
    if SHARE.search(view, start, end) or _FOOTAGE.match(view, start, end):
        return "definite"
    if _KNOWN_ATTACKERS.match(view, start, end) or _ONE_OF_THEM.match(view, start, end):
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
        # level 0: a sea, or a name that no table knows
        any(p.level or any(m.place_ids for m in p.phrase.anchors) for p in telling.impacts)
        or bool(telling.targets or telling.launches or telling.unplaced_hit),
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
    if actor.kind != "blame" or actor.of_deed:
        return True
    return bool(telling.clause.triggers) or is_armed(actor.actor)


def _as_detail(telling: Telling, view: str) -> Telling | None:
    """Keep a clause without an attack of its own where it says something of the one before."""
    told = find_it_happened(view, telling.start, telling.end)
    if told is not None:
        telling.impacts = [place for place in telling.impacts if place.phrase.start < told]
        telling.freshness, telling.kind = "detail", ""
        return telling
    telling.actors = [a for a in telling.actors if _is_of_attack(telling, a)]
    launches = telling.launches and (
        telling.weapons or tells_launch(view, telling.start, telling.end)
    )
    if not (
        telling.casualties or telling.actors or telling.unplaced_hit or telling.targets or launches
    ):
        return None
    telling.freshness, telling.kind = "detail", ""
    if not telling.weapons:
        telling.beside = telling.impacts
        telling.impacts = telling.times = ()
    return telling


def _as_share(telling: Telling, view: str) -> Telling | None:
    """Keep what became of some of the munitions told of before ("one hit a block of flats")."""
    if telling.weapons or not tells_share(view, telling.start, telling.end):
        return None
    telling.freshness, telling.kind = "share", ""
    telling.status = find_status(view, telling.start, telling.end, armed=True)
    if telling.status == "intercepted" and is_part(view, telling.start, telling.end):
        telling.status = "executed"
    return telling


def _as_salvo(telling: Telling) -> Telling | None:
    """Keep munitions in the air that no verb of violence is said of: "six drones came in"."""
    counted = [w for w in telling.weapons if w.weapon.kind in _FLYING and _is_counted(w)]
    if not counted or not (telling.impacts or telling.times or telling.targets):
        return None
    telling.kind, telling.freshness = TYPE_OF_KIND[counted[0].weapon.kind], "hint"
    return telling


def _as_hint(telling: Telling, triggers: Sequence[Trigger]) -> Telling | None:
    """Keep an attack of which too little is said for one of its own: more may follow."""
    if all(t.strength == "weak" for t in triggers):
        return None
    telling.freshness = "hint"
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
