"""People named as killed: "killed General A and B", "Name Surname died after being shot"."""

import re

from geoincidents.extract.words import join_words, load_lexicon
from geoincidents.text.guards import WordPattern, guard_pattern

_WORDS = load_lexicon("people")["grammar"]
_NAME = r"(?:(?-i:[A-Z][\w'-]+|[A-Z]\.|al-[A-Z][\w'-]+|bin|al|de|la|El|Abu)(?:\s|(?=[,.;]|$)))"
# Every capital may begin one: without an end, capitals in a row would be read through from each.
_FIRST = r"(?:(?-i:[A-Z])[\w'-]{1,40})"
_NO_TITLE = join_words(_WORDS["no_title"])
_TITLE = rf"(?:(?:(?!(?:{_NO_TITLE})\b)[\w'-]+,?\s){{0,6}}?)"
_KILLED = guard_pattern(
    rf"\b(?:{join_words(_WORDS['victim_verbs'])})\s"
    rf"(?P<names>{_TITLE}{_NAME}{{1,5}}(?:\s?and\s(?:[^.;:,]{{0,50}}?\s)??{_NAME}{{2,6}})?)"
    rf"(?=[,.;)]|$|\s?(?:{join_words(_WORDS['after_a_name'])})\b|\s?–)",
    _WORDS["victim_verbs"],
)
_DIED = WordPattern(
    re.compile(
        rf"(?P<names>{_FIRST}\s{_NAME}{{0,3}}(?-i:[A-Z]|al-[A-Z])[\w'-]+)"
        r"(?:,[^.;]{0,80}?,|,)?\s(?:who\s)?"
        r"(?:(?:was|were|had|has|himself|herself|been|later|reportedly)\s){0,4}"
        rf"(?:{join_words(_WORDS['dying_verbs'])})\b"
        rf"(?!\s(?:{join_words(_WORDS['object_openers'])}|\d)\b)"
    ),
    _WORDS["dying_verbs"],
)


# "Haniyeh died in an explosion", "Nasrallah was killed in": a name alone opens the clause
_DIED_ALONE = WordPattern(
    re.compile(
        r"(?:^|[.,;:\"'–]\s)(?P<names>(?!(?:He|She|It|Who|One|Nobody|None|Everyone|Another|Someone|Somebody|This|That|Which"
        rf"|What|Nothing|Most|Many|Some|All|Each|Any)\b){_FIRST})\s(?:(?:was|had\sbeen)\s(?:\w+ly\s)?"
        r"(?:killed|assassinated|murdered|shot\sdead|slain)|died)(?=\s(?:in|when|after|on|by|at|outside|near)\b)"
    ),
    ["killed", "assassinated", "murdered", "shot dead", "slain", "died"],
)
# "Name Surname's murder"
_POSSESSIVE = WordPattern(
    re.compile(
        rf"(?P<names>{_FIRST}(?:\s{_NAME}){{0,3}}?(?:\s(?-i:[A-Z]|al-[A-Z])[\w-]+)?)'s?\s"
        rf"(?i:{join_words(_WORDS['deeds'])})\b"
    ),
    _WORDS["deeds"],
)


def find_named_victims(view: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Give (start, end, number) of the people named as killed, or `None`."""
    match = _KILLED.search(view, start, end)
    if match:
        return match.start("names"), match.end("names"), 1 + (" and " in match["names"])
    match = (
        _POSSESSIVE.search(view, start, end)
        or _DIED.search(view, start, end)
        or _DIED_ALONE.search(view, start, end)
    )
    if match is None or _ATTACKER.search(view, start, match.start("names")):
        return None
    return match.start("names"), match.end("names"), 1


# "The assailant, who was identified as Name Surname, was later killed": no victim
_ATTACKER = re.compile(
    rf"\b(?:{join_words(load_lexicon('triggers')['attackers']['words'])}|gunm[ae]n|suspects?)"
    r"(?:,|\swho\b|\swas\b|\sidentified\b|\snamed\b)[^.;:]{0,60}?\b(?:identified|named|known)\s(?:[a-z]+\s){0,3}?as\s$",
    re.IGNORECASE,
)


# "this morning's attack on Guillermo Payes"
_AIMED = ("attack", "assault", "attempt", "ambush", "bombing")
_AIMED_AT = WordPattern(
    re.compile(
        rf"\b(?i:{'|'.join(_AIMED)})s?\s(?i:carried\sout\s)?(?i:on|against)\s"
        rf"(?i:the\slife\sof\s)?(?:[A-Za-z]+\s){{0,3}}?{_NAME}{{2,5}}"
    ),
    [word + ending for word in _AIMED for ending in ("", "s")],
)


def names_target(view: str, start: int, end: int) -> bool:
    """Tell whether an attack on somebody with a name is told of."""
    return bool(_AIMED_AT.search(view, start, end))
