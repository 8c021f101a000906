"""A report as a Word document."""

import io
import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from geoincidents.report.content import Entry, Report
from geoincidents.report.pictures import draw_pictures, open_png

if TYPE_CHECKING:
    from docx.document import Document

_WIDTH_INCHES = 6.3
_SMALL_POINTS = 8
# Characters that XML 1.0 does not allow.
_NO_XML = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
# A zip holds times, and the day of writing would change the bytes.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_HEADS = ("No.", "When", "What", "Where", "Killed", "Wounded", "Sources")


def write_document(report: Report) -> bytes:
    """Give the bytes of a .docx: the same report, the same bytes."""
    import docx  # noqa: PLC0415 - heavy, only for documents
    from docx.shared import Inches  # noqa: PLC0415 - as above

    document = docx.Document()
    _describe(document, report)
    pictures = draw_pictures(report, ".png")
    document.add_heading(_clean(report.title), level=0)
    document.add_paragraph(_clean(report.summary))
    document.add_picture(open_png(pictures.map), width=Inches(_WIDTH_INCHES))
    document.add_heading("In figures", level=1)
    _write_table(document, ("", ""), report.counts)
    if pictures.timeline:
        document.add_picture(open_png(pictures.timeline), width=Inches(_WIDTH_INCHES))
    document.add_heading("Table of incidents", level=1)
    _write_table(document, _HEADS, [_list_cells(entry) for entry in report.entries])
    document.add_heading("The incidents and their evidence", level=1)
    for entry in report.entries:
        _write_entry(document, entry)
    document.add_heading("Sources", level=1)
    for source in report.sources:
        parts = [source.title, source.publisher, source.published, source.url or ""]
        said = ", ".join(part for part in parts if part)
        document.add_paragraph(_clean(f"[{source.number}] {said}. SHA-256 {source.sha256}"))
    for heading, lines in (("How this was made", report.method), ("Limits", report.limits)):
        document.add_heading(heading, level=1)
        for line in lines:
            document.add_paragraph(_clean(line), style="List Bullet")
    document.add_paragraph(f"geoincidents {report.version}")
    held = io.BytesIO()
    document.save(held)
    return _still(held.getvalue())


def _describe(document: "Document", report: Report) -> None:
    about = document.core_properties
    about.title, about.author, about.comments = _clean(report.title)[:255], "geoincidents", ""
    about.created = about.modified = datetime(*_ZIP_TIME, tzinfo=UTC)


def _list_cells(entry: Entry) -> tuple[str, ...]:
    where = f"{entry.where} (not on the map)" if entry.off_map else entry.where
    what = f"{entry.kind}, {entry.status}"
    number, sources = str(entry.number), str(entry.n_sources)
    return number, entry.when, what, where, entry.killed, entry.wounded, sources


def _write_table(document: "Document", heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=1 if any(heads) else 0, cols=len(heads))
    table.style = "Light List Accent 1" if any(heads) else "Light List"
    if any(heads):
        for cell, text in zip(table.rows[0].cells, heads, strict=True):
            cell.text = text
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = _clean(text)


def _write_entry(document: "Document", entry: Entry) -> None:
    from docx.shared import Pt  # noqa: PLC0415 - heavy, only for documents

    document.add_heading(_clean(f"{entry.number}. {entry.title}"), level=2)
    what = f"{entry.when} · {entry.where} · {entry.kind}, {entry.status}"
    what = f"{what} · one source: unverified" if entry.n_sources == 1 else what
    document.add_paragraph(_clean(what))
    if entry.off_map:
        document.add_paragraph(_clean(f"Not on the map: {entry.off_map}"))
    for label, lines in entry.rows:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(f"{_clean(label)}: ").bold = True
        paragraph.add_run(_clean("; ".join(lines)))
    for item in entry.evidence:
        paragraph = document.add_paragraph(style="Intense Quote")
        paragraph.add_run(_clean(f"[{item.number}] {item.quote} "))
        where = f"[source {item.source}, characters {item.start} to {item.end}]"
        paragraph.add_run(where).font.size = Pt(_SMALL_POINTS)


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)


def _still(data: bytes) -> bytes:
    """Pack a zip again without the times of its making."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            new.writestr(zipfile.ZipInfo(name, _ZIP_TIME), old.read(name), zipfile.ZIP_DEFLATED)
    return held.getvalue()
