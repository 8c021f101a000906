"""One input: its names, and its bytes, read without ever blocking or filling the memory."""

import errno
import io
import os
import stat
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

from geoincidents.ingest.refusal import RefusalError

MAX_BYTES = 64 * 1024 * 1024  # of a file that is read whole; streams of records have no limit
STDIN = "-"
_PART_BYTES = 1 << 16  # a read for more takes as much memory first, however short the file


@dataclass(frozen=True, slots=True, kw_only=True)
class Presumed:
    """Hold a day that stands in where nobody says the day of publication, and what day it is."""

    day: date
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Name where articles come from: a file, a member of an archive, a page of the network.

    `shown` is its path as people see it, `file_id` the id that its name gives, `stem` its bare
    name by which a sheet of metadata tells of it, `folder_name` that of the folder or archive it
    lies in, `extension` lower case with its dot. `encoding` is what the user said, which wins.
    `url`, `fetched` and `presumed` are what is known before it is read.
    """

    shown: str
    file_id: str
    folder_name: str
    extension: str
    stem: str = ""
    encoding: str | None = None
    url: str | None = None
    fetched: datetime | None = None
    presumed: Presumed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Origin):
    """Hold the bytes of an input that is read whole; it can be sent to another process."""

    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened(Origin):
    """Hold the stream of an input that is read record by record, or member by member."""

    stream: BinaryIO


def open_file(path: Path) -> BinaryIO:
    """Open a regular file to read; the caller closes it.

    Raises:
        RefusalError: it cannot be opened, or is no regular file.
    """
    # A named pipe or device would block or never end: open without waiting, then look.
    flags = os.O_RDONLY
    for flag in ("O_BINARY", "O_CLOEXEC", "O_NONBLOCK", "O_NOCTTY"):
        flags |= getattr(os, flag, 0)
    try:
        stream = open(os.open(path, flags), "rb")  # noqa: PTH123, SIM115 - a descriptor, not a path; the caller closes it
    except OSError as error:
        raise explain_os_error(error) from error
    try:
        refuse_special(os.fstat(stream.fileno()).st_mode)
    except BaseException:
        stream.close()
        raise
    return stream


def load_file(path: Path) -> bytes:
    """Give the content of a regular file.

    Raises:
        RefusalError: it cannot be read, is no regular file, or is over 64 MB.
    """
    with open_file(path) as stream:
        return load_stream(stream)


def load_stream(stream: BinaryIO, limit: int = MAX_BYTES) -> bytes:
    """Read a stream to its end.

    Raises:
        RefusalError: it holds over `limit` bytes, or cannot be read.
    """
    parts = io.BytesIO()
    try:
        while parts.tell() <= limit and (part := stream.read(_PART_BYTES)):
            parts.write(part)
    except OSError as error:
        raise explain_os_error(error) from error
    if parts.tell() > limit:
        reason = f"larger than {limit // 2**20} MB"
        raise RefusalError(reason, "split it into smaller files")
    return parts.getvalue()


def refuse_special(mode: int) -> None:
    """Refuse folders, pipes, sockets and devices, by the mode of `os.stat`.

    Raises:
        RefusalError: it is no regular file.
    """
    if stat.S_ISDIR(mode):
        reason = "is a folder"
        raise RefusalError(reason, "give the folder itself as an input to read what it holds")
    if not stat.S_ISREG(mode):
        reason = "not a regular file"
        raise RefusalError(reason, "copy it to a file, or pipe it to standard input and give -")


def explain_os_error(error: OSError) -> RefusalError:
    """Give the refusal that tells an error of the operating system in plain words."""
    if isinstance(error, PermissionError):
        return RefusalError("permission denied", "make it readable (chmod u+r), or copy it")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return RefusalError("no such file or folder", "check the spelling of the path")
    if error.errno == errno.ELOOP:
        return RefusalError("link loop", "remove the link, or give the file that it should name")
    if error.errno == errno.ENAMETOOLONG:
        return RefusalError("path too long", "move it to a folder with a shorter path")
    return RefusalError(error.strerror or "cannot be read", "copy it elsewhere and try again")
