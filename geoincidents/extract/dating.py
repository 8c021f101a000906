"""The day of an attack that has none of its own: of what is told beside it, or of the lead."""

import re
from datetime import date

from geoincidents.extract.backrefs import is_at_same_time
from geoincidents.extract.clauses import ELSEWHERE, Clause
from geoincidents.extract.dates import TimeWords
from geoincidents.extract.drafts import Draft
from geoincidents.extract.phrases import PlaceWords
from geoincidents.extract.tellings import Telling
from geoincidents.gazetteer import Gazetteer
from geoincidents.model.when import When

Dated = tuple[When, Telling | Clause | TimeWords | None]  # a day, and the words that tell it

_NEWS_DAYS = 7
_HOURS = {"clock", "part"}
# What is told so was not told as news of that day.
_BEFORE_THAT = re.compile(
    r"\b(?:had|has|have|previous|previously|earlier|past|recent|recently|last|ever|often|once|history|years?)\b",
    re.IGNORECASE,
)


def is_recent(when: When | None, published: date | None) -> bool:
    """Tell whether a day lies in the week before publication."""
    if published is None or when is None or when.start is None:
        return False
    return 0 <= (published - when.start).days <= _NEWS_DAYS


def date_by_hour(view: str, telling: Telling, told: Draft | None) -> Dated | None:
    """Take an hour without a day ("at 2:15 a.m.") for one of the day told just before."""
    if told is None or not told.when or told.when.precision != "day":
        return None
    apart = telling.clause.sentence.paragraph - told.tellings[-1].clause.sentence.paragraph
    hour = any(t.kind in _HOURS for t in telling.times)
    near = is_at_same_time(view, telling) or (apart <= 1 and hour)
    return (told.when, told.when_by) if near else None


def may_share_day(view: str, telling: Telling) -> bool:
    """Tell whether a telling without a day is told as news: not quoted, and not as history."""
    here = telling.clause.sentence
    plain = telling.freshness == "new" and not (telling.quoted or here.heading or telling.times)
    return plain and not _BEFORE_THAT.search(view, here.start, here.end)


def date_by_neighbour(
    telling: Telling, told: Draft, published: date | None, gazetteer: Gazetteer
) -> Dated | None:
    """Take what is told next to the news of a day for the same day's.

    So do coders of events with reports ("In X four were killed. In Y a drone fell on ..."); not
    beside what is older than a week, and not where another country is told of.
    """
    if not told.when or told.when.precision != "day" or not is_recent(told.when, published):
        return None
    here, last = telling.clause.sentence, told.tellings[-1].clause.sentence
    apart = here.start != last.start or telling.clause.connector == ELSEWHERE
    mine, theirs = (
        {country for place in places if (country := _find_country(place, gazetteer))}
        for places in (telling.impacts, told.impacts.values())
    )
    abroad = bool(mine) and bool(theirs) and mine.isdisjoint(theirs)
    beside = apart and here.paragraph - last.paragraph <= 1 and not abroad
    return (told.when, told.when_by) if beside else None


def _find_country(place: PlaceWords, gazetteer: Gazetteer) -> str | None:
    ids = [mention.place_ids[0] for mention in place.phrase.anchors if mention.place_ids]
    return gazetteer.place(ids[-1]).country if ids else None
