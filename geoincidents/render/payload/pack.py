"""Pack incidents into the streams of a page, on all cores: zlib lets go of the interpreter."""

import binascii
import gc
import os
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any, TypeVar

import msgspec

from geoincidents.model import Incident
from geoincidents.render.payload.core import pack_core
from geoincidents.render.payload.details import clean_value, find_labels, show_details
from geoincidents.render.payload.sources import (
    Sources,
    gather_sources,
    pack_evidence,
    show_articles,
)

CHUNK = 256
QUOTE_CHUNK = 4096
# From here on each step costs more time than it saves bytes.
DEFLATE_LEVEL = 6
RAW_DEFLATE = -15
# Threads hold what they have not packed yet: more would only wait for the one that feeds them.
MOST_THREADS = 4

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """Hold the streams of a page by their ids, as base64, and what `meta` says of them."""

    streams: Mapping[str, str]
    meta: Mapping[str, Any]


def pack_incidents(incidents: Sequence[Incident]) -> Payload:
    """Give everything that a page carries of incidents; equal incidents give equal bytes."""
    with _pause_collector():
        return _pack(incidents)


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


def _pack(incidents: Sequence[Incident]) -> Payload:
    sources = gather_sources(incidents)
    evidence, quotes = pack_evidence(incidents, sources)
    with ThreadPoolExecutor(min(MOST_THREADS, os.cpu_count() or 1)) as threads:
        packed = {"evidence": threads.submit(_deflate, evidence)}
        for number, texts in enumerate(_cut(quotes, QUOTE_CHUNK)):
            packed[f"quotes-{number}"] = threads.submit(_deflate, _encode(texts))
        for name, data in _list_blocks(incidents, sources):
            packed[name] = threads.submit(_deflate, data)
        streams = {name: block.result() for name, block in packed.items()}
    return Payload(streams=streams, meta=_describe(incidents, sources, len(quotes)))


def _list_blocks(incidents: Sequence[Incident], sources: Sources) -> Iterator[tuple[str, bytes]]:
    core, areas = pack_core(incidents, sources)
    yield "core", core
    if areas is not None:
        yield "areas", areas
    yield "articles", _encode(show_articles(sources.articles))
    for number, chunk in enumerate(_cut(map(show_details, incidents), CHUNK)):
        yield f"details-{number}", _encode(chunk)


def _cut(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while chunk := list(islice(rest, size)):
        yield chunk


def _encode(value: object) -> bytes:
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(clean_value(value))


def _deflate(data: bytes) -> str:
    packer = zlib.compressobj(DEFLATE_LEVEL, wbits=RAW_DEFLATE)
    block = packer.compress(data) + packer.flush()
    return binascii.b2a_base64(block, newline=False).decode("ascii")


def _describe(incidents: Sequence[Incident], sources: Sources, quotes: int) -> dict[str, Any]:
    types = sorted({incident.incident_type for incident in incidents})
    return {
        "rows": len(incidents),
        "articles": len(sources.articles),
        "chunk": CHUNK,
        "quote_chunk": QUOTE_CHUNK,
        "quotes": quotes,
        "events": {name: labels for name in types if (labels := find_labels(name))},
    }
