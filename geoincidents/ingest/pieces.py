"""What a run reads, piece by piece: lazily, in one order, each fit for another process."""

import io
import logging
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from geoincidents.errors import InputError
from geoincidents.ingest.beside import SHEET_NAME, Beside, load_beside, read_beside
from geoincidents.ingest.bundles import BUNDLES
from geoincidents.ingest.decode import check_charset, check_encoding
from geoincidents.ingest.draft import Draft
from geoincidents.ingest.endings import Ending
from geoincidents.ingest.formats import check_ending
from geoincidents.ingest.network.addresses import hide_credentials, name_page
from geoincidents.ingest.readers import LIGHT, RECORDS, WHOLE
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.shown import shape_id, show_name
from geoincidents.ingest.source import (
    STDIN,
    Opened,
    Origin,
    Source,
    explain_os_error,
    load_stream,
    open_file,
)
from geoincidents.ingest.stdin import open_stdin
from geoincidents.ingest.unpack import unpack_stream
from geoincidents.ingest.walk import InputFile, Walk, is_sheet
from geoincidents.model.article import Skipped

if TYPE_CHECKING:
    from geoincidents.ingest.network.fetching import Fetcher

_log = logging.getLogger(__name__)
T = TypeVar("T")
OUT_OF_MEMORY = RefusalError("out of memory", "split it, or give its text as .txt")
MAX_SKIPPED = 100  # records of one file that are named one by one


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Hold an input that is still to be read, with what stands beside it and the day given for it.

    It can be sent to another process: `read_piece` needs nothing else.
    """

    source: Source
    beside: Beside
    published: date | None = None

    @property
    def is_heavy(self) -> bool:
        """Tell whether parsing it takes long, or may fail in a library, rather than be at once."""
        return self.source.extension not in LIGHT

    def settle(self, draft: Draft) -> Draft:
        """Complete and date a draft of this piece."""
        return self.beside.complete(draft).settle_date(self.published)


def read_piece(piece: Piece) -> tuple[Draft | Skipped, ...]:
    """Read the articles of a piece; what cannot be read is named."""
    found: list[Draft | Skipped] = []
    try:
        for item in WHOLE[piece.source.extension](piece.source):
            found.append(piece.settle(item) if isinstance(item, Draft) else item)  # noqa: PERF401 - what was read before a refusal stays
    except RefusalError as refusal:
        found.append(refusal.name_input(piece.source.shown))
    except MemoryError:
        found.append(OUT_OF_MEMORY.name_input(piece.source.shown))
    except Exception as error:  # noqa: BLE001 - a library may fail on what nobody thought of; the others go on
        found.append(_describe_fault(error).name_input(piece.source.shown))
    return tuple(found)


def stream_pieces(
    *paths: str | Path,
    published: date | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    fetcher: "Fetcher | None" = None,
    on_read: Callable[[str], None] | None = None,
) -> Iterator[tuple[str | None, Piece | Draft | Skipped]]:
    """Give what the paths hold, lazily, in the order of path and record, in flat memory.

    A `Piece` is one input that is still to be parsed, by `read_piece`; a `Draft` is a record that
    was parsed on the way; both are complete but for their ids. With each comes the path of the
    file that it is of, for a `SkippedLimit`; `None` where it is of none. Options are those of
    `read_articles`.

    Raises:
        InputError: no path is given, none of them exists or holds a file, or the encoding is
            unknown; at the first item.
    """
    inputs = Inputs(paths, published=published, encoding=encoding, stdin=stdin, fetcher=fetcher)
    something = False
    for one in inputs.stream(on_read):
        something = True
        yield one
    if not something:
        msg = f"{SHEET_NAME} tells of articles but holds none; give the folder that it lies in"
        raise InputError(msg)


class SkippedLimit:
    """Name the first refusals of a file with hundreds of broken records, and count the others."""

    def __init__(self) -> None:
        self._shown: str | None = None
        self._count = 0

    def pass_on(self, shown: str | None, item: T) -> Iterator[T | Skipped]:
        """Let an item of a file through; the items of a file come one after the other."""
        if shown != self._shown:
            yield from self.finish()
            self._shown = shown
        is_counted = shown is not None and isinstance(item, Skipped)
        self._count += is_counted
        if not is_counted or self._count <= MAX_SKIPPED:
            yield item

    def finish(self) -> Iterator[Skipped]:
        """Say how many more there were of the last file."""
        if self._shown is not None and self._count > MAX_SKIPPED:
            yield Skipped(
                path=self._shown,
                reason=f"{self._count - MAX_SKIPPED} more records were skipped",
                next_step="mend the records named, and read the file again",
            )
        self._count = 0


class Inputs:
    """Hold the inputs of a run, found but not read: files by path, sheets of metadata by folder.

    Raises:
        InputError: there is none, or the encoding is unknown.
    """

    def __init__(
        self,
        paths: Iterable[str | Path],
        *,
        published: date | None = None,
        encoding: str | None = None,
        stdin: BinaryIO | None = None,
        fetcher: "Fetcher | None" = None,
    ) -> None:
        if encoding is not None:
            check_encoding(encoding)
        self._published, self._encoding, self._stdin = published, encoding, stdin
        self._fetcher = fetcher
        self._walk = Walk()
        self._walk.add_paths(paths)
        self.skipped = (*self._walk.absent, *self._walk.skipped)
        if not self._walk.has_inputs():
            raise _refuse_run(self._walk)
        self._sheets = {folder: load_beside(folder, encoding) for folder in self._walk.stems}
        self._told = {name for sheet in self._sheets.values() for name in sheet.rows}
        self._names: set[str] = set()  # of articles, as far as a sheet tells of them

    def stream(
        self, on_read: Callable[[str], None] | None = None
    ) -> Iterator[tuple[str | None, Piece | Draft | Skipped]]:
        """Give what was skipped, then what each file holds, with its path, then what sheets miss.

        `on_read` is told the path of each file once it is through.
        """
        for one in self.skipped:
            yield None, one
        for shown, items in self._iterate_files():
            for item in items:
                yield shown, item
            if on_read is not None:
                on_read(shown)
        for one in self._list_strangers():
            yield None, one

    def _iterate_files(self) -> Iterator[tuple[str, Iterator[Piece | Draft | Skipped]]]:
        """Give each input with what it holds; exhaust that before the next."""
        for file in sorted(self._walk.files.values(), key=lambda file: file.shown):
            sheet = self._find_sheet(file.folder)
            if not (is_sheet(file) and self._sheets[file.folder].is_metadata):
                yield file.shown, self._note_names(self._read_file(file, sheet))
        if self._walk.reads_stdin:
            yield STDIN, self._read_stdin()
        for address in self._walk.addresses:
            yield hide_credentials(address), self._fetch_page(address)

    def _list_strangers(self) -> Iterator[Skipped]:
        """Name rows of the sheets of walked folders that tell of no file and no record.

        It knows the records once `_iterate_files` is through.
        """
        for folder, stems in self._walk.stems.items():
            shown = str(Path(self._walk.shown_folders[folder], SHEET_NAME))
            sheet = self._sheets.get(folder, Beside())
            yield from sheet.list_strangers(shown, stems | self._names)

    def _find_sheet(self, folder: Path) -> Beside:
        """Give the sheet of a folder, else that of the next one above it which is read as well."""
        while True:
            if folder not in self._sheets:
                self._sheets[folder] = load_beside(folder, self._encoding)
            sheet = self._sheets[folder]
            walked = folder.parent in self._walk.stems and folder != folder.parent
            if sheet.is_metadata or not walked:
                return sheet
            folder = folder.parent

    def _note_names(
        self, items: Iterable[Piece | Draft | Skipped]
    ) -> Iterator[Piece | Draft | Skipped]:
        for item in items:
            if isinstance(item, Draft):
                self._names |= {item.name, item.stem} & self._told
            elif isinstance(item, Piece):
                self._names |= {item.source.file_id, item.source.stem} & self._told
            yield item

    def _read_file(self, file: InputFile, sheet: Beside) -> Iterator[Piece | Draft | Skipped]:
        try:
            with open_file(file.path) as stream:
                unpacked = stream
                if file.ending.packing:
                    unpacked = unpack_stream(stream, file.ending.packing)
                opened = Opened(
                    shown=file.shown,
                    file_id=file.ending.stem,
                    folder_name=file.folder.name,
                    extension=file.ending.extension,
                    stem=file.ending.stem,
                    encoding=self._encoding,
                    stream=unpacked,
                )
                yield from self._open_input(opened, sheet)
        except RefusalError as refusal:
            yield refusal.name_input(file.shown)
        except Exception as error:  # noqa: BLE001 - as in read_piece
            yield _describe_fault(error).name_input(file.shown)

    def _read_stdin(self) -> Iterator[Piece | Draft | Skipped]:
        try:
            extension, stream = open_stdin(self._stdin or sys.stdin.buffer)
            opened = Opened(
                shown=STDIN,
                file_id="stdin",
                folder_name="stdin",
                extension=extension,
                stem="stdin",
                encoding=self._encoding,
                stream=stream,
            )
            yield from self._open_input(opened, Beside())
        except OSError as error:
            yield explain_os_error(error).name_input(STDIN)
        except RefusalError as refusal:
            yield refusal.name_input(STDIN)

    def _find_fetcher(self) -> "Fetcher":
        if self._fetcher is None:
            from geoincidents.ingest.network.fetching import Fetcher  # noqa: PLC0415 - heavy, and few runs fetch

            self._fetcher = Fetcher()
        return self._fetcher

    def _fetch_page(self, address: str) -> Iterator[Piece | Draft | Skipped]:
        shown = show_name(hide_credentials(address))
        try:
            page = self._find_fetcher().fetch(address)
            opened = Opened(
                shown=shown,
                file_id=shape_id(name_page(shown)),
                folder_name=shape_id(name_page(shown)),
                extension=page.extension,
                encoding=self._encoding or check_charset(page.charset, page.data),
                url=page.url,
                fetched=page.fetched,
                stream=io.BytesIO(page.data),
            )
            yield from self._open_input(opened, Beside())
        except RefusalError as refusal:
            yield refusal.name_input(shown)

    def _open_input(self, opened: Opened, sheet: Beside) -> Iterator[Piece | Draft | Skipped]:
        """Give what an input holds: itself, its records, or those of its members.

        Raises:
            RefusalError: it cannot be read, or no further.
        """
        if opened.extension in WHOLE:
            yield Piece(
                source=_load_source(opened),
                beside=sheet.narrow(opened.file_id, opened.stem),
                published=self._published,
            )
        elif opened.extension in RECORDS:
            for item in RECORDS[opened.extension](opened):
                if isinstance(item, Draft):
                    yield sheet.complete(item).settle_date(self._published)
                else:
                    yield item
        else:
            yield from self._open_members(opened, sheet)

    def _open_members(self, bundle: Opened, sheet: Beside) -> Iterator[Piece | Draft | Skipped]:
        sheets: dict[str, Beside] = {}
        for member in BUNDLES[bundle.extension](bundle):
            if isinstance(member, Skipped):
                yield member
                continue
            folder = member.shown.rpartition("/")[0]
            try:
                inner = member.shown.rpartition("!")[2]
                if inner.endswith(SHEET_NAME) and PurePath(inner).name == SHEET_NAME:
                    member, sheets[folder] = _take_sheet(member)  # noqa: PLW2901 - the member goes on, unread
                    if sheets[folder].is_metadata:
                        continue
                _refuse_nested(member)
                yield from self._open_input(member, sheets.get(folder, sheet))
            except RefusalError as refusal:
                yield refusal.name_input(member.shown)


def _take_sheet(member: Opened) -> tuple[Opened, Beside]:
    """Read a member called `articles.csv`: metadata of the others, or a table of articles."""
    data = load_stream(member.stream)
    return replace(member, stream=io.BytesIO(data)), read_beside(data, member.encoding)


def _refuse_nested(member: Opened) -> None:
    if member.extension in {".zip", ".tar", ".parquet"}:
        reason = f"an archive inside an archive ({member.extension})"
        raise RefusalError(reason, "unpack the outer one and give the folder")
    check_ending(Ending(stem=member.stem, extension=member.extension))


_ORIGIN = tuple(one.name for one in fields(Origin))


def _load_source(opened: Opened) -> Source:
    known = {name: getattr(opened, name) for name in _ORIGIN}
    return Source(data=load_stream(opened.stream), **known)


def _describe_fault(error: Exception) -> RefusalError:
    _log.debug("unexpected error", exc_info=error)
    reason = f"a fault of this program: {type(error).__name__}: {error}"
    return RefusalError(reason, "report it together with the file, and give its text as .txt")


def _refuse_run(walk: Walk) -> InputError:
    if not walk.absent:
        return InputError("no input; give files or folders with articles, or - for standard input")
    faults = "; ".join(f"{each.path!r}: {each.reason}" for each in walk.absent)
    return InputError(f"nothing to read: {faults}; {walk.absent[0].next_step}")
