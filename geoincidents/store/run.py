"""Say what a run read and found, and what it left off the map: `run.json`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import file_digest, sha256
from pathlib import Path

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
    describe_article,
)
from geoincidents.store.jsonl import encode_text_safe

_TABLES = frozenset({".toml", ".csv", ".txt"})


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
    """

    version: str
    counts: Counts
    inputs: tuple[Input, ...]
    skipped: tuple[Skipped, ...]
    off_map: tuple[OffMap, ...]
    unresolved: tuple[UnresolvedName, ...]
    aggregates: tuple[Aggregate, ...]
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
    off_map = tuple(
        OffMap(incident_id=one.incident_id, title=one.title, reason=one.off_map_reason)
        for one in incidents
        if one.off_map_reason is not None
    )
    all_skipped = sorted({*incidents.skipped, *skipped}, key=lambda one: (one.path, repr(one)))
    unresolved = tuple(sorted(incidents.unresolved, key=_place_in_text))
    return Run(
        version=__version__,
        counts=Counts(
            articles_read=len(incidents.articles),
            articles_skipped=len(all_skipped),
            incidents=len(incidents),
            on_map=len(incidents) - len(off_map),
            off_map=len(off_map),
            aggregates=len(incidents.aggregates),
            unresolved_names=len({name.surface for name in unresolved}),
            filtered_out=filtered_out,
        ),
        inputs=tuple(
            describe_article(article)
            for article in sorted(incidents.articles, key=lambda one: (one.article_id, repr(one)))
        ),
        skipped=tuple(all_skipped),
        off_map=off_map,
        unresolved=unresolved,
        aggregates=tuple(sorted(incidents.aggregates, key=_place_in_text)),
        lookups=tuple(sorted(incidents.lookups, key=lambda one: (one.service, one.name))),
    )


def encode_run(run: Run) -> bytes:
    """Give a run as JSON, indented for people."""
    return msgspec.json.format(encode_text_safe(run), indent=2) + b"\n"


def decode_run(data: bytes, shown: str) -> Run:
    """Read a `run.json` back, which messages call `shown`.

    Raises:
        RecordError: it is none.
    """
    try:
        return msgspec.json.decode(data, type=Run)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        msg = f"{shown}: no run.json of ours ({error}); give the folder that geoincidents wrote"
        raise RecordError(msg) from error


def add_outputs(
    run: Run, folder: Path, files: Iterable[Path], *, gazetteer: str | None = None
) -> Run:
    """Give a run with the hashes of the files it wrote to `folder`, and of what it read with."""
    outputs = tuple(
        Output(name=path.relative_to(folder).as_posix(), sha256=_hash_file(path))
        for path in sorted({path for path in files if path.is_file()})
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
    write_whole(Path(path), encode_run(run))


def _place_in_text(found: Aggregate | UnresolvedName) -> tuple[str, int, int, str]:
    return found.article_id, found.start, found.end, repr(found)  # repr settles what is left
