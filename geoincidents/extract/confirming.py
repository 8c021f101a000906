"""Keep the words of violence that something beside them confirms."""

import re

from geoincidents.extract.agents import find_agent, find_subject, has_armed_actor, is_armed
from geoincidents.extract.clauses import ELSEWHERE, Trigger
from geoincidents.extract.facts import ClauseFacts
from geoincidents.extract.modality import is_definite, is_plural_reference
from geoincidents.extract.states import may_fly
from geoincidents.extract.words import compile_words, join_words, load_lexicon
from geoincidents.text.guards import guard_pattern

_WORDS = load_lexicon("triggers")
LETHAL = set(_WORDS["lethal"]["words"])
_OF_ATTACK = set(_WORDS["of_attack"]["words"])
_PUBLIC = compile_words(load_lexicon("people")["public"]["words"])
_PEOPLE = [
    word
    for kind, words in load_lexicon("people")["category"].items()
    if kind not in {"attacker", "militant"}
    for word in words
]
_PEOPLE_NEXT = re.compile(
    r"\s(?:(?:an?|the|at\sleast|some|several|dozens\sof|\d+|two|three|four|five|six|seven|eight|nine|ten"
    rf"|[a-z]+teen|[a-z]+ty)\s)+(?:(?!of\s)[\w'-]+\s){{0,2}}?(?:{join_words(_PEOPLE)})\b",
    re.IGNORECASE,
)
_STRIKING = set(_WORDS["striking"]["words"])
_STRUCK_THING = re.compile(
    rf"(?!\s(?:an?\s)?(?:back|out|down|up|by|{join_words(_WORDS['striking']['no_objects'])})\b)"
    rf"\s(?:[\"\w'-]+\s){{0,5}}?\"?(?:{join_words(_WORDS['striking']['objects'])})\b",
    re.IGNORECASE,
)
_IT_SAYS = re.compile(
    r"\b(?:army|military|command|CENTCOM|Hezbollah|Houthis|Hamas|forces|IDF|ministry)\s"
    r"(?:said|says|announced|confirmed)\s(?:that\s)?(?:it|its\s(?:\w+\s){1,3}|they|it\shad)\s$",
    re.IGNORECASE,
)
_POLICE = re.compile(r"\b(?:police|officers|agents|authorities|detectives)\b", re.IGNORECASE)
_STORMED = {"stormed", "storming"}
# "Troops stormed across the border", "he stormed out of the talks": nothing is stormed.
_GOES_ON = re.compile(r"\s(?:across|out|off|through|ahead|back|past|home)\b", re.IGNORECASE)
_AT_ONCE = 5  # characters between a verb of striking and its place
_TOLL_OF_A_WAR = 1000  # more people are killed in a war, not in an attack
_WEAPON_REACH = 150  # characters between a weak verb and the weapon that confirms it
_AGENT_REACH = 80
_CROWD = re.compile(r"\b(?:protest|demonstrat|riot|support)er?s?", re.IGNORECASE)
_OPPONENT_REACH = 40  # characters on either side of "clashed with"


def list_confirmed(facts: ClauseFacts) -> list[Trigger]:
    """Give the triggers of a clause that tell of violence: "hit" alone may be a sanction."""
    return [t for t in facts.clause.triggers if _is_confirmed(facts, t)]


def _is_confirmed(facts: ClauseFacts, trigger: Trigger) -> bool:
    if trigger.strength == "strong":
        return not (trigger.word in _STORMED and _GOES_ON.match(facts.view, trigger.end))
    if trigger.strength == "noun":
        return trigger.kind != "unspecified_attack" or _is_attack(facts, trigger)
    if trigger.strength == "guarded":
        return _is_deed_of_war(facts, trigger)
    if trigger.strength == "taken":
        return _are_people_taken(facts, trigger)
    return trigger.strength == "weak" and _is_violent(facts, trigger)


def _is_deed_of_war(facts: ClauseFacts, trigger: Trigger) -> bool:
    """Tell deeds of war and politics from crimes, accidents, riots and quarrels."""
    if trigger.word == "clashed with" and not _are_both_armed(facts, trigger):
        return False
    if trigger.word in LETHAL and _ACCIDENT.search(facts.view, facts.start, facts.end):
        return False
    return _is_violent(facts, trigger) or _is_political(facts, trigger)


def _are_both_armed(facts: ClauseFacts, trigger: Trigger) -> bool:
    """Tell "rebels clashed with soldiers" from a riot and a quarrel."""
    sides = (
        facts.before(trigger.start, _OPPONENT_REACH),
        facts.view[trigger.end : min(facts.end, trigger.end + _OPPONENT_REACH)],
    )
    return all(is_armed(side) and not _CROWD.search(side) for side in sides)


def _are_people_taken(facts: ClauseFacts, trigger: Trigger) -> bool:
    """Tell "seized two engineers", "women were rounded up" from "seized a ship" and an arrest."""
    if trigger.kind == "abduction" and _ARREST.search(facts.before(trigger.start, _TAKEN_REACH)):
        return False
    if _PEOPLE_NEXT.match(facts.view, trigger.end, facts.end):
        return True
    if trigger.kind == "armed_attack" and _SOMEBODY_NEXT.match(facts.view, trigger.end, facts.end):
        return find_subject(facts.view, facts.start, trigger.start) is not None
    before = facts.before(trigger.start, _TAKEN_REACH)
    return bool(_WERE.search(before) and _ANY_PEOPLE.search(before))


# "gunmen shot Detective Chief Inspector John Caldwell at"
_SOMEBODY_NEXT = re.compile(
    r"\s(?:the\s(?:[a-z-]+\s){0,3})?[A-Z][\w'-]+\s(?:[A-Z][\w'-]+\s){1,5}(?:at|in|as|outside|near|on|dead|while|when|during)\b"
)
_WHOSE = re.compile(r"\b(?:its|their|his)\s(?:[\w-]+\s)?$", re.IGNORECASE)
_ARREST = re.compile(
    r"\b(?:police|officers|agents|authorities|detectives|troops|soldiers|security\sforces|army|guards)\s"
    r"(?:(?:have|has|had|also|later)\s){0,2}$",
    re.IGNORECASE,
)
_WERE = re.compile(r"\b(?:were|was|been)\s(?:\w+ly\s)?$")
_ANY_PEOPLE = compile_words(_PEOPLE)
_TAKEN_REACH = 150  # characters between people and what befell them


# "a fire at the army's depot killed 19"
_ACCIDENT = guard_pattern(
    r"\b(?:an?|the)\s(?:[\w-]+\s)?(?:fire|blaze|crash|accident|mishap|collapse|stampede|flood|avalanche|landslide|earthquake|storm)"
    r"\s(?:(?:at|in|on|of|near|inside|aboard)\s[^.;,]{0,80}?)?(?:(?:has|had|have)\s)?(?:killed|left|injured|wounded)\b",
    [
        *("fire", "blaze", "crash", "accident", "mishap", "collapse", "stampede", "flood"),
        *("avalanche", "landslide", "earthquake", "storm"),
    ],
)


def _is_political(facts: ClauseFacts, trigger: Trigger) -> bool:
    """Tell war and politics from crime and accident: by an armed actor or a public victim."""
    armed = has_armed_actor(facts.view, facts.start, facts.end)
    if trigger.kind == "arson":
        return armed
    if trigger.word in LETHAL:  # people are killed in crashes, too
        tolls = [c.count.min or 0 for c in facts.casualties]
        return armed and bool(tolls) and max(tolls) < _TOLL_OF_A_WAR
    return armed or bool(_PUBLIC.search(facts.view, facts.start, facts.end))


def _is_attack(facts: ClauseFacts, trigger: Trigger) -> bool:
    """Tell an attack from an attack of words: somebody or something of war is named beside it."""
    view, start, end = facts.view, facts.start, facts.end
    if trigger.word == "offensive" and _WHOSE.search(facts.before(trigger.start, _AGENT_REACH)):
        return False  # a campaign
    return bool(
        facts.weapons
        or facts.places
        or facts.casualties
        or has_armed_actor(view, start, end)
        or is_definite(view, start, end, trigger)
        or is_plural_reference(view, start, end, trigger)
    )


def _is_struck(facts: ClauseFacts, trigger: Trigger) -> bool:
    """Tell "Israel struck targets", "rebels raided a village" from "Iran struck a deal"."""
    view, start = facts.view, facts.start
    armed = find_subject(view, start, trigger.start) or _IT_SAYS.search(view, start, trigger.start)
    if not armed and not may_fly(view, start, trigger.start):
        return False
    if _POLICE.search(view, start, trigger.start) and trigger.word == "raided":
        return False  # a search of a house
    hit = _STRUCK_THING.match(view, trigger.end, facts.end)
    at_once = any(0 < p.phrase.start - trigger.end <= _AT_ONCE for p in facts.places)
    return bool(hit or at_once)


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
    if facts.clause.connector == ELSEWHERE and trigger.word in LETHAL and facts.casualties:
        return True  # "a car bomb killed 12, while in Husseiniya another killed four"
    if trigger.word in _STRIKING and _is_struck(facts, trigger):
        return True
    if trigger.word not in LETHAL:
        return False
    agent = find_agent(facts.view, trigger.end, min(facts.end, trigger.end + _AGENT_REACH))
    subject = find_subject(facts.view, facts.start, trigger.start)
    return agent is not None or bool(facts.casualties and subject)
