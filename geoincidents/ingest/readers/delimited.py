"""CSV and TSV: one article a row, read as they come."""

from collections.abc import Iterator

from geoincidents.ingest.draft import FIELDS, Draft, build_draft
from geoincidents.ingest.lines import Lines, open_lines
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.rows import Fault, Row, Sheet, open_sheet
from geoincidents.ingest.source import Opened
from geoincidents.model.article import Skipped

_QUOTING = "put the text in double quotes and double every quote inside it"


def read_table(source: Opened) -> Iterator[Draft | Skipped]:
    """Read one article a row, by the columns of the header; a broken row loses no other.

    Raises:
        RefusalError: there is no column `text`, or no row, or the file is damaged.
    """
    lines = open_lines(source, "")
    sheet = open_sheet(lines.read_line, FIELDS)
    if "text" not in sheet.columns:
        found = ", ".join(repr(lines.settle(name).text) for name in sheet.columns[:20])
        reason = f"no column 'text'; columns found: {found}"
        raise RefusalError(reason, "name the column with the article's text 'text'")
    has_rows = False
    for row in sheet.rows:
        has_rows = True
        try:
            yield _draft_row(row, sheet, lines, source)
        except RefusalError as refusal:
            yield refusal.name_input(f"{source.shown}:{row.line}")
    if not has_rows:
        reason = "no rows below the header"
        raise RefusalError(reason, "write one article a row")


def _draft_row(row: Row | Fault, sheet: Sheet, lines: Lines, source: Opened) -> Draft:
    if isinstance(row, Fault):
        raise RefusalError(row.reason, _QUOTING)
    if "text" not in row.cells:
        reason = f"row with {len(row.cells)} of {len(sheet.columns)} cells, none for 'text'"
        raise RefusalError(reason, _QUOTING)
    cells, warnings = _join_beyond(row, sheet)
    told = lines.settle("".join(cells.get(field, "") for field in FIELDS))
    cells = {name: lines.settle(cell).text for name, cell in cells.items()}
    return build_draft(cells, source, row.line).warn(*warnings, *told.list_warnings())


def _join_beyond(row: Row, sheet: Sheet) -> tuple[dict[str, str], tuple[str, ...]]:
    """Put cells beyond the header back onto a text in the last column: its commas cut it."""
    if not row.beyond:
        return row.cells, ()
    count = f"row with {len(row.beyond)} cell(s) more than the header"
    if sheet.columns[-1] != "text":
        return row.cells, (f"{count}: they are not read, and a text may be cut; {_QUOTING}",)
    text = sheet.delimiter.join((row.cells["text"], *row.beyond))
    return {**row.cells, "text": text}, (f"{count}: they are joined to the text; {_QUOTING}",)
