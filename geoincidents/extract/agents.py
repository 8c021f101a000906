"""Who attacks: the armed actor that a verb or "by" names."""

import re
from functools import lru_cache

from geoincidents.extract.actors import clean_actor, cut_object, cut_subject
from geoincidents.extract.noun_phrases import cut_noun_phrase
from geoincidents.extract.words import join_words, load_lexicon

_WORDS = load_lexicon("actors")
_TRIGGERS = load_lexicon("triggers")
# "manned by militias", "accounts run by rebels": no agents of the attack.
_BY_AGENT = re.compile(
    r"\b(?<!manned\s)(?<!used\s)(?<!run\s)(?<!owned\s)(?<!held\s)(?<!controlled\s)(?<!backed\s)"
    r"(?<!claimed\s)(?<!blamed\s)(?<!supported\s)(?<!followed\s)(?<!protected\s)(?<!guarded\s)by\s",
    re.IGNORECASE,
)
_HEADS = join_words(_WORDS["armed"]["words"])
_LOOSE = join_words(_WORDS["armed"]["loose"])
_WHOSE = join_words(_WORDS["armed"]["whose"])
# "men", "a group", "forces" attack only where they are said to be armed, or have a name.
_ARMED = re.compile(
    rf"(?<![\w-])(?:(?:{_HEADS})(?![\w])"
    rf"|(?:(?:{_WHOSE})|(?-i:[A-Z][\w-]+(?:'s)?))\s(?:[\w-]+\s)?(?:{_LOOSE})(?![\w]))",
    re.IGNORECASE,
)
_NOBODY_KNOWN = set(_WORDS["nobody_known"]["words"])
_VERBS = sorted(
    {
        word
        for table in ("strong", "guarded")
        for words in _TRIGGERS[table].values()
        for word in words
        if not word.endswith("ing")
    }
    | {w for w in _TRIGGERS["weak"]["words"] if w.endswith(("ed", "it"))}
    | {
        "struck",
        "fell",
        "began",
        "shot",
        "threw",
        "blew",
        "say",
        "says",
        "reported",
        "where",
        "when",
    }
)
# A verb inside a name is the next clause.
_VERB = re.compile(rf"\s(?:{join_words(_VERBS)})\b.*$", re.IGNORECASE | re.DOTALL)
_DOING = re.compile(r"\s(?:[a-z]+ing|armed|dressed|disguised|known|loyal|allied)\s.*$", re.DOTALL)
_PEOPLE_TOO = {
    "suicide",
    "firearm",
    "blade",
    "aircraft",
}  # kinds that people stand among ("gunmen")
_NOUNS = join_words(
    [w for words in _TRIGGERS["nouns"].values() for w in words]
    + [
        w
        for row in load_lexicon("weapons")["weapon"]
        if row["kind"] not in _PEOPLE_TOO
        for w in row["words"]
    ]
)
_HIT_BY = re.compile(rf"^(?:{_NOUNS})\b|\b(?:{_NOUNS})\s(?:on|against|at|in|near)\b", re.IGNORECASE)
_INSTRUMENT = re.compile(rf"\s(?:{_NOUNS}|aircraft)$", re.IGNORECASE)
_OPENS_NO_NAME = re.compile(
    r"^(?:in|on|at|with|during|from|of|by|for|to|according|where|when|as)\s", re.IGNORECASE
)


# "one of its soldiers had carried out the attack": whose?
_THEIR_OWN = re.compile(
    r"(?:(?:one|two|some|members)\sof\s)?(?:its|their|his|our)\b", re.IGNORECASE
)
_SAYS = re.compile(
    r"(?:\s(?!who\b|which\b)[\w'-]+){0,4}?\s(?:said|says|told|reported|added|confirmed|announced|stated|responded|believe)\b"
)
_SAID_BY = re.compile(
    r"\b(?:according\sto|said|told|reported\sby|custody\sof|called)\s(?:[\w'-]+\s){0,3}$",
    re.IGNORECASE,
)


_SAID_REACH = 150  # characters: three words, and who told it


def is_armed(words: str) -> bool:
    """Tell whether a noun phrase names people who attack."""
    return bool(_ARMED.search(words))


@lru_cache(maxsize=64)  # each word of violence of a clause asks it
def has_armed_actor(view: str, start: int, end: int) -> bool:
    """Tell whether the words name anybody who attacks, and not only who says so ("police said")."""
    return any(
        not _SAYS.match(view, match.end(), end)
        and not _SAID_BY.search(view, max(start, match.start() - _SAID_REACH), match.start())
        for match in _ARMED.finditer(view, start, end)
    )


def find_agent(view: str, start: int, end: int) -> str | None:
    """Give the armed actor named with "by" in a passive clause, or `None`."""
    for match in _BY_AGENT.finditer(view, start, end):
        who = _name_armed(cut_object(view, match.end(), end), agent=True)
        if who:
            return who
    return None


def find_subject(view: str, start: int, verb_at: int) -> str | None:
    """Give the armed actor that stands as subject before a verb, or `None`."""
    return _name_armed(cut_subject(view, start, verb_at), agent=False)


def _name_armed(words: str, *, agent: bool) -> str | None:
    """Give who attacks by the words of a noun phrase, without what they attack with or do."""
    words = clean_actor(_VERB.sub("", words).replace('"', ""))
    if not _ARMED.search(words) or _HIT_BY.search(words) or _OPENS_NO_NAME.match(words):
        return None
    short = clean_actor(_DOING.sub("", words))
    words = short if _ARMED.search(short) else words
    owner = clean_actor(_INSTRUMENT.sub("", words)).removesuffix("'s")
    words = owner if owner and owner != words else words
    words = cut_noun_phrase(words, _ARMED, agent=agent)
    if _THEIR_OWN.match(words):
        return None
    return words if words and words.lower() not in _NOBODY_KNOWN else None
