"""Read each clause: does it tell of an attack, and what does it say of it?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from geoincidents.extract.actors import (
    ActorWords,
    find_actors,
    find_agent,
    find_subject,
    has_armed_actor,
)
from geoincidents.extract.casualties import CasualtyWords, find_casualties, find_named_victims
from geoincidents.extract.clauses import Clause, Trigger
from geoincidents.extract.dates import TimeWords, find_times
from geoincidents.extract.modality import (
    find_reason_against,
    find_status,
    is_aggregate,
    is_another,
    is_definite,
    is_plural_reference,
)
from geoincidents.extract.phrases import PlaceWords
from geoincidents.extract.weapons import TYPE_OF_KIND, WeaponWords, find_weapons
from geoincidents.extract.words import compile_words, load_lexicon

_TRIGGERS = load_lexicon("triggers")
_SPEECH = compile_words(load_lexicon("times")["speech"]["words"])
_MISSED = compile_words(_TRIGGERS["misses"]["words"])
_TARGET = re.compile(
    rf"(?:{'|'.join(re.escape(w) for w in _TRIGGERS['target_lead']['verbs'])})\s(?:\w+\s){{0,4}}(?:at|on|in)?\s*$",
    re.IGNORECASE,
)
_LAUNCH = re.compile(
    rf"\b(?:{'|'.join(re.escape(w) for w in _TRIGGERS['launch_lead']['verbs'])})\b.{{0,90}}\bfrom\s*(?:(?:around|about|some|inside|within|near|the|an?)\s)*$",
    re.IGNORECASE | re.DOTALL,
)
_FROM = re.compile(r"\bfrom\s*(?:(?:around|about|inside|within|near)\s)*$", re.IGNORECASE)
_NO_IMPACT = re.compile(
    r"\b(?:of|for|by|to|than|as|with|towards?|leave|called|about|against)\s*(?:the\s|an?\s)?$",
    re.IGNORECASE,
)
_TO_IMPACT = re.compile(
    r"\b(?:attacks?|strikes?|assaults?|raids?|fired|launched|damage|bombing|bombings|shelling)\s(?:\w+\s){0,3}(?:against|to|towards?|of)\s*(?:the\s)?$",
    re.IGNORECASE,
)
_UNPLACED_HIT = re.compile(
    r"\b(?:hit|struck|landed\s(?:in|on|near)|fell\s(?:in|on|into|near))\s(?P<what>(?:their|his|her|an?|some|several|nearby|the\sfamily|residential)\s(?:[\w-]+\s){0,2}(?:homes?|houses?|area|areas|neighbou?rhoods?|buildings?|field|fields|building|farm|school))\b",
    re.IGNORECASE,
)
_STATE_AIR = re.compile(
    r"(?:U\.?S\.?(?:A\.?)?|United\sStates|Israel|Russia|Turkey|Iran|Saudi\sArabia|Washington|warplanes|air\sforce|coalition|jets|Syria|Ukraine|France|NATO|Israeli|American|Russian|Turkish|Iranian|army|military)(?:'s)?(?:\s\w+){0,3}\s$"
)
_PRONOUN_START = re.compile(
    r"^[\"'(]?\s*(?:it|they|this|these|he|she|among|another|nine|five|the\s(?:attack|incident|bombardment|blast|explosion))\b",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"\b(?:attack|blast|explosion|bombing|strike|rocket|rockets|raid|assault|incident|shooting)\b",
    re.IGNORECASE,
)


@dataclass(slots=True, kw_only=True)
class Telling:
    """Hold what one clause tells of one attack.

    `freshness` is `new`, `another` (said to be a further attack), `definite` (perhaps told before) or
    `detail` (adds to the attack before: "no one was hurt"). `plural` marks "the attacks": of the attack
    before only where that was several. `spoken` are the times of saying it.
    """

    start: int
    end: int
    clause: Clause
    kind: str
    freshness: str
    status: str = "executed"
    times: list[TimeWords] = field(default_factory=list)
    weapons: list[WeaponWords] = field(default_factory=list)
    impacts: list[PlaceWords] = field(default_factory=list)
    launches: list[PlaceWords] = field(default_factory=list)
    targets: list[PlaceWords] = field(default_factory=list)
    unplaced_hit: tuple[int, int] | None = None
    missed: bool = False
    casualties: list[CasualtyWords] = field(default_factory=list)
    victims: tuple[int, int, int] | None = None
    actors: list[ActorWords] = field(default_factory=list)
    perpetrator: str | None = None
    quoted: bool = False
    heading: bool = False
    plural: bool = False
    spoken: list[TimeWords] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoTelling:
    """Say why a clause with words of violence is no attack on the map."""

    clause: Clause
    reason: str


def read_clause(
    view: str, clause: Clause, places: Sequence[PlaceWords], *, quoted: bool
) -> Telling | NoTelling | None:
    """Give the telling of a clause, the reason why there is none, or `None` where it says nothing."""
    start, end = clause.start, clause.end
    weapons = find_weapons(view, start, end)
    casualties = find_casualties(view, start, end)
    actors = find_actors(view, start, end)
    times, spoken = _split_times(view, clause)
    inside = [p for p in places if start <= p.phrase.start < end and not p.context]
    impacts, launches, targets = _share_roles(view, clause, inside)
    triggers = _list_valid(view, clause, weapons, casualties, inside)
    refusals = [find_reason_against(view, start, end, t) for t in triggers]
    accepted = [t for t, reason in zip(triggers, refusals, strict=True) if reason is None]
    dated = any(t.kind in {"iso", "date", "weekday", "day"} and not t.bound for t in times) and any(
        p.level > 3 for p in impacts
    )
    if triggers and not accepted:
        return NoTelling(clause=clause, reason=str(refusals[0]))
    if accepted and not dated:
        single = [
            t
            for t in accepted
            if not is_aggregate(view, start, end, t) or is_plural_reference(view, start, end, t)
        ]
        nouns = [t for t in accepted if t.strength == "noun"]
        single_nouns = [t for t in single if t.strength == "noun"]
        if not single or (nouns and not single_nouns and not _stands_without(single, weapons)):
            return NoTelling(clause=clause, reason="aggregate")
        accepted = single
    leans = _leans_only(view, clause, accepted)
    telling = Telling(
        start=start,
        end=end,
        clause=clause,
        kind=_choose_kind(view, clause, accepted, weapons),
        freshness=_choose_freshness(view, clause, accepted),
        status=find_status(view, start, end, armed=bool(weapons)),
        times=times,
        weapons=weapons,
        impacts=impacts,
        launches=launches,
        targets=targets,
        missed=bool(_MISSED.search(view, start, end)),
        casualties=casualties,
        victims=find_named_victims(view, start, end) if accepted else None,
        actors=actors,
        quoted=quoted,
        heading=clause.sentence.heading,
        plural=any(t.strength == "noun" and t.word.endswith("s") for t in accepted),
        spoken=spoken,
    )
    hit = _UNPLACED_HIT.search(view, start, end)
    telling.unplaced_hit = (hit.start("what"), hit.end("what")) if hit else None
    if leans:
        return _as_mark(telling)
    if not accepted:
        return _as_detail(view, telling)
    telling.perpetrator = _find_perpetrator(view, clause, accepted)
    if telling.freshness != "definite" and not _is_substantial(telling, accepted, view):
        return None
    return telling


def _stands_without(verbs: Sequence[Trigger], weapons: Sequence[WeaponWords]) -> bool:
    """Tell whether verbs tell of an attack beside the many that the nouns speak of."""
    if any(t.strength == "strong" for t in verbs):
        return True
    return any(not w.of_attack and w.munitions is not None for w in weapons)


_LEANING = re.compile(
    r"^[\s\"']*(?:\w+\s)?(?:following|after|since|before|in\sthe\swake\sof|despite|because\sof|over|about|amid)\s",
    re.IGNORECASE,
)


def _leans_only(view: str, clause: Clause, triggers: Sequence[Trigger]) -> bool:
    """Tell whether the attack is only a mark in time ("Following the attack, police deployed")."""
    if len(triggers) != 1 or triggers[0].strength != "noun":
        return False
    words = view[clause.start : triggers[0].start]
    leaning = bool(_LEANING.match(words)) or clause.connector in {
        "after",
        "following",
        "since",
        "before",
    }
    alone = not view[triggers[0].end : clause.end].strip(" ,.;")
    return leaning and alone and is_definite(view, clause.start, clause.end, triggers[0])


_COUNTRY = 1
_HITS = re.compile(
    rf"\b(?:{'|'.join(_TRIGGERS['impact_lead']['verbs'])})\s(?:the\s)?$", re.IGNORECASE
)


def _is_bare(place: PlaceWords) -> bool:
    anchors = place.phrase.anchors
    return bool(anchors) and place.phrase.start == anchors[-1].start


_ASIDE = re.compile(r",\s(?:which|who|where|whose)\b[^,;.]{0,120}", re.IGNORECASE)


def _split_times(view: str, clause: Clause) -> tuple[list[TimeWords], list[TimeWords]]:
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
    before = view[max(clause.start, item.start - 30) : item.start]
    last = None
    for last in _SPEECH.finditer(before):
        pass
    if last and re.fullmatch(r"\s?(?:\w+\s)?(?:on\s|late\s|early\s)*", before[last.end() :]):
        return True
    first = next((t.start for t in clause.triggers if t.strength != "reference"), clause.end)
    return item.end < first and bool(_SPEECH.search(view, item.end, first))


def _share_roles(
    view: str, clause: Clause, places: Sequence[PlaceWords]
) -> tuple[list[PlaceWords], list[PlaceWords], list[PlaceWords]]:
    impacts: list[PlaceWords] = []
    launches: list[PlaceWords] = []
    targets: list[PlaceWords] = []
    first = next((t.start for t in clause.triggers if t.strength != "reference"), clause.end)
    for place in places:
        if place.phrase.end <= first and _SPEECH.search(view, place.phrase.end, first):
            continue  # "speaking in Yemen, he said": where it was said
        if place.level <= _COUNTRY and _is_bare(place) and not _HITS.search(place.lead):
            continue  # "took America to the brink": a state, not a place
        upto = view[clause.start : place.phrase.start]
        lead = place.lead
        words = view[place.phrase.start : place.phrase.end].lower()
        from_here = words.startswith("from ") or bool(_FROM.search(lead))
        if from_here:
            before = upto if words.startswith("from ") else lead
            text = f"{before} from " if words.startswith("from ") else f"{upto}"
            if _LAUNCH.search(text[-160:]):
                launches.append(place)
            continue
        opening = " ".join(words.split()[:1])
        if _TARGET.search(
            f"{upto[-60:]}{opening} " if opening in {"at", "for", "against"} else upto[-60:]
        ):
            targets.append(place)
            continue
        if _MISSED.search(lead[-20:]):
            targets.append(place)
            continue
        opening_word = re.match(r"(?:of|for|by|to|towards?|than|as)\s", words)
        if (opening_word and not _TO_IMPACT.search(f"{upto}{opening_word.group()}")) or (
            _NO_IMPACT.search(lead) and not opening_word and not _TO_IMPACT.search(lead)
        ):
            continue
        impacts.append(place)
    return impacts, launches, targets


def _list_valid(
    view: str,
    clause: Clause,
    weapons: Sequence[WeaponWords],
    casualties: Sequence[CasualtyWords],
    places: Sequence[PlaceWords],
) -> list[Trigger]:
    """Keep the triggers that something beside them confirms."""
    nouns = [t for t in clause.triggers if t.strength == "noun"]
    free = [w for w in weapons if not w.of_attack]
    valid: list[Trigger] = []
    for trigger in clause.triggers:
        if trigger.strength == "strong" or (
            trigger.strength == "noun" and trigger.kind != "unspecified_attack"
        ):
            valid.append(trigger)
        elif trigger.strength == "noun":
            if (
                weapons
                or places
                or casualties
                or has_armed_actor(view, clause.start, clause.end)
                or is_definite(view, clause.start, clause.end, trigger)
                or is_plural_reference(view, clause.start, clause.end, trigger)
            ):
                valid.append(trigger)
        elif trigger.strength == "weak" and _is_confirmed(
            view, clause, trigger, free, nouns, casualties
        ):
            valid.append(trigger)
    return valid


_BY_ARMED = re.compile(r"^\s(?:\w+\s){0,3}by\s", re.IGNORECASE)


def _is_confirmed(
    view: str,
    clause: Clause,
    trigger: Trigger,
    weapons: Sequence[WeaponWords],
    nouns: Sequence[Trigger],
    casualties: Sequence[CasualtyWords],
) -> bool:
    if any(abs(w.start - trigger.end) < 150 or abs(trigger.start - w.end) < 150 for w in weapons):
        return True
    if any(n.start < trigger.start for n in nouns) and trigger.word in {
        "hit",
        "struck",
        "killed",
        "wounded",
        "injured",
        "targeted",
        "killing",
        "wounding",
        "left",
    }:
        return True
    lethal = trigger.word in {"killed", "killing", "wounded", "wounding", "injured"}
    if lethal and find_agent(view, trigger.end, min(clause.end, trigger.end + 80)):
        return True
    return (
        lethal and bool(casualties) and find_subject(view, clause.start, trigger.start) is not None
    )


def _choose_kind(
    view: str, clause: Clause, triggers: Sequence[Trigger], weapons: Sequence[WeaponWords]
) -> str:
    """Choose the incident type: suicide, then a precise name, then the weapon, then the verb."""
    kinds = [t.kind for t in triggers if t.kind]
    by_weapon = [TYPE_OF_KIND[w.weapon.kind] for w in weapons]
    if "suicide_bombing" in kinds or "suicide_bombing" in by_weapon:
        return "suicide_bombing"
    named = [k for k in kinds if k not in {"unspecified_attack", "explosion"}]
    if "drone_strike" in by_weapon and (
        not named or set(named) <= {"airstrike", "drone_strike", "assassination"}
    ):
        return "drone_strike"
    strong = [
        t
        for t in triggers
        if t.strength == "strong" and t.kind not in {"unspecified_attack", "explosion"}
    ]
    if strong and strong[0].kind in {"storming", "abduction", "assassination", "arson", "sabotage"}:
        return by_weapon[0] if by_weapon and strong[0].kind == "assassination" else strong[0].kind
    if named:
        return named[0]
    if by_weapon:
        return by_weapon[0]
    if any(t.word in {"bombed", "bombing"} for t in triggers):
        bomb = next(t for t in triggers if t.word in {"bombed", "bombing"})
        before = view[max(clause.start, bomb.start - 50) : bomb.start]
        return "airstrike" if bomb.word == "bombed" and _STATE_AIR.search(before) else "explosion"
    if "explosion" in kinds:
        return "explosion"
    return kinds[0] if kinds else "unspecified_attack"


def _choose_freshness(view: str, clause: Clause, triggers: Sequence[Trigger]) -> str:
    if is_another(view, clause.start, clause.end):
        return "another"
    if re.search(
        r"\bof\sthe\s(?:\w+\s)?(?:rockets|missiles|mortars|drones|shells|bombs)\b"
        r"|\b[Tt]he\s(?:first|second|third|fourth|other|last|remaining)\s(?:\w+\s)?(?:rockets?|missiles?|mortars?|drones?|shells?|bombs?|blasts?|explosions?)\b",
        view[clause.start : clause.end],
    ):
        return "definite"
    if any(t.strength == "strong" for t in triggers):
        return "new"
    nouns = [t for t in triggers if t.strength == "noun"]
    if nouns and all(
        is_definite(view, clause.start, clause.end, t)
        or is_plural_reference(view, clause.start, clause.end, t)
        for t in nouns
    ):
        return "definite"
    return "new"


def _is_substantial(telling: Telling, triggers: Sequence[Trigger], view: str) -> bool:
    """Tell whether a clause says enough for an incident: two of place, time, weapon, people hit."""
    said = [
        bool(telling.impacts or telling.targets or telling.launches or telling.unplaced_hit),
        bool(telling.times),
        bool(telling.weapons) or telling.kind != "unspecified_attack",
        bool(telling.casualties or telling.victims),
        telling.perpetrator is not None,
        any(w.munitions and w.munitions.max for w in telling.weapons),
    ]
    return sum(said) >= 2  # noqa: PLR2004 - schema: two of type, place, date


def _as_mark(telling: Telling) -> Telling:
    """Keep an attack that is only a mark in time ("days before X's murder") as a pointer to it."""
    telling.freshness = "definite"
    telling.impacts, telling.launches, telling.targets = [], [], []
    telling.casualties, telling.actors, telling.times = [], [], []
    return telling


def _as_detail(view: str, telling: Telling) -> Telling | None:
    """Keep a clause without an attack of its own where it says something of the one before."""
    told = (
        telling.casualties or [a for a in telling.actors if not a.general] or telling.unplaced_hit
    )
    launches = telling.launches and telling.weapons
    if not (told or launches or telling.targets or telling.actors):
        return None
    telling.freshness = "detail"
    telling.kind = ""
    if not (telling.weapons or launches):
        telling.impacts = []
    telling.times = [] if not telling.weapons else telling.times
    return telling


# "The attacker was shot dead by police": the police are not who attacked.
_ATTACKER_BEFORE = re.compile(
    r"\b(?:attackers?|gunm[ae]n|bombers?|assailants?|suspects?|militants?)\s(?:was|were)\b",
    re.IGNORECASE,
)


def _find_perpetrator(view: str, clause: Clause, triggers: Sequence[Trigger]) -> str | None:
    agent = find_agent(view, triggers[0].start, clause.end)
    if agent and not _ATTACKER_BEFORE.search(view, clause.start, triggers[0].start):
        return agent
    verbs = [t for t in clause.triggers if t.strength in {"strong", "weak"}]
    for verb in verbs:
        if re.search(
            r"\b(?:was|were|been|being|be|is|are)\s(?:\w+\s)?$",
            view[max(clause.start, verb.start - 25) : verb.start],
        ):
            continue
        who = find_subject(view, clause.start, verb.start)
        if who and len(who) < 70 and " by " not in who:  # noqa: PLR2004 - longer is a sentence misread
            return who
        state = re.search(
            r"\b((?:the\s)?(?:U\.S\.|US|United States|Washington|Israel|Russia|Turkey|Iran|Saudi Arabia|Ukraine|France))\s(?:\w+\s)?$",
            view[clause.start : verb.start],
        )
        if state:
            return state.group(1).removeprefix("the ")
    return None
