"""Parquet: one article a row, some rows at a time."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from geoincidents.ingest.draft import FIELDS, Draft, build_draft
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.source import Opened
from geoincidents.model.article import Skipped

_BATCH_ROWS = 256
_AGAIN = "write or fetch it again; what came before is read"


def read_parquet(source: Opened) -> Iterator[Draft | Skipped]:
    """Read one article a row, by the columns of the same names as in CSV, in any case.

    Raises:
        RefusalError: it is damaged or no Parquet file, has no column `text`, or no row.
    """
    import pyarrow as pa  # noqa: PLC0415 - heavy, and few files need it
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    number = 0
    try:
        table = pq.ParquetFile(source.stream)
        columns = _find_columns(table.schema_arrow.names)
        for batch in table.iter_batches(_BATCH_ROWS, columns=list(columns.values())):
            for row in batch.to_pylist():
                number += 1
                yield _draft_row(row, columns, source, number)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        reason = f"damaged after row {number:,}" if number else "damaged, or no Parquet file"
        raise RefusalError(reason, _AGAIN) from error
    if not number:
        reason = "no rows"
        raise RefusalError(reason, "write one article a row")


def _find_columns(names: list[str]) -> Mapping[str, str]:
    """Give the column of each of our fields.

    Raises:
        RefusalError: there is none for the text.
    """
    folded = {name.strip().casefold(): name for name in reversed(names)}
    if "text" not in folded:
        found = ", ".join(repr(name) for name in names[:20])
        reason = f"no column 'text'; columns found: {found}"
        raise RefusalError(reason, "name the column with the article's text 'text'")
    return {field: folded[field] for field in FIELDS if field in folded}


def _draft_row(
    row: Mapping[str, Any], columns: Mapping[str, str], source: Opened, number: int
) -> Draft | Skipped:
    record = {field: _plain(row[column]) for field, column in columns.items()}
    try:
        return build_draft(record, source, number)
    except RefusalError as refusal:
        return refusal.name_input(f"{source.shown}:{number}")


def _plain(value: object) -> object:
    """Give days and times as they are written; other values as they are."""
    return value.isoformat() if isinstance(value, date) else value
