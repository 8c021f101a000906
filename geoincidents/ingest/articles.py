"""Files in, articles out."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from geoincidents.errors import InputError
from geoincidents.ingest.beside import SHEET_NAME, Beside, load_beside
from geoincidents.ingest.decode import check_encoding
from geoincidents.ingest.draft import NO_DATE, Draft
from geoincidents.ingest.identity import settle_ids
from geoincidents.ingest.kinds import refuse_signature
from geoincidents.ingest.readers import READERS
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.shown import shape_file_id
from geoincidents.ingest.source import STDIN, Source, load_file, load_stream
from geoincidents.ingest.stdin import guess_extension
from geoincidents.ingest.walk import InputFile, Walk, is_sheet
from geoincidents.model.article import Articles, Skipped

MAX_SKIPPED = 100  # records of one file that are named one by one


def read_articles(
    *paths: str | Path,
    published: date | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    on_read: Callable[[str], None] | None = None,
) -> Articles:
    """Read the articles of files, of folders with all that they hold, and of `-`, standard input.

    `published` stands in where neither the file nor an `articles.csv` beside it gives a date.
    `encoding` overrules every guess. `on_read` is told the path of each input once it is read.
    Bad inputs are in `skipped`, each with its reason; what was odd is in `warnings` of the article.

    Raises:
        InputError: no path is given, none of them exists or holds a file, or the encoding is
            unknown.
    """
    drafts: list[Draft] = []
    skipped: list[Skipped] = []
    for item in stream_drafts(
        *paths, published=published, encoding=encoding, stdin=stdin, on_read=on_read
    ):
        if isinstance(item, Draft):
            drafts.append(item)
        else:
            skipped.append(item)
    articles, duplicates = settle_ids(drafts)
    return Articles(tuple(articles), rank_skipped([*skipped, *duplicates]))


def stream_drafts(
    *paths: str | Path,
    published: date | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    on_read: Callable[[str], None] | None = None,
) -> Iterator[Draft | Skipped]:
    """Give the drafts of articles, and what was skipped, one by one as they are read.

    Files come in the order of their shown paths, standard input last; nothing of a file is held
    once it is through. The rest is that of `read_articles`.

    Raises:
        InputError: see `read_articles`.
    """
    if encoding is not None:
        check_encoding(encoding)
    walk = Walk()
    walk.add_paths(paths)
    if not walk.files and not walk.skipped and not walk.reads_stdin:
        raise _refuse_run(walk)
    yield from (*walk.absent, *walk.skipped)
    sheets = {folder: load_beside(folder, encoding) for folder in walk.stems}
    told = {stem for sheet in sheets.values() for stem in sheet.rows}  # by sheets, of some article
    names: set[str] = set()
    something = bool(walk.absent or walk.skipped)
    for item in _read_inputs(walk, sheets, encoding, stdin, on_read):
        something = True
        if isinstance(item, Draft):
            if item.name in told:
                names.add(item.name)
            yield _date_draft(item, published)
        else:
            yield item
    for stranger in _list_strangers(walk, sheets, names):
        something = True
        yield stranger
    if not something:
        msg = f"{SHEET_NAME} tells of articles but holds none; give the folder that it lies in"
        raise InputError(msg)


def _read_inputs(
    walk: Walk,
    sheets: dict[Path, Beside],
    encoding: str | None,
    stdin: BinaryIO | None,
    on_read: Callable[[str], None] | None,
) -> Iterator[Draft | Skipped]:
    """Read file by file, each with what the sheet of its folder tells, then standard input."""
    for file in sorted(walk.files.values(), key=lambda file: file.shown):
        sheet = _find_sheet(file.folder, walk, sheets, encoding)
        if is_sheet(file) and sheets[file.folder].is_metadata:
            continue
        for item in _sort_findings(file.shown, _read_file(file, encoding)):
            yield sheet.complete(item) if isinstance(item, Draft) else item
        if on_read is not None:
            on_read(file.shown)
    if walk.reads_stdin:
        yield from _sort_findings(STDIN, _read_stdin(stdin or sys.stdin.buffer, encoding))
        if on_read is not None:
            on_read(STDIN)


def rank_skipped(skipped: Iterable[Skipped]) -> tuple[Skipped, ...]:
    """Give what was skipped in the order of paths, record 2 of a file before record 10."""
    return tuple(sorted(skipped, key=_rank_skipped))


def _rank_skipped(skipped: Skipped) -> tuple[str, int, str]:
    """Give the key that puts record 2 of a file before record 10."""
    path, _, record = skipped.path.rpartition(":")
    if path and record.isdecimal():
        return path, int(record), skipped.reason
    return skipped.path, 0, skipped.reason


def _refuse_run(walk: Walk) -> InputError:
    if not walk.absent:
        return InputError("no input; give files or folders with articles, or - for standard input")
    faults = "; ".join(f"{each.path!r}: {each.reason}" for each in walk.absent)
    return InputError(f"nothing to read: {faults}; {walk.absent[0].next_step}")


def _find_sheet(
    folder: Path, walk: Walk, sheets: dict[Path, Beside], encoding: str | None
) -> Beside:
    """Give the sheet of a folder, else that of the next folder above it which is read as well."""
    while True:
        if folder not in sheets:
            sheets[folder] = load_beside(folder, encoding)
        if sheets[folder].is_metadata or folder.parent not in walk.stems or folder == folder.parent:
            return sheets[folder]
        folder = folder.parent


def _read_file(file: InputFile, encoding: str | None) -> Iterator[Draft | Skipped]:
    yield from _read_source(
        Source(
            data=load_file(file.path),
            shown=file.shown,
            file_id=shape_file_id(file.path.name),
            folder_name=file.folder.name,
            extension=file.path.suffix.lower(),
            encoding=encoding,
        )
    )


def _read_stdin(stream: BinaryIO, encoding: str | None) -> Iterator[Draft | Skipped]:
    data = load_stream(stream)
    yield from _read_source(
        Source(
            data=data,
            shown=STDIN,
            file_id="stdin",
            folder_name="stdin",
            extension=guess_extension(data),
            encoding=encoding,
        )
    )


def _read_source(source: Source) -> Iterator[Draft | Skipped]:
    refuse_signature(source.data)
    return READERS[source.extension](source)


def _sort_findings(shown: str, findings: Iterator[Draft | Skipped]) -> Iterator[Draft | Skipped]:
    """Give drafts and refusals; of a file with hundreds of broken records, name the first ones."""
    refused = 0
    try:
        for item in findings:
            if isinstance(item, Draft):
                yield item
                continue
            refused += 1
            if refused <= MAX_SKIPPED:
                yield item
    except RefusalError as refusal:
        refused += 1
        if refused <= MAX_SKIPPED:
            yield refusal.name_input(shown)
    if refused > MAX_SKIPPED:
        yield Skipped(
            path=shown,
            reason=f"{refused - MAX_SKIPPED} more records were skipped",
            next_step="mend the records named, and read the file again",
        )


def _list_strangers(walk: Walk, sheets: dict[Path, Beside], names: set[str]) -> Iterator[Skipped]:
    """Name rows of the sheets of walked folders that tell of no file and no record."""
    for folder, stems in walk.stems.items():
        shown = str(Path(walk.shown_folders[folder], SHEET_NAME))
        yield from sheets.get(folder, Beside()).list_strangers(shown, stems | names)


def _date_draft(draft: Draft, published: date | None) -> Draft:
    if draft.published is None and published is not None:
        return replace(draft, published=published)
    return draft if draft.published else draft.warn(NO_DATE)
