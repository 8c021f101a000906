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
_BLANK = " \v\f\x1c\x1d\x1e\x1f\x85\u00a0\u00ad\u061c\u1680\u180e\u3000\ufeff" + "".join(
    map(chr, (*range(0x2000, 0x2010), *range(0x2028, 0x2030), *range(0x205F, 0x2070)))
)
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
