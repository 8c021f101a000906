"""Rows out of CSV: of any delimiter, with broken ones named instead of swallowed."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from geoincidents.ingest.refusal import RefusalError

_DELIMITERS = (",", ";", "\t", "|")
_FIELD_LIMIT = 2**31 - 1  # the csv module's own 131,072 is less than a long article
_MAX_BREAKS = 20  # each costs one more pass over what is left


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
    rows: tuple[Row | Fault, ...]


def read_sheet(text: str, key_columns: Sequence[str]) -> Sheet:
    """Parse a table whose first row names the columns.

    The delimiter is the one that makes a column of `key_columns` appear, else the one that cuts
    the header into most columns.

    Raises:
        RefusalError: there is no header.
    """
    previous = csv.field_size_limit(_FIELD_LIMIT)
    try:
        headers = {mark: _read_header(text, mark) for mark in _DELIMITERS}
        delimiter = max(
            _DELIMITERS,
            key=lambda mark: (len(set(headers[mark]) & set(key_columns)), len(headers[mark])),
        )
        columns = headers[delimiter]
        if not any(columns):
            reason = "no header"
            raise RefusalError(reason, "name the columns in the first row, one of them 'text'")
        return Sheet(
            delimiter=delimiter, columns=columns, rows=tuple(_read_rows(text, delimiter, columns))
        )
    finally:
        csv.field_size_limit(previous)


def _read_header(text: str, delimiter: str) -> tuple[str, ...]:
    # A quote that never closes makes the whole file the header: look at its first lines only.
    reader = csv.reader(io.StringIO(text[:65_536], newline=""), delimiter=delimiter)
    first = next((cells for cells in reader if any(cell.strip() for cell in cells)), [])
    return tuple(cell.strip().casefold() for cell in first)


def _read_rows(text: str, delimiter: str, columns: tuple[str, ...]) -> Iterator[Row | Fault]:
    lines = io.StringIO(text, newline="").readlines()
    done = breaks = 0  # lines read so far; rows that broke the parser
    header_seen = False
    while done < len(lines):
        reader = csv.reader(lines[done:], delimiter=delimiter, strict=True)
        start = done
        try:
            for cells in reader:
                first, done = done + 1, start + reader.line_num
                if not any(cell.strip() for cell in cells):
                    continue
                if header_seen:
                    yield Row(
                        line=first,
                        cells=dict(zip(columns, cells, strict=False)),
                        beyond=tuple(cells[len(columns) :]),
                    )
                header_seen = True
        except csv.Error as error:
            # Take up again at the line after the one where the broken row begins: one quote too
            # few must not swallow the rest of the file.
            done += 1
            breaks += 1
            yield Fault(line=done, reason=_explain(error))
            header_seen = True
            if breaks == _MAX_BREAKS and done < len(lines):
                yield Fault(
                    line=done + 1,
                    reason=f"{_MAX_BREAKS} broken rows so far: the rest of the file is not read",
                )
                return


def _explain(error: csv.Error) -> str:
    if "unexpected end of data" in str(error):
        return "a quote opened in this row is never closed"
    return f"broken row ({error})"
