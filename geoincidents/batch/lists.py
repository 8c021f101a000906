"""Give what a run found as sequences that stay on the disk: walked through, never held."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from geoincidents.batch.kept import Kept
from geoincidents.ingest.identity import warn_of_id
from geoincidents.model import (
    Aggregate,
    Incident,
    Incidents,
    Input,
    Skipped,
    UnresolvedName,
    Walked,
)
from geoincidents.store import Lines
from geoincidents.store.run import rank_in_text


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Results(Walked[Incident]):
    """Hold the incidents of the run under way, with the bytes that are kept of each."""

    kept: Kept

    @classmethod
    def of(cls, kept: Kept, size: int) -> "_Results":
        """Give those of the run under way."""
        return cls(lambda: map(_decode_incident, walk_records(kept, kept.run)), size, kept=kept)

    def walk_records(self) -> Iterator[bytes]:
        """Give their lines of `incidents.jsonl`."""
        return walk_records(self.kept, self.kept.run)

    def walk_lines(self) -> Iterator[Lines]:
        """Give their lines of `incidents.geojson`."""
        rows = self.kept.stream(
            "SELECT lines FROM shown WHERE run = ? ORDER BY position", self.kept.run
        )
        return (_decode_lines(lines) for (lines,) in rows)

    def walk_off_map(self) -> Iterator[Incident]:
        """Give those that are not on the map."""
        rows = self.kept.stream(
            "SELECT record FROM shown WHERE run = ? AND off_map ORDER BY position", self.kept.run
        )
        return (_decode_incident(record) for (record,) in rows)


def list_results(kept: Kept) -> Incidents:
    """Give what the run under way found; only what was skipped is held in memory."""
    run = kept.run
    incidents = kept.ask("SELECT count(*) FROM results WHERE run = ?", run)
    inputs, aggregates = kept.ask_row(
        "SELECT count(*), coalesce(sum(aggregate_count), 0) FROM told WHERE fault IS NULL"
    )
    return Incidents(
        items=_Results.of(kept, incidents),
        aggregates=Walked(lambda: _walk_aggregates(kept), aggregates),
        unresolved=Walked(lambda: _walk_unresolved(kept), sum(1 for _ in _walk_unresolved(kept))),
        articles=Walked(lambda: _walk_inputs(kept), inputs),
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
    return (one for (some,) in rows for one in sorted(_decode_aggregates(some), key=rank_in_text))


def _walk_unresolved(kept: Kept) -> Iterator[UnresolvedName]:
    rows = kept.stream("SELECT unresolved FROM told WHERE unresolved NOTNULL ORDER BY article_id")
    return (one for (some,) in rows for one in sorted(_decode_unresolved(some), key=rank_in_text))


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
_decode_lines = msgspec.msgpack.Decoder(Lines).decode
_decode_input = msgspec.msgpack.Decoder(Input).decode
_decode_aggregates = msgspec.msgpack.Decoder(tuple[Aggregate, ...]).decode
_decode_unresolved = msgspec.msgpack.Decoder(tuple[UnresolvedName, ...]).decode
