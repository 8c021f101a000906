"""Say what a run read and found, and what it left off the map: `run.json`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from geoincidents import __version__
from geoincidents.disk import write_whole
from geoincidents.errors import RecordError
from geoincidents.folders import PACKAGE
from geoincidents.model import (
    Aggregate,
    Incidents,
    Input,
    Lookup,
    Skipped,
    UnresolvedName,
    Walked,
    describe_article,
    is_walked,
)
from geoincidents.moving import find_written
from geoincidents.store.finished import Finished
from geoincidents.store.jsonl import encode_text_safe

_TABLES = frozenset({".toml", ".csv", ".txt"})
_INDENT = b"  "
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class OffMap:
    """Name an incident without a pin and say why it has none."""

    incident_id: str
    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Count a run: what the summary of a command prints.

    `filtered_out` are incidents that were found and that a filter then left out.
    """

    articles_read: int
    articles_skipped: int
    incidents: int
    on_map: int
    off_map: int
    aggregates: int
    unresolved_names: int
    filtered_out: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """Name a file that a run wrote beside `run.json`, and its hash."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Hold what a run read and found; field names are those of `run.json`.

    `lexicons` and `gazetteer` are hashes of the word lists and of the places that it was read
    with; `outputs` are the files it wrote. No hour is in it: the same articles give the same bytes.

    `lookups` are the names that a service was asked for: none where a run was told to ask none.
    What grows with the articles stays on the disk where it was: such a sequence is walked through.
    """

    version: str
    counts: Counts
    inputs: Sequence[Input]
    skipped: tuple[Skipped, ...]
    off_map: Sequence[OffMap]
    unresolved: Sequence[UnresolvedName]
    aggregates: Sequence[Aggregate]
    lookups: tuple[Lookup, ...] = ()
    lexicons: str | None = None
    gazetteer: str | None = None
    outputs: tuple[Output, ...] = ()

    @property
    def unresolved_names(self) -> tuple[str, ...]:
        """Give each name that the gazetteer does not know once, in alphabetical order."""
        return tuple(sorted({name.surface for name in self.unresolved}))


def describe_run(
    incidents: Incidents, skipped: Sequence[Skipped] = (), *, filtered_out: int = 0
) -> Run:
    """Sum up a run in an order that does not hang on that of the files.

    `skipped` are inputs that were skipped before the run, over those that it names itself.
    """
    all_skipped = list_skipped(incidents, skipped)
    off_map = _list_off_map(incidents)
    return Run(
        version=__version__,
        counts=Counts(
            articles_read=len(incidents.articles),
            articles_skipped=len(all_skipped),
            incidents=len(incidents),
            on_map=len(incidents) - len(off_map),
            off_map=len(off_map),
            aggregates=len(incidents.aggregates),
            unresolved_names=len({name.surface for name in incidents.unresolved}),
            filtered_out=filtered_out,
        ),
        inputs=list_inputs(incidents),
        skipped=all_skipped,
        off_map=off_map,
        unresolved=_sort(incidents.unresolved, rank_in_text),
        aggregates=_sort(incidents.aggregates, rank_in_text),
        lookups=tuple(sorted(incidents.lookups, key=lambda one: (one.service, one.name))),
    )


def _list_off_map(incidents: Incidents) -> Sequence[OffMap]:
    if not is_walked(incidents.items):
        return tuple(_walk_off_map(incidents))
    return Walked(lambda: _walk_off_map(incidents), sum(1 for _ in _walk_off_map(incidents)))


def _walk_off_map(incidents: Incidents) -> Iterator[OffMap]:
    made = incidents.items
    for one in made.walk_off_map() if isinstance(made, Finished) else incidents:
        if (reason := one.off_map_reason) is not None:
            yield OffMap(incident_id=one.incident_id, title=one.title, reason=reason)


def list_skipped(incidents: Incidents, skipped: Sequence[Skipped] = ()) -> tuple[Skipped, ...]:
    """Give what a run skipped, and what was skipped before it, in the order of paths."""
    every = {*incidents.skipped, *skipped}
    return tuple(sorted(every, key=lambda one: (one.path, repr(one))))


def list_inputs(incidents: Incidents) -> Sequence[Input]:
    """Give the articles of a run, without their texts, in the order of their ids."""
    articles = incidents.articles
    if is_walked(articles):
        return Walked(lambda: map(describe_article, articles), len(articles))
    ordered = sorted(articles, key=lambda one: (one.article_id, repr(one)))
    return tuple(map(describe_article, ordered))


def _sort(items: Sequence[_T], key: Callable[[_T], Any]) -> Sequence[_T]:
    """Put what is held into its order; what stays on the disk is in it."""
    return items if is_walked(items) else tuple(sorted(items, key=key))


def encode_run(run: Run) -> bytes:
    """Give a run as JSON, indented for people."""
    return b"".join(stream_run(run))


def stream_run(run: Run) -> Iterator[bytes]:
    """Give a run as `encode_run` does, piece by piece: one record of a list is held at a time."""
    before = b"{\n"
    for one in fields(run):
        value = getattr(run, one.name)
        yield before + _INDENT + msgspec.json.encode(one.name) + b": "
        if isinstance(value, Sequence) and not isinstance(value, str):
            yield from _stream_list(value)
        else:
            yield _format(value, _INDENT)
        before = b",\n"
    yield b"\n}\n"


def _stream_list(items: Sequence[object]) -> Iterator[bytes]:
    before, end = b"[\n", b"[]"
    for item in items:
        yield before + 2 * _INDENT + _format(item, 2 * _INDENT)
        before, end = b",\n", b"\n" + _INDENT + b"]"
    yield end


def _format(value: object, indent: bytes) -> bytes:
    """Give a value as indented JSON, its lines but the first by so much more."""
    text = msgspec.json.format(encode_text_safe(value), indent=len(_INDENT))
    return text.replace(b"\n", b"\n" + indent)


def decode_run(data: bytes, shown: str) -> Run:
    """Read a `run.json` back, which messages call `shown`.

    Raises:
        RecordError: it is none.
    """
    try:
        run = _decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        msg = f"{shown}: no run.json of ours ({error}); give the folder that geoincidents wrote"
        raise RecordError(msg) from error
    lists: dict[str, Any] = {name: tuple(getattr(run, name)) for name in _LISTS}
    return replace(run, **lists)


def add_outputs(
    run: Run, folder: Path, files: Iterable[Path], *, gazetteer: str | None = None
) -> Run:
    """Give a run with the hashes of the files it wrote to `folder`, and of what it read with."""
    outputs = tuple(
        Output(name=path.relative_to(folder).as_posix(), sha256=_hash_file(written))
        for path in sorted(set(files))
        if (written := find_written(path)).is_file()
    )
    return replace(run, outputs=outputs, lexicons=hash_lexicons(), gazetteer=gazetteer)


@cache
def hash_lexicons() -> str:
    """Give one hash of all word lists and tables of the package."""
    digest = sha256()
    for path in sorted(PACKAGE.rglob("*")):
        shown = path.relative_to(PACKAGE)
        if path.suffix in _TABLES and not shown.parts[0].startswith("_") and path.is_file():
            digest.update(f"{shown.as_posix()} {_hash_file(path)} ".encode())
    return digest.hexdigest()


def _hash_file(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def write_run(path: Path, run: Run) -> None:
    """Write `run.json`.

    Raises:
        OutputError: the file cannot be written; an old one is untouched.
    """
    write_whole(Path(path), stream_run(run))


def rank_in_text(found: Aggregate | UnresolvedName) -> tuple[str, int, int, str]:
    """Give the key of the order of what was found in articles."""
    return found.article_id, found.start, found.end, repr(found)  # repr settles what is left


_LISTS = ("inputs", "off_map", "unresolved", "aggregates")
_decode = msgspec.json.Decoder(Run).decode
