"""One reader a format, and the table of them."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from geoincidents.ingest.draft import Draft
from geoincidents.ingest.readers.delimited import read_table
from geoincidents.ingest.readers.json_document import read_json
from geoincidents.ingest.readers.json_lines import read_json_lines
from geoincidents.ingest.readers.plain_text import read_text
from geoincidents.ingest.readers.web_page import read_page
from geoincidents.ingest.source import Source
from geoincidents.model.article import Skipped

Reader = Callable[[Source], Iterator[Draft | Skipped]]

READERS: Mapping[str, Reader] = MappingProxyType(
    {
        ".txt": read_text,
        ".text": read_text,
        ".md": read_text,
        ".markdown": read_text,
        ".html": read_page,
        ".htm": read_page,
        ".xhtml": read_page,
        ".json": read_json,
        ".jsonl": read_json_lines,
        ".ndjson": read_json_lines,
        ".csv": read_table,
        ".tsv": read_table,
    }
)
