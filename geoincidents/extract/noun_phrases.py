"""Cut the words found before a verb or behind "by" down to the noun phrase of who attacked."""

import re

from geoincidents.extract.words import join_words, load_lexicon

_WORDS = load_lexicon("actors")["phrase"]
_ANY = {name: join_words(words) for name, words in _WORDS.items()}
_SPEECH = join_words(load_lexicon("times")["speech"]["words"])
_HEADS = join_words(load_lexicon("actors")["armed"]["words"])

# A phrase begins anew: "within 15 minutes the terrorists", "showed a bomber had attacked".
_NEW_PHRASE = re.compile(
    rf"\b(?P<lead>[\w'.-]+)\s(?P<det>{_ANY['determiners']})\s(?=\w)", re.IGNORECASE
)
_KEEPS = re.compile(rf"(?:{_ANY['joins']})$", re.IGNORECASE)
_LEADS = re.compile(rf"(?:{_ANY['tellers']}|{_ANY['times']}|(?-i:[A-Z])[\w'.-]*)$", re.IGNORECASE)
_WHEN = re.compile(
    r"^(?:(?:early|late|last|on|this)\s)*\w+day(?:\s(?:morning|afternoon|evening|night))?\s(?:the\s)?",
    re.IGNORECASE,
)
# A verb: of saying, irregular, or any word in "-ed" that is not said of who attacks ("armed").
_VERB = re.compile(
    rf"(?<![\w-])(?!(?:{_ANY['modifiers']})\b)"
    rf"(?:{_ANY['irregular']}|{_SPEECH}|{_ANY['verbs']}|[a-z]{{2,}}ed)(?![\w-])"
)
_STEMS = re.compile(r"\b(?!(?:king|being|during)\b)[a-z]{3,}ing\s(?:from|to|on|in|an?|the)\b")
_TAIL = re.compile(
    rf"(?:\s(?:{_HEADS}|{_ANY['groups']}|\[[^\]]*\]?|\([^)]*\)|(?-i:[A-Z][\w'.-]*)(?<!')))+"
    rf"|(?:'s)?\s(?:[\w-]+\s){{1,3}}(?:{_HEADS}|{_ANY['groups']})\b",
    re.IGNORECASE,
)
_THING = re.compile(rf"'?s?\s(?:[a-z]+\s)?(?:{_ANY['things']})\b", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\sof\s(?!an?\s)(?:the\s)?(?:[\w'-]+\s?){1,6}|\sfrom\s(?:the\s)?(?-i:[A-Z][\w'-]*)(?:\s[A-Z][\w'-]*)*"
    rf"|\s(?:and|or)\s(?:the\s|their\s|its\s)?(?:[\w'-]+\s){{0,2}}?(?:{_HEADS}|{_ANY['groups']}|allies)\b",
    re.IGNORECASE,
)
_BREAK = re.compile(rf"\s(?:{_ANY['breaks']})\b.*$", re.IGNORECASE | re.DOTALL)
_REDUCED = re.compile(rf"\s(?:{_ANY['participles']}|[a-z]{{3,}}ing)\b")
_JOINED_VERB = re.compile(r"\b(?:and|but|then)$")
_CLOSING = re.compile(rf"(?:\s(?:{_ANY['closing']}|[a-z]+ly))+$", re.IGNORECASE)
_IN_UNIFORM = re.compile(
    r"(?:[\w-]+\s){0,3}?(?:wearing|dressed\sin|in)\s(?:[\w-]+\s){0,3}?uniforms?\b", re.IGNORECASE
)


def cut_noun_phrase(words: str, armed: re.Pattern[str], *, agent: bool) -> str:
    """Give the noun phrase in `words` whose head `armed` finds; empty where there is none.

    Behind "by" (`agent`) a verb ends it; as subject of a verb a phrase with a verb of its own is
    of somebody else, unless another verb is joined to it ("gunmen drove up and [shot]").
    """
    if uniform := _IN_UNIFORM.match(words):
        return uniform.group()
    words = _begin_anew(_WHEN.sub("", words), armed)
    head = armed.search(words)
    if head is None or _THING.match(words, head.end()):
        return ""
    before = _ABOUT.sub("", words[: head.start()])
    if _VERB.search(before) or _STEMS.search(before) or _BREAK.search(f" {before}"):
        return ""
    end = _end_of_phrase(words, head.end())
    rest = words[end:].strip()
    other = _VERB.search(rest) and not _REDUCED.match(words, end) and not _SAME_DEED.search(rest)
    if not agent and other and not _JOINED_VERB.search(rest):
        return ""
    if not agent and not other and _CLOSED.search(rest):
        return ""
    return _CLOSING.sub("", words[:end]).strip()


_ABOUT = re.compile(
    r"^(?:more\sthan|less\sthan|around|about|over|nearly|at\sleast)\s", re.IGNORECASE
)
# "guerrillas continued [shelling]", "men set two trucks [on fire]": one deed
_SAME_DEED = re.compile(r"^(?:continued|began|started|resumed|kept)$|\bset\b")
# "prevented pirates from [attacking]": they are no subject
_CLOSED = re.compile(r"\b(?:from|to|of|the|an?)$", re.IGNORECASE)


def _begin_anew(words: str, armed: re.Pattern[str]) -> str:
    """Leave out what stands before a noun phrase that begins in the midst of the words."""
    for new in reversed(list(_NEW_PHRASE.finditer(words))):
        if _KEEPS.match(new["lead"]) or not armed.search(words, new.end()):
            continue
        opens = bool(_LEADS.match(new["lead"])) and not armed.search(words[: new.start("det")])
        if opens:
            number = new["det"].lower() not in {"the", "a", "an"}
            return words[new.start("det") if number else new.end() :]
    return words


def _end_of_phrase(words: str, at: int) -> int:
    """Give where a noun phrase ends whose head ends at `at`."""
    at = _close_bracket(words, at)
    while (more := _TAIL.match(words, at)) and not _VERB.search(more.group()):
        at = _close_bracket(words, more.end())
    if riding := _RIDING.match(words, at):
        return riding.end()
    if goes := _GOES_ON.match(words, at):
        kept = _BREAK.sub("", goes.group())
        verb = _VERB.search(kept) or _REDUCED.search(kept)
        at += len((kept[: verb.start()] if verb else kept).rstrip())
        named = _SHORT_NAME.match(words, at)
        at = named.end() if named else at
    return at


_RIDING = re.compile(r"\son\s(?:an?\s)?(?:motorcycles?|motorbikes?|horseback|foot|camels)\b")
_SHORT_NAME = re.compile(r"\s(?:\[[^\]]*\]|\([^)]*\))")


def _close_bracket(words: str, at: int) -> int:
    """Give where the bracket closes in which an offset lies, else the offset."""
    opened = max(words.rfind("(", 0, at), words.rfind("[", 0, at))
    closed = max(words.rfind(")", 0, at), words.rfind("]", 0, at))
    if opened <= closed:
        return at
    ends = [i for mark in ")]" if (i := words.find(mark, at)) >= 0]
    return min(ends) + 1 if ends else at
