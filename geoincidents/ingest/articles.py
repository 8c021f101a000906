"""Files in, articles out."""

import sys
from collections.abc import Callable, Iterator
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
    if encoding is not None:
        check_encoding(encoding)
    walk = Walk()
    walk.add_paths(paths)
    sheets: dict[Path, Beside] = {}
    drafts: list[Draft] = []
    skipped = [*walk.absent, *walk.skipped]
    if not walk.files and not walk.skipped and not walk.reads_stdin:
        raise _refuse_run(walk)
    for file in sorted(walk.files.values(), key=lambda file: file.shown):
        sheet = _find_sheet(file.folder, walk, sheets, encoding)
        if is_sheet(file) and sheets[file.folder].is_metadata:
            continue
        found, refused = _sort_findings(file.shown, _read_file(file, encoding))
        drafts.extend(sheet.complete(draft) for draft in found)
        skipped.extend(refused)
        if on_read is not None:
            on_read(file.shown)
    if walk.reads_stdin:
        found, refused = _sort_findings(STDIN, _read_stdin(stdin or sys.stdin.buffer, encoding))
        drafts.extend(found)
        skipped.extend(refused)
        if on_read is not None:
            on_read(STDIN)
    skipped.extend(_list_strangers(walk, sheets, drafts))
    if not drafts and not skipped:
        msg = f"{SHEET_NAME} tells of articles but holds none; give the folder that it lies in"
        raise InputError(msg)
    articles, duplicates = settle_ids(_date_draft(draft, published) for draft in drafts)
    skipped.extend(duplicates)
    skipped.sort(key=_rank_skipped)
    return Articles(tuple(articles), tuple(skipped))


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


def _sort_findings(
    shown: str, findings: Iterator[Draft | Skipped]
) -> tuple[list[Draft], list[Skipped]]:
    """Part drafts from refusals; of a file with hundreds of broken records, name the first ones."""
    drafts: list[Draft] = []
    skipped: list[Skipped] = []
    try:
        for item in findings:
            if isinstance(item, Draft):
                drafts.append(item)
            else:
                skipped.append(item)
    except RefusalError as refusal:
        skipped.append(refusal.name_input(shown))
    if len(skipped) > MAX_SKIPPED:
        rest = Skipped(
            path=shown,
            reason=f"{len(skipped) - MAX_SKIPPED} more records were skipped",
            next_step="mend the records named, and read the file again",
        )
        skipped = [*skipped[:MAX_SKIPPED], rest]
    return drafts, skipped


def _list_strangers(
    walk: Walk, sheets: dict[Path, Beside], drafts: list[Draft]
) -> Iterator[Skipped]:
    """Name rows of the sheets of walked folders that tell of no file and no record."""
    names = {draft.name for draft in drafts}
    for folder, stems in walk.stems.items():
        shown = str(Path(walk.shown_folders[folder], SHEET_NAME))
        yield from sheets.get(folder, Beside()).list_strangers(shown, stems | names)


def _date_draft(draft: Draft, published: date | None) -> Draft:
    if draft.published is None and published is not None:
        return replace(draft, published=published)
    return draft if draft.published else draft.warn(NO_DATE)
