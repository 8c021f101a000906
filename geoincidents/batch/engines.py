"""Choose who reads the articles: this process, or several."""

import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Protocol

from geoincidents.batch.items import Chunk, Result
from geoincidents.batch.limit import LIMIT_S
from geoincidents.batch.pool import Pool
from geoincidents.batch.work import read_chunk
from geoincidents.gazetteer import Gazetteer

MOST_A_CORE = 8  # processes: more would only take memory
FEW_CHUNKS = 8  # less than that is read before other processes have started


class Engine(Protocol):
    """Read chunks, in any order, and let go of what that takes.

    An empty chunk says that there is nothing until something has come back.
    """

    def read(self, chunks: Iterable[Chunk]) -> Iterator[list[Result]]:
        """Give what comes of each chunk."""

    def close(self) -> None:
        """End what was started."""


class Alone:
    """Read in this process."""

    def __init__(self, gazetteer: Gazetteer, *, limit_s: float = LIMIT_S) -> None:
        self._gazetteer = gazetteer
        self._limit_s = limit_s

    def read(self, chunks: Iterable[Chunk]) -> Iterator[list[Result]]:
        """Give what comes of each chunk, in their order."""
        return (read_chunk(one, self._gazetteer, limit_s=self._limit_s) for one in chunks)

    def close(self) -> None:
        """Do nothing: nothing was started."""


class Local:
    """Read in this process where there is little, else in `workers` processes, when asked first.

    Without `workers` there are as many as this process has cores; never more than `MOST_A_CORE`
    times as many, whoever asks.
    """

    def __init__(self, gazetteer: Gazetteer, workers: int | None = None) -> None:
        self._gazetteer = gazetteer
        self._workers = workers
        self._engine: Engine | None = None

    def read(self, chunks: Iterable[Chunk]) -> Iterator[list[Result]]:
        """Give what comes of each chunk."""
        source = iter(chunks)
        if self._engine is None:
            first = list(islice(source, FEW_CHUNKS)) if self._workers is None else []
            workers = self._workers or (count_cores() if len(first) == FEW_CHUNKS else 1)
            workers = min(workers, MOST_A_CORE * count_cores())
            self._engine = Pool(workers) if workers > 1 else Alone(self._gazetteer)
            source = chain(first, source)
        yield from self._engine.read(source)

    def close(self) -> None:
        """End the processes."""
        if self._engine is not None:
            self._engine.close()


def count_cores() -> int:
    """Give the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
