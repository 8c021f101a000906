"""Read one article after the other: what a worker does, wherever it runs."""

from collections.abc import Callable, Sequence

import msgspec

from geoincidents import pipeline
from geoincidents.batch.items import Item, Numbered, Parsed, Result, blame_item
from geoincidents.batch.limit import LIMIT_S, TooLongError, limit_time
from geoincidents.batch.outcome import Found, Outcome, make_key
from geoincidents.gazetteer import Gazetteer
from geoincidents.ingest.draft import Draft
from geoincidents.ingest.pieces import read_piece
from geoincidents.link import make_link_key
from geoincidents.model import Article, Incident, Skipped
from geoincidents.store import encode_record, make_lines
from geoincidents.store.check import list_faults

_encode = msgspec.msgpack.Encoder().encode


def read_chunk(
    items: Sequence[Item],
    gazetteer: Gazetteer,
    *,
    limit_s: float = LIMIT_S,
    on_item: Callable[[int], None] | None = None,
) -> list[Result]:
    """Give what comes of each article or input; `on_item` is told the position of each before."""
    results: list[Result] = []
    for position, item in enumerate(items):
        if on_item is not None:
            on_item(position)
        results.append(_work(item, gazetteer, limit_s))
    return results


def _work(item: Item, gazetteer: Gazetteer, limit_s: float) -> Result:
    try:
        with limit_time(limit_s):
            return _parse(item) if isinstance(item, Numbered) else _read_article(item, gazetteer)
    except TooLongError:
        return blame_item(
            item,
            f"takes longer than {limit_s:g} s",
            "split it into smaller articles, or report it together with the article",
        )
    except MemoryError:
        return blame_item(item, pipeline.NO_MEMORY, pipeline.SPLIT)


def _parse(item: Numbered) -> Parsed:
    found = read_piece(item.piece)
    return Parsed(
        number=item.number,
        found=tuple((one, None) if isinstance(one, Draft) else (None, one) for one in found),
    )


def _read_article(article: Article, gazetteer: Gazetteer) -> Outcome:
    told = pipeline.read_article(article, gazetteer)
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
        lines=_encode(make_lines(incident)),
        off_map=incident.off_map_reason is not None,
    )
