"""What became of some of the munitions or attackers that were told of before.

"One hit a block of flats, the others were shot down", "the gunmen were shot dead by police".
"""

import re

from geoincidents.extract.clauses import Clause, Trigger
from geoincidents.extract.words import join_words, load_lexicon
from geoincidents.text.guards import WordPattern, guard_pattern
from geoincidents.text.tokens import list_tokens

_WORDS = load_lexicon("triggers")["shares"]
_NUMBER = (
    r"(?:at\sleast\s|about\s|nearly\s)?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|a\sdozen|\d{1,3})"
)
_MUNITIONS = r"(?:rockets?|missiles?|mortars?|drones?|shells?|bombs?|blasts?|explosions?)"
# "five of the rockets", "the second rocket": of those told before.
SHARE = WordPattern(
    re.compile(
        rf"\bof\sthe\s(?:\w+\s)?{_MUNITIONS}\b"
        rf"|\b[Tt]he\s(?:first|second|third|fourth|other|last|remaining)\s(?:\w+\s)?{_MUNITIONS}\b"
    ),
    [
        one + s
        for one in ("rocket", "missile", "mortar", "drone", "shell", "bomb", "blast", "explosion")
        for s in ("", "s")
    ],
)
_SOME = (
    rf"(?:{_NUMBER}(?:\s(?:more|others?))?|both|all|all\sbut\s\w+|most|some|several|many|another|half"
    r"|others|the\s(?:others?|rest|remainder|remaining\s\w+|first|second|third|fourth|last)"
    r"|an?\s(?:second|third|fourth|fifth|sixth)|the\s(?:rocket|missile|drone|shell|mortar|projectile)s?"
    rf"|(?:\d{{1,3}}%|the\smajority))(?:\sof\s(?:them|these|those|the\s(?:\w+\s)?{_MUNITIONS}))?"
    rf"|it|they|{join_words(_WORDS['pieces'])}"
)
_BEFALLS = rf"(?:{join_words(_WORDS['verbs'])})"
_HELP = (
    r"(?:(?:was|were|had|has|have|been|also|later|then|reportedly|that|which|is|are|\w+ly)\s){0,3}"
)
_OPENS = guard_pattern(
    rf"[\s\"']*(?:(?:but|and|while|however|although|officials?\ssaid|he\s(?:said|added)),?\s)?"
    rf"(?P<some>{_SOME})(?:\s(?:of|from)\s[^.;,]{{2,25}})?\s{_HELP}(?P<verb>{_BEFALLS})\b",
    _WORDS["verbs"],
)
# The military said that 99 of 100 were intercepted.
_SAID = guard_pattern(
    rf"\b(?:said|says|added)\s(?:that\s)?(?P<some>{_SOME})\s{_HELP}(?P<verb>{_BEFALLS})\b",
    _WORDS["verbs"],
)
_WHOLE = re.compile(
    r"(?:both|all|it|they|the\s(?:rocket|missile|drone|shell)s?)\b(?!\sbut)", re.IGNORECASE
)
_OPEN_REACH = 140

_ATTACKERS = (
    r"(?:(?:the|both|two|three|all)\s(?:of\s(?:them|the\s)\s?)?)?(?:\w+\s)?"
    r"(?:attackers?|gunm[ae]n|assailants?|suspects?|shooters?|bombers?|knifem[ae]n|perpetrators?)"
    r"|they|he|she|(?:one|two|three|both|all|the\slast|most)\sof\s(?:them|the\sattackers)"
)
_GUARDS = (
    r"(?:police|security\sforces|soldiers|troops|guards|officers|agents|forces|commandos|marksmen)"
)
_KILLED = (
    r"(?:killed|gunned\sdown|stabbed|shot(?:\sdead|\sand\s(?:killed|wounded))?|wounded|injured)"
)
_FATE = guard_pattern(
    # "He was to speak when he was gunned down": no attacker, unless guards did it
    rf"(?:^|[\s,\"'])(?<!when\s)(?<!while\s)(?<!as\s)(?:{_ATTACKERS})\s(?=(?:\w+\s){{0,2}}(?:was|were|been)\s)"
    rf"(?:(?:was|were|had|been|also|later|then|himself)\s){{1,3}}{_KILLED}\b"
    rf"|\b(?:he|she|they)\s(?:was|were)\s(?:\w+\s)?{_KILLED}\sby\s(?:\w+\s)?{_GUARDS}\b"
    rf"|\b{_GUARDS}\s(?:\w+ly\s)?{_KILLED}\s(?:him|her|them|the\s(?:attacker|gunm[ae]n|assailant|suspect|shooter|bomber)s?)\b",
    ["killed", "gunned", "stabbed", "shot", "wounded", "injured"],
)


def opens_share(view: str, start: int, end: int) -> bool:
    """Tell whether a sentence may begin with what became of some of those told before."""
    tokens = list_tokens(view, start, end)
    return _OPENS.match(view, start, min(end, start + _OPEN_REACH), tokens=tokens) is not None


def tells_share(view: str, start: int, end: int) -> bool:
    """Tell whether a clause says what became of some munitions told of before."""
    return _find_share(view, start, end) is not None


def _find_share(view: str, start: int, end: int) -> re.Match[str] | None:
    tokens = list_tokens(view, start, end)
    return _OPENS.match(view, start, end, tokens=tokens) or _SAID.search(view, start, end)


def is_part(view: str, start: int, end: int) -> bool:
    """Tell whether that is said of some of them only: "most were intercepted"."""
    found = _find_share(view, start, end)
    return found is not None and not _WHOLE.match(found["some"])


def is_fate(view: str, clause: Clause, triggers: list[Trigger]) -> bool:
    """Tell whether all that a clause tells is how the attackers themselves ended."""
    spans = [m.span() for m in _FATE.finditer(view, clause.start, clause.end)]
    return bool(spans) and all(any(s <= t.start and t.end <= e for s, e in spans) for t in triggers)
