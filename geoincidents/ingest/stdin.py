"""What kind of text stands on standard input, which has no name to tell it by."""

import re

from geoincidents.ingest.readers.json_document import parse_json
from geoincidents.ingest.refusal import RefusalError

_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE)

_FEED = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>)?\s*<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE
)


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
