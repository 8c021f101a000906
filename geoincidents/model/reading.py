"""Everything that one article says, in words only."""

from dataclasses import dataclass

from geoincidents.model.article import Article
from geoincidents.model.count import Count
from geoincidents.model.mention import Mention
from geoincidents.model.report import Report
from geoincidents.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Aggregate:
    """Keep a statement about many attacks ("at least 39 rocket attacks"): never a pin."""

    article_id: str
    start: int
    end: int
    quote: str
    count: Count | None = None
    window: When | None = None
    place_text: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnresolvedName:
    """Keep a name that reads like a place and that the gazetteer does not know."""

    article_id: str
    start: int
    end: int
    surface: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Hold the reports of one article, its aggregates and every mention of a place."""

    article: Article
    reports: tuple[Report, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    mentions: tuple[Mention, ...] = ()
    unresolved: tuple[UnresolvedName, ...] = ()
