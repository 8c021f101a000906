"""Pack incidents into the streams of a page, on all cores: zlib lets go of the interpreter."""

import binascii
import gc
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Any, TypeVar

import msgspec

from geoincidents.caution import spot_graphic
from geoincidents.model import Incident
from geoincidents.render.payload.bounds import Bounds, join_bounds, measure_bounds
from geoincidents.render.payload.container import Container
from geoincidents.render.payload.core import add_core, add_sources
from geoincidents.render.payload.details import clean_value, find_labels, show_details
from geoincidents.render.payload.places import Areas, add_places, list_places
from geoincidents.render.payload.sources import Quotes, Sources, add_evidence, show_articles

CHUNK = 256
QUOTE_CHUNK = 4096
STREAMS = ("core", "areas", "evidence", "articles", "quotes", "details")
# So many quotes stand in one order; more would have to be held at once.
QUOTE_VOLUME = 262_144
# From here on each step costs more time than it saves bytes.
DEFLATE_LEVEL = 6
RAW_DEFLATE = -15
# Threads hold what they have not packed yet: more would only wait for the one that feeds them.
MOST_THREADS = 4

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """Hold the streams of a page by their ids, as base64, and what `meta` says of them.

    `bounds` are west, south, east, north of every place of which more than a country is known,
    `countries` the codes of all.
    """

    streams: Mapping[str, bytes]
    meta: Mapping[str, Any]
    bounds: Bounds
    countries: Sequence[str]


def pack_incidents(incidents: Iterable[Incident]) -> Payload:
    """Give everything that a page carries of incidents; equal incidents give equal bytes.

    They are taken one chunk after the other, and no chunk is kept.
    """
    threads = min(MOST_THREADS, os.cpu_count() or 1)
    with (
        _pause_collector(),
        ThreadPoolExecutor(threads) as pool,
        ThreadPoolExecutor(1) as scout,
    ):
        packer = _Packer(pool, scout)
        packer.add(())  # a page without incidents has every column, too
        for chunk in _cut(incidents, CHUNK):
            packer.add(chunk)
        return packer.finish()


@contextmanager
def _pause_collector() -> Iterator[None]:
    """Keep Python from looking for cycles in millions of objects, of which none here is in one."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Packer:
    """Take chunks of incidents; `finish` gives the payload."""

    def __init__(self, pool: ThreadPoolExecutor, scout: ThreadPoolExecutor) -> None:
        self._pool, self._scout = pool, scout
        self._core, self._evidence = Container(), Container()
        self._sources, self._areas = Sources(), Areas()
        self._quotes = Quotes(QUOTE_CHUNK, QUOTE_VOLUME, self._pack_quotes)
        self._bounds: list[Bounds] = []
        self._types: set[str] = set()
        self._packed: dict[str, Future[bytes]] = {}
        self._chunks = 0

    def add(self, incidents: Sequence[Incident]) -> None:
        """Add a chunk; all but the last have `CHUNK` incidents."""
        rows = self._sources.add(incidents)
        quotes = add_evidence(self._evidence, incidents, rows)
        # Arrow lets go of the interpreter, too: the columns are made meanwhile.
        graphic = self._scout.submit(_spot_graphic, incidents, quotes)
        self._quotes.add(quotes, self._evidence)
        add_core(self._core, incidents, rows)
        add_sources(self._core, rows, self._sources)
        placed = [list_places(one) for one in incidents]
        places = add_places(self._core, incidents, placed)
        self._areas.add(self._core, places)
        self._bounds.append(measure_bounds(places))
        self._types.update([one.incident_type for one in incidents])
        if incidents:
            details = [
                show_details(one, located, may_be_graphic=risky)
                for one, located, risky in zip(incidents, placed, graphic.result(), strict=True)
            ]
            self._pack(f"details-{self._chunks}", _encode(details))
            self._chunks += 1

    def finish(self) -> Payload:
        """Give what a page carries of all."""
        self._quotes.flush(self._evidence)
        rows = self._core.count("type")
        self._pack("core", self._core.encode({"sources": self._sources.rename}))
        self._pack("evidence", self._evidence.encode())
        if (areas := self._areas.encode()) is not None:
            self._pack("areas", areas)
        self._pack("articles", _encode(show_articles(self._sources.articles)))
        return Payload(
            streams={
                name: self._packed[name].result() for name in sorted(self._packed, key=_order)
            },
            meta=self._describe(rows),
            bounds=join_bounds(self._bounds),
            countries=sorted(self._core.list_texts("countries")),
        )

    def _pack_quotes(self, number: int, texts: list[str]) -> None:
        self._pack(f"quotes-{number}", _encode(texts))

    def _pack(self, name: str, data: bytes) -> None:
        self._packed[name] = self._pool.submit(_deflate, data)

    def _describe(self, rows: int) -> dict[str, Any]:
        types = sorted(self._types)
        return {
            "rows": rows,
            "articles": len(self._sources.articles),
            "chunk": CHUNK,
            "quote_chunk": QUOTE_CHUNK,
            "quotes": self._quotes.count,
            "events": {name: labels for name in types if (labels := find_labels(name))},
        }


def _spot_graphic(incidents: Sequence[Incident], quotes: Sequence[str]) -> list[bool]:
    """Tell of which incidents a quote may be graphic; `quotes` are those of all in a row."""
    flags = spot_graphic(quotes)
    ends = list(accumulate(len(one.evidence) for one in incidents))
    return [True in flags[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]


def _order(name: str) -> tuple[int, int]:
    """Put streams in the order of docs/page-data.md."""
    kind, _, number = name.partition("-")
    return STREAMS.index(kind), int(number or 0)


def _cut(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def _encode(value: object) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(clean_value(value))


def _deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(DEFLATE_LEVEL, wbits=RAW_DEFLATE)
    block = packer.compress(data) + packer.flush()
    return binascii.b2a_base64(block, newline=False)
