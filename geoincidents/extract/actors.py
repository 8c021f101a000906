"""Claims, blame and denials: who says that whom did it. A claim is not an attribution."""

import re

import msgspec

from geoincidents.extract.words import join_words, load_lexicon
from geoincidents.text.guards import WordPattern, guard_pattern

_WORDS = load_lexicon("actors")
_CLAIM = guard_pattern(
    rf"\b(?:{join_words(_WORDS['claim']['verbs'])}"
    rf"|claimed\s(?:the|that|this|both|all|these|those)\s(?:[\w-]+\s){{0,3}}?(?:{join_words(_WORDS['claim']['claimed'])}))\b",
    [*_WORDS["claim"]["verbs"], *_WORDS["claim"]["claimed"]],
)
_CLAIMED_BY = guard_pattern(
    rf"\b(?:{join_words(_WORDS['claim']['passive'])})\s", _WORDS["claim"]["passive"]
)
_BLAME = guard_pattern(rf"\b(?:{join_words(_WORDS['blame']['verbs'])})\s", _WORDS["blame"]["verbs"])
_BLAMED_ON = guard_pattern(
    rf"\b(?:{join_words(_WORDS['blame']['passive'])})\s", _WORDS["blame"]["passive"]
)
_DENY = guard_pattern(rf"\b(?:{join_words(_WORDS['deny']['verbs'])})\b", _WORDS["deny"]["verbs"])
_NOBODY = re.compile(rf"\b(?:{join_words(_WORDS['nobody']['words'])})\b[^.;,]*$", re.IGNORECASE)
_VERB_FORMS = re.compile(r"\w+(?:ed|ing)|hit|struck|shot|blew|threw|fell|flew|fired|sent|rammed")
_TRIGGERS = load_lexicon("triggers")
_DEEDS = join_words(
    word
    for table in ("weak", "strong", "guarded")
    for words in _TRIGGERS[table].values()
    for word in words
    if _VERB_FORMS.fullmatch(word)
)
# What ends a noun phrase after "by" or "blamed": a preposition of something else, a verb, a mark.
_OBJECT_END = re.compile(
    rf"\s(?:{_DEEDS})\b|"
    r"\s(?:for|from\sthe\s(?:outset|start|beginning)|of(?=\s\w+ing\b|\s(?:links|involvement|trying|having))|over|in\sconnection|saying|on\s(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|who|which|that|on\swhich|after|since|when|while|has|have|had|is|are|was|were|said|but|using|against|at|with|in\s(?=[A-Z])|in\sresponse|to)\b|[,.;:()]|\s[–-]\s|\s–"
)
_SUBJECT_START = re.compile(
    r"(?:^|(?:[,;:()]|(?<!\b\w)\.)\s|\s–\s"
    r"|\b(?:(?:that|the\s(?:same|next|following|previous))\s(?:day|night|morning|evening|afternoon)"
    r"|but|after|when|while|that|as|because|although|though|whereas|yet|meanwhile|however"
    r"|(?:hours|minutes|days|moments|weeks)\s(?:later|earlier|afterwards?)|later|(?:for|in)\s[\w\s]{2,20}\s(?:days|weeks|months)|yesterday|today|on\s\w+day"
    r"|on\s\w+day\s\w+|for\swhich|said|says|reported|announced|claimed|told\s\w+)\s)(?=[^,;:.()–]*$)",
    re.IGNORECASE,
)
_CALLING = re.compile(
    r"(?:calling\sitself|called(?!\s(?:it|him|her|them|for|on|off|upon|the\s\w+\san?)\b)|known\sas|naming\sitself|styling\sitself)\s(?:the\s)?(?P<q>[\"']?)(?P<name>[^\"',.;]{2,60})",
    re.IGNORECASE,
)
_AUX_TAIL = re.compile(
    r"\s(?:has|have|had|also|both|all|later|quickly|immediately|subsequently|on\s\w+day|who|which|that"
    rf"|{join_words(_WORDS['blame']['habits'])})$",
    re.IGNORECASE,
)
# "Washington routinely blames militias": not for this attack alone
_HABIT = re.compile(rf"\s(?:{join_words(_WORDS['blame']['habits'])})\s(?:been\s)?$", re.IGNORECASE)
_OF_A_DEED = re.compile(rf"[^,.;:]{{0,80}}?\sof\s(?:{join_words(_WORDS['blame']['deeds'])})\b")
_MAX_ACTOR = 110  # a longer noun phrase is a sentence misread
_PRONOUN = re.compile(
    r"^(?:it|they|he|she|him|them|who|this|that|which|we|i|its|itself|themselves|each\sother|one\sanother|both)$",
    re.IGNORECASE,
)
_BY_ON = re.compile(r"(?P<by>[^,.;]{2,60}?)\son\s(?P<who>[^,.;]{2,80})")
_ATTACKS_ON = re.compile(
    r"(?:the\s[\w\s-]{3,40}|it|this|that|an?\s[\w\s-]{3,40}?)\son\s", re.IGNORECASE
)
_PLURAL_SCOPE = re.compile(
    r"\b(?:the\s)?(?:attacks|assaults|strikes|most\sof\sthe\sattacks|series)\b", re.IGNORECASE
)


class ActorWords(msgspec.Struct, frozen=True, kw_only=True):
    """Hold who did it, by whom it is said, and how: `claim`, `blame` or `denial`.

    `general` marks blame for attacks at large, `of_deed` blame that names the deed ("of firing").
    """

    start: int
    end: int
    kind: str
    actor: str
    by: str | None = None
    general: bool = False
    of_deed: bool = False


# "Hezbollah said it had fired", "the army said its jets struck": who says so claims it.
_OWN_DEED = guard_pattern(
    rf"\b(?:{join_words(_WORDS['claim']['speech'])})\s(?:[^,.;:]{{0,40}}\s)??(?:that\s)?"
    rf"(?:(?:it|they)|(?:(?:one|two|three|some|members|fighters)\sof\s)?(?:its|their|his|her)\s(?:\"?[\w-]+\"?\s){{1,3}}?)\s?(?:(?:had|has|have)\s)?"
    rf"\b(?:{join_words(_WORDS['claim']['deeds'])})\b",
    _WORDS["claim"]["deeds"],
)
_NO_DEED = re.compile(
    rf"\s(?:an?\s|the\s)?(?:\w+\s)?(?:{join_words(_WORDS['claim']['no_deeds'])})\b", re.IGNORECASE
)
_SPOKESMAN = re.compile(
    rf"(?:'s|')?\s(?:[a-z]+\s)?(?:{join_words(_WORDS['claim']['spokesmen'])})\b.*$", re.IGNORECASE
)


def find_actors(view: str, start: int, end: int) -> list[ActorWords]:
    """Give the claims, attributions and denials in `view[start:end]`."""
    found = [
        *_find_claims(view, start, end),
        *_find_blame(view, start, end),
        *_find_denials(view, start, end),
    ]
    named = [one for one in found if not _NO_NAME.match(one.actor) and _may_act(one.actor)]
    return list({(one.kind, one.actor, one.by): one for one in reversed(named)}.values())[::-1]


# "blaming 'human error' and the fear of", "ascribed to terrorism": nobody by name
_OPENS_NOBODY = re.compile(rf"(?:{join_words(_WORDS['no_actor']['opens'])})\s", re.IGNORECASE)
_ENDS_NOBODY = re.compile(
    rf"(?:^|\b)(?:{join_words(_WORDS['no_actor']['ends'])})(?:\"|$)|\s(?:the|an?|of|not)$",
    re.IGNORECASE,
)


def _may_act(actor: str) -> bool:
    return not _OPENS_NOBODY.match(f"{actor} ") and not _ENDS_NOBODY.search(actor)


# "No faction said", "two rival groups have said": nobody by name
_NO_NAME = re.compile(
    r"(?i:no|neither|none|nobody|various|several|(?:the\s)?(?:two|three|four|both|rival|other))\s"
    r"(?:[a-z-]+\s)*[a-z-]+$"
)


# "has acknowledged carrying out most of the attacks": no claim of this one.
_MANY_AFTER = re.compile(
    r"\s(?:for\s)?(?:most|many|several|some|dozens|similar|previous|other|a\snumber)\b",
    re.IGNORECASE,
)


def _find_claims(view: str, start: int, end: int) -> list[ActorWords]:
    subjects = [
        (match, who)
        for match in _CLAIM.finditer(view, start, end)
        if (who := cut_subject(view, start, match.start()))
        and not _MANY_AFTER.match(view, match.end(), end)
        and not _PRONOUN.match(who)
        and not _NOBODY.search(view, start, match.start())
    ]
    agents = [
        (match, who)
        for match in _CLAIMED_BY.finditer(view, start, end)
        if (who := cut_object(view, match.end(), end)) and not _NOBODY.match(who)
    ]
    own = [
        (match, who)
        for match in _OWN_DEED.finditer(view, start, end)
        if (who := cut_subject(view, start, match.start()))
        and not _PRONOUN.match(who)
        and not _NO_DEED.match(view, match.end(), end)
    ]
    return [
        ActorWords(
            start=match.start(),
            end=match.end(),
            kind="claim",
            actor=_name_claimant(view, match, _SPOKESMAN.sub("", who)),
        )
        for match, who in [*subjects, *agents, *own]
    ]


def _find_blame(view: str, start: int, end: int) -> list[ActorWords]:
    passive = [
        w for m in _BLAMED_ON.finditer(view, start, end) if (w := _read_passive(view, m, end))
    ]
    active = [
        words
        for match in _BLAME.finditer(view, start, end)
        if not any(o.start <= match.start() < o.end for o in passive)
        if (words := _read_active(view, match, start, end))
    ]
    told = [
        words
        for match in _TOLD_OF.finditer(view, start, end)
        if (words := _read_told(view, match, start))
    ]
    return [*passive, *active, *told]


# "said in a broadcast that it was behind": how it was said, and nobody.
_ITS_OWN = re.compile(
    r"(?:(?:one|two|three|some|members)\sof\s)?(?:its|their|his|her|our)\s(?:own\s)?\"?[\w-]+$",
    re.IGNORECASE,
)
_ADVERBIAL = re.compile(r"(?:in|on|via|through|at|by|during|late|early)\b", re.IGNORECASE)


def _read_told(view: str, match: re.Match[str], start: int) -> ActorWords | None:
    """Read "Y said X was behind the attack", "Y attributed the attack to X", "Y suspects X of"."""
    by, who = (
        cut_subject(view, start, match.start()),
        clean_actor(match["who"] or match["whom"] or match["suspect"]),
    )
    if (
        not by
        or not who
        or _ITS_OWN.match(who)
        or _PRONOUN.match(who)
        or _ADVERBIAL.match(who)
        or _PRONOUN.match(by)
        or _NOBODY.match(who)
    ):
        return None
    return ActorWords(
        start=match.start(),
        end=match.end(),
        kind="blame",
        actor=who,
        by=by,
        general=bool(_PLURAL_SCOPE.search(match.group())),
    )


_TOLD_OF = guard_pattern(
    rf"\b(?:(?:{join_words(_WORDS['blame']['speech'])})\s(?:that\s)?"
    rf"(?P<who>(?!(?:that\s)?(?:it|they|he|she)\b)\w[^,.;:]{{1,70}}?)\s(?:{join_words(_WORDS['blame']['beliefs'])})\b"
    r"|(?:attributed|attributes|ascribed)\s(?:the|this|that|it)\b[^,.;:]{0,50}?\bto\s(?P<whom>[^,.;:]{2,80}?)(?=[,.;:]|$)"
    r"|(?:suspects?|suspected)\s(?P<suspect>(?!of\b)[^,.;:]{2,70}?)\sof\s(?:carrying|being|having|involvement|staging|planting|firing|launching)\b)",
    [
        *_WORDS["blame"]["beliefs"],
        *("attributed", "attributes", "ascribed", "suspect", "suspects", "suspected"),
    ],
)


def _read_passive(view: str, match: re.Match[str], end: int) -> ActorWords | None:
    """Read "attributed to X", "blamed by Y on X"."""
    start, stop = match.span()
    if match.group().lower().strip().endswith("blamed by"):
        rest = _BY_ON.match(view, match.end(), end)
        if rest is None:
            return None
        who, by = clean_actor(rest["who"]), clean_actor(rest["by"])
        return ActorWords(start=start, end=stop, kind="blame", actor=who, by=by, general=True)
    who = cut_object(view, match.end(), end)
    general = bool(_PLURAL_SCOPE.search(view, max(0, start - _MAX_ACTOR), end))
    if not who:
        return None
    return ActorWords(start=start, end=stop, kind="blame", actor=who, general=general)


# "Baku said, accusing Armenia of": who said so accuses
_SAID_AND = re.compile(
    rf"\s(?:{join_words(_WORDS['blame']['speech'])})(?:\s(?:on\s)?\w+day)?,\s$", re.IGNORECASE
)


def _read_active(view: str, match: re.Match[str], start: int, end: int) -> ActorWords | None:
    """Read "Y blamed X for", "Y blamed the attacks on X"."""
    if view.startswith("of ", match.end()):
        return None  # "members accused of attacks": nobody accuses here
    said = _SAID_AND.search(view, start, match.start())
    by = cut_subject(view, start, said.start() if said else match.start())
    on = _ATTACKS_ON.match(view, match.end(), end)
    who = cut_object(view, on.end() if on else match.end(), end)
    if not who or not by or _PRONOUN.match(who) or _PRONOUN.match(by):
        return None
    return ActorWords(
        start=match.start(),
        end=match.end(),
        kind="blame",
        actor=who,
        by=by,
        general=bool(
            _PLURAL_SCOPE.search(view, match.end(), end)
            or _HABIT.search(view, start, match.start())
            or _HABIT.search(view, start, match.end())
        ),
        of_deed=bool(_OF_A_DEED.match(view, match.end(), end)),
    )


def _find_denials(view: str, start: int, end: int) -> list[ActorWords]:
    found = []
    for match in _DENY.finditer(view, start, end):
        who = cut_subject(view, start, match.start())
        if who[:1].isupper() and not _PRONOUN.match(who):
            found.append(ActorWords(start=match.start(), end=match.end(), kind="denial", actor=who))
    return found + [
        ActorWords(start=m.start(), end=m.end(), kind="denial", actor=m["who"].strip())
        for m in _WHICH_DENY.finditer(view, start, end)
    ]


# "..., which Tehran denies"
_WHICH_DENY = WordPattern(
    re.compile(
        r",\s(?:which|a\s(?:charge|claim)\s(?:that\s)?)\s?(?P<who>(?:[A-Z][\w'-]+\s){1,3})(?:has\s)?den(?:ies|ied)\b"
    ),
    ["denies", "denied"],
)


# `"...," security forces said`, `"...," said the army`: who speaks a quotation.
_SPEAKER = re.compile(
    r"[\"'],?\s(?:(?P<before>[^.;,\"]{2,60}?)\s(?:said|told|added|announced|stated)"
    r"|(?:said|added|announced|stated)\s(?P<after>[^.;,\"]{2,60}))"
)


def find_speaker(view: str, start: int, end: int) -> str | None:
    """Give who speaks the quotation of a clause, or `None`."""
    match = _SPEAKER.search(view, start, end)
    return clean_actor(match["before"] or match["after"]) or None if match else None


# "A little-known group, Saraya Awliya al-Dam, claimed"
_NAMED_GROUP = re.compile(
    r"\b(?P<group>group|militia|faction|organi[sz]ation|outfit|movement|network|cell),\s"
    r"(?:the\s)?(?P<name>[A-Z][^,;:.]{2,60}),\s$"
)
_NAME_END = re.compile(r"\s(?:claimed|has|have|had|said|took|accepted|admitted|which|that|who)\b")


def _name_claimant(view: str, match: re.Match[str], actor: str) -> str:
    """Give the name that a claimant goes by ("a group calling itself 'X'"), else the actor."""
    apposed = _NAMED_GROUP.search(view, max(0, match.start() - _MAX_ACTOR), match.start())
    if apposed and actor.endswith(apposed["group"]):
        return clean_actor(apposed["name"]) or actor
    reach = min(len(view), match.end() + _MAX_ACTOR)
    named = _CALLING.search(view, max(0, match.start() - _MAX_ACTOR), reach)
    name = _NAME_END.split(named["name"])[0].strip(" ,'\"") if named else ""
    return name or actor


def cut_object(view: str, start: int, end: int) -> str:
    """Give the noun phrase that begins at `start`, as an actor's name."""
    stop = _OBJECT_END.search(view, start, end)
    return clean_actor(view[start : stop.start() if stop else end])


# "Islamic State, in a statement, claimed"
_BY_THE_WAY = re.compile(r",\s(?:in|on|through|via)\s[^,]{3,60},$")
# "The bomber, identified as a member of X, blew": the subject stands before the aside.
_ASIDE_BEFORE_VERB = re.compile(r"(?<=[^\W\d_])(?:,[^,;:.]{2,90},|\s–[^–;:.]{2,90}–)$")


# "guerrillas of the National Liberation Army (ELN)": a short name beside the long one.
_SHORT_NAME = re.compile(r"\((?P<name>[A-Z][\w-]{1,9})\)")
_INITIAL = re.compile(r"(?<=\b[A-Z])\.")
# "Al-Shabaab, which claimed": who did it stands before
_WHO_DID = re.compile(r",?\s(?:which|who)(?:\s(?:has|have|had|also|later))*$", re.IGNORECASE)
# Characters: no subject with its asides is so long, and a sentence without an end has many verbs.
_SUBJECT_REACH = 400


_WHO_OPENS = re.compile(r"(?:who|which)\s", re.IGNORECASE)


def _mask_points(words: str) -> str:
    """Give words of the same length without the marks that belong to a name: "U.S.", "(ELN)"."""
    return _SHORT_NAME.sub(r" \g<name> ", _INITIAL.sub("_", words))


def cut_subject(view: str, start: int, end: int) -> str:
    """Give the noun phrase that ends at `end`, the subject of a verb there."""
    words = _BY_THE_WAY.sub("", view[max(start, end - _SUBJECT_REACH) : end].rstrip())
    words = _WHO_DID.sub("", words)
    words = _ASIDE_BEFORE_VERB.sub("", words).rstrip(" ,")
    begin = 0
    for cut in _SUBJECT_START.finditer(_mask_points(words)):
        begin = max(begin, cut.end())
    phrase = words[begin:]
    while tail := _AUX_TAIL.search(phrase):
        phrase = phrase[: tail.start()]
    return "" if _WHO_OPENS.match(phrase) else clean_actor(phrase)


_ON_A_DAY = re.compile(r"^(?:[Oo]n\s)?[A-Z]?\w+day(?:\s\w+)?,\s")
_CUT = re.compile(
    r"\s(?:has|have|had|was|were|is|are|did|will|would|believed|said|says|suspected|linked|calling"
    r"|on\s(?:his|her|their)|affiliated|allied|loyal|in\s[A-Z]|on\s[A-Z]|who|which|that|once|began|opened|at\s\d"
    r"|[Tt]his\s(?:morning|afternoon|evening|week)|today|yesterday|early|late)\b.*$"
)


def clean_actor(words: str) -> str:
    """Give a noun phrase without its article and what hangs on it; empty where too long."""
    words = _ON_A_DAY.sub("", _CUT.sub("", words))
    words = " ".join(words.split()).strip(" ,;:\"'–-")
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        words = words.removeprefix(article)
    return words if 1 < len(words) <= _MAX_ACTOR else ""


_TOLD_BEFORE = re.compile(
    rf"\s(?:{join_words(_WORDS['blame']['speech'])})\s(?:that\s)?(?:[Tt]he\s|an?\s)?$"
)


def find_teller(view: str, start: int, actor_at: int) -> str | None:
    """Give who says of the actor at `actor_at` that it did it ("Syria said Israeli jets fired")."""
    told = _TOLD_BEFORE.search(view, start, actor_at)
    return cut_subject(view, start, told.start()) or None if told else None
