"""The bytes of one input, read without ever blocking or filling the memory."""

import errno
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from geoincidents.ingest.refusal import RefusalError

MAX_BYTES = 64 * 1024 * 1024
STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Hold the bytes of an input with its names.

    `shown` is its path as people see it, `file_id` the id that its name gives, `folder_name` that
    of the folder it lies in, `extension` lower case with its dot. `encoding` is what the user
    said, which wins.
    """

    data: bytes
    shown: str
    file_id: str
    folder_name: str
    extension: str
    encoding: str | None = None


def load_file(path: Path) -> bytes:
    """Give the content of a regular file.

    Raises:
        RefusalError: it cannot be opened, is no regular file, or is over 64 MB.
    """
    # A named pipe or device would block or never end: open without waiting, then look.
    flags = os.O_RDONLY
    for flag in ("O_BINARY", "O_CLOEXEC", "O_NONBLOCK", "O_NOCTTY"):
        flags |= getattr(os, flag, 0)
    try:
        with open(os.open(path, flags), "rb") as stream:  # noqa: PTH123 - a descriptor, not a path
            state = os.fstat(stream.fileno())
            refuse_special(state.st_mode)
            return load_stream(stream)
    except OSError as error:
        raise explain_os_error(error) from error


def load_stream(stream: BinaryIO) -> bytes:
    """Read a stream to its end.

    Raises:
        RefusalError: it holds over 64 MB.
    """
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        reason = f"larger than {MAX_BYTES // 2**20} MB"
        raise RefusalError(reason, "split it into smaller files")
    return data


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
