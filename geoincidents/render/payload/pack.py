"""Pack incidents into the streams of a page, on all cores: zlib lets go of the interpreter."""

import binascii
import gc
import os
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import accumulate, islice
from typing import Any, NamedTuple, TypeVar

from geoincidents.caution import spot_graphic
from geoincidents.model import Incident, Location
from geoincidents.render.payload.bounds import Bounds, Reach
from geoincidents.render.payload.container import Container
from geoincidents.render.payload.core import add_core, add_sources
from geoincidents.render.payload.details import encode_value, find_labels, show_details
from geoincidents.render.payload.places import Areas, add_places, list_places
from geoincidents.render.payload.sources import Quotes, Sources, add_evidence
from geoincidents.render.payload.streams import PIECE_BYTES, Streams

CHUNK = 256
QUOTE_CHUNK = 4096
STREAMS = ("core", "areas", "evidence", "articles", "quotes", "details")
# So many quotes stand in one order; more would have to be held at once.
QUOTE_VOLUME = 262_144
# From here on each step costs more time than it saves bytes.
DEFLATE_LEVEL = 6
RAW_DEFLATE = -15
# More would only wait for the one that feeds them.
MOST_THREADS = 4
# So much waits for the threads at most.
WAITING_BYTES = 16 << 20
# Base64 puts three bytes into four letters.
BASE64_BYTES = 3

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """Hold the streams of a page by their ids, as base64, and what `meta` says of them.

    `bounds` are west, south, east, north of every place of which more than a country is known,
    `countries` the codes of all.
    """

    streams: Streams
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


class _Undetailed(NamedTuple):
    """Hold a chunk of which it is not yet known what may be graphic."""

    incidents: Sequence[Incident]
    placed: Sequence[Sequence[Location]]
    graphic: "Future[list[bool]]"


class _Packer:
    """Take chunks of incidents; `finish` gives the payload."""

    def __init__(self, pool: ThreadPoolExecutor, scout: ThreadPoolExecutor) -> None:
        self._pool, self._scout = pool, scout
        self._core, self._evidence = Container(), Container()
        self._sources, self._areas = Sources(), Areas()
        self._quotes = Quotes(QUOTE_CHUNK, QUOTE_VOLUME, self._pack_quotes)
        self._reach = Reach()
        self._types: set[str] = set()
        self._streams = Streams()
        self._waiting: deque[tuple[Future[None], int]] = deque()
        self._waiting_bytes = 0
        self._chunks = 0
        self._undetailed: _Undetailed | None = None

    def add(self, incidents: Sequence[Incident]) -> None:
        """Add a chunk; all but the last have `CHUNK` incidents."""
        rows = self._sources.add(incidents)
        quotes = add_evidence(self._evidence, incidents, rows)
        # Arrow lets go of the interpreter, too: the columns of the next chunk are made meanwhile.
        graphic = self._scout.submit(_spot_graphic, incidents, quotes)
        self._quotes.add(quotes, self._evidence)
        add_core(self._core, incidents, rows)
        add_sources(self._core, rows, self._sources)
        placed = [list_places(one) for one in incidents]
        places = add_places(self._core, incidents, placed)
        self._areas.add(self._core, places)
        self._reach.add(places)
        self._types.update([one.incident_type for one in incidents])
        self._pack_details()
        if incidents:
            self._undetailed = _Undetailed(incidents, placed, graphic)

    def _pack_details(self) -> None:
        """Pack what the columns leave of the chunk before."""
        if (chunk := self._undetailed) is None:
            return
        self._undetailed = None
        details = [
            show_details(one, located, may_be_graphic=risky)
            for one, located, risky in zip(
                chunk.incidents, chunk.placed, chunk.graphic.result(), strict=True
            )
        ]
        self._pack(f"details-{self._chunks}", encode_value(details))
        self._chunks += 1

    def finish(self) -> Payload:
        """Give what a page carries of all."""
        self._pack_details()
        self._quotes.flush(self._evidence)
        rows = self._core.count("type")
        self._pack_pieces("core", self._core.encode({"sources": self._sources.rename}))
        self._pack_pieces("evidence", self._evidence.encode())
        if (areas := self._areas.encode()) is not None:
            self._pack_pieces("areas", areas)
        self._pack_pieces("articles", self._sources.walk_records())
        self._wait_for(0)
        self._streams.order(sorted(self._streams, key=_order))
        return Payload(
            streams=self._streams,
            meta=self._describe(rows),
            bounds=self._reach.join(),
            countries=sorted(self._core.list_texts("countries")),
        )

    def _pack_quotes(self, number: int, texts: list[str]) -> None:
        self._pack(f"quotes-{number}", encode_value(texts))

    def _pack(self, name: str, data: bytes) -> None:
        self._pack_pieces(name, [data], len(data))
        self._wait_for(WAITING_BYTES)

    def _pack_pieces(self, name: str, pieces: Iterable[bytes], size: int = 0) -> None:
        """Deflate pieces of which `size` bytes are held until then."""
        packing = self._pool.submit(self._streams.add, name, _deflate(pieces))
        self._waiting.append((packing, size))
        self._waiting_bytes += size

    def _wait_for(self, most_bytes: int) -> None:
        """Wait until no more than so many bytes wait for the threads; 0 waits for all."""
        while self._waiting and (self._waiting_bytes > most_bytes or not most_bytes):
            packing, size = self._waiting.popleft()
            packing.result()
            self._waiting_bytes -= size

    def _describe(self, rows: int) -> dict[str, Any]:
        types = sorted(self._types)
        return {
            "rows": rows,
            "articles": len(self._sources),
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


def _deflate(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Give pieces deflated, in base64."""
    packer = zlib.compressobj(DEFLATE_LEVEL, wbits=RAW_DEFLATE)
    left = b""
    for piece in pieces:
        left += packer.compress(piece)
        whole = len(left) - len(left) % BASE64_BYTES
        if whole >= PIECE_BYTES:
            yield binascii.b2a_base64(left[:whole], newline=False)
            left = left[whole:]
    yield binascii.b2a_base64(left + packer.flush(), newline=False)
