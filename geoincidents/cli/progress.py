"""Show how far the work is, to people at a terminal only."""

import contextlib
import sys
from collections.abc import Callable, Iterator

from geoincidents.cli.terminal import open_console


@contextlib.contextmanager
def show_progress(label: str, total: int, *, quiet: bool) -> Iterator[Callable[[], None]]:
    """Draw a bar on standard error; give what moves it on by one."""
    if quiet or sys.stderr is None or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.progress import (  # noqa: PLC0415 - only a terminal pays for the bar
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=open_console(), transient=True) as progress:
        task = progress.add_task(label, total=total)
        yield lambda: progress.advance(task)
