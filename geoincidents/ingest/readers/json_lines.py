"""JSON Lines: one article a line, read as they come."""

from collections.abc import Iterator

from geoincidents.ingest.draft import Draft
from geoincidents.ingest.lines import MAX_LINE, Lines, open_lines
from geoincidents.ingest.readers.json_document import draft_object, parse_json
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.source import Opened
from geoincidents.model.article import Skipped


def read_json_lines(source: Opened) -> Iterator[Draft | Skipped]:
    """Read one article a line; a broken line is named and loses no other.

    Raises:
        RefusalError: the file holds no line with anything on it, or is damaged.
    """
    # Lines end at a line feed alone: U+2028 and its like are characters of a JSON string.
    lines = open_lines(source, "\n")
    number = found = 0
    while (line := lines.read_line()) != "":
        number += 1
        if line is not None and not line.strip():
            continue
        found += 1
        try:
            yield _draft_line(line, number, lines, source)
        except RefusalError as refusal:
            yield refusal.name_input(f"{source.shown}:{number}")
    if not found:
        reason = "no text"
        raise RefusalError(reason, "write one JSON object a line, with a field 'text'")


def _draft_line(line: str | None, number: int, lines: Lines, source: Opened) -> Draft:
    if line is None:
        reason = f"a line of over {MAX_LINE:,} characters"
        raise RefusalError(reason, "write one article a line")
    decoded = lines.settle(line)
    return draft_object(parse_json(decoded.text, number), decoded, source, number)
