"""Write and read CSV that a spreadsheet opens without running any of it."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from geoincidents.disk import write_whole
from geoincidents.features import COLUMNS, Value
from geoincidents.store.formats import WriteOptions, Written
from geoincidents.store.rows import Row, Rows

# What makes a formula of a cell in one spreadsheet or another, also in full width.
STARTERS = frozenset("=+-@\t\r\n＝＋－＠")
GUARD = "'"
BOM = b"\xef\xbb\xbf"
# What a program may trim before it looks: white space, and what has no width.
_BLANK = " \v\f\x1c\x1d\x1e\x1f\x85\u00a0\u00ad\u061c\u1680\u180e\u2000\u2001\u2002\u2003\u2004\u2005\u2006"
_BLANK += "\u2007\u2008\u2009\u200a\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
_BLANK += "\u202f\u205f\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\u3000\ufeff"
_BATCH = 2000


def write_csv(rows: Rows, path: Path, options: WriteOptions) -> Written:
    """Write a row an incident, or a row a feature, with the columns of docs/formats.md."""
    chosen = rows.firsts if options.rows == "incident" else rows.select(areas=options.areas)
    table = ((row.id, *row.cells) for row in chosen)
    write_whole(path, stream_csv(("id", *COLUMNS), table, bom=options.bom))
    return Written((path,), () if options.rows != "incident" else _note_more(rows, chosen))


def _note_more(rows: Rows, chosen: Sequence[Row]) -> tuple[str, ...]:
    more = len(rows.without_areas) - len(chosen)
    if not more:
        return ()
    what = "1 more row" if more == 1 else f"{more:,} more rows"
    return (f"one row an incident: {what} with --rows feature (further places, launches, lines)",)


def stream_csv(
    names: Sequence[str], table: Iterable[Sequence[Value]], *, bom: bool = False
) -> Iterator[bytes]:
    """Give the bytes of a table; texts are guarded, numbers stay numbers, nothing is null."""
    if bom:
        yield BOM
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(names)
    for number, row in enumerate(table, 1):
        writer.writerow([guard_cell(v) if isinstance(v, str) else v for v in row])
        if number % _BATCH == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def guard_cell(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet could take for a formula."""
    return GUARD + text if _is_formula(text) else text


def unguard_cell(text: str) -> str:
    """Take away the apostrophe that `guard_cell` put there."""
    return text[1:] if text.startswith(GUARD) and _is_formula(text[1:]) else text


def _is_formula(text: str) -> bool:
    # Apostrophes before it count as nothing, so that guarding can be undone.
    bare = text.lstrip(_BLANK + GUARD)
    return bare[:1] in STARTERS if bare else False
