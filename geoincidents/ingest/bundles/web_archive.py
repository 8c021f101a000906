"""Web archives (WARC): the pages that a crawler kept, with the address and day of each."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, BinaryIO, cast

from geoincidents.ingest.dates import parse_published
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.source import MAX_BYTES, Opened, Presumed, load_stream
from geoincidents.model.article import Skipped

_PAGES = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
}
_FINE = "200"
FETCH_DAY = "the day on which the page was archived"


class _Short:
    """Read what there is, without waiting for more: damage must not take what came before it."""

    def __init__(self, stream: BinaryIO) -> None:
        self.read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)


def open_web_archive(bundle: Opened) -> Iterator[Opened | Skipped]:
    """Give the pages of a web archive; pictures, scripts and faults of servers are passed over.

    A page is called by the number of its record, counted from 1 over all records.

    Raises:
        RefusalError: it is no web archive, is damaged, or holds no page.
    """
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - few files need it
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415 - as above

    found = 0
    try:
        for number, record in enumerate(ArchiveIterator(_Short(bundle.stream)), 1):
            extension = _find_extension(record)
            if extension is None:
                continue
            found += 1
            yield _open_record(bundle, record, number, extension)
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        reason = "damaged, or no web archive"
        raise RefusalError(reason, "fetch it again; what came before is read") from error
    if not found:
        reason = "a web archive without a page"
        raise RefusalError(reason, "give one that holds responses of the kind text/html")


def _find_extension(record: Any) -> str | None:  # noqa: ANN401 - warcio has no types
    """Give the ending of the kind of page that a record holds, `None` where it holds none."""
    if record.rec_type == "conversion":
        kind = (record.rec_headers.get_header("Content-Type") or "").partition(";")[0]
        return ".txt" if kind.strip().lower() == "text/plain" else None
    if record.rec_type not in {"response", "resource"}:
        return None
    if record.rec_type == "response" and (
        record.http_headers is None or record.http_headers.get_statuscode() != _FINE
    ):
        return None
    headers = record.http_headers or record.rec_headers
    kind = (headers.get_header("Content-Type") or "").partition(";")[0]
    return _PAGES.get(kind.strip().lower())


def _open_record(bundle: Opened, record: Any, number: int, extension: str) -> Opened | Skipped:  # noqa: ANN401 - as above
    shown = f"{bundle.shown}:{number}"
    try:
        data = load_stream(cast("BinaryIO", record.content_stream()), MAX_BYTES)
    except RefusalError as refusal:
        return refusal.name_input(shown)
    except Exception as error:  # noqa: BLE001 - whatever a decoder of the library says of one page
        reason = f"a page that cannot be decoded ({type(error).__name__})"
        return RefusalError(reason, "save the page as .html").name_input(shown)
    day = parse_published(record.rec_headers.get_header("WARC-Date") or "")
    return replace(
        bundle,
        shown=shown,
        file_id=f"{bundle.file_id}-{number}",
        folder_name=bundle.file_id,
        stem="",
        extension=extension,
        url=record.rec_headers.get_header("WARC-Target-URI"),
        presumed=_presume(day),
        stream=io.BytesIO(data),
    )


def _presume(day: date | None) -> Presumed | None:
    return Presumed(day=day, what=FETCH_DAY) if day else None
