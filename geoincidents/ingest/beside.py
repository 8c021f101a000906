"""The `articles.csv` beside the files: metadata by file stem."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from geoincidents.ingest.decode import Decoded, decode_bytes
from geoincidents.ingest.draft import Draft, Metadata, read_metadata
from geoincidents.ingest.endings import split_name
from geoincidents.ingest.formats import is_read
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.rows import Fault, Row, read_sheet
from geoincidents.ingest.shown import shape_id
from geoincidents.ingest.source import load_file
from geoincidents.model.article import Skipped

SHEET_NAME = "articles.csv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Hold the metadata of a folder by file stem, with the line of each, and what is at fault."""

    rows: dict[str, tuple[int, Metadata]] = field(default_factory=dict)
    faults: tuple[str, ...] = ()
    is_metadata: bool = False

    def complete(self, draft: Draft) -> Draft:
        """Fill what a draft does not say itself; where both say a date, warn if they differ."""
        draft = draft.warn(*(f"{SHEET_NAME}: {fault}" for fault in self.faults))
        # A row that names a file tells of the article that it is, not of each of its records.
        row = self.rows.get(draft.name) or (None if draft.record else self.rows.get(draft.stem))
        if row is None:
            return draft
        _, told = row
        warnings = [f"{SHEET_NAME}: {warning}" for warning in told.warnings]
        if draft.published and told.published and draft.published != told.published:
            warnings.append(
                f"{SHEET_NAME} says that it was published on {told.published}, the file itself "
                f"says {draft.published}: the file's own date is used"
            )
        return replace(
            draft,
            title=draft.title or told.title,
            publisher=draft.publisher or told.publisher,
            published=draft.published or told.published,
            url=draft.url or told.url,
            warnings=(*draft.warnings, *warnings),
        )

    def narrow(self, *names: str) -> "Beside":
        """Give only the rows of some names: what one article needs, to be sent along with it."""
        if not self.rows:
            return self
        rows = {name: self.rows[name] for name in names if name in self.rows}
        return replace(self, rows=rows)

    def list_strangers(self, shown: str, stems: Iterable[str]) -> Iterator[Skipped]:
        """Name the rows that tell of no file of the folder; `stems` are those of its files."""
        for stem in sorted(set(self.rows) - set(stems)):
            yield Skipped(
                path=f"{shown}:{self.rows[stem][0]}",
                reason=f"names no file of the folder: {stem!r}",
                next_step="write the file's name without its ending in the column 'article'",
            )


def load_beside(folder: Path, encoding: str | None = None) -> Beside:
    """Read the `articles.csv` of a folder; one with a column `text` holds articles, no metadata."""
    path = folder / SHEET_NAME
    try:
        if not path.exists():
            return Beside()
    except OSError:  # what is wrong with the folder is said of its files
        return Beside()
    try:
        return read_beside(load_file(path), encoding)
    except RefusalError as refusal:
        return Beside(faults=(f"not used: {refusal}",), is_metadata=True)


def read_beside(data: bytes, encoding: str | None = None) -> Beside:
    """Read the bytes of an `articles.csv`; one with a column `text` holds articles, no metadata."""
    try:
        decoded = _decode_sheet(data, encoding)
        sheet = read_sheet(decoded.text, ("article", "text"))
    except RefusalError as refusal:
        return Beside(faults=(f"not used: {refusal}",), is_metadata=True)
    if "text" in sheet.columns:
        return Beside()
    if "article" not in sheet.columns:
        found = ", ".join(map(repr, sheet.columns[:20]))
        fault = f"not used: no column 'article'; columns found: {found}"
        return Beside(faults=(fault,), is_metadata=True)
    rows, faults = _sort_rows(sheet.rows)
    return Beside(rows=rows, faults=(*decoded.list_warnings(), *faults), is_metadata=True)


def _decode_sheet(data: bytes, encoding: str | None) -> Decoded:
    """Decode as UTF-8 where it is that, though the texts beside it may be in `encoding`."""
    try:
        decoded = decode_bytes(data)
    except RefusalError:
        return decode_bytes(data, encoding)
    if encoding is not None and (decoded.note or decoded.replaced):
        return decode_bytes(data, encoding)
    return decoded


def _name_stem(cell: str) -> str:
    """Give the name of an article, written with the ending of its file or without."""
    ending = split_name(cell.strip())
    return ending.stem if is_read(ending) else shape_id(cell)


def _sort_rows(
    rows: Iterable[Row | Fault],
) -> tuple[dict[str, tuple[int, Metadata]], tuple[str, ...]]:
    known: dict[str, tuple[int, Metadata]] = {}
    faults = []
    for row in rows:
        if isinstance(row, Fault):
            faults.append(f"line {row.line}: {row.reason}")
            continue
        stem = _name_stem(row.cells.get("article", ""))
        told = read_metadata(row.cells)
        if not stem:
            faults.append(f"line {row.line}: no article named")
        elif stem not in known:
            known[stem] = (row.line, told)
        elif known[stem][1] != told:
            line, first = known[stem]
            warning = f"lines {line} and {row.line} differ: the first is used"
            known[stem] = (line, replace(first, warnings=(*first.warnings, warning)))
    return known, tuple(faults)
