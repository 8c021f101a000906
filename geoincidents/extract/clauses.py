"""Cut sentences into clauses and find the words of violence in each."""

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec
from msgspec import structs

from geoincidents.extract.words import compile_words, join_words, load_lexicon
from geoincidents.text.guards import guard_pattern
from geoincidents.text.sentences import Sentence

_TRIGGERS = load_lexicon("triggers")
_MODALITY = load_lexicon("modality")

_TYPED = ("nouns", "strong", "guarded", "guarded_nouns")
_TYPES = {
    table: {w.lower(): kind for kind, words in _TRIGGERS[table].items() for w in words}
    for table in _TYPED
}
_NOUN_TYPE, _STRONG_TYPE, _GUARDED_TYPE, _GUARDED_NOUN_TYPE = (_TYPES[table] for table in _TYPED)
_WEAK = set(_TRIGGERS["weak"]["words"])
_TAKEN_TYPE = {word: kind for kind, words in _TRIGGERS["taken"].items() for word in words}
_REFERENCES = _TRIGGERS["references"]["words"]
_EVERY = {
    *_NOUN_TYPE,
    *_STRONG_TYPE,
    *_GUARDED_TYPE,
    *_GUARDED_NOUN_TYPE,
    *_WEAK,
    *_TAKEN_TYPE,
    *_REFERENCES,
}
_ALL = guard_pattern(rf"(?<![\w-])(?:{join_words(_EVERY)})(?!\w)", _EVERY)
_RAM = "armed_attack"  # what a vehicle driven at people is
_RAMMED = _TRIGGERS["ramming"]
# "ploughed into a trade-union demonstration", "was driven into pedestrians"
_RAMMING = guard_pattern(
    rf"\b(?:{join_words(_RAMMED['verbs'])})\s(?:(?:an?|the|his|her|their)\s(?:[\w-]+\s){{1,4}}?)?"
    rf"(?:{join_words(_RAMMED['ways'])})\s(?:[\w-]+\s){{0,4}}?(?:{join_words(_RAMMED['crowds'])})\b",
    _RAMMED["crowds"],
)
# "drove through the crowd to celebrate": only "into", or people hurt, make an attack of it
_AT_PEOPLE = re.compile(r"\binto\b|^(?:plou?gh|plow|ramm|career|mow)", re.IGNORECASE)
_HURT = re.compile(r"\b(?:kill|wound|injur|died|dead|hurt)", re.IGNORECASE)
_FIGURES = compile_words(_TRIGGERS["figures"]["words"])
_FICTION = compile_words(_MODALITY["fiction"]["words"])
_PLAY = compile_words(_MODALITY["play"]["words"])
_DEAD = re.compile(r"\b(?:killed|killing|wounded|wounding|dead|died)\b(?!\soff)", re.IGNORECASE)
_ARMS = re.compile(
    r"\b(?:rockets?|missiles?|drones?|bombs?|bombing|mortars?|shells?|shelling|gunm[ae]n|suicide|blasts?"
    r"|explosions?|explosives|air\s?strikes?|opened\sfire|shot\sdown|militants|attackers?)\b",
    re.IGNORECASE,
)
# Between two events: what follows tells of another one. Not so before an hour ("after midnight"),
# a number or a place ("over 200 people"), or what one man did before ("arrested after stabbing").
_CLOCK = r"(?!,|\s(?:midnight|noon|midday|dawn|dusk|daybreak|nightfall|sunset|sunrise|dark|\d))"
# "X, which has fought since 2007, said": an aside, behind which the sentence goes on.
_NO_ASIDE = r"(?!\s[^,;:.]{2,30},\s(?:said|says|claimed|announced|confirmed|has|had|was|were)\b)"
_A_CAUSE = r"(?=\s(?:the|last|this|that|its|their|his|her|recent|[A-Z]\w+'s|\w+day's)\s)"
_CONNECTOR = guard_pattern(
    r"(?:,\s)?\b(?:(?:(?:a\sfew|several|\w+)\s)?(?:minutes|hours?|days?|weeks?|months?|years?)\s"
    r"|(?:very\s)?(?:shortly|soon|just|immediately)\s)?"
    rf"(?P<word>(?:after|before){_CLOCK}"
    r"|(?<!the\s)following(?!\s(?:day|week|month|year|morning|night|a|an))"
    rf"|in\sresponse\sto|in\sretaliation\sfor|in\sthe\swake\sof|(?<=[\w,)]\s)since{_NO_ASIDE}|although|though|while|whereas"
    r"|(?<!was\s)(?<!were\s)followed(?=\s(?:\w+day's|last\s\w+'s|yesterday's|an?\s(?:[\w-]+\s){0,2}"
    r"(?:attack|bombing|blast|explosion|strike|airstrike|raid|ambush|assault|shelling)\b))"
    rf"|prior\sto|despite|as\swell\sas|because\sof|over{_A_CAUSE}|in\srevenge\sfor|to\savenge"
    r"|(?:blamed|accused|wanted|responsible)\s(?:for|of)(?=\s(?:an?|the|several|last|\w+day's)\s)"
    r"|(?<=,\s)as(?!\s(?:well|of|if|though|part|many|much|soon|an?|the)\b)|including(?=\sone\s(?:in|on|at|near|that|by)\s)"
    r"|where(?=\s(?:an?|the|two|three|four|five|gunmen|militants)\s))\b",
    [
        *(
            "after",
            "before",
            "following",
            "followed",
            "in response to",
            "in retaliation for",
            "in the wake of",
        ),
        *("since", "although", "though", "while", "whereas", "prior to", "despite", "as well as"),
        *("because of", "over", "in revenge for", "to avenge", "where", "as", "including"),
        *("blamed", "accused", "wanted", "responsible"),
    ],
)
_BLAMES = ("blamed", "accused", "wanted", "responsible")
_SAME_SPOT = re.compile(r"\bthe\ssame\s(?:[\w-]+\s){1,3}$", re.IGNORECASE)
_ARRESTED = re.compile(
    r"\b(?:arrested|detained|charged|jailed|held|sentenced|convicted|wanted|overpowered)\b",
    re.IGNORECASE,
)
_GERUND = re.compile(
    r"\s(?:allegedly\s|reportedly\s|fatally\s)?(?!following|during)[a-z]+ing\b(?!\sof\b)"
)
_DYING_WORDS = {"killed", "wounded", "injured"}
_DYING = re.compile(
    r"\b(?:died|dies|killed|dead|wounded|injured|hospitali[sz]ed|hurt)\b", re.IGNORECASE
)
_EFFECT = re.compile(
    r"\b(?:(?:fires?|blazes?)\s(?:broke|breaks)\sout"
    r"|caught\sfire|catch(?:es)?\sfire|ablaze|in\sflames|(?:was|were)\s(?:shut|closed|evacuated|damaged|destroyed|set\son\sfire|halted)"
    r"|lost\spower|without\spower|blackouts?|power\s(?:was|were)\scut)\b",
    re.IGNORECASE,
)


class Trigger(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a word of violence: offsets, its incident type, and its strength.

    `strength` is `noun`, `strong` (a verb that needs nothing else), `guarded` (of crime, too),
    `taken` ("shot", where people are the object), `weak` (one that needs a weapon beside it) or
    `reference` ("the incident").
    """

    start: int
    end: int
    word: str
    kind: str
    strength: str

    @property
    def is_noun(self) -> bool:
        """Tell whether the word names an attack: it can be told of again ("the attack")."""
        return self.strength == "noun" or self.word in _GUARDED_NOUN_TYPE


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """Hold a part of a sentence that tells of one event, with what joins it to the one before."""

    start: int
    end: int
    sentence: Sentence
    triggers: tuple[Trigger, ...]
    connector: str = ""


def find_triggers(view: str, start: int, end: int) -> list[Trigger]:
    """Give the words of violence in `view[start:end]`; figures of speech and sports give none."""
    if _FICTION.search(view, start, end) or _is_play(view, start, end):
        return []
    found = [
        Trigger(start=m.start(), end=m.end(), word=m.group().lower(), kind=_RAM, strength="strong")
        for m in _RAMMING.finditer(view, start, end)
        if _AT_PEOPLE.search(m.group()) or _HURT.search(view, start, end)
    ]
    taken = [(t.start, t.end) for t in found]
    taken += [m.span() for m in _FIGURES.finditer(view, start, end)]
    for match in _ALL.finditer(view, start, end):
        if any(s <= match.start() < e for s, e in taken):
            continue
        word = " ".join(match.group().lower().replace("-", " ").split())
        plain = " ".join(match.group().lower().split())
        kind, strength = _class_of(plain, word)
        found.append(
            Trigger(start=match.start(), end=match.end(), word=plain, kind=kind, strength=strength)
        )
    return sorted(found, key=lambda t: t.start)


def _is_play(view: str, start: int, end: int) -> bool:
    """Tell whether words of sport, film or space stand in a sentence, and no weapons and dead."""
    if not _PLAY.search(view, start, end):
        return False
    return not (_DEAD.search(view, start, end) and _ARMS.search(view, start, end))


def _class_of(plain: str, spaced: str) -> tuple[str, str]:
    for word in (plain, spaced):
        if word in _NOUN_TYPE:
            # "strikes" and "strike" are verbs, too; as nouns they stand for an attack.
            return _NOUN_TYPE[word], "noun"
        if word in _STRONG_TYPE:
            return _STRONG_TYPE[word], "strong"
        for table in (_GUARDED_TYPE, _GUARDED_NOUN_TYPE):
            if word in table:
                return table[word], "guarded"
        if word in _TAKEN_TYPE:
            return _TAKEN_TYPE[word], "taken"
        if word in _WEAK:
            return "", "weak"
    return "", "reference"


def split_clauses(view: str, sentence: Sentence) -> list[Clause]:
    """Give the clauses of a sentence, each with its triggers.

    A sentence is cut at "after", "before", "in response to" and the like only where words of
    violence stand on both sides: "killed after gunmen opened fire" stays one.
    """
    triggers = find_triggers(view, sentence.start, sentence.end)
    cuts: list[tuple[int, int, str]] = [(sentence.start, sentence.start, "")]
    # What follows a connector has to be an event: without one there is nothing to cut off.
    told_of = _is_event(triggers)
    connectors = _list_connectors(view, sentence, triggers) if told_of else ()
    for match in connectors:
        before = [t for t in triggers if cuts[-1][1] <= t.start < match.start()]
        after = [t for t in triggers if t.start >= match.end()]
        told = [t for t in before if t.is_noun or t.word not in _DYING_WORDS]
        elsewhere = match.re is _ELSEWHERE
        if not told and not elsewhere and _is_effect(view, cuts[-1][1], match, sentence.end):
            continue
        if not elsewhere and _is_one_event(view, cuts[-1][1], match, told):
            continue
        if after and _is_event(after):
            word = ELSEWHERE if elsewhere else " ".join(match["word"].lower().split())
            cuts.append((match.start(), match.end(), word))
    cuts.append((sentence.end, sentence.end, ""))
    clauses: list[Clause] = []
    for (_, begin, word), (stop, _, _) in pairwise(cuts):
        inside = tuple(t for t in triggers if begin <= t.start < stop)
        clause = Clause(start=begin, end=stop, sentence=sentence, triggers=inside, connector=word)
        clauses.extend(_split_reference(view, clause))
    return clauses


# "..., and in Najaf a blast killed four", "...; in Jurf three were killed": another, elsewhere
ELSEWHERE = "elsewhere"  # the connector of such a clause
_ELSEWHERE = re.compile(
    r"(?:;\s(?:and\s|while\s)?|,\s(?:and|while|but|whereas)\s)(?P<word>)"
    r"(?=(?:in|at|near|outside)\s(?:the\s(?:[a-z-]+\s){1,4}(?:of\s)?|nearby\s|neighbou?ring\s)?(?-i:[A-Z]))",
    re.IGNORECASE,
)
# "30 rockets hit K1; Washington responded by bombing": what stands behind the mark is told anew,
# where it names an attack of its own.
_MARK = re.compile(r";(?P<word>)\s")


def _list_connectors(
    view: str, sentence: Sentence, triggers: Sequence[Trigger]
) -> list[re.Match[str]]:
    """Give what may stand between two events, in order."""
    found = list(_CONNECTOR.finditer(view, sentence.start, sentence.end))
    for mark in _MARK.finditer(view, sentence.start, sentence.end):
        stop = view.find(";", mark.end(), sentence.end)
        inside = (t for t in triggers if mark.end() <= t.start < (stop if stop > 0 else t.end))
        if any(t.strength == "strong" or t.is_noun for t in inside):
            found.append(mark)
    for mark in _ELSEWHERE.finditer(view, sentence.start, sentence.end):
        behind = [t for t in triggers if t.start >= mark.end()]
        if any(
            t.strength not in {"reference", "weak"} or t.word in _DYING_WORDS | _LEAVING
            for t in behind
        ):
            found.append(mark)
    distinct = {match.end(): match for match in sorted(found, key=lambda match: match.start())}
    return list(distinct.values())


def _is_effect(view: str, start: int, match: re.Match[str], end: int) -> bool:
    """Tell whether what stands before a connector only came of what follows it.

    "Died after being shot", "a fire broke out after drones fell on it"; but the airport of one town
    may be shut after rockets fell on another.
    """
    if _DYING.search(view, start, match.start()):
        return True
    behind = view[match.end() : end]
    return bool(_EFFECT.search(view, start, match.start())) and not _NAMED_PLACE.search(behind)


_NAMED_PLACE = re.compile(r"\b(?:in|at|near|on|into|outside|hit|struck)\s(?:the\s)?[A-Z]")


def _is_one_event(view: str, start: int, match: re.Match[str], told: Sequence[Trigger]) -> bool:
    """Tell whether what follows a connector is of the event before it."""
    if match["word"].lower() == "where":  # "at the same junction where a bomb killed two in 2017"
        return not _SAME_SPOT.search(view, start, match.start())
    if match["word"].lower().startswith(_BLAMES):  # a cause only where an attack was told
        return not told
    arrested = not told and _ARRESTED.search(view, start, match.start())
    return bool(arrested and _GERUND.match(view, match.end()))


def _is_event(triggers: list[Trigger]) -> bool:
    return any(t.strength != "reference" for t in triggers)


_LEAVING = {"killing", "wounding", "exploded", "fell", "hit", "struck", "blew up", "went off"}
_LEADING = {"before", "after", "following", "prior to"}
_GOES_ON = re.compile(
    r"\s(?:that|which|by|on|in|at|of|killed|against|near|outside|inside|around|along|close|next|between"
    r"|through|across|behind|under|beside|opposite|targeting|targeted|ripped|tore|hit|struck)\b"
)
_SHORT = 60  # characters: a reference ("X's assassination") is no longer
_COMMA_REACH = 25


def _split_reference(view: str, clause: Clause) -> list[Clause]:
    """Cut "three days before X's assassination | militants stormed the embassy"."""
    triggers = clause.triggers
    first = next((t for t in triggers if t.is_noun or t.strength == "reference"), None)
    if clause.connector not in _LEADING:
        return [clause]
    if first is None or first.end - clause.start > _SHORT:
        return _split_opening(view, clause)
    comma = view.find(",", first.end, min(clause.end, first.end + _COMMA_REACH))
    cut = comma + 1 if comma >= 0 else first.end
    verb = next(
        (t for t in triggers if t.start >= cut and t.strength in {"strong", "guarded", "weak"}),
        None,
    )
    if comma < 0:
        subject = view[cut : verb.start].strip() if verb else ""
        if not subject or subject.startswith("and ") or _GOES_ON.match(view, first.end):
            return _split_opening(view, clause)
    return _cut_clause(clause, first.end, cut)


# What follows the comma is still of the event before it.
_STILL_OF_IT = re.compile(
    r"\s*(?:and|or|but|which|who|whose|where|including|among|with|leaving|as|in|near|on|at|of)\b"
    r"|\s*[a-z]+(?:ing|ed)\b",
)


def _split_opening(view: str, clause: Clause) -> list[Clause]:
    """Cut "Hours after rockets hit a camp, | drones struck a base" where both have a verb."""
    if view[clause.sentence.start : clause.start].count(" ") > _OPENING_WORDS:
        return [clause]
    events = [t for t in clause.triggers if t.strength != "reference"]
    for trigger in events[1:]:
        comma = view.rfind(",", events[0].end, trigger.start)
        if comma >= 0 and not _STILL_OF_IT.match(view, comma + 1, trigger.end):
            return _cut_clause(clause, comma, comma + 1)
    return [clause]


_OPENING_WORDS = 3  # "Just hours after": a connector so near the start opens the sentence


def _cut_clause(clause: Clause, end: int, start: int) -> list[Clause]:
    triggers = clause.triggers
    return [
        structs.replace(clause, end=end, triggers=tuple(t for t in triggers if t.end <= end)),
        structs.replace(
            clause,
            start=start,
            triggers=tuple(t for t in triggers if t.start >= start),
            connector="main",
        ),
    ]
