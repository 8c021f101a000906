"""Name the country of an incident whose words name no place: that which its article is about.

The country is listed, never pinned, and its mention is quoted: a reader of a Bogotá paper knows
where "the senator was shot" happened, and nothing finer is claimed.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from geoincidents.locate.passes import Context
from geoincidents.model.article import Article
from geoincidents.model.evidence import Quote
from geoincidents.model.mention import Mention
from geoincidents.model.place import Place
from geoincidents.model.report import Report

_SHARE = 0.5  # of the mentions of places are of the country that an article is about
_SENSES = {"literal": 1.0, "metonym": 0.4, "demonym": 0.7, "organisation": 0.4}
_UNSURE = 0.3
_GREAT = 500_000  # people: such a city is meant wherever it is named


@dataclass(frozen=True, slots=True, kw_only=True)
class Homeland:
    """Hold the code of the country that an article is about, and the words that name it."""

    country: str
    quote: Quote


def find_homeland(
    report: Report, article: Article, mentions: Sequence[Mention], context: Context
) -> Homeland | None:
    """Give the country of an incident without a place, or `None` where none stands out."""
    spoken = [(m, p) for m in mentions if (p := _find_place(m, context)) is not None]
    country = _choose_country(report, spoken, context)
    if country is None:
        return None
    mention = _choose_mention([(m, p) for m, p in spoken if p.country == country])
    quote = Quote(
        article_id=article.article_id,
        start=mention.start,
        end=mention.end,
        quote=article.text[mention.start : mention.end],
        supports=("country",),
    )
    return Homeland(country=country, quote=quote)


def _find_place(mention: Mention, context: Context) -> Place | None:
    """Give the place that a mention first means, if it lies in a country."""
    if mention.sense not in _SENSES or not mention.place_ids:
        return None
    place = context.gazetteer.place(mention.place_ids[0])
    return place if place.country else None


def _choose_country(
    report: Report, spoken: Sequence[tuple[Mention, Place]], context: Context
) -> str | None:
    """Give the country with most of the mentions, unless the incident's own words name others."""
    weights: defaultdict[str, float] = defaultdict(float)
    for mention, place in spoken:
        weights[str(place.country)] += _weigh(mention, place, context)
    if not weights:
        return None
    home, most = max(weights.items(), key=lambda item: (item[1], item[0]))
    own = {
        place.country
        for mention, place in spoken
        for quote in report.quotes
        if quote.start <= mention.start < quote.end
    }
    if most < _SHARE * sum(weights.values()):
        return None
    return home if not own or home in own else None


def _weigh(mention: Mention, place: Place, context: Context) -> float:
    """Weigh what a name says of its country: a town that several countries have says little."""
    if place.kind == "country" or (place.population or 0) >= _GREAT:
        return _SENSES[mention.sense]
    countries = {context.gazetteer.place(one).country for one in mention.place_ids}
    return _SENSES[mention.sense] * (_UNSURE if len(countries) > 1 else 1.0)


def _choose_mention(spoken: Sequence[tuple[Mention, Place]]) -> Mention:
    """Give the mention that names the country best: its name, its people, a place of it."""

    def rank(item: tuple[Mention, Place]) -> tuple[bool, bool, int]:
        mention, place = item
        return (place.kind != "country", mention.sense != "literal", mention.start)

    return min(spoken, key=rank)[0]
