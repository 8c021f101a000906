"""Read a file of incidents, or standard input, as commands are given it."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geoincidents.model import Incidents

STDIN = "-"


def read_incidents(path: str) -> "Incidents":
    """Read the `incidents.jsonl` at `path`, or what comes in on `-`."""
    # Imported here, so that --help does not wait for the stores.
    from pathlib import Path  # noqa: PLC0415

    from geoincidents.store import decode_jsonl, read_jsonl  # noqa: PLC0415

    if path == STDIN:
        return decode_jsonl(sys.stdin.buffer.read(), "standard input")
    return read_jsonl(Path(path))
