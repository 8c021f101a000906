"""Files of incidents, bent: each is read back, or refused with what is wrong in it."""

from collections.abc import Iterable
from pathlib import Path

from fuzz.entries import Target
from geoincidents import find_incidents, read_articles
from geoincidents.errors import GeoincidentsError
from geoincidents.store import read_formats, read_incidents, to_file

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
READ_BACK = tuple(name for name, one in read_formats().items() if one.reads)
MOST_INCIDENTS = 2
DEEP = 4000  # JSON nested deeper than a parser may follow


def load_target(folder: Path) -> Target:
    """Give what reads a file back; the first byte says in which format."""

    def read(data: bytes) -> None:
        name = READ_BACK[data[0] % len(READ_BACK)] if data else READ_BACK[0]
        path = folder / f"x{read_formats()[name].suffix}"
        path.write_bytes(data[1:])
        try:
            read_incidents(path, as_format=name)
        except GeoincidentsError:
            return

    return read


def list_seeds(folder: Path) -> Iterable[bytes]:
    """Give two incidents in each format that is read back."""
    found = find_incidents(read_articles(str(SEEDS))).items[:MOST_INCIDENTS]
    for number, name in enumerate(READ_BACK):
        yield bytes([number]) + b"[" * DEEP
        for path in to_file(found, folder / f"seed{read_formats()[name].suffix}", as_format=name):
            yield bytes([number]) + path.read_bytes()
