"""Let files that are written one after the other take their places together, at the end."""

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO


@dataclass(slots=True)
class Moves:
    """Hold what waits: files under other names, which are locked until they have their own.

    `waiting` has the name that a file is to get, and where it is; `locks` are open descriptors or
    files, `staged` folders that go in the end, `afterwards` is done when all stand in their places.
    """

    waiting: dict[Path, Path] = field(default_factory=dict)
    locks: list[int | BinaryIO] = field(default_factory=list)
    staged: list[Path] = field(default_factory=list)
    afterwards: list[Callable[[], None]] = field(default_factory=list)

    def add(self, file: Path, target: Path) -> None:
        """Let a file wait to take the place of another."""
        if former := self.waiting.pop(target, None):  # written twice: the last one counts
            former.unlink()
        self.waiting[target] = file

    def finish(self) -> list[Path]:
        """Put everything in its place, one file straight after the other; give the folders.

        Raises:
            OSError: a file could not take its place.
        """
        folders = dict.fromkeys(target.parent for target in self.waiting)
        while self.waiting:
            target = next(iter(self.waiting))
            self.waiting[target].replace(target)
            del self.waiting[target]
        for work in self.afterwards:
            work()
        return list(folders)

    def close(self) -> None:
        """Let go of everything; what has not got its place is deleted."""
        for file in self.waiting.values():
            with contextlib.suppress(OSError):
                file.unlink()
        for folder in self.staged:
            shutil.rmtree(folder, ignore_errors=True)
        for lock in self.locks:
            with contextlib.suppress(OSError):
                os.close(lock) if isinstance(lock, int) else lock.close()


_moves: ContextVar[Moves | None] = ContextVar("moves", default=None)


def find_moves() -> Moves | None:
    """Give the moves that are under way, where files are to wait."""
    return _moves.get()


@contextlib.contextmanager
def collect_moves() -> Iterator[Moves]:
    """Let everything that is written in the block wait."""
    moves = Moves()
    token = _moves.set(moves)
    try:
        yield moves
    finally:
        _moves.reset(token)
        moves.close()


def find_written(path: Path) -> Path:
    """Give where a file that was written is now: in its place, or waiting for it."""
    moves = _moves.get()
    return path if moves is None else moves.waiting.get(Path(os.path.realpath(path)), path)


def do_when_moved(work: Callable[[], None]) -> None:
    """Do something when what is written stands in its place: at once, where nothing waits."""
    moves = _moves.get()
    if moves is None:
        work()
    else:
        moves.afterwards.append(work)
