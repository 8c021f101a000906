"""Long files of text, line by line, in the encoding that their beginning tells."""

import io
import re
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from geoincidents.ingest.cleaning import REPLACEMENT
from geoincidents.ingest.decode import MARKS, Decoded, decode_bytes
from geoincidents.ingest.source import Opened

MAX_LINE = 40_000_000  # characters; an article of the most that are read, with every letter escaped
_HEAD_BYTES = 1 << 20
_BYTE_ESCAPES = re.compile("[\udc80-\udcff]")  # PEP 383: what is not of the encoding
_WIDE = ("utf-16", "utf-32")


class _Rejoined(io.RawIOBase):
    """Give the head of a stream that was read already, and then the rest of it."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - whatever bytes can be written to
        view = memoryview(buffer)
        part = self._head.read(len(view)) or self._rest.read(len(view))
        view[: len(part)] = part
        return len(part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Hold the open text of a file, and what was found out of its encoding."""

    stream: io.TextIOWrapper
    told: Decoded

    def read_line(self) -> str | None:
        """Give the next line with its end; `None` for one that is too long, `""` at the end."""
        line = self.stream.readline(MAX_LINE)
        if len(line) < MAX_LINE:
            return line
        while len(line) == MAX_LINE and not line.endswith("\n"):
            line = self.stream.readline(MAX_LINE)
        return None

    def settle(self, part: str) -> Decoded:
        """Give a part of the text with U+FFFD for each byte that is not of the encoding."""
        if part.isascii():
            return Decoded(text=part)
        text, replaced = _BYTE_ESCAPES.subn(REPLACEMENT, part)
        if self.told.encoding.startswith(_WIDE):
            replaced = text.count(REPLACEMENT)
        return Decoded(text=text, note=self.told.note, replaced=replaced)


def open_lines(source: Opened, newline: str) -> Lines:
    r"""Open a text to be read by lines, which end as `newline` says to `io.TextIOWrapper`.

    A byte order mark goes. The encoding is that of the first megabyte.

    Raises:
        RefusalError: there is nothing in it, or it is no text.
    """
    head = read_head(source.stream)
    told = decode_bytes(_cut_whole(head), source.encoding)
    for mark, name in MARKS:
        if name == told.encoding:
            head = head.removeprefix(mark)
    stream = io.TextIOWrapper(
        rejoin_stream(head, source.stream),
        encoding=told.encoding,
        errors="replace" if told.encoding.startswith(_WIDE) else "surrogateescape",
        newline=newline,
    )
    return Lines(stream=stream, told=told)


def rejoin_stream(head: bytes, rest: BinaryIO) -> BinaryIO:
    """Give a stream of which the head was read already."""
    return cast("BinaryIO", io.BufferedReader(_Rejoined(head, rest)))


def read_head(stream: BinaryIO) -> bytes:
    """Give the first megabyte of a stream, or all of a shorter one."""
    parts = io.BytesIO()
    while parts.tell() < _HEAD_BYTES and (part := stream.read(_HEAD_BYTES - parts.tell())):
        parts.write(part)
    return parts.getvalue()


def _cut_whole(head: bytes) -> bytes:
    """Cut the last line of a head that is only a part of its file: a letter may be torn there."""
    if len(head) < _HEAD_BYTES:
        return head
    cut = head.rfind(b"\n")
    if b"\0" in head or cut < 0:
        return head[: _HEAD_BYTES // 2]  # UTF-32 counts in fours
    return head[:cut]
