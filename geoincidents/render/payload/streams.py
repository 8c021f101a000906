"""Hold the streams of a page: a few in memory, what is more in a file without name."""

import tempfile
import weakref
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from threading import Lock

from geoincidents.disk import explain_failure
from geoincidents.errors import OutputError

HELD_BYTES = 32 << 20
PIECE_BYTES = 1 << 20


class Streams(Mapping[str, bytes]):
    """Give the bytes of a stream by its name, in the order that `order` names last.

    Several threads may add streams at once.
    """

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=HELD_BYTES)  # noqa: SIM115 - closed with its streams
        self._pieces: dict[str, list[tuple[int, int]]] = {}  # where they begin, and their bytes
        self._end = 0
        self._lock = Lock()
        weakref.finalize(self, self._file.close)

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Add a stream piece by piece.

        Raises:
            OutputError: there is no room for what waits to be written.
        """
        places = self._pieces[name] = []
        try:
            for piece in pieces:
                with self._lock:
                    self._file.seek(self._end)
                    self._file.write(piece)
                    places.append((self._end, len(piece)))
                    self._end += len(piece)
        except OSError as error:
            raise OutputError(explain_failure(error, Path(tempfile.gettempdir()))) from error

    def order(self, names: Iterable[str]) -> None:
        """Put the streams into an order; those that are not named are gone."""
        self._pieces = {name: self._pieces[name] for name in names}

    def measure(self, name: str) -> int:
        """Give the bytes of a stream."""
        return sum(size for _, size in self._pieces[name])

    def walk(self, name: str) -> Iterator[bytes]:
        """Give a stream piece by piece."""
        for place, size in self._pieces[name]:
            for start in range(place, place + size, PIECE_BYTES):
                with self._lock:
                    self._file.seek(start)
                    piece = self._file.read(min(PIECE_BYTES, place + size - start))
                yield piece

    def __getitem__(self, name: str) -> bytes:
        """Give a stream in one piece."""
        return b"".join(self.walk(name))

    def __iter__(self) -> Iterator[str]:
        """Give the names."""
        return iter(self._pieces)

    def __len__(self) -> int:
        """Count the streams."""
        return len(self._pieces)
