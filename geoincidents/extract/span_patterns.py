"""The patterns of words of time that span several days, or follow another order or calendar.

"10-12 June", "overnight into Monday", "in the past 24 hours", "07.10.2023", "10 Ramadan 1445":
`dates.py` looks for them; `spans.py` and `hijri.py` have the reader of each form.
"""

from geoincidents.extract.words import join_words, load_lexicon
from geoincidents.text.guards import pick_tokens
from geoincidents.text.tokens import DIGIT, LONG_FIGURE

_WORDS = load_lexicon("times")
_MONTHS: dict[str, int] = _WORDS["months"]
_WEEKDAYS: dict[str, int] = _WORDS["weekdays"]
_SEASONS: dict[str, list[int]] = _WORDS["seasons"]
_HOLIDAYS: dict[str, list[int]] = _WORDS["holidays"]
_HIJRI: dict[str, int] = _WORDS["hijri_months"]
_FEASTS: dict[str, list[int]] = _WORDS["hijri_feasts"]
_MONTH = rf"(?:{join_words(_MONTHS)})\b\.?"
_WEEKDAY = rf"(?:{join_words(_WEEKDAYS)})\b"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_TO = r"(?:\s?[-–]\s?|\s(?:to|and|until|through)\s)"
_NO_NOUN = r"(?!\d|,\d|\s(?:[a-z]+s|men|women|people|killed|wounded|soldiers?)\b)"

Needs = tuple[frozenset[str], ...]
_FIGURE = frozenset({DIGIT})
_FIGURES = frozenset({LONG_FIGURE})  # a year
_IN_MONTHS = frozenset(_MONTHS)
_ON_WEEKDAYS = frozenset(_WEEKDAYS)
_LAST = frozenset({"last", "this"})
# form, kind that it counts as, sets of words of each of which one must be there, pattern
SPANS: tuple[tuple[str, str, Needs, str], ...] = (
    (
        "numeric",
        "date",
        (_FIGURES,),
        (
            r"(?:(?P<a>\d{1,2})(?P<sep>[./-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)\d\d)"
            r"|(?P<y1>(?:19|20)\d\d)[./](?P<b1>\d{1,2})[./](?P<a1>\d{1,2}))"
        ),
    ),
    ("named", "date", (_IN_MONTHS, _FIGURES), rf"(?P<d>{_DAY})-(?P<m>{_MONTH})-(?P<y>{_YEAR})"),
    (
        "days",
        "date",
        (_IN_MONTHS, _FIGURE),
        (
            rf"(?:between\s|from\s)?(?:the\s)?(?P<d1>{_DAY}){_ORDINAL}{_TO}(?P<d2>{_DAY}){_ORDINAL}"
            rf"(?:\sof)?\s(?P<m>{_MONTH})(?:,?\s(?P<y>{_YEAR}))?"
        ),
    ),
    (
        "days",
        "date",
        (_IN_MONTHS, _FIGURE),
        (
            rf"(?:between\s|from\s)?(?P<m1>{_MONTH})\s(?P<d1>{_DAY}){_ORDINAL}{_TO}"
            rf"(?:(?P<m>{_MONTH})\s)?(?P<d2>{_DAY}){_ORDINAL}(?:,?\s(?P<y>{_YEAR})|{_NO_NOUN})"
        ),
    ),
    (
        "year_said",
        "date",
        (_IN_MONTHS, _FIGURE, _LAST),
        (
            rf"(?:(?P<m1>{_MONTH})\s(?P<d1>{_DAY}){_ORDINAL}|(?P<d2>{_DAY}){_ORDINAL}(?:\sof)?\s(?P<m>{_MONTH}))"
            r",?\s(?:of\s)?(?P<which>last|this)\syear"
        ),
    ),
    (
        "nights",
        "weekday",
        (_ON_WEEKDAYS,),
        (
            rf"(?:overnight\s(?:from\s)?)?(?P<w1>{_WEEKDAY})(?:\s(?:night|evening|morning|afternoon))?"
            rf"(?:\s(?:to|into|through|until|and)\s|\s?[-–/]\s?)(?:on\s)?(?:early\s|the\searly\shours\sof\s|the\smorning\sof\s)?(?P<w2>{_WEEKDAY})"
        ),
    ),
    (
        "overnight",
        "weekday",
        (frozenset({"overnight"}), _ON_WEEKDAYS),
        rf"overnight,?\s(?P<into>into\s|to\s)?(?:from\s|on\s)?(?P<w>{_WEEKDAY})",
    ),
    (
        "weekday_of",
        "weekday",
        (_ON_WEEKDAYS, _LAST),
        rf"(?P<w>{_WEEKDAY})\s(?:of\s)?(?P<which>last|this)\sweek",
    ),
    (
        "weekdays_ago",
        "weekday",
        (frozenset({"ago"}),),
        rf"(?P<n>two|three|four|five|2|3|4)\s(?P<w>{_WEEKDAY[:-2]})s\sago",
    ),
    (
        "past",
        "period",
        (frozenset({"past", "last"}),),
        (
            r"(?:the\s|these\s)?(?:past|last)\s(?P<n>\d{1,3}|a\sfew|few|several|couple\sof|two|three|four|five|six|seven"
            r"|eight|nine|ten|twelve)\s(?P<u>hour|day|night|week|month|year)s?\b"
        ),
    ),
    (
        "weekend",
        "period",
        (frozenset({"weekend"}),),
        r"(?:(?:over|at|during|on)\sthe|(?:over\s)?this\spast|the\spast)\sweekend\b",
    ),
    (
        "part_of",
        "month",
        (frozenset({"end", "start", "beginning", "middle", "half", "week"}),),
        (
            rf"(?:the\s)?(?P<part>end|start|beginning|middle|first\sweek|last\sweek|first\shalf|second\shalf)\sof\s"
            rf"(?:(?P<m>{_MONTH})(?:\s(?P<y>{_YEAR}))?|(?P<which>last|this|the)\s(?P<u>month|year))"
        ),
    ),
    (
        "season_of",
        "season",
        (frozenset(_SEASONS),),
        rf"(?:in|during)\s(?:the\s)?(?P<s>{join_words(_SEASONS)})(?:\sof\s(?P<which>last|this)\syear)?(?!\sof\b|\s\d)",
    ),
    (
        "years",
        "year",
        (_FIGURES,),
        rf"(?P<y1>{_YEAR})(?:\s?[-–]\s?|\s(?:and|to)\s)(?P<y2>{_YEAR}|\d\d)(?![\d-]|\s(?:people|troops))",
    ),
    (
        "decade",
        "year",
        (_FIGURES,),
        r"the\s(?:early\s|late\s|mid-?\s?)?(?P<y>1[89]\d0|20\d0)'?s",
    ),
    (
        "decades_ago",
        "ago",
        (frozenset({"ago"}),),
        r"(?:(?P<n>a|two|three|four|five)\s(?P<u>decade|fortnight)s?|(?P<half>half\s(?:an\s)?(?P<h>hour)))\sago",
    ),
    (
        "the_nth",
        "date",
        (_FIGURE, frozenset({"st", "nd", "rd", "th"})),
        rf"(?:on\sthe\s|the\s)(?P<d>{_DAY})(?:st|nd|rd|th)(?:\sof\s(?P<which>last|this)\smonth|(?=[,.;)]|\s(?:in|at|and|when)\b))",
    ),
    (
        "holiday",
        "date",
        (pick_tokens(_HOLIDAYS),),
        rf"(?:on\s)(?P<feast>{join_words(_HOLIDAYS)})(?:,?\s(?P<y>{_YEAR}))?",
    ),
    (
        "hijri",
        "month",
        (pick_tokens(_HIJRI),),
        (
            rf"(?:(?P<d>{_DAY})\s|in\s|during\s|during\sthe\s(?:holy|fasting)\smonth\sof\s|in\sthe\s(?:holy|fasting)\smonth\sof\s)"
            rf"(?P<hm>{join_words(_HIJRI)})\b(?:,?\s(?P<hy>1[34]\d\d)(?!\d))?"
        ),
    ),
    (
        "feast",
        "date",
        (pick_tokens(_FEASTS),),
        rf"(?:on|during|of|in)\s(?P<feast>{join_words(_FEASTS)})\b",
    ),
)
