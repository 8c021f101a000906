"""Write to the terminal: nothing out of an article or a file name can steer it."""

import contextlib
import io
import os
import sys
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console

JOINERS = "\u200c\u200d"  # words of Persian and emoji fall apart without them; they steer nothing


def prepare_streams() -> None:
    """Let a terminal of any encoding show any character, as an escape where it has none."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def show_text(text: object) -> str:
    """Give one printable line: white space becomes a space, every control an escape."""
    return escape_controls(" ".join(str(text).split()))


def escape_controls(text: str) -> str:
    """Give text with every control as an escape and its spaces as they are."""
    return "".join(c if c.isprintable() or c in JOINERS else ascii(c)[1:-1] for c in text)


def print_line(line: str) -> None:
    """Say one line to people, on standard error."""
    _write(sys.stderr, f"{line}\n")


def print_output(text: str) -> None:
    """Give the next program its input, on standard output."""
    _write(sys.stdout, f"{text}\n")


def write_output(data: bytes) -> None:
    """Give the next program bytes on standard output, whatever encoding the terminal has."""
    stream = sys.stdout
    if stream is None:
        return
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()
    except BrokenPipeError:
        silence_stream(stream)


def open_console() -> "Console":
    """Give rich's view of standard error."""
    from rich.console import Console  # noqa: PLC0415 - only what draws a table pays for rich

    return Console(stderr=True, highlight=False, emoji=False, markup=False)


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:  # a program without a terminal: pythonw, or a closed descriptor
        return
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        silence_stream(stream)


def silence_stream(stream: TextIO) -> None:
    """Let what is still to be written go nowhere: the reader has closed the pipe."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
