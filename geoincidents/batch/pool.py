"""Let processes read articles: one that dies or hangs costs its article, never the run."""

import contextlib
import gc
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from geoincidents.batch.items import (
    Chunk,
    Item,
    Result,
    blame_item,
    decode_chunk,
    decode_results,
    encode_items,
)
from geoincidents.batch.limit import LIMIT_S
from geoincidents.batch.work import read_chunk
from geoincidents.errors import GeoincidentsError
from geoincidents.model import Article

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

YOUNG_OBJECTS = 50_000  # as many are made before some that refer to each other are looked for
AHEAD = 2  # chunks a worker has: one it reads, one that waits in its pipe
PATIENCE_S = 60.0  # what hangs where no signal reaches it is ended from outside
TRIES = 2  # a worker may be killed by anybody once: the article is not to blame
_MAX_FALSE_STARTS = 3
_LOOK_S = 1.0
_NOWHERE = -1


@dataclass(slots=True)
class _Task:
    """Hold a chunk on its way; `tries` counts the workers that died of it, where it is one."""

    items: Chunk
    tries: int = 0


@dataclass(slots=True, eq=False)
class _Worker:
    process: SpawnProcess
    pipe: "Connection[bytes, bytes]"
    position: "Synchronized[int]"
    tasks: deque[_Task] = field(default_factory=deque)
    done: int = 0  # items of the chunks that it has given back
    seen_position: int = _NOWHERE
    seen_at: float = 0.0

    @property
    def index(self) -> int:
        """Give which item of its first task it is at; negative where it has not begun it."""
        return self.position.value - self.done

    @property
    def article(self) -> Article | None:
        """Give the article that it is at, where it is at one."""
        items = self.tasks[0].items if self.tasks else ()
        item = items[self.index] if 0 <= self.index < len(items) else None
        return item if isinstance(item, Article) else None


class Pool:
    """Keep worker processes, each with the gazetteer's files mapped into its memory."""

    def __init__(self, workers: int, *, limit_s: float = LIMIT_S) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._limit_s = limit_s
        self._false_starts = 0
        self._waiting: deque[_Task] = deque()
        self._workers = [self._start() for _ in range(workers)]

    def read(self, chunks: Iterable[Chunk]) -> Iterator[list[Result]]:
        """Give what comes of chunks, in the order in which they are done.

        Raises:
            GeoincidentsError: no worker comes up.
        """
        source = iter(chunks)
        is_over = False
        while True:
            while not is_over and (worker := self._find_free()) is not None:
                chunk = next(source, None)
                is_over = chunk is None
                if not chunk:  # nothing more, or nothing until something has come back
                    break
                self._send(worker, _Task(chunk))
            while self._waiting and (worker := self._find_free()) is not None:
                self._send(worker, self._waiting.popleft())
            if is_over and not self._waiting and not any(one.tasks for one in self._workers):
                return
            yield from self._collect()

    def close(self) -> None:
        """End every worker at once: what is not committed is read again."""
        for worker in self._workers:
            worker.process.kill()
        for worker in self._workers:
            worker.process.join()
            worker.pipe.close()
        self._workers = []

    def list_processes(self) -> list[int]:
        """Give the ids of the processes."""
        return [one.process.pid for one in self._workers if one.process.pid is not None]

    def list_busy(self) -> dict[int, Article]:
        """Give the processes that are at an article, by id, with that article."""
        at_work = ((one.process.pid, one.article) for one in list(self._workers))
        return {pid: article for pid, article in at_work if pid is not None and article is not None}

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        position = self._context.Value("q", _NOWHERE)
        process = self._context.Process(
            target=_serve, args=(theirs, position, self._limit_s), daemon=True
        )
        with _hold_interrupts():  # Ctrl-C is for the one who waits: it ends the workers
            process.start()
        theirs.close()
        return _Worker(process, ours, position)

    def _find_free(self) -> _Worker | None:
        free = [one for one in self._workers if len(one.tasks) < AHEAD]
        return min(free, key=lambda one: len(one.tasks), default=None)

    def _send(self, worker: _Worker, task: _Task) -> None:
        worker.tasks.append(task)
        # A worker that is dead is found by `_collect`, which sees what it still had.
        with contextlib.suppress(OSError):
            worker.pipe.send_bytes(encode_items(task.items))

    def _collect(self) -> Iterator[list[Result]]:
        """Wait for what comes next; replace the workers that died or hang."""
        by_pipe = {one.pipe: one for one in self._workers}
        for pipe in wait(list(by_pipe), timeout=_LOOK_S):
            worker = by_pipe[pipe]  # type: ignore[index] # wait() gives back what it was given
            try:
                data = worker.pipe.recv_bytes()
            except (EOFError, OSError):
                yield from self._replace(worker)
                continue
            self._false_starts = 0
            worker.done += len(worker.tasks.popleft().items)
            yield decode_results(data)
        for worker in self._workers:
            if self._is_hanging(worker):
                worker.process.kill()

    def _is_hanging(self, worker: _Worker) -> bool:
        """Tell whether a worker is at one article for too long."""
        position, now = worker.position.value, time.monotonic()
        if position != worker.seen_position or not worker.tasks:
            worker.seen_position, worker.seen_at = position, now
        return position != _NOWHERE and now - worker.seen_at > PATIENCE_S + self._limit_s

    def _replace(self, worker: _Worker) -> Iterator[list[Result]]:
        """Start another worker; part the article that the dead one was at from the others."""
        worker.process.join()
        worker.pipe.close()
        tasks = worker.tasks
        self._workers.remove(worker)
        if worker.position.value == _NOWHERE:
            self._false_starts += 1
            if self._false_starts > _MAX_FALSE_STARTS:
                msg = (
                    f"workers end before they begin (exit code {worker.process.exitcode}); "
                    "give --workers 1 to see why"
                )
                raise GeoincidentsError(msg)
            self._waiting.extend(tasks)
        else:
            if tasks and worker.index >= 0:
                yield from self._part(tasks.popleft(), worker.index)
            self._waiting.extend(tasks)
        self._workers.append(self._start())

    def _part(self, task: _Task, index: int) -> Iterator[list[Result]]:
        """Put the item at which a worker died into a task of its own; blame it in the end."""
        others = (task.items[:index], task.items[index + 1 :])
        self._waiting.extend(_Task(part) for part in others if part)
        if task.tries + 1 < TRIES:
            suspect = task.items[index : index + 1]
            self._waiting.append(_Task(suspect, tries=task.tries + 1))
        else:
            yield [_blame_death(task.items[index])]


def _blame_death(item: Item) -> Result:
    return blame_item(
        item,
        f"{TRIES} workers ended while they read it (out of memory, killed, or hanging)",
        "split it into smaller articles, or report it together with the article",
    )


def _serve(pipe: "Connection[bytes, bytes]", position: "Synchronized[int]", limit_s: float) -> None:
    """Read what comes through the pipe until it is closed."""
    from geoincidents.gazetteer import load_gazetteer  # noqa: PLC0415 - the parent has one of its own
    from geoincidents.pipeline import load_rooms  # noqa: PLC0415 - the parent reads nothing

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gazetteer = load_gazetteer()
    load_rooms()
    # What is loaded stays, and next to nothing that reading makes refers to itself: whoever looks
    # for such things through all of it again and again spends a fifteenth of the time on it.
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS, 20, 100)
    chunks: SimpleQueue[bytes] = SimpleQueue()
    # What comes in is taken at once: two that both wait to be rid of something would wait for ever.
    Thread(target=_take_in, args=(pipe, chunks), daemon=True).start()
    begun = 0

    def note(_index: int) -> None:
        nonlocal begun
        position.value = begun
        begun += 1

    while data := chunks.get():
        results = read_chunk(decode_chunk(data), gazetteer, limit_s=limit_s, on_item=note)
        with contextlib.suppress(OSError):  # the parent is gone, and so is the next chunk
            pipe.send_bytes(encode_items(results))


def _take_in(pipe: "Connection[bytes, bytes]", chunks: "SimpleQueue[bytes]") -> None:
    with contextlib.suppress(EOFError, OSError):
        while True:
            chunks.put(pipe.recv_bytes())
    chunks.put(b"")


@contextlib.contextmanager
def _hold_interrupts() -> Iterator[None]:
    """Let processes that are started here never hear of Ctrl-C."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)
