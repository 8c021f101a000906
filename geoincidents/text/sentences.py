"""Sentences and paragraphs with their offsets."""

import re
from itertools import pairwise
from statistics import median

import msgspec

# Abbreviations that a full stop does not end a sentence after (before a capital, too).
_ABBREVIATIONS = (
    *("Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Lt", "Col", "Maj", "Capt", "Sgt", "Brig", "Adm"),
    *("Gov", "Sen", "Rep", "Rev", "St", "Mt", "Ft", "No", "Nos", "vs", "Jan", "Feb", "Mar", "Apr"),
    *("Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec", "Jr", "Sr", "Inc", "Ltd", "Co"),
    *("Corp", "approx", "est", "al", "cf", "e.g", "i.e", "a.m", "p.m"),
)
_ABBREVIATION = re.compile(
    rf"\b(?:{'|'.join(map(re.escape, _ABBREVIATIONS))}|[A-Z](?:\.[A-Z])*)\.$"
)
# Most sentences end in another pair of letters: no expression needs a try.
_ENDINGS = frozenset(word[-2:] for word in _ABBREVIATIONS)
# Possessive, and never from within a run: a line of a million question marks takes one look.
# A set of characters stands first, which the engine runs through fastest.
_END = re.compile(
    r"[.!?…؟۔](?:(?<=[.!?…])(?<![.!?…][.!?…])[.!?…]*+[\"')\]]*+"
    r"(?=\s+[\"'(\[]*[A-Z0-9\u0600-\u06ff]|\s*$)|(?<=[؟۔])[؟۔]*+)"
)
_WRAPPED_LINE_MAX = 100  # lines of hard-wrapped text are no longer than this
_WRAPPED_PAGE_MAX = 120  # those of a page are, where many go on in the midst of a sentence
_WRAPPED_LINE_MIN = 45  # and most of them no shorter
_SHORT_LINE_SHARE = 0.6  # a line shorter than this share of its neighbours ends a paragraph
# An item of a list: behind the end of a sentence a bullet, or a dash and a capital.
_BULLET = re.compile(r"[^\S\n]{0,20}+(?:[•●▪◦‣*·]\s|(?:-{1,2}|–|—)\s{1,20}(?=[\"'A-Z\d]))")
_ENDS = frozenset(".!?:;")
_LOOK_BACK = 12  # the longest abbreviation with room


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """Hold the offsets of a sentence and the number of its paragraph.

    `heading` marks a line without an end mark: a headline, a byline, a caption.
    """

    start: int
    end: int
    paragraph: int
    heading: bool = False


def split_sentences(view: str) -> tuple[Sentence, ...]:
    """Give the sentences of a plain view (see `make_view`) in order."""
    found: list[Sentence] = []
    for number, (start, end) in enumerate(_split_paragraphs(view)):
        cuts = _cut(view, start, end)
        for first, last in cuts:
            first_ink, last_ink = _strip(view, first, last)
            if first_ink < last_ink:
                heading = len(cuts) == 1 and view[last_ink - 1] not in ".!?…\"')]:;,"
                found.append(
                    Sentence(start=first_ink, end=last_ink, paragraph=number, heading=heading)
                )
    return tuple(found)


def _cut(view: str, start: int, end: int) -> list[tuple[int, int]]:
    cuts: list[tuple[int, int]] = []
    begin = start
    for mark in _END.finditer(view, start, end):
        if mark.start() < begin:
            continue
        if view[mark.start()] == "." and _is_abbreviation(view, mark):
            continue
        cuts.append((begin, mark.end()))
        begin = mark.end()
    if view[begin:end].strip():
        cuts.append((begin, end))
    return cuts


# After "U.S." a word that no name begins with starts a sentence.
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}$")
_OPENER = re.compile(
    r"\s+(?:All|The|An?|In|On|At|It|He|She|They|We|But|This|That|These|Those|After|Before|When|While|If|No|There"
    r"|However|Meanwhile|Some|Many|Most|Several|Such|His|Her|Their|Its|Both|Two|Three|Four|Five|As|By|For|From)\s"
)


def _is_abbreviation(view: str, mark: re.Match[str]) -> bool:
    if len(mark.group()) > 1 and not mark.group().startswith(".)"):
        return False
    before = view[max(0, mark.start() - _LOOK_BACK) : mark.start()]
    if before[-2:] not in _ENDINGS and not "A" <= before[-1:] <= "Z":
        return False
    if _INITIALS.search(f"{before}.") and _OPENER.match(view, mark.end()):
        return False
    return bool(_ABBREVIATION.search(f"{before}."))


def _split_paragraphs(view: str) -> list[tuple[int, int]]:
    """Split at blank lines, and at line ends where the text is not hard-wrapped."""
    lines = [(m.start(), m.end()) for m in re.finditer(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+", view)]
    # Lines copied from a page stand behind room that is none of their width.
    inked = [ink for s, e in lines if (ink := _strip(view, s, e))[0] < ink[1]]
    if not inked:
        return []
    typical = median(e - s for s, e in inked)
    longest = max(e - s for s, e in inked)
    wrapped = longest <= _WRAPPED_LINE_MAX or (
        longest <= _WRAPPED_PAGE_MAX and _reads_on(view, inked)
    )
    wrapped = wrapped and typical >= _WRAPPED_LINE_MIN and not _is_list(view, inked)
    paragraphs: list[tuple[int, int]] = []
    for start, end in inked:
        if wrapped and paragraphs:
            before = paragraphs[-1]
            begun = view.rfind("\n", before[0], before[1]) + 1 or before[0]
            last_line = before[1] - _strip(view, begun, before[1])[0]
            gap = view[before[1] : start]
            is_item = view[before[1] - 1] in _ENDS and _BULLET.match(view, start)
            if gap.count("\n") <= 1 and last_line >= _SHORT_LINE_SHARE * typical and not is_item:
                paragraphs[-1] = (before[0], end)
                continue
        paragraphs.append((start, end))
    return paragraphs


def _reads_on(view: str, lines: list[tuple[int, int]]) -> bool:
    """Tell whether lines go on in the midst of a sentence: many begin small, or end on "of"."""
    if view.isupper():
        return True
    next_to = [(one, two) for one, two in pairwise(lines) if view.count("\n", one[1], two[0]) <= 1]
    going_on = sum(
        view[two[0]].islower()
        or _UNENDED.search(view, max(one[0], one[1] - _LOOK_BACK), one[1]) is not None
        for one, two in next_to
    )
    return going_on >= _READING_ON_SHARE * len(next_to)


def _is_list(view: str, lines: list[tuple[int, int]]) -> bool:
    """Tell a list of headlines from wrapped text: each line begins with a capital."""
    begun = [view[s:e].lstrip()[:1] for s, e in lines[1:]]
    ended = [view[s:e].rstrip()[-1:] for s, e in lines]
    if len(lines) < _LIST_LINES or view.isupper() or any(end in ".!?" for end in ended[:-1]):
        return False
    return sum(char.islower() for char in begun) <= _LIST_SHARE * len(begun)


_UNENDED = re.compile(
    r"(?:,|\b(?:of|the|an?|in|on|at|to|by|for|from|near|and|or|with))\Z", re.ASCII
)
_LIST_LINES = 3
_READING_ON_SHARE = 0.2  # of wrapped lines begin with a small letter, at the least
_LIST_SHARE = 0.1  # of the lines may begin with a small letter


def _strip(view: str, start: int, end: int) -> tuple[int, int]:
    while start < end and view[start].isspace():
        start += 1
    while end > start and view[end - 1].isspace():
        end -= 1
    return start, end
