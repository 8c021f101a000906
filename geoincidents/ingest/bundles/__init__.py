"""Files that hold other files, and the table of them: each is opened member by member."""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from geoincidents.ingest.bundles.mailbox import open_mailbox
from geoincidents.ingest.bundles.tape import open_tape
from geoincidents.ingest.bundles.web_archive import open_web_archive
from geoincidents.ingest.bundles.zip_file import open_zip
from geoincidents.ingest.source import Opened
from geoincidents.model.article import Skipped

Opener = Callable[[Opened], Iterator[Opened | Skipped]]

BUNDLES: Mapping[str, Opener] = MappingProxyType(
    {
        ".zip": open_zip,
        ".tar": open_tape,
        ".warc": open_web_archive,
        ".mbox": open_mailbox,
    }
)
