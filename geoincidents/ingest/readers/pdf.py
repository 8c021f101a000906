"""PDF: the layer of text that its pages hold; pictures of text are not recognised."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from geoincidents.ingest.dates import parse_published
from geoincidents.ingest.draft import Draft, build_draft
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.source import Presumed, Source

if TYPE_CHECKING:
    from datetime import date

    from pypdfium2 import PdfDocument

MAX_PAGES = 500  # a report has a hundred; a book is no article
CREATION_DAY = "the day on which the PDF was made"
_PASSWORD = re.compile("password", re.IGNORECASE)
_BROKEN_WORD = re.compile("[\x02\ufffe]\r?\n?")  # where PDFium found a hyphen at the end of a line
_DAY = re.compile(r"D:(\d{4})(\d{2})(\d{2})")
_OCR = "recognise (OCR) its text into a .txt, or give the page that it was printed from"


def read_pdf(source: Source) -> Iterator[Draft]:
    """Read one article; offsets count in the text of its pages, one below the other.

    Raises:
        RefusalError: it is damaged, encrypted, over 500 pages long, or has no layer of text.
    """
    document = _open_document(source)
    try:
        count = len(document)
        if count > MAX_PAGES:
            reason = f"a PDF of {count:,} pages; the most are {MAX_PAGES}"
            raise RefusalError(reason, "print the pages of the article to a PDF of their own")
        pages = [_read_page(document, number) for number in range(count)]
        told = document.get_metadata_dict()
    finally:
        document.close()
    blank = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
    if len(blank) == count:
        reason = "a PDF without a layer of text (a scan)"
        raise RefusalError(reason, _OCR)
    text = "\n".join(page for page in pages if page.strip())
    draft = build_draft({"text": text, "title": told.get("Title") or None}, source)
    if day := _find_day(told.get("CreationDate") or ""):
        draft = replace(draft, presumed=Presumed(day=day, what=CREATION_DAY))
    if blank:
        draft = draft.warn(f"no text on page(s) {', '.join(blank[:20])}: pictures are not read")
    yield draft


def _open_document(source: Source) -> "PdfDocument":
    import pypdfium2  # noqa: PLC0415 - few files need it

    try:
        return pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as error:
        if _PASSWORD.search(str(error)):
            reason = "encrypted with a password"
            raise RefusalError(reason, "save it without one, or its text as .txt") from error
        reason = "damaged, or no PDF"
        raise RefusalError(reason, "fetch it again, or save its text as .txt") from error


def _read_page(document: "PdfDocument", number: int) -> str:
    import pypdfium2  # noqa: PLC0415 - as above

    try:
        page = document[number]
        text = page.get_textpage().get_text_range()
    except pypdfium2.PdfiumError as error:
        reason = f"damaged at page {number + 1}"
        raise RefusalError(reason, "fetch it again, or save its text as .txt") from error
    return _BROKEN_WORD.sub("", text).replace("\r\n", "\n")


def _find_day(value: str) -> "date | None":
    hit = _DAY.match(value)
    return parse_published("-".join(hit.groups())) if hit else None
