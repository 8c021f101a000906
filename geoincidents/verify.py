"""Check a run again: every file of it, every article, every quote, and name what changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from geoincidents import __version__
from geoincidents.disk import is_half_replaced
from geoincidents.errors import InputError
from geoincidents.model import Article, Input, Quote
from geoincidents.model.evidence import NAME_MARK, PLACE_MARK

if TYPE_CHECKING:
    from geoincidents.store import Run

RUN_NAMES = ("run.json", "run.exact.json")
RECORD_NAMES = ("incidents.jsonl", "incidents.exact.jsonl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Hold what a check found: `faults` changed or broke, `unchecked` could not be looked at."""

    files: int
    articles: int
    quotes: int
    faults: tuple[str, ...]
    unchecked: tuple[str, ...]


def verify_run(folder: Path, articles: Iterable[Article] | None = None) -> Verdict:
    """Check the files of a run against run.json, and its quotes against the articles.

    Without `articles` those are read that stand where run.json says. Articles are found by their
    id, and by their hash where a protected run has renamed them.

    Raises:
        InputError: it is no folder of a run, or a file of it cannot be read.
        RecordError: incidents.jsonl is not of the schema.
    """
    from geoincidents.store import decode_run, read_bytes, walk_jsonl  # noqa: PLC0415 - heavy

    path = _find(folder, RUN_NAMES)
    run = decode_run(read_bytes(path), str(path))
    faults: list[str] = []
    unchecked: list[str] = []
    if run.version != __version__:
        unchecked.append(f"made by version {run.version}, this is {__version__}")
    files = _check_files(folder, run, faults)
    if faults and is_half_replaced(folder):
        faults.insert(0, "files of two runs: one was stopped here; give its command again")
    read = _read_where_it_was(run.inputs) if articles is None else list(articles)
    known = _match(run.inputs, read, faults, unchecked)
    record = _find(folder, RECORD_NAMES)
    checked = 0
    named: set[tuple[str, str]] = set()
    for one in walk_jsonl(record):
        named.update((ref.article_id, ref.sha256) for ref in one.articles)
        for number, quote in enumerate(one.evidence, 1):
            checked += _check_quote(quote, f"{one.incident_id}, quote {number}", known, faults)
    for told in run.aggregates:
        quote = Quote(article_id=told.article_id, start=told.start, end=told.end, quote=told.quote)
        checked += _check_quote(quote, "run.json, statement", known, faults)
    _check_hashes(named, run.inputs, faults)
    return Verdict(
        files=files,
        articles=len(known),
        quotes=checked,
        faults=tuple(faults),
        unchecked=tuple(unchecked),
    )


def _find(folder: Path, names: Sequence[str]) -> Path:
    for name in names:
        if (folder / name).is_file():
            return folder / name
    msg = f"{folder} has no {names[0]}; give the folder that geoincidents map wrote"
    raise InputError(msg)


def _check_files(folder: Path, run: "Run", faults: list[str]) -> int:
    for output in run.outputs:
        path = folder / output.name
        try:
            with path.open("rb") as file:
                digest = file_digest(file, "sha256").hexdigest()
        except OSError as error:
            faults.append(f"{output.name}: missing or unreadable ({error.strerror})")
            continue
        if digest != output.sha256:
            faults.append(f"{output.name}: changed since the run")
    return len(run.outputs)


def _read_where_it_was(inputs: Sequence[Input]) -> list[Article]:
    """Read the articles again that are still there; addresses are not asked."""
    from geoincidents.ingest import read_articles  # noqa: PLC0415 - heavy

    paths = (one.path for one in inputs if one.path and "://" not in one.path)
    there = [file for file in dict.fromkeys(map(_name_file, paths)) if Path(file).is_file()]
    return list(read_articles(*there)) if there else []


def _name_file(path: str) -> str:
    """Give the file in which an article stands, also as a member or a record of it."""
    file = path.partition("!")[0]
    head, _, record = file.rpartition(":")
    return head if head and record.isdecimal() and not Path(file).is_file() else file


def _match(
    inputs: Sequence[Input], read: Sequence[Article], faults: list[str], unchecked: list[str]
) -> Mapping[str, str]:
    """Give the text of each article that is unchanged, by the id that the run calls it."""
    by_id = {one.article_id: one for one in read}
    by_hash = {one.sha256: one for one in read}
    known = {}
    for one in inputs:
        found = by_hash.get(one.sha256)
        if found is not None:
            known[one.article_id] = found.text
        elif one.article_id in by_id:
            faults.append(f"article {one.article_id}: changed since it was read")
        else:
            unchecked.append(f"article {one.article_id}: not there; give it with --articles")
    return known


def _check_quote(quote: Quote, where: str, known: Mapping[str, str], faults: list[str]) -> int:
    """Check one quote against its article, and count it where there is one."""
    text = known.get(quote.article_id)
    if text is None:
        return 0
    words = text[quote.start : quote.end]
    if quote.struck and not _fits(quote.quote, words):
        faults.append(f"{where}: its unstruck words are not those of article {quote.article_id}")
    elif not quote.struck and words != quote.quote:
        faults.append(f"{where}: not the words of article {quote.article_id} at {quote.start}")
    return 1


def _fits(struck: str, words: str) -> bool:
    """Tell whether what was left of a quote stands in the words of the article in this order."""
    at = 0
    for piece in struck.replace(NAME_MARK, "\0").replace(PLACE_MARK, "\0").split("\0"):
        found = words.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _check_hashes(
    named: Iterable[tuple[str, str]], inputs: Sequence[Input], faults: list[str]
) -> None:
    """Compare the articles that the record names, with their hashes, with those of run.json."""
    told = {one.article_id: one.sha256 for one in inputs}
    faults += [
        f"article {name}: run.json and incidents.jsonl tell of different texts"
        for name, digest in sorted(named)
        if told.get(name, digest) != digest
    ]


def encode_verdict(verdict: Verdict) -> str:
    """Give a verdict as JSON."""
    return msgspec.json.format(msgspec.json.encode(verdict), indent=2).decode()
