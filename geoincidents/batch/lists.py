"""Give what a run found as sequences that stay on the disk: walked through, never held."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar, overload

import msgspec

from geoincidents.batch.kept import Kept
from geoincidents.ingest.identity import warn_of_id
from geoincidents.model import Aggregate, Incident, Incidents, Input, Skipped, UnresolvedName

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, eq=False)
class Stored(Sequence[_T], Generic[_T]):
    """Hold a sequence by how it is walked through; a single item costs a walk up to it."""

    walk: Callable[[], Iterator[_T]]
    size: int

    @overload
    def __getitem__(self, index: int) -> _T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_T]: ...
    def __getitem__(self, index: int | slice) -> _T | Sequence[_T]:
        if isinstance(index, slice):
            return tuple(self)[index]
        wanted = index + self.size if index < 0 else index
        for number, item in enumerate(self):
            if number == wanted:
                return item
        raise IndexError(index)

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[_T]:
        return self.walk()


def list_results(kept: Kept) -> Incidents:
    """Give what the run under way found; only what was skipped is held in memory."""
    run = kept.run
    incidents = kept.ask("SELECT count(*) FROM results WHERE run = ?", run)
    inputs, aggregates = kept.ask_row(
        "SELECT count(*), coalesce(sum(aggregate_count), 0) FROM told WHERE fault IS NULL"
    )
    return Incidents(
        items=Stored(lambda: map(_decode_incident, walk_records(kept, run)), incidents),
        aggregates=Stored(lambda: _walk_aggregates(kept), aggregates),
        unresolved=Stored(lambda: _walk_unresolved(kept), sum(1 for _ in _walk_unresolved(kept))),
        articles=Stored(lambda: _walk_inputs(kept), inputs),
        skipped=tuple(_walk_skipped(kept)),
    )


def walk_records(kept: Kept, run: int) -> Iterator[bytes]:
    """Give the lines of the incidents of a run in their order."""
    rows = kept.stream("SELECT record FROM shown WHERE run = ? ORDER BY position", run)
    return (record for (record,) in rows)


def _walk_inputs(kept: Kept) -> Iterator[Input]:
    rows = kept.stream(
        "SELECT name, article_id, of_name, about FROM told WHERE fault IS NULL ORDER BY article_id"
    )
    for name, article_id, of_name, about in rows:
        told = _decode_input(about)
        if article_id != name:
            warning = warn_of_id(name, article_id, of_name)
            told = replace(told, warnings=(*told.warnings, warning))
        yield told


def _walk_aggregates(kept: Kept) -> Iterator[Aggregate]:
    rows = kept.stream("SELECT aggregates FROM told WHERE aggregates NOTNULL ORDER BY article_id")
    return (one for (some,) in rows for one in _decode_aggregates(some))


def _walk_unresolved(kept: Kept) -> Iterator[UnresolvedName]:
    rows = kept.stream("SELECT unresolved FROM told WHERE unresolved NOTNULL ORDER BY article_id")
    return (one for (some,) in rows for one in _decode_unresolved(some))


def _walk_skipped(kept: Kept) -> Iterator[Skipped]:
    for row in kept.stream("SELECT path, reason, next_step FROM skipped WHERE run = ?", kept.run):
        yield Skipped(path=row[0], reason=row[1], next_step=row[2])
    for about, *fault in kept.stream(
        "SELECT about, fault, next_step FROM told WHERE fault NOTNULL"
    ):
        article = _decode_input(about)
        path = article.path or article.article_id
        yield Skipped(path=path, reason=fault[0], next_step=fault[1])


_decode_incident = msgspec.json.Decoder(Incident).decode
_decode_input = msgspec.msgpack.Decoder(Input).decode
_decode_aggregates = msgspec.msgpack.Decoder(tuple[Aggregate, ...]).decode
_decode_unresolved = msgspec.msgpack.Decoder(tuple[UnresolvedName, ...]).decode
