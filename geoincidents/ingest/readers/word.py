"""Word documents (.docx): their paragraphs and tables, title and day."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from geoincidents.ingest.bundles.zip_file import list_entries, open_entry
from geoincidents.ingest.dates import FIRST_YEAR
from geoincidents.ingest.draft import Draft, build_draft
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.source import Presumed, Source, load_stream
from geoincidents.ingest.xml_guard import find_flaw

if TYPE_CHECKING:
    from docx.blkcntnr import BlockItemContainer
    from docx.document import Document

_MAIN = "word/document.xml"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE = "open it in Word and save it again, or save its text as .txt"
_XML = re.compile(r"\.(?:xml|rels)$", re.IGNORECASE)
_TEMPLATE_MADE = datetime(2013, 12, 23, 23, 15)  # noqa: DTZ001 - what python-docx's own template says of every document made with it
CREATION_DAY = "the day on which the document was made"


def read_word(source: Source) -> Iterator[Draft]:
    """Read one article; offsets count in its paragraphs, with an empty line between two.

    Raises:
        RefusalError: it is damaged, encrypted, no Word document, has no text, or a DTD.
    """
    _check_parts(source.data)
    document = _open_document(source.data)
    text = "\n\n".join(_list_paragraphs(document))
    if not text.strip():
        reason = "no text in the document"
        raise RefusalError(reason, "if it holds pictures of text, recognise (OCR) them into a .txt")
    draft = build_draft({"text": text, "title": document.core_properties.title or None}, source)
    made = document.core_properties.created
    if made is not None and made.year >= FIRST_YEAR and made.replace(tzinfo=None) != _TEMPLATE_MADE:
        draft = replace(draft, presumed=Presumed(day=made.date(), what=CREATION_DAY))
    yield draft


def _check_parts(data: bytes) -> None:
    """Refuse what no library should see: bombs, lies, document types, depth without end."""
    if data.startswith(_OLD_OFFICE):
        reason = "encrypted, or of the old binary format"
        raise RefusalError(reason, "open it in Word and save it as .docx without a password")
    stream = io.BytesIO(data)
    archive, entries = list_entries(stream)
    with archive:
        if not any(entry.filename == _MAIN for entry in entries):
            reason = "no Word document"
            raise RefusalError(reason, _SAVE)
        for entry in entries:
            with open_entry(archive, entry, stream) as part:
                _check_part(entry, load_stream(part))


def _check_part(entry: zipfile.ZipInfo, part: bytes) -> None:
    if not _XML.search(entry.filename):
        return
    flaw = find_flaw(part)
    if flaw is not None:
        reason = f"damaged in {entry.filename} at line {flaw.line}, column {flaw.column}"
        raise RefusalError(reason, _SAVE)


def _open_document(data: bytes) -> "Document":
    import docx  # noqa: PLC0415 - heavy, and few files need it

    try:
        return docx.Document(io.BytesIO(data))
    except Exception as error:  # the library has no root of its errors
        reason = f"a document that cannot be read ({type(error).__name__})"
        raise RefusalError(reason, _SAVE) from error


def _list_paragraphs(container: "BlockItemContainer | Document") -> Iterator[str]:
    """Give the text of each paragraph, and of each row of each table, in their order."""
    for block in container.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = dict.fromkeys(cell.text.strip() for cell in row.cells)
                if line := "\t".join(cell for cell in cells if cell):
                    yield line
        elif block.text.strip():
            yield block.text
