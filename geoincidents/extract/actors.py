"""Claims, blame and denials: who says that whom did it. A claim is not an attribution."""

import re
from dataclasses import dataclass

from geoincidents.extract.words import join_words, load_lexicon

_WORDS = load_lexicon("actors")
_CLAIM = re.compile(rf"\b(?:{join_words(_WORDS['claim']['verbs'])})\b", re.IGNORECASE)
_CLAIMED_BY = re.compile(rf"\b(?:{join_words(_WORDS['claim']['passive'])})\s", re.IGNORECASE)
_BLAME = re.compile(rf"\b(?:{join_words(_WORDS['blame']['verbs'])})\s", re.IGNORECASE)
_BLAMED_ON = re.compile(rf"\b(?:{join_words(_WORDS['blame']['passive'])})\s", re.IGNORECASE)
_DENY = re.compile(rf"\b(?:{join_words(_WORDS['deny']['verbs'])})\b", re.IGNORECASE)
_BELIEF = re.compile(rf"\b(?:{join_words(_WORDS['blame']['beliefs'])})", re.IGNORECASE)
_BY_AGENT = re.compile(r"\bby\s", re.IGNORECASE)
_ARMED = re.compile(rf"(?<![\w-])(?:{join_words(_WORDS['armed']['words'])})(?![\w])", re.IGNORECASE)
_NOBODY = re.compile(rf"\b(?:{join_words(_WORDS['nobody']['words'])})\b[^.;,]*$", re.IGNORECASE)
_OBJECT_END = re.compile(
    r"\s(?:for|of(?=\s(?:being|carrying|seeking|having|launching|trying|firing|planting|staging|involvement|killing|not|doing|attacking|links))|over|in\sconnection|saying|on\s(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)|who|which|that|on\swhich|after|since|when|while|has|have|had|is|are|was|were|said|but|using|against|at|with|in\s(?=[A-Z])|in\sresponse|to)\b|[,.;:()]|\s–"
)
_SUBJECT_START = re.compile(
    r"(?:^|[,;:.()]\s|\s–\s|\b(?:but|after|when|while|that|as|because|although|yet|meanwhile|however|later|(?:for|in)\s[\w\s]{2,20}\s(?:days|weeks|months)|yesterday|today|on\s\w+day|on\s\w+day\s\w+)\s)(?=[^,;:.()–]*$)",
    re.IGNORECASE,
)
_CALLING = re.compile(
    r"(?:calling\sitself|called|known\sas|naming\sitself|styling\sitself)\s(?:the\s)?(?P<q>[\"']?)(?P<name>[^\"',.;]{2,60})",
    re.IGNORECASE,
)
_AUX_TAIL = re.compile(
    r"\s(?:has|have|had|also|later|quickly|immediately|subsequently|previously|repeatedly|on\s\w+day|who|which|that)$",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"\b(?:spokesperson|spokesman|spokeswoman|commander|leader|official)\b", re.IGNORECASE
)
_MAX_ACTOR = 110  # a longer noun phrase is a sentence misread
_PRONOUN = re.compile(r"^(?:it|they|he|she|him|them|who|this|that|which|we|i|its)$", re.IGNORECASE)
_PLURAL_SCOPE = re.compile(
    r"\b(?:the\s)?(?:attacks|assaults|strikes|most\sof\sthe\sattacks|series)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorWords:
    """Hold who did it, by whom it is said, and how: `claim`, `blame` or `denial`."""

    start: int
    end: int
    kind: str
    actor: str
    by: str | None = None
    general: bool = False


def find_actors(view: str, start: int, end: int) -> list[ActorWords]:
    """Give the claims, attributions and denials in `view[start:end]`."""
    return [
        *_find_claims(view, start, end),
        *_find_blame(view, start, end),
        *_find_denials(view, start, end),
    ]


# "has acknowledged carrying out most of the attacks": no claim of this one.
_MANY_AFTER = re.compile(
    r"\s(?:for\s)?(?:most|many|several|some|dozens|similar|previous|other|a\snumber)\b",
    re.IGNORECASE,
)


def _find_claims(view: str, start: int, end: int) -> list[ActorWords]:
    found: list[ActorWords] = []
    for match in _CLAIM.finditer(view, start, end):
        who = _subject(view, start, match.start())
        many = _MANY_AFTER.match(view, match.end(), end)
        if who and not many and not _NOBODY.search(view, start, match.start()):
            found.append(_words(view, match, "claim", who))
    for match in _CLAIMED_BY.finditer(view, start, end):
        who = _object(view, match.end(), end)
        if who and not _NOBODY.match(who):
            found.append(_words(view, match, "claim", who))
    return found


def _find_blame(view: str, start: int, end: int) -> list[ActorWords]:
    found: list[ActorWords] = []
    for match in _BLAMED_ON.finditer(view, start, end):
        words = match.group().lower()
        if words.strip().endswith("blamed by"):  # "attacks blamed by Washington on factions"
            rest = re.match(
                r"(?P<by>[^,.;]{2,60}?)\son\s(?P<who>[^,.;]{2,80})", view[match.end() : end]
            )
            if rest:
                found.append(
                    _words(
                        view, match, "blame", _clean(rest["who"]), _clean(rest["by"]), general=True
                    )
                )
            continue
        who = _object(view, match.end(), end)
        if who:
            found.append(_words(view, match, "blame", who, general=_is_plural(view, start, end)))
    for match in _BLAME.finditer(view, start, end):
        if any(o.start <= match.start() < o.end for o in found):
            continue
        if view.startswith("of ", match.end()):  # "members accused of attacks": nobody accuses here
            continue
        by = _subject(view, start, match.start())
        on = re.match(
            r"(?:the\s[\w\s-]{3,40}|it|this|that|an?\s[\w\s-]{3,40}?)\son\s",
            view[match.end() : end],
            re.IGNORECASE,
        )
        who = _object(view, match.end() + (on.end() if on else 0), end)
        if who and not _PRONOUN.match(who) and by:
            found.append(
                _words(view, match, "blame", who, by, general=_is_plural(view, match.end(), end))
            )
    return found


def _find_denials(view: str, start: int, end: int) -> list[ActorWords]:
    found = []
    for match in _DENY.finditer(view, start, end):
        who = _subject(view, start, match.start())
        if len(who) > 2 and who[0].isupper() and not _PRONOUN.match(who):
            found.append(_words(view, match, "denial", who))
    return found


def _words(
    view: str,
    match: re.Match[str],
    kind: str,
    actor: str,
    by: str | None = None,
    *,
    general: bool = False,
) -> ActorWords:
    named = _CALLING.search(view, match.start(), min(len(view), match.end() + _MAX_ACTOR))
    if named and kind == "claim" and named.start() < match.end() + _MAX_ACTOR:
        actor = named["name"].strip(" ,'\"")
    return ActorWords(
        start=match.start(), end=match.end(), kind=kind, actor=actor, by=by, general=general
    )


def _is_plural(view: str, start: int, end: int) -> bool:
    return bool(_PLURAL_SCOPE.search(view, start, end))


def _object(view: str, start: int, end: int) -> str:
    stop = _OBJECT_END.search(view, start, end)
    return _clean(view[start : stop.start() if stop else end])


def _subject(view: str, start: int, end: int) -> str:
    words = view[start:end].rstrip()
    begin = 0
    for cut in _SUBJECT_START.finditer(words):
        begin = max(begin, cut.end())
    phrase = words[begin:]
    while tail := _AUX_TAIL.search(phrase):
        phrase = phrase[: tail.start()]
    return _clean(phrase)


_CUT = re.compile(
    r"\s(?:has|have|had|was|were|is|are|did|will|would|believed|said|says|suspected|linked|calling|affiliated|allied|loyal|in\s[A-Z]|on\s[A-Z]|who|which|that|once)\b.*$"
)


def _clean(words: str) -> str:
    words = _CUT.sub("", words)
    words = " ".join(words.split()).strip(" ,;:\"'–-")
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        words = words.removeprefix(article)
    return words if 1 < len(words) <= _MAX_ACTOR else ""


def find_agent(view: str, start: int, end: int) -> str | None:
    """Give the armed actor named with "by" in a passive clause, or `None`."""
    for match in _BY_AGENT.finditer(view, start, end):
        who = _object(view, match.end(), end)
        if who and _ARMED.search(who):
            return who
    return None


def find_subject(view: str, start: int, verb_at: int) -> str | None:
    """Give the armed actor that stands as subject before a verb, or `None`."""
    who = _subject(view, start, verb_at)
    return who if who and _ARMED.search(who) else None


def has_armed_actor(view: str, start: int, end: int) -> bool:
    """Tell whether the words name anybody who attacks."""
    return bool(_ARMED.search(view, start, end))
