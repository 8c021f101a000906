"""What kind of text stands on standard input, which has no name to tell it by."""

import io
import re
import shutil
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from geoincidents.errors import InputError
from geoincidents.ingest.lines import rejoin_stream
from geoincidents.ingest.readers.json_document import parse_json
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.source import MAX_BYTES

_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)

_FEED = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>)?\s*<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE
)


def open_stdin(stream: BinaryIO) -> tuple[str, BinaryIO]:
    """Give the kind of what comes in, and all of it: JSON Lines as it comes, however long.

    Of any other kind one byte more than may be read whole is held: who reads it says so.
    """
    first = stream.readline(MAX_BYTES + 1)
    while not first.strip() and len(first) <= MAX_BYTES and (more := stream.readline(MAX_BYTES)):
        first += more  # blank lines before the first record
    record = first.removeprefix(b"\xef\xbb\xbf").lstrip()
    if record.startswith((b"{", b"[")) and record.endswith(b"\n") and _is_json(record):
        following = b""
        while not following.strip() and (part := stream.readline(MAX_BYTES)):
            following += part
        if following.strip():
            return ".jsonl", rejoin_stream(first + following, stream)
        return ".json", io.BytesIO(first)
    data = first + stream.read(max(0, MAX_BYTES + 1 - len(first)))
    return guess_extension(data), io.BytesIO(data)


def spool_stdin(stream: BinaryIO) -> BinaryIO:
    """Give standard input as something that can be read more than once; what is long is on disk.

    Raises:
        InputError: it cannot be read, or there is no room for it.
    """
    held = SpooledTemporaryFile(max_size=MAX_BYTES)  # noqa: SIM115 - whoever reads it holds it
    try:
        shutil.copyfileobj(open_stdin(stream)[1], held)
    except OSError as error:
        msg = f"cannot read standard input: {error.strerror or error}; put it into a file"
        raise InputError(msg) from error
    held.seek(0)
    return cast("BinaryIO", held)


def guess_extension(data: bytes) -> str:
    """Give `.html`, `.xml`, `.jsonl`, `.json` or `.txt`, by how the bytes begin."""
    if _PAGE.match(data):
        return ".html"
    if _FEED.match(data):
        return ".xml"
    head = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    # A text may well begin with a bracket: "[Baghdad] Rockets hit ..."
    if not head.startswith((b"{", b"[")):
        return ".txt"
    if _is_json(head):
        return ".json"
    if _is_json(head.split(b"\n", 1)[0]):
        return ".jsonl"
    return ".json" if re.match(rb'\{\s*"', head) else ".txt"


def _is_json(data: bytes) -> bool:
    try:
        parse_json(data.decode("utf-8", "replace"))
    except RefusalError:
        return False
    return True
