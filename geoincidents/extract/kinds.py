"""Choose the incident type of a clause."""

import re
from collections.abc import Sequence

from geoincidents.extract.clauses import Trigger
from geoincidents.extract.facts import ClauseFacts
from geoincidents.extract.states import are_aircraft, may_fly
from geoincidents.extract.weapons import TYPE_OF_KIND

_DESTROYED = re.compile(
    r"\b(?:destroyed|damaged|hit|struck|suppressed|engaged|disabled|targeted)\b", re.IGNORECASE
)
_ON_FOOT = re.compile(
    r"\b(?:gunm[ae]n|militants?|rebels?|insurgents?|jihadists?|al\s?shabaab|boko\sharam|guerrillas?|siege)\b",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"\s(?:on|against|near|in|at|hit|struck|killed|destroyed|damaged|suppressed|before\sdawn|overnight|late|early|last)\b"
)
_BOMBER = re.compile(r"(?<![\w-])(?:an?|the|lone)\sbomber\b", re.IGNORECASE)
_GENERAL = {"unspecified_attack", "explosion"}
_BY_DEED = {"storming", "abduction", "assassination", "arson", "sabotage"}
_WITH_DRONE = {"airstrike", "drone_strike", "assassination"}
_FALLING = re.compile(
    r"\bdropp(?:ed|ing)\s(?:(?!and\b)[\w-]+\s){0,4}?bombs?\b"
    r"|\bbombs?\s(?:(?!and\b)\w+\s){0,2}?(?:fell|falls?|falling|fallen|rained|dropped)\b",
    re.IGNORECASE,
)
_BOMBED = {"bombed", "bombing"}
_BURST = {"exploded", "explodes", "exploding", "detonated", "went off"}
_STRUCK = {"struck", "strikes", "striking", "pounded", "targeted"}
_HIT = {"hit", "hits", "attacked", "bombed", "raked", "fired"}  # a state hits from the ground, too
_FROM_THE_AIR = {"strafed", "strafing", "machine-gunned", "machinegunned", "rocketed"}


def choose_kind(facts: ClauseFacts, triggers: Sequence[Trigger]) -> str:
    """Choose the type: suicide, then the deed or its precise name, then the weapon, then the verb.

    The order follows ACLED's codebook, where a suicide bomb is one whatever carried it.
    """
    # Who shoots a drone down attacks nobody.
    triggers = (
        [t for t in triggers if not t.word.endswith("shot down")] if facts.weapons else triggers
    )
    kinds = [t.kind for t in triggers if t.kind and t.strength != "guarded"]
    by_weapon = [TYPE_OF_KIND[w.weapon.kind] for w in facts.weapons]
    named = [k for k in kinds if k not in _GENERAL]
    if _is_from_the_air(facts, triggers, named, by_weapon):
        return "airstrike"
    if "suicide_bombing" in {*kinds, *by_weapon}:
        return "suicide_bombing"
    if "drone_strike" in by_weapon and set(named) <= _WITH_DRONE:
        return "drone_strike"
    deed = next((t.kind for t in triggers if t.strength == "strong" and t.kind in _BY_DEED), None)
    if deed == "assassination" and by_weapon:
        return by_weapon[0]
    precise = deed or next(iter([*named, *by_weapon]), None)
    return precise or _choose_general(facts, triggers)


def _do_bombs_fall(facts: ClauseFacts) -> bool:
    """Tell bombs from the air ("bombs fell on a power station") from those that were laid."""
    laid = {
        facts.view[w.start : w.end].lower() for w in facts.weapons if w.weapon.kind != "aircraft"
    }
    falling = _FALLING.search(facts.view, facts.start, facts.end)
    return len(laid) == 1 and laid <= {"bomb", "bombs"} and falling is not None


def _is_strike(facts: ClauseFacts, triggers: Sequence[Trigger]) -> bool:
    """Tell a strike of armed forces, which comes from the air, from one of men on foot."""
    if {t.kind for t in triggers if t.is_noun} != {"unspecified_attack"}:
        return False
    strike = next((t for t in triggers if t.is_noun and t.word in {"strike", "strikes"}), None)
    if strike is None or _ON_FOOT.search(facts.view, facts.start, facts.end):
        return False
    return _AIMED.match(facts.view, strike.end, facts.end) is not None


def _is_weapon_destroyed(facts: ClauseFacts, triggers: Sequence[Trigger]) -> bool:
    """Tell whether strikes are told that hit weapons: "two strikes destroyed a mortar position"."""
    strike = next((t for t in triggers if t.word in {"strike", "strikes"}), None)
    if strike is None or not facts.weapons:
        return False
    verb = _DESTROYED.search(facts.view, strike.end, facts.weapons[0].start)
    return verb is not None


def _is_from_the_air(
    facts: ClauseFacts, triggers: Sequence[Trigger], named: Sequence[str], by_weapon: Sequence[str]
) -> bool:
    if _is_weapon_destroyed(facts, triggers):
        return True
    if "airstrike" in by_weapon:
        return bool({t.word for t in triggers} & _FROM_THE_AIR) or _do_bombs_fall(facts)
    if by_weapon:
        return set(by_weapon) == {"ied"} and _do_bombs_fall(facts)
    return set(named) <= {"armed_attack"} and _is_struck_from_the_air(facts, triggers)


def _is_struck_from_the_air(facts: ClauseFacts, triggers: Sequence[Trigger]) -> bool:
    struck = next((t for t in triggers if t.word in _STRUCK), None)
    if struck is not None and may_fly(facts.view, facts.start, struck.start):
        return True
    hit = next((t for t in triggers if t.word in _HIT), None)
    return hit is not None and are_aircraft(facts.view, facts.start, hit.start)


def _choose_general(facts: ClauseFacts, triggers: Sequence[Trigger]) -> str:
    """Tell a bombing from the air, by a state, from an explosion on the ground."""
    kinds = [t.kind for t in triggers if t.kind and t.strength != "guarded"]
    bomb = next((t for t in triggers if t.word in _BOMBED), None)
    if bomb and bomb.word == "bombed" and may_fly(facts.view, facts.start, bomb.start):
        return "airstrike"
    if bomb or "explosion" in kinds:
        return "explosion"
    if set(kinds) <= {"unspecified_attack"} and {t.word for t in triggers} & _BURST:
        return "explosion"
    if _is_strike(facts, triggers):
        return "airstrike"
    if _BOMBER.search(facts.view, facts.start, facts.end):
        return "ied"
    guarded = [t.kind for t in triggers if t.strength == "guarded"]
    return next(iter([*kinds, *guarded]), "unspecified_attack")
