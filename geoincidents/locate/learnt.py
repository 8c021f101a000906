"""Places that an article taught: their location, the words that taught it, and what to offer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geoincidents.model.article import Article
from geoincidents.model.evidence import Quote
from geoincidents.model.incident import Incident
from geoincidents.model.location import Location
from geoincidents.model.phrase import Phrase

LEARNT = "learnt:"
SUPPORTS = "learnt_place"
_EXTENT_M = 2000  # of a village: how large it is, not how far it may be off


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Offer a place for the gazetteer; `quote` are the words that say where it lies."""

    name: str
    kind: str
    longitude: float
    latitude: float
    radius_m: int
    country: str
    admin1: str
    article_id: str
    quote: str
    told: int
    uncertainty_m: int


def name_learnt(location: Location, phrase: Phrase) -> Location:
    """Give a location the name that the article taught, in place of that which it is told from."""
    return replace(
        location,
        name=phrase.called,
        place_id=f"{LEARNT}{phrase.called}",
        place_kind="village",
        rule=f"{phrase.called} is in no gazetteer; the article says: {location.rule}",
    )


def quote_learnt(article: Article, phrases: Iterable[Phrase]) -> tuple[Quote, ...]:
    """Give the words that taught the places of some phrases, each once."""
    spans = dict.fromkeys(p.taught_by for p in phrases if p.taught_by)
    return tuple(
        Quote(
            article_id=article.article_id,
            start=start,
            end=end,
            quote=article.text[start:end],
            supports=(SUPPORTS,),
        )
        for start, end in spans
    )


def list_candidates(incidents: Iterable[Incident]) -> list[Candidate]:
    """Give the places that articles taught and no gazetteer knows, those told most often first."""
    found: dict[tuple[str, str], list[tuple[Location, Incident]]] = {}
    for incident in incidents:
        for place in (*incident.impacts, *incident.launches):
            if place.name and (place.place_id or "").startswith(LEARNT) and place.country:
                found.setdefault((place.name, place.country), []).append((place, incident))
    made = [_offer(told) for told in found.values()]
    return sorted(made, key=lambda one: (-one.told, one.name))


def _offer(told: Sequence[tuple[Location, Incident]]) -> Candidate:
    """Offer the telling with the smallest radius."""
    place, incident = min(told, key=lambda one: one[0].radius_m)
    name = place.name or ""
    quotes = [q for q in incident.evidence if SUPPORTS in q.supports and name in q.quote]
    return Candidate(
        name=name,
        kind="village",
        longitude=place.longitude,
        latitude=place.latitude,
        radius_m=_EXTENT_M,
        uncertainty_m=place.radius_m,
        country=place.country or "",
        admin1=place.admin1 or "",
        article_id=quotes[0].article_id if quotes else "",
        quote=" ".join(quotes[0].quote.split()) if quotes else place.text,
        told=len(told),
    )
