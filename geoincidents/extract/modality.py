"""Tell attacks that happened from threats, plans, drills, aggregates and second mentions."""

import re

from geoincidents.extract.clauses import Trigger
from geoincidents.extract.words import compile_words, join_words, load_lexicon
from geoincidents.model.count import Count
from geoincidents.text.guards import WordPattern, guard_pattern
from geoincidents.text.numbers import find_quantities
from geoincidents.text.tokens import list_tokens

_WORDS = load_lexicon("modality")
_NOUNS = [w for words in load_lexicon("triggers")["nouns"].values() for w in words]
_PLURALS = [w for w in _NOUNS if w.endswith("s")]
_PLURAL = rf"(?:{join_words(_PLURALS)})"
_SINGULARS = [
    *(w for w in _NOUNS if not w.endswith("s")),
    "incident",
    "killing",
    "murder",
    "operation",
]
_SINGULAR = rf"(?:{join_words(_SINGULARS)})"
_WEEKDAY = "|".join(load_lexicon("times")["weekdays"])
_MONTHS = join_words(load_lexicon("times")["months"])

_MODAL = compile_words(_WORDS["threat"]["words"])
_EXERCISE = compile_words(_WORDS["exercise"]["words"])
_CALLED_OFF = compile_words(_WORDS["called_off"]["words"])
_NEGATION = compile_words(_WORDS["negation"]["words"])
_NO_SIGN = guard_pattern(
    r"\bno\s(?:suggestions?|evidence|signs?|indications?|hints?)\b[^.;]{0,30}\bof\b[^.;,]{0,30}$",
    ["no"],
)
_STOPPING = ["prevent", "prevents", "prevented", "preventing", "stopped", "kept", "deterred"]
# What stands before a trigger and speaks against it.
_BEFORE_IT: tuple[tuple[str, WordPattern], ...] = (
    ("negated", _NO_SIGN),
    # "prevented pirates from attacking a vessel"
    (
        "called off",
        guard_pattern(rf"\b(?:{join_words(_STOPPING)})\s(?:[\w-]+\s){{1,6}}from\s$", _STOPPING),
    ),
    # "protests, like when there was a blast in the city": which, and when, nobody says
    (
        "no single attack",
        guard_pattern(
            r"\b(?:like|remember|remembers|recalls?|recalled)\s(?:the\stime\s)?when\sthere\s(?:was|were)\s[^.;,]{0,20}$",
            ["when"],
        ),
    ),
)
_ADVERB = compile_words(_WORDS["aggregate"]["adverbs"])
# Between a determiner and the name of an attack stand adjectives, no other phrase.
_ADJ = (
    r"(?:(?!(?:the|this|that|an?|as|in|on|at|by|when|after|before|from|to|with|who|which|was|were|is"
    r"|are|has|have|had|carried|launched|conducted|fired|staged|killed|wounded|struck|hit|said)\b)[\w'.-]+\s){0,4}"
)
_FRAME = guard_pattern(
    rf"\b(?:{join_words(_WORDS['aggregate']['frames'])})\s(?:of\s)?(?:the\s)?{_ADJ}{_PLURAL}\b",
    _PLURALS,
)
_NUMBERED = guard_pattern(
    rf"\b(?:at\sleast|more\sthan|over|about|some|nearly|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|dozens?(?:\sof)?)\s{_ADJ}{_PLURAL}\b",
    _PLURALS,
)
_DETERMINED_PLURAL = guard_pattern(
    rf"\b(?:the|these|those|both|his|her|their|its|recent|latest)\s{_ADJ}{_PLURAL}\b", _PLURALS
)
_DEFINITE = re.compile(
    rf"(?:\b(?:the|this|that|his|her|their|its|latest)\s(?:latest\s|same\s)?|\b(?:{_WEEKDAY}|yesterday|today|[A-Z][\w-]+)'s?\s){_ADJ}{_SINGULAR}\b",
    re.IGNORECASE,
)
_NEW = ("second", "third", "fourth", "fifth", "separate", "further", "similar", "different", "new")
_AGAIN = rf"(?:another|an?\s(?:{'|'.join(_NEW)}))"
_ATTACK_OR_WEAPON = join_words(
    [*_NOUNS, "incident", *(w for row in load_lexicon("weapons")["weapon"] for w in row["words"])]
)
_ANOTHER = guard_pattern(
    rf"\b(?:{_AGAIN}\s(?:[\w-]+\s){{0,3}}(?:{_ATTACK_OR_WEAPON})\b"
    r"|(?:two|three|further)\smore\b|elsewhere\b|separately\b|in\sa\sseparate\b)",
    ["another", *_NEW, "more", "elsewhere", "separately"],
)
# "The same night, militiamen ambushed": that day, and not what was just told.
_OPENS_ANOTHER = re.compile(
    r"[\s\"']*(?:(?:on\s|during\s|later\s|earlier\s)?(?:the\ssame|that\ssame)\s(?:day|night|evening|morning|afternoon)"
    r"|(?:(?:a\sfew|several|two|three|many)\s)?(?:hours|days)\s(?:before|earlier|later),\san?\s"
    r"|(?:also|later|earlier)\son\s\w+day|(?:earlier|later)\s(?:in\sthe|that)\s(?:day|night|evening|morning)"
    r"|in\s(?:a|another)\s(?:separate|different|unrelated|related)?\s?(?:incident|attack|development))\b",
    re.IGNORECASE,
)
# "The army replied with artillery": the other side's attack.
_ANSWERED = guard_pattern(
    r"\b(?:replied|responded|retaliated|answered|hit\sback|struck\sback)\s(?:[\w-]+\s){0,4}?(?:with|by)\s",
    ["replied", "responded", "retaliated", "answered", "hit back", "struck back"],
)
# "A car bomb was detonated first, and two more exploded": parts of one
_FIRST = re.compile(r"\bfirst,?\s(?:and|then|before|followed)\b", re.IGNORECASE)
# "A second blast minutes later" is of the same attack.
_MOMENTS_LATER = re.compile(
    r"\b(?:minutes|moments|seconds|shortly)\s(?:later|after(?:wards?)?)\b", re.IGNORECASE
)
_MODAL_REACH = 60  # characters before a trigger in which a modal word governs it


def find_reason_against(view: str, start: int, end: int, trigger: Trigger) -> str | None:
    """Say why a trigger tells of no attack that happened, or `None` where it does."""
    begin = max(start, trigger.start - _MODAL_REACH)
    tokens = list_tokens(view, start, end)
    if _DRILLED.search(view, start, end) and not _HURT.search(view, start, end):
        return "exercise"
    for reason, pattern, reach in _AGAINST:
        if pattern.search(view, begin, min(end, trigger.end + reach), tokens=tokens):
            return reason
    if trigger.strength == "noun" and _CAME_TO_NOTHING.match(view, trigger.end, end, tokens=tokens):
        return "called off"
    for reason, pattern in _BEFORE_IT:
        if pattern.search(view, begin, trigger.start, tokens=tokens):
            return reason
    if _is_supposed(view, start, end, trigger) or _GUESSED.search(view, trigger.start, end):
        return "threat, plan or supposition"
    return _find_reason_of_noun(view, start, end, trigger) if trigger.strength == "noun" else None


def _find_reason_of_noun(view: str, start: int, end: int, trigger: Trigger) -> str | None:
    """Say why a name of an attack is of none that happened once."""
    if not view[start : trigger.start].strip(" \"'") and _UNCOUNTED.match(view, trigger.end, end):
        return "no single attack"
    begin = max(start, trigger.start - _MODAL_REACH)
    return "goes on" if _is_to_end(view, begin, trigger, end) else None


def _is_to_end(view: str, begin: int, trigger: Trigger, end: int) -> bool:
    """Tell whether an attack is told as one that is to end: "until the bombing of Gaza stops"."""
    if _END_TO.search(view, begin, trigger.start):
        return True
    until = _UNTIL.search(view, begin, trigger.start)
    return until is not None and _STOPS.search(view, trigger.end, end) is not None


# "a mortar shell fired by a local faction might have been to blame"
_GUESSED = re.compile(
    r"\b(?:might|may|could)\shave\s(?:been\s(?:to\sblame|responsible|the\scause|behind)|caused)\b",
    re.IGNORECASE,
)
# "Kidnapping has become an industry": the thing, and none of its cases
_UNCOUNTED = re.compile(r"\s(?:(?:has|have)\sbecome|(?:is|are|remains?)\san?)\b", re.IGNORECASE)


_UNTIL = re.compile(r"\b(?:until|unless|if)\s[^.;,]{0,40}$", re.IGNORECASE)
_STOPS = re.compile(r"\b(?:stops?|ends?|ceases?|halts?|continues?)\b", re.IGNORECASE)
_END_TO = re.compile(
    r"\b(?:call(?:s|ed|ing)?\s(?:for|on)|demand(?:s|ed|ing)?|urg(?:e|es|ed|ing)|want(?:s|ed)?)\b[^.;]{0,40}"
    r"\b(?:end|halt|stop|cessation|pause)\s(?:to\s|of\s|in\s)?(?:the\s|its\s|their\s|all\s)?$",
    re.IGNORECASE,
)


def _is_supposed(view: str, start: int, end: int, trigger: Trigger) -> bool:
    """Tell whether a modal word or a threat governs the trigger."""
    tokens = list_tokens(view, start, end)
    threatened = _THREATENED.search(view[start : trigger.start], tokens=tokens)
    if threatened and not _HAS_BEFORE.search(threatened.group()):
        return True
    if _THOUGHT.search(view, max(start, trigger.start - _MODAL_REACH), trigger.start):
        return True
    if trigger.strength != "weak" and _WOULD_AFTER.match(view, trigger.end, end, tokens=tokens):
        return True
    begin = max(start, trigger.start - _MODAL_REACH)
    modals = list(_MODAL.finditer(view, begin, trigger.start, tokens=tokens))
    # A month ("May") and what is said to have happened already ("may have") are no threats.
    last = modals[-1] if modals else None
    if (
        last is None
        or last.group() == "May"
        or _MONTH_OF_MAY.search(view, last.start() - 4, last.end() + 4)
    ):
        return False
    if last.group().lower() in {"will", "shall"}:
        return True  # "will have killed": nothing has happened yet
    return not _has_happened(view, last.end(), trigger.end)


# reason, words, and how far after the trigger they may stand
_AGAINST: tuple[tuple[str, WordPattern, int], ...] = (
    ("exercise", _EXERCISE, 30),
    ("called off", _CALLED_OFF, 40),
    ("negated", _NEGATION, 8),
)
# "An airstrike planned against a base in Logar", "a raid on the camp near Kidal was postponed"
# "on the first day of an exercise", "during joint drills"
_DRILLED = guard_pattern(
    r"\b(?:of|during|in|at|as\spart\sof)\s(?:(?:an?|the|its|their|joint|military|annual|naval)\s){1,3}(?:[\w-]+\s)?"
    r"(?:exercises?|drills?|war\sgames|man(?:oeuvres|euvers))\b",
    ["exercise", "exercises", "drill", "drills", "war games", "manoeuvres", "maneuvers"],
)
_HURT = re.compile(
    r"\b(?:killed|killing|wounded|wounding|died|dead|injur(?:ed|ing))\b", re.IGNORECASE
)
_OFF_AND_PLANNED = (*_WORDS["called_off"]["passive"], *_WORDS["called_off"]["planned"])
_CAME_TO_NOTHING = guard_pattern(
    rf"\s(?:that\s(?:was|had\sbeen)\s|which\s(?:was|had\sbeen)\s|being\s|was\sbeing\s)?"
    rf"(?:{join_words(_WORDS['called_off']['planned'])})\b"
    r"|(?:,?\s(?:against|on|in|at|near|of|by|for|from|inside)\s(?:the\s|an?\s)?"
    r"[\w'-]+(?:\s(?!(?:the|an?|was|were|against|on|in|at|near|of|by|for|from|inside)\b)[\w'-]+){0,4}){0,3}"
    r"\s(?:was|were|had\sbeen|has\sbeen|have\sbeen|is|are)\s(?:\w+\s)?"
    rf"(?:{join_words(_WORDS['called_off']['passive'])})\b",
    _OFF_AND_PLANNED,
)
_THREATENED = guard_pattern(
    r"\b(?:threatened|threatening|threatens|vowed|vowing|pledged|warned|warning)\s(?!of\stheir)[^.;:–\"]{0,90}$",
    ["threatened", "threatening", "threatens", "vowed", "vowing", "pledged", "warned", "warning"],
)
# "I thought the enemy had dropped a bomb"
_THOUGHT = guard_pattern(
    r"\b(?:I|we|he|she|they|people|residents|everyone|everybody)\s(?:(?:at\s)?first\s|initially\s)?"
    r"(?:thought|imagined|assumed|dreamt|dreamed)\b[^.;,]*$",
    ["thought", "imagined", "assumed", "dreamt", "dreamed"],
)
# "threatened those who had shelled", "pledged an inquiry when a bomb exploded": that has happened.
_HAS_BEFORE = re.compile(
    r"\b(?:who|which|that)\s(?:had|has|have)\b|\b(?:after|when)\b",
    re.IGNORECASE,
)
_WOULD_AFTER = guard_pattern(
    r"[^.;,]{0,40}\b(?:would|could|might|will)\s(?!have)", ["would", "could", "might", "will"]
)
_MONTH_OF_MAY = re.compile(r"\d\sMAY\b|\bMAY\s\d")
_PERFECT = re.compile(r"\s(?:be\s|also\s)?have\s(?:been\s)?\w+", re.IGNORECASE)
_COMPLETED = re.compile(
    r"[,;–]|\b(?:that|who|which)\s(?:killed|had|has|have|left|wounded|struck|hit)\b|\bafter\b|\bwhen\b",
    re.IGNORECASE,
)


def _has_happened(view: str, start: int, end: int) -> bool:
    return bool(_PERFECT.match(view, start, end) or _COMPLETED.search(view, start, end))


def count_attacks(view: str, start: int, end: int) -> Count | None:
    """Give the number that a clause says of many attacks ("at least 39"), or `None`."""
    numbered = _NUMBERED.search(view, start, end)
    found = find_quantities(view, numbered.start(), numbered.end()) if numbered else []
    return found[0].count if found else None


def is_aggregate(view: str, start: int, end: int, trigger: Trigger) -> bool:
    """Tell whether a trigger speaks of many attacks at once ("at least 39 rocket attacks")."""
    if trigger.strength == "noun":
        covered = [*_FRAME.finditer(view, start, end), *_NUMBERED.finditer(view, start, end)]
        if any(m.start() <= trigger.start and trigger.end <= m.end() for m in covered):
            return True
        if _is_one_of_many(view, start, trigger):
            return False
        return bool(_IS_PLURAL.fullmatch(trigger.word)) and trigger.word not in _ONE
    comma = view.find(",", trigger.end, min(end, trigger.end + 40))
    stop = comma if comma >= 0 else min(end, trigger.end + 40)
    near = _ADVERB.search(view, max(start, trigger.start - _MODAL_REACH), stop)
    return bool(near or _SINCE.search(view, start, end) or _MANY_WEAPONS.search(view, start, end))


# "Peshawar saw one of the deadliest attacks in 2014": that is one, and which one is said.
_ONE_OF_MANY = re.compile(rf"\bone\sof\s(?:the|its|their)\s{_ADJ}$", re.IGNORECASE)


def _is_one_of_many(view: str, start: int, trigger: Trigger) -> bool:
    near = max(start, trigger.start - _MODAL_REACH)
    return bool(_ONE_OF_MANY.search(view, near, trigger.start))


def goes_on(view: str, start: int, end: int) -> bool:
    """Tell whether words speak of what happens again and again, or is counted over a time."""
    number = count_attacks(view, start, end)
    many = number is not None and (number.max is None or number.max > _FEW)
    return many or any(
        p.search(view, start, end) for p in (_FRAME, _ADVERB, _SINCE, _MANY_WEAPONS, _ALL_OVER)
    )


_FEW = 10  # more strikes are no longer counted one by one


# "several guerrilla attacks throughout the country", "kidnappings in the past few days"
_ALL_OVER = re.compile(
    rf"\b(?:several|various|multiple|scattered)\s{_ADJ}{_PLURAL}\b"
    r"|\b(?:throughout|across|all\sover)\sthe\s(?:country|region|province)\b"
    r"|\bin\sthe\s(?:past|last)\s(?:few\s|\w+\s)?(?:days|weeks|months|years)\b",
    re.IGNORECASE,
)


def find_it_happened(view: str, start: int, end: int) -> int | None:
    """Give how far a clause only says when and where the attack told before was, or `None`."""
    told = _IT_HAPPENED.match(view, start, end)
    return told.end() if told else None


# "This took place as protests went on in Baghdad": what else was so at that time
_IT_HAPPENED = re.compile(
    r"\W*(?:It|This)\s(?:all\s)?(?:happened|occurred|took\splace)\s"
    r"(?:on|in|at|near|outside|inside|around|about|late|early|shortly|just|close|overnight|yesterday|[A-Z][a-z]+day)\b"
    r"(?:(?!\s(?:as|while|when|amid|after|before|because)\b)[^;])*"
)


def counts_over_time(view: str, start: int, end: int) -> bool:
    """Tell whether people are counted over a time: "have been killed since Monday"."""
    return _OVER_TIME.search(view, start, end) is not None


_OVER_TIME = re.compile(
    r"\b(?:has|have)\s(?:been\s|also\s)?(?:killed|died|injured|wounded|claimed|left|lost|resulted|caused)\b[^.;]{0,80}"
    r"\b(?:since|this\s(?:year|month)|so\sfar|over\sthe|in\sthe\s(?:past|last|first))\b"
    r"|\bsince\b[^.;]{0,60}\b(?:has|have)\s(?:been\s)?(?:killed|injured|wounded|died|lost)\b"
    r"|\bsince\sthe\s(?:start|beginning)\b[^.;]{0,50},?\s(?:killing|wounding|injuring)\b"
    r"|\b(?:outbreak|epidemic|pandemic|influenza|earthquake|floods)\b"
    r"|\bin\s(?:the\s(?:war|conflict)|(?:\w+\s){1,3}years\sof)(?![\w-])"
    r"|\b(?:war|conflict|fighting|violence|insurgency|uprising|unrest|hostilities)\s(?:has|have)\s"
    r"(?:[^.;,]{0,60}?\s)??(?:killed|claimed|left|cost|taken|wounded|injured)\b",
    re.IGNORECASE,
)
_IS_PLURAL = re.compile(_PLURAL, re.IGNORECASE)
_ONE = {"clashes"}  # plurals that are one event
_SINCE = guard_pattern(
    # not "the town, which has been under blockade since February"
    r"\b(?<!which\s)(?<!who\s)(?<!that\s)(?:has|have)\s(?:been\s)?[^.;]{0,80}\bsince\b|\bsince\s(?:late\s|early\s)?(?:\d{4}|[A-Z][a-z]+\.?(?:\s\d{1,2})?)\b[^.;]{0,60}\b(?:has|have)\b",
    ["since"],
)
_MANY_WEAPONS = guard_pattern(
    r"\b(?:dozens|hundreds|scores|thousands)\sof\s(?:\w+\s){0,2}(?:rockets|missiles|drones|bombs|mortars|shells)\b[^.;]{0,80}\b(?:since|in\srecent|over\sthe\s(?:past|last))\b"
    r"|\b(?:more\sthan|over|some|about|around|nearly|at\sleast)\s\d[\d,]{1,6}\s(?:\w+\s){0,2}"
    r"(?:rockets|missiles|drones|bombs|mortars|shells)\b[^.;]{0,80}"
    rf"\b(?:in|during|throughout|this|last|since)\s(?:{_MONTHS}|month|year|\d{{4}})\b",
    ["rockets", "missiles", "drones", "bombs", "mortars", "shells"],
)


def is_definite(view: str, start: int, end: int, trigger: Trigger) -> bool:
    """Tell whether a trigger stands in "the attack", "Monday's attack": perhaps told before."""
    begin = max(start, trigger.start - 60)
    return any(
        m.end() >= trigger.end for m in _DEFINITE.finditer(view, begin, min(end, trigger.end + 1))
    )


def is_plural_reference(view: str, start: int, end: int, trigger: Trigger) -> bool:
    """Tell whether a trigger stands in "the attacks", "these strikes"."""
    if _is_one_of_many(view, start, trigger):
        return False
    begin = max(start, trigger.start - 60)
    return any(
        m.end() >= trigger.end
        for m in _DETERMINED_PLURAL.finditer(
            view, begin, min(end, trigger.end + 1), tokens=list_tokens(view, start, end)
        )
    )


def is_another(view: str, start: int, end: int) -> bool:
    """Tell whether the clause says that it is about another attack than the one before."""
    if _OPENS_ANOTHER.match(view, start, end):
        return True
    if _ANSWERED.search(view, start, end):
        return True
    found = _ANOTHER.search(view, start, end)
    if found and _FIRST.search(view, start, found.start()):
        return False
    return found is not None and not _MOMENTS_LATER.search(view, start, end)


def find_status(view: str, start: int, end: int, *, armed: bool) -> str:
    """Give the status that the words of a clause say: `executed` where nothing speaks against."""
    for status in ("failed", "intercepted", "alleged", "denied"):
        if status == "intercepted" and _PARTLY.search(view, start, end):
            continue
        if _STATUS[status].search(view, start, end) and (armed or status != "intercepted"):
            return status
    return "executed"


# "most were intercepted", "intercepted 20 of the 25": not the attack as a whole.
_PARTLY = guard_pattern(
    r"\b(?:most|some|several|many|half|majority|\d+%|per\scent|percent)\b[^.;]{0,60}"
    r"\b(?:intercepted|shot\sdown|downed)\b"
    r"|\b\d+\s(?:out\s)?of\s(?:the\s|some\s|about\s)?\d+\b[^.;]{0,60}\b(?:intercepted|shot\sdown|downed|destroyed)\b"
    r"|\b(?:rockets|missiles|drones|projectiles|UAVs)\b[^.]{0,80}[\s,:](?:\d+|two|three|four|five|six|seven|eight|nine|ten)\s"
    r"(?:of\s(?:them|these|those)\s)?(?:were|was|had\sbeen)\s(?:\w+\s)?(?:intercepted|shot\sdown|downed|destroyed)\b"
    r"|\b(?:intercepted|shot\sdown|downed)\s(?:most|some|several|many|half|\d+\sof|\w+\sof\sthe)\b",
    ["intercepted", "shot down", "downed", "destroyed"],
)
_STATUS = {status: compile_words(words) for status, words in _WORDS["status"].items()}
