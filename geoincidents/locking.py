"""Let one run at a time write an output; a second one waits, or hears who is at it."""

import contextlib
import os
import socket
import sys
import warnings
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from geoincidents.disk import show_path
from geoincidents.errors import BusyError
from geoincidents.gazetteer.cache import find_cache_folder


@contextlib.contextmanager
def hold_output(path: Path, wait_s: float = 0.0) -> Iterator[None]:
    """Hold the output `path`, a file or a folder, until the block ends.

    The lock stands in the user's cache folder, so it leaves nothing beside the output; where that
    folder cannot be written to, each file is whole, but two runs may give some of each.

    Raises:
        BusyError: another run holds it, and still did after `wait_s`; names that run.
    """
    name = sha256(os.fsencode(os.path.realpath(path))).hexdigest()[:32]
    folder = find_cache_folder() / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{name}.lock")
        with warnings.catch_warnings():
            # A disk without locks: filelock then marks its file itself, which is as good here.
            warnings.simplefilter("ignore", UserWarning)
            lock.acquire(timeout=wait_s, poll_interval=0.05)
    except Timeout as error:
        holder = _read_holder(folder / f"{name}.holder")
        msg = f"{show_path(path)} is being written by {holder}; wait for it or give --wait SECONDS"
        raise BusyError(msg) from error
    except (OSError, NotImplementedError):  # the second: no locks, and an older filelock
        yield
        return
    try:
        with contextlib.suppress(OSError):
            (folder / f"{name}.holder").write_text(_describe_self(), encoding="utf-8")
        yield
    finally:
        with contextlib.suppress(OSError):
            (folder / f"{name}.holder").unlink()
        lock.release()


def _describe_self() -> str:
    program = Path(sys.argv[0]).name or "python"
    since = datetime.now().astimezone().strftime("%H:%M:%S")
    return f"{program} (process {os.getpid()} on {socket.gethostname()}, since {since})"


def _read_holder(path: Path) -> str:
    try:
        said = path.read_text(encoding="utf-8")
    except OSError:
        said = ""
    return show_path(Path(said)) if said else "another run"
