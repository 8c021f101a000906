"""Say how far a run over many articles is: how many, how fast, and how long it will still take."""

import contextlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from geoincidents.cli.terminal import open_console

if TYPE_CHECKING:
    from rich.progress import Task
    from rich.text import Text

    from geoincidents.model import Article

PACKED = (".bz2", ".gz", ".warc", ".xz", ".zip", ".zst")
PACKED_RATIO = 4  # characters of text in a byte of a packed file, about
_RECORD = re.compile(r"(!.*)?(:\d+)?$", re.DOTALL)


class Pace:
    """Estimate how many articles there are, by the share of the bytes that are taken in."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._total_bytes = sum(map(_measure, paths))
        self._past_bytes = 0
        self._file = ""
        self._file_bytes = 0
        self._inside = 0.0
        self.taken_in = 0

    def note(self, article: "Article") -> None:
        """Take an article in."""
        self.taken_in += 1
        path = _RECORD.sub("", article.path or "")
        if path != self._file:
            self._past_bytes += self._file_bytes
            self._file, self._file_bytes, self._inside = path, _measure(path), 0.0
        packed = path.lower().endswith(PACKED)
        self._inside += len(article.text) / (PACKED_RATIO if packed else 1)

    @property
    def total(self) -> int | None:
        """Give the number of articles that there may be; `None` where nothing tells."""
        done = self._past_bytes + min(self._inside, self._file_bytes)
        if not done or not self._total_bytes:
            return None
        return max(self.taken_in, round(self.taken_in * self._total_bytes / done))


@contextlib.contextmanager
def show_pace(
    paths: Sequence[str], *, quiet: bool
) -> Iterator[tuple["Callable[[Article, bool], None]", Callable[[int], None]]]:
    """Draw a bar on standard error; give what is told of articles taken in, and of those read."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield (lambda _article, _known: None), (lambda _count: None)
        return
    from rich.progress import (  # noqa: PLC0415 - only a terminal pays for the bar
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text  # noqa: PLC0415 - as above

    class Rate(ProgressColumn):
        def render(self, task: "Task") -> "Text":
            speed = task.finished_speed or task.speed
            return Text("" if speed is None else f"{speed:,.0f} articles/s")

    pace = Pace(paths)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=open_console(), transient=True) as progress:
        task = progress.add_task("Finding incidents", total=None)

        def take_in(article: "Article", known: bool) -> None:  # noqa: FBT001 - the callback's form
            pace.note(article)
            progress.update(task, total=pace.total, advance=int(known))

        yield take_in, lambda count: progress.update(task, advance=count)


def _measure(path: str) -> int:
    """Give the bytes of a file, or of all files below a folder; 0 where nobody can say."""
    if Path(path).is_dir():
        files = (os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)  # noqa: PTH118 - a million of Path would take seconds
        return sum(map(_measure_file, files))
    return _measure_file(path)


def _measure_file(path: str) -> int:
    try:
        return os.stat(path).st_size  # noqa: PTH116 - as above
    except (OSError, ValueError):
        return 0
