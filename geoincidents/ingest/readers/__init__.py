"""One reader a format, and the tables of them."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from geoincidents.ingest.draft import Draft
from geoincidents.ingest.readers.columns import read_parquet
from geoincidents.ingest.readers.delimited import read_table
from geoincidents.ingest.readers.feed import read_feed
from geoincidents.ingest.readers.json_document import read_json
from geoincidents.ingest.readers.json_lines import read_json_lines
from geoincidents.ingest.readers.message import read_message
from geoincidents.ingest.readers.pdf import read_pdf
from geoincidents.ingest.readers.plain_text import read_text
from geoincidents.ingest.readers.web_page import read_page
from geoincidents.ingest.readers.word import read_word
from geoincidents.ingest.source import Opened, Source
from geoincidents.model.article import Skipped

WholeReader = Callable[[Source], Iterator[Draft | Skipped]]
RecordReader = Callable[[Opened], Iterator[Draft | Skipped]]

# Read whole: an article, or a document that is one thing.
WHOLE: Mapping[str, WholeReader] = MappingProxyType(
    {
        ".txt": read_text,
        ".text": read_text,
        ".md": read_text,
        ".markdown": read_text,
        ".html": read_page,
        ".htm": read_page,
        ".xhtml": read_page,
        ".json": read_json,
        ".xml": read_feed,
        ".rss": read_feed,
        ".atom": read_feed,
        ".rdf": read_feed,
        ".docx": read_word,
        ".pdf": read_pdf,
        ".eml": read_message,
    }
)

# Of these, what is text as it stands: parsed sooner than sent to another process.
LIGHT = frozenset({".txt", ".text", ".md", ".markdown"})

# Read as streams, record by record, however long.
RECORDS: Mapping[str, RecordReader] = MappingProxyType(
    {
        ".jsonl": read_json_lines,
        ".ndjson": read_json_lines,
        ".csv": read_table,
        ".tsv": read_table,
        ".parquet": read_parquet,
    }
)
