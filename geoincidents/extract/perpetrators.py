"""Who did it, in the words of a clause: an armed actor or a state."""

import re
from collections.abc import Sequence

from geoincidents.extract.agents import find_agent, find_subject
from geoincidents.extract.clauses import Trigger
from geoincidents.extract.facts import ClauseFacts
from geoincidents.extract.states import find_state
from geoincidents.extract.words import join_words, load_lexicon

_BLAME = load_lexicon("actors")["blame"]["verbs"]

_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are)\s(?:\w+\s)?$")
_PASSIVE_OPENING = re.compile(r"(?:was|were|been|being|came|come)\s")
# "The attacker was shot dead by police": the police are not who attacked.
_ATTACKER_HIT = re.compile(
    r"\b(?:attackers?|gunm[ae]n|bombers?|assailants?|suspects?|militants?)\s(?:was|were)\b",
    re.IGNORECASE,
)
# "The government blamed militants for shelling": who accuses, and whom, is no subject of it.
_NO_SUBJECT = re.compile(rf"\s(?:by|{join_words(_BLAME)})\s", re.IGNORECASE)
# "US troops killed in rocket attack": a headline's passive
_DYING = {"killed", "wounded", "injured"}
_NO_OBJECT = re.compile(r"\s*(?:$|[,;:.]|(?:in|by|as|when|after|during|near|outside|while|amid)\b)")
_DOES = {"strong", "guarded", "weak", "taken"}  # strengths of verbs
_MAX_SUBJECT = 70  # a longer noun phrase is a sentence misread


def find_perpetrator(facts: ClauseFacts, triggers: Sequence[Trigger]) -> str | None:
    """Give who attacked: the agent of a passive, else the subject of a verb, or `None`."""
    view, start = facts.view, facts.start
    agent = find_agent(view, triggers[0].start, facts.end)
    if agent and not _ATTACKER_HIT.search(view, start, triggers[0].start):
        return agent
    for verb in (t for t in facts.clause.triggers if t.strength in _DOES):
        if _PASSIVE.search(facts.before(verb.start, 25)) or _PASSIVE_OPENING.match(verb.word):
            continue
        if verb.word in _DYING and _NO_OBJECT.match(view, verb.end, facts.end):
            continue
        who = find_subject(view, start, verb.start)
        if who and len(who) < _MAX_SUBJECT and not _NO_SUBJECT.search(who):
            if _are_hit(facts, who, verb.start):
                continue
            return who
        if state := find_state(view, start, verb.start):
            return state
    return None


def _are_hit(facts: ClauseFacts, who: str, verb_at: int) -> bool:
    """Tell whether a subject is who was hit: "Nine soldiers were killed and four wounded"."""
    at = facts.view.rfind(who, facts.start, verb_at)
    hit = (c for c in facts.casualties if not c.attackers)
    return at >= 0 and any(c.start < at + len(who) and at < c.end for c in hit)
