"""Keep the words of violence that something beside them confirms."""

from geoincidents.extract.agents import find_agent, find_subject, has_armed_actor
from geoincidents.extract.clauses import Trigger
from geoincidents.extract.facts import ClauseFacts
from geoincidents.extract.modality import is_definite, is_plural_reference
from geoincidents.extract.words import compile_words, load_lexicon

_WORDS = load_lexicon("triggers")
_LETHAL = set(_WORDS["lethal"]["words"])
_OF_ATTACK = set(_WORDS["of_attack"]["words"])
_PUBLIC = compile_words(load_lexicon("people")["public"]["words"])
_TOLL_OF_A_WAR = 1000  # more people are killed in a war, not in an attack
_WEAPON_REACH = 150  # characters between a weak verb and the weapon that confirms it
_AGENT_REACH = 80


def list_confirmed(facts: ClauseFacts) -> list[Trigger]:
    """Give the triggers of a clause that tell of violence: "hit" alone may be a sanction."""
    return [t for t in facts.clause.triggers if _is_confirmed(facts, t)]


def _is_confirmed(facts: ClauseFacts, trigger: Trigger) -> bool:
    if trigger.strength == "strong":
        return True
    if trigger.strength == "noun":
        return trigger.kind != "unspecified_attack" or _is_attack(facts, trigger)
    if trigger.strength == "guarded":
        return _is_violent(facts, trigger) or _is_political(facts, trigger)
    return trigger.strength == "weak" and _is_violent(facts, trigger)


def _is_political(facts: ClauseFacts, trigger: Trigger) -> bool:
    """Tell war and politics from crime and accident: by an armed actor or a public victim."""
    armed = has_armed_actor(facts.view, facts.start, facts.end)
    if trigger.kind == "arson":
        return armed
    if trigger.word in _LETHAL:  # people are killed in crashes, too
        tolls = [c.count.min or 0 for c in facts.casualties]
        return armed and bool(tolls) and max(tolls) < _TOLL_OF_A_WAR
    return armed or bool(_PUBLIC.search(facts.view, facts.start, facts.end))


def _is_attack(facts: ClauseFacts, trigger: Trigger) -> bool:
    """Tell an attack from an attack of words: somebody or something of war is named beside it."""
    view, start, end = facts.view, facts.start, facts.end
    return bool(
        facts.weapons
        or facts.places
        or facts.casualties
        or has_armed_actor(view, start, end)
        or is_definite(view, start, end, trigger)
        or is_plural_reference(view, start, end, trigger)
    )


def _is_violent(facts: ClauseFacts, trigger: Trigger) -> bool:
    """Tell a weak verb of violence: by a weapon, the name of an attack, or an armed actor."""
    free = (w for w in facts.weapons if not w.of_attack)
    if any(max(w.start - trigger.end, trigger.start - w.end) < _WEAPON_REACH for w in free):
        return True
    named = any(
        t.strength == "noun" and t.start < trigger.start and _is_confirmed(facts, t)
        for t in facts.clause.triggers
    )
    if named and trigger.word in _OF_ATTACK:
        return True
    if trigger.word not in _LETHAL:
        return False
    agent = find_agent(facts.view, trigger.end, min(facts.end, trigger.end + _AGENT_REACH))
    subject = find_subject(facts.view, facts.start, trigger.start)
    return agent is not None or bool(facts.casualties and subject)
