"""JSON Lines: one article a line."""

from collections.abc import Iterator

from geoincidents.ingest.decode import decode_bytes
from geoincidents.ingest.draft import Draft
from geoincidents.ingest.readers.json_document import draft_object, parse_json
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.source import Source
from geoincidents.model.article import Skipped


def read_json_lines(source: Source) -> Iterator[Draft | Skipped]:
    """Read one article a line; a broken line is named and loses no other.

    Raises:
        RefusalError: the file holds no line with anything on it.
    """
    decoded = decode_bytes(source.data, source.encoding)
    if not decoded.text.strip():
        reason = "no text"
        raise RefusalError(reason, "write one JSON object a line, with a field 'text'")
    # Not splitlines(): U+2028 and its like are characters of a JSON string, not ends of a line.
    for number, line in enumerate(decoded.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield draft_object(parse_json(line, number), decoded, source, number)
        except RefusalError as refusal:
            yield refusal.name_input(f"{source.shown}:{number}")
