"""Find the words of time in a text; `days.py` says which days they mean."""

import re
from functools import lru_cache

import msgspec

from geoincidents.extract.span_patterns import SPANS, Needs
from geoincidents.extract.words import join_words, load_lexicon
from geoincidents.text.guards import pick_tokens
from geoincidents.text.tokens import DIGIT, LONG_FIGURE, list_tokens

_WORDS = load_lexicon("times")
_MONTHS: dict[str, int] = _WORDS["months"]
_WEEKDAYS: dict[str, int] = _WORDS["weekdays"]
_SEASONS: dict[str, list[int]] = _WORDS["seasons"]
_DAYS: dict[str, int] = _WORDS["days"]
_TIMES: dict[str, str] = _WORDS["times_of_day"]

_SHORT_MONTHS = [m for m in _MONTHS if len(m) <= 4 and m not in {"may", "june", "july"}]  # noqa: PLR2004
_MONTH = rf"(?:(?:{join_words(_SHORT_MONTHS)})\b(?!['’]\w)\.?|(?:{join_words(_MONTHS)})\b)"
# "on 19 March the same year": of that told before
_SAME_YEAR = r"(?P<same>,?\s(?:of\s)?(?:(?:the|that)\ssame|that)\syear)?"
_WEEKDAY = rf"(?:{join_words(_WEEKDAYS)})\b"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_NUMBER = (
    r"(?:\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|(?:a\s)?few|several|a\scouple\sof|couple\sof)"
)
_UNIT = r"(?:minute|hour|day|night|week|month|year)s?"
_PARTS = ["early", "late", *[w for w in _TIMES if w not in _DAYS]]
_PART = rf"(?:{join_words(_PARTS)})"
# "the 1968 assassination": a year that dates a deed
_DEED = join_words(
    [
        *(w for words in load_lexicon("triggers")["nouns"].values() for w in words),
        "murder",
        "killing",
    ]
)
_BY_EVENT = r"(?:before|after|prior\sto|following)"

_FIGURE, _FIGURES = frozenset({DIGIT}), frozenset({LONG_FIGURE})
_IN_MONTHS, _ON_WEEKDAYS = frozenset(_MONTHS), frozenset(_WEEKDAYS)
_IN_SEASONS = frozenset(_SEASONS)
_BY = frozenset({"before", "after", "prior", "following"})
_AFTER = frozenset({"before", "after"})
_LATER = frozenset({"later", "earlier"})
_AGO = frozenset({"ago", "back"})
_HALVES = frozenset({"am", "pm", "m"})  # "9 a.m.": its last word is m
_LAST = frozenset({"last", "this"})
_PAST = frozenset({"last", "this", "past"})
_NEXT = frozenset({"following", "next", "previous", "same"})
_SAME = frozenset({"that", "same"})
_SOON = frozenset({"shortly", "soon", "immediately", "long"})
_RECENT = frozenset({"recently", "recent", "lately", "other"})
_LENGTHS = ("moment", "minute", "hour", "day", "night", "week", "month", "year")
_UNITS = frozenset([*_LENGTHS, *(f"{one}s" for one in _LENGTHS)])
_PERIODS = frozenset(
    {"day", "night", "morning", "evening", "afternoon", "week", "weekend", "month", "year"}
)
# kind, sets of words of each of which one must be there, pattern; the first that matches at a place
# wins, so the longer forms stand first.
_PATTERNS: tuple[tuple[str, Needs, str], ...] = (
    ("iso", (_FIGURES,), r"(?P<y>(?:19|20)\d\d)-(?P<m>0[1-9]|1[0-2])-(?P<d>0[1-9]|[12]\d|3[01])"),
    (
        "date",
        (_IN_MONTHS, _FIGURES),
        rf"(?:{_WEEKDAY},?\s)?(?:the\s)?(?P<d>{_DAY})(?:\sof)?\s(?P<m>{_MONTH}),?\s(?P<y>{_YEAR})",
    ),
    (
        "date",
        (_IN_MONTHS, _FIGURES),
        rf"(?:{_WEEKDAY},?\s)?(?P<m>{_MONTH})\s(?P<d>{_DAY}),?\s(?P<y>{_YEAR})",
    ),
    (
        "date",
        (_IN_MONTHS, _FIGURE),
        rf"(?:{_WEEKDAY},?\s)?(?P<m>{_MONTH})\s(?P<d>{_DAY})(?!\d|,\d|\s?(?:people|killed|soldiers)){_SAME_YEAR}",
    ),
    (
        "date",
        (_IN_MONTHS, _FIGURE),
        rf"(?:{_WEEKDAY},?\s)?(?:the\s)?(?P<d>{_DAY})(?:\sof)?\s(?P<m>{_MONTH})(?!\s\d){_SAME_YEAR}",
    ),
    (
        "month",
        (_IN_MONTHS, _FIGURES),
        rf"(?P<half>early|mid|late)?[-\s]?(?P<m>{_MONTH}),?\s(?:of\s)?(?P<y>{_YEAR})",
    ),
    (
        "month",
        (_IN_MONTHS, _LAST),
        rf"(?P<half>early|mid|late)?[-\s]?(?P<m>{_MONTH})(?:\sof)?\s(?P<which>last|this)\syear",
    ),
    (
        "month",
        (_IN_MONTHS,),
        rf"(?:(?P<of>last|this)\s)?(?P<half>early|mid|late)?[-\s]?(?P<m>{_MONTH})(?!\s\d|\w){_SAME_YEAR}",
    ),
    (
        "weekday",
        (_ON_WEEKDAYS,),
        rf"(?P<which>last|this\spast|this|next|the\sprevious)?\s?(?P<w>{_WEEKDAY})(?:\s(?P<week>last\sweek))?",
    ),
    ("season", (_IN_SEASONS, _LAST), rf"(?P<which>last|this)\s(?P<s>{join_words(_SEASONS)})"),
    (
        "season",
        (_IN_SEASONS, _FIGURES),
        rf"(?:in|during)\s(?:the\s)?(?P<s>{join_words(_SEASONS)})\s(?:of\s)?(?P<y>{_YEAR})",
    ),
    ("by_event", (_BY, _UNITS), rf"(?P<n>{_NUMBER})\s(?P<u>{_UNIT})\s(?P<by>{_BY_EVENT})\b"),
    (
        "by_event",
        (_BY, _UNITS),
        rf"(?P<n>(?:just\s|only\s)?hours|days|weeks|months|moments|minutes)\s(?P<by>{_BY_EVENT})\b",
    ),
    (
        "by_event",
        (_BY, _SOON),
        (
            rf"(?P<n>shortly|soon|immediately|not\slong)\s(?P<by>{_BY_EVENT})\b"
            r"(?!\s(?:midnight|midday|noon|dawn|dusk|sunrise|sunset|nightfall|\d))"
        ),
    ),
    (
        "next_day",
        (_NEXT, _PERIODS),
        r"(?:the|on\sthe)\s(?P<which>following|next|previous|same)\s(?P<u>day|morning|night|evening|week|month|year)",
    ),
    (
        "later",
        (_LATER,),
        rf"(?:just\s|only\s)?(?P<n>{_NUMBER}|hours|days|weeks|months)\s(?:(?P<u>{_UNIT})\s)?(?P<by>later|earlier)\b",
    ),
    (
        "later",
        (_AFTER, _PERIODS),
        r"the\s(?P<u>day|week|month|year)\s(?P<by>before|after)\b(?!\syesterday)",
    ),
    ("ago", (_AGO, _UNITS), rf"(?P<n>{_NUMBER})\s(?P<u>{_UNIT})\s(?:ago|back)"),
    (
        "period",
        (_PAST, _PERIODS),
        r"(?P<which>earlier\sthis|earlier\slast|late\slast|last|this|the\spast|the\slast)\s(?P<u>week|weekend|month|year)\b(?!['s])",
    ),
    (
        "that_day",
        (_SAME | _LATER, _PERIODS),
        (
            r"(?:that|the\ssame)\s(?:day|night|morning|evening|afternoon)"
            r"|(?:earlier|later)\sin\sthe\s(?:day|night|morning|evening|afternoon)"
        ),
    ),
    ("day", (pick_tokens(_DAYS),), rf"(?:{join_words(_DAYS)})"),
    (
        "recent",
        (_RECENT,),
        r"recently|in\srecent\s(?:days|weeks|months|years)|lately|the\sother\sday",
    ),
    (
        "clock",
        (_FIGURE,),
        r"(?P<h>[01]?\d|2[0-3])[:.](?P<min>[0-5]\d)\s?(?P<ap>[ap]\.?\s?m\b\.?)?(?:\slocal\stime)?",
    ),
    ("clock", (_FIGURE, _HALVES), r"(?P<h>1[0-2]|[1-9])\s?(?P<ap>[ap]\.?m\b\.?)"),
    (
        "year",
        (_FIGURES,),
        rf"(?:in|during|of|since|from|until|until|late|early|mid)[\s-](?:late\s|early\s|mid-)?(?P<y>{_YEAR})(?![\d-]|\s(?:people|troops))",
    ),
    ("year", (_FIGURES,), rf"the\s(?P<y>{_YEAR})\s(?=(?:[a-z]+\s)?(?:{_DEED})\b)"),
    (
        "part",
        (pick_tokens(_PARTS),),
        rf"(?:in\sthe\s|at\s|in\sa\s|before\s|just\sbefore\s|around\s)?(?P<p>{_PART})(?!\w)",
    ),
)
# form (of a span, else empty), kind, what must be there, pattern; spans are longer and go first
_COMPILED = [
    (form, kind, needs, re.compile(rf"(?<![\w$€£-])(?:{text})(?!\w)", re.IGNORECASE))
    for form, kind, needs, text in (
        *SPANS,
        *(("", *row) for row in _PATTERNS),
    )
]
_ANY_NEED = frozenset().union(*(words for _, _, needs, _ in _COMPILED for words in needs))
_NAMED = {"m", "m1", "w", "w1", "w2", "hm", "feast"}
_KEPT_PICKS = 4096
_KEPT = 32  # the times of a sentence are asked for again for its clauses
_AFTER_SINCE = re.compile(
    r"(?:since|until|till|through)\s+(?:the\s+|early\s+|late\s+|mid-)*$", re.IGNORECASE
)


class TimeWords(msgspec.Struct, frozen=True, kw_only=True):
    """Hold an expression of time: where it stands, its kind, and the groups that it gave.

    `form` names the reader of a span ("10-12 June"). `bound` marks the end of one
    ("since October"), which is no date of an event.
    """

    start: int
    end: int
    text: str
    kind: str
    parts: tuple[tuple[str, str], ...]
    bound: bool = False
    form: str = ""

    def part(self, name: str) -> str:
        """Give the words of group `name` in lower case, or an empty string."""
        return dict(self.parts).get(name, "")


@lru_cache(maxsize=_KEPT_PICKS)
def _pick_patterns(tokens: frozenset[str]) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """Give what is worth a try where these words of time stand: form, kind and pattern."""
    return tuple(
        (form, kind, pattern)
        for form, kind, needs, pattern in _COMPILED
        if not any(words.isdisjoint(tokens) for words in needs)
    )


@lru_cache(maxsize=_KEPT)
def find_times(view: str, start: int, end: int) -> tuple[TimeWords, ...]:
    """Give the expressions of time in `view[start:end]`, in order, not overlapping."""
    tokens = list_tokens(view, start, end) & _ANY_NEED
    if not tokens:
        return ()
    taken: list[TimeWords] = []
    for form, kind, pattern in _pick_patterns(tokens):
        for match in pattern.finditer(view, start, end):
            if any(match.start() < t.end and t.start < match.end() for t in taken):
                continue
            if (form or kind in {"month", "weekday", "date"}) and not _is_named(match):
                continue
            taken.append(
                TimeWords(
                    start=match.start(),
                    end=match.end(),
                    text=match.group(),
                    kind=kind,
                    form=form,
                    parts=tuple(
                        (k, " ".join(v.lower().split())) for k, v in match.groupdict().items() if v
                    ),
                    bound=bool(
                        _AFTER_SINCE.search(view, max(start, match.start() - 20), match.start())
                    )
                    or match.group().lower().startswith(("since", "until", "from")),
                )
            )
    return tuple(sorted(taken, key=lambda t: t.start))


def _is_named(match: re.Match[str]) -> bool:
    """Tell a month or weekday from the word: "may" and "march" are names only with a capital."""
    names = [v for k, v in match.groupdict().items() if k in _NAMED and v]
    return all(name[0].isupper() for name in names)
