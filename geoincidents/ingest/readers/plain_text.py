"""Plain text and Markdown: one article a file, its markup untouched."""

import io
import re
from collections.abc import Iterator

from geoincidents.ingest.decode import decode_bytes
from geoincidents.ingest.draft import Draft, build_draft
from geoincidents.ingest.front_matter import blank_front_matter
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.source import Source

_PAGE = re.compile(r"\s*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)
_LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")


def read_text(source: Source) -> Iterator[Draft]:
    """Read one article; front matter is taken out of sight, offsets count in the file.

    Raises:
        RefusalError: it has no text, or holds only links (nothing is ever fetched).
    """
    decoded = decode_bytes(source.data, source.encoding)
    text, fields, warnings = blank_front_matter(decoded.text)
    if not text.strip():
        reason = "no text"
        raise RefusalError(reason, "put the article's text there")
    # Line by line from the front: nearly every text is told to be no such list by its first.
    if all(_LINK.fullmatch(line.strip()) for line in io.StringIO(text) if line.strip()):
        reason = "a list of links, not an article"
        raise RefusalError(
            reason, "give each address as an input of its own, or save the pages as .html"
        )
    if _PAGE.match(text):
        warnings = (*warnings, "looks like a web page: name it .html to have its article taken out")
    draft = build_draft({**fields, "text": text, "id": None}, source)
    yield draft.warn(*decoded.list_warnings(), *warnings)
