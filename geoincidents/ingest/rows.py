"""Rows out of CSV: of any delimiter, with broken ones named instead of swallowed."""

import csv
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from geoincidents.ingest.refusal import RefusalError

_DELIMITERS = (",", ";", "\t", "|")
_FIELD_LIMIT = 2**31 - 1  # the csv module's own 131,072 is less than a long article
_MAX_BREAKS = 20  # each costs one more pass over the row
_MAX_ROW = 20_000_000  # characters; a quote that never closes must not fill the memory
_TOO_LONG = "too long"
_HEAD = 65_536  # a quote that never closes makes the whole file the header: look no further


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Hold a row with the line that it begins on: its cells by column, and those beyond them."""

    line: int
    cells: dict[str, str]
    beyond: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Name a row that cannot be read, by the line that it begins on."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Hold the columns of a table (lower case, trimmed), and its rows in their order."""

    delimiter: str
    columns: tuple[str, ...]
    rows: Iterable[Row | Fault]


class _Feed:
    """Give lines to the parser, remember those of the row that it is at, and give them again."""

    def __init__(self, lines: Iterable[str | None]) -> None:
        self._lines, self._again = iter(lines), deque[str | None]()
        self.row: list[str | None] = []
        self._size = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._lines)
        self.row.append(line)
        self._size += len(line or "")
        if line is None or self._size > _MAX_ROW:
            raise csv.Error(_TOO_LONG)
        return line

    def has_more(self) -> bool:
        """Tell whether a line is left."""
        if not self._again:
            self._again.extend(line for line in [next(self._lines, "")] if line != "")
        return bool(self._again)

    def end_row(self, again: int | None = None) -> int:
        """Forget the lines of a row, or all before `again`; give how many were forgotten."""
        done = len(self.row) if again is None else again
        self._again.extendleft(reversed(self.row[done:]))
        self.row.clear()
        self._size = 0
        return done


def read_sheet(text: str, key_columns: Sequence[str]) -> Sheet:
    """Parse a table whose first row names the columns.

    Raises:
        RefusalError: there is no header.
    """
    sheet = open_sheet(io.StringIO(text, newline="").readline, key_columns)
    return replace(sheet, rows=tuple(sheet.rows))


def open_sheet(read_line: Callable[[], str | None], key_columns: Sequence[str]) -> Sheet:
    """Parse a table row by row; `read_line` gives its lines, `""` at its end, `None` for a fault.

    The delimiter is the one that makes a column of `key_columns` appear, else the one that cuts
    the header into most columns.

    Raises:
        RefusalError: there is no header.
    """
    lines = iter(read_line, "")
    head: list[str | None] = []
    while sum(len(line or "") for line in head) < _HEAD and (line := next(lines, "")) != "":
        head.append(line)
    text = "".join(line or "" for line in head)[:_HEAD]
    headers = {mark: _read_header(text, mark) for mark in _DELIMITERS}
    delimiter = max(
        _DELIMITERS,
        key=lambda mark: (len(set(headers[mark]) & set(key_columns)), len(headers[mark])),
    )
    columns = headers[delimiter]
    if not any(columns):
        reason = "no header"
        raise RefusalError(reason, "name the columns in the first row, one of them 'text'")
    feed = _Feed(chain(head, lines))
    return Sheet(delimiter=delimiter, columns=columns, rows=_read_rows(feed, delimiter, columns))


def _read_header(head: str, delimiter: str) -> tuple[str, ...]:
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter)
    first: list[str] = []
    while not any(cell.strip() for cell in first) and (cells := _read_cells(reader)) is not None:
        first = cells
    return tuple(cell.strip().casefold() for cell in first)


def _read_cells(reader: Iterator[list[str]]) -> list[str] | None:
    """Give the next row; the limit of the csv module belongs to the whole process."""
    previous = csv.field_size_limit(_FIELD_LIMIT)
    try:
        return next(reader, None)
    finally:
        csv.field_size_limit(previous)


def _read_rows(feed: _Feed, delimiter: str, columns: tuple[str, ...]) -> Iterator[Row | Fault]:
    done = breaks = 0  # lines read so far; rows that broke the parser
    header_seen = False
    reader = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        try:
            cells = _read_cells(reader)
        except csv.Error as error:
            # Take up again at the line after the one where the broken row begins: one quote too
            # few must not swallow the rest of the file.
            done += feed.end_row(1)
            breaks += 1
            yield Fault(line=done, reason=_explain(error))
            header_seen = True
            if breaks == _MAX_BREAKS and feed.has_more():
                yield Fault(
                    line=done + 1,
                    reason=f"{_MAX_BREAKS} broken rows so far: the rest of the file is not read",
                )
                return
            reader = csv.reader(feed, delimiter=delimiter, strict=True)
            continue
        if cells is None:
            return
        first, done = done + 1, done + feed.end_row()
        if not any(cell.strip() for cell in cells):
            continue
        if header_seen:
            yield Row(
                line=first,
                cells=dict(zip(columns, cells, strict=False)),
                beyond=tuple(cells[len(columns) :]),
            )
        header_seen = True


def _explain(error: csv.Error) -> str:
    if "unexpected end of data" in str(error):
        return "a quote opened in this row is never closed"
    if str(error) == _TOO_LONG:
        return f"a row of over {_MAX_ROW:,} characters: a quote may never be closed"
    return f"broken row ({error})"
