"""Read one article after the other: what a worker does, wherever it runs."""

from collections.abc import Callable, Sequence

import msgspec

from geoincidents import pipeline
from geoincidents.batch.limit import LIMIT_S, TooLongError, limit_time
from geoincidents.batch.outcome import Found, Outcome, make_key
from geoincidents.gazetteer import Gazetteer
from geoincidents.link import make_link_key
from geoincidents.model import Article, Incident, Skipped
from geoincidents.store import encode_record
from geoincidents.store.check import list_faults

Chunk = tuple[Article, ...]

_encode = msgspec.msgpack.Encoder().encode


def read_chunk(
    articles: Sequence[Article],
    gazetteer: Gazetteer,
    *,
    limit_s: float = LIMIT_S,
    on_article: Callable[[int], None] | None = None,
) -> list[Outcome]:
    """Give what comes of each article; `on_article` is told the position of each before."""
    outcomes = []
    for position, article in enumerate(articles):
        if on_article is not None:
            on_article(position)
        outcomes.append(_read_article(article, gazetteer, limit_s))
    return outcomes


def blame_article(article: Article, reason: str, next_step: str) -> Outcome:
    """Give the outcome of an article that could not be worked through this time."""
    return Outcome(key=make_key(article), fault=(reason, next_step), is_passing=True)


def _read_article(article: Article, gazetteer: Gazetteer, limit_s: float) -> Outcome:
    try:
        with limit_time(limit_s):
            told = pipeline.read_article(article, gazetteer)
    except TooLongError:
        return blame_article(
            article,
            f"takes longer than {limit_s:g} s",
            "split it into smaller articles, or report it together with the article",
        )
    except MemoryError:
        return blame_article(article, "out of memory", "split it into smaller articles")
    if isinstance(told, Skipped):
        return Outcome(key=make_key(article), fault=(told.reason, told.next_step))
    reading, incidents = told
    if faults := [fault for one in incidents for fault in list_faults(one)]:
        return Outcome(
            key=make_key(article),
            fault=(
                f"a fault of this program: {'; '.join(faults)}",
                "report it together with the article",
            ),
        )
    return Outcome(
        key=make_key(article),
        found=tuple(map(keep_incident, incidents)),
        aggregates=reading.aggregates,
        unresolved=reading.unresolved,
    )


def keep_incident(incident: Incident) -> Found:
    """Give an incident as it is kept."""
    key = make_link_key(incident)
    start = incident.when.start
    return Found(
        start=None if start is None else start.isoformat(),
        incident_id=incident.incident_id,
        link=None if key is None else _encode(key),
        record=encode_record(incident),
    )
