"""Start the command in forks of one process that has imported it: half of a short run is imports.

A fork is a process of its own all the same: its folder, environment, streams, signals and exit code
are those of a run, it ends as the interpreter ends, and nothing that it does is seen by the next.
POSIX only.
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from io import BufferedReader, BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import NoReturn

LONGEST = 1 << 17  # bytes of a question: words and environment
LONGEST_RUN_S = 300
# What commands import late.
IMPORTED = (
    *("geopandas", "pyogrio", "pyarrow.parquet", "matplotlib.figure", "docx", "trafilatura"),
    *(
        "matplotlib.backends.backend_agg",
        "rich.progress",
        "rich.table",
        "concurrent.futures.process",
    ),
)
LEFT_OUT = ("geoincidents.__main__", "geoincidents.store.postgis.migrations")  # run, not imported


def run_warm(
    words: Sequence[str], folder: Path, *, stdin: bytes, env: Mapping[str, str]
) -> tuple[int, bytes, bytes]:
    """Run a command, its path and words, in a folder; give exit code, stdout and stderr."""
    question = json.dumps([list(words), str(folder), dict(env)]).encode()
    ours, theirs = socket.socketpair()
    with TemporaryFile() as given, TemporaryFile() as out, TemporaryFile() as err, ours:
        given.write(stdin)
        given.seek(0)
        with theirs:
            streams = [file.fileno() for file in (given, out, err, theirs)]
            socket.send_fds(_start_server(os.getpid()), [question], streams)
        answer = ours.recv(16)
        out.seek(0)
        err.seek(0)
        return int(answer), out.read(), err.read()


@cache
def _start_server(_asker: int) -> socket.socket:
    """Start the process that forks; it ends with the one that asks."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with theirs:
        server = subprocess.Popen(
            [sys.executable, __file__, str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env={**os.environ, "PYTHONUTF8": "1"},
        )

    def end() -> None:
        ours.close()
        server.wait()

    atexit.register(end)
    return ours


def serve(questions: socket.socket) -> None:
    """Answer every question in a fork, until nobody asks."""
    _import_all()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the waiters
    while True:
        question, descriptors, _, _ = socket.recv_fds(questions, LONGEST, 4)
        if not question:
            return
        if _fork() == 0:
            questions.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _wait(*json.loads(question), *descriptors)
        for descriptor in descriptors:
            os.close(descriptor)


def _import_all() -> None:
    import geoincidents  # noqa: PLC0415 - the process that asks does not need it

    for name in IMPORTED:
        importlib.import_module(name)
    for module in pkgutil.walk_packages(geoincidents.__path__, "geoincidents."):
        if not module.name.startswith(LEFT_OUT):
            importlib.import_module(module.name)


def _fork() -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # numpy's idle threads are no harm
        return os.fork()


def _wait(  # noqa: PLR0913, PLR0917 - what a question holds
    words: list[str], folder: str, env: dict[str, str], given: int, out: int, err: int, answer: int
) -> NoReturn:
    """Run the command in one more fork and tell how that ended, as subprocess tells it."""
    child = _fork()
    if child == 0:
        os.close(answer)
        _run(words, folder, env, (given, out, err))
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(LONGEST_RUN_S)
    _, status = os.waitpid(child, 0)
    os.write(answer, str(os.waitstatus_to_exitcode(status)).encode())
    os._exit(0)


def _run(words: list[str], folder: str, env: dict[str, str], streams: Sequence[int]) -> NoReturn:
    from geoincidents.cli import main  # noqa: PLC0415 - see above

    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    sys.argv = words
    reader = BufferedReader(FileIO(0, "r", closefd=False))
    sys.stdin = sys.__stdin__ = TextIOWrapper(reader, "utf-8", "surrogateescape")  # type: ignore[misc]
    sys.stdout = sys.__stdout__ = _open_output(1, "surrogateescape")  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _open_output(2, "backslashreplace")  # type: ignore[misc]
    sys.exit(main())


def _open_output(number: int, errors: str) -> TextIOWrapper:
    writer = BufferedWriter(FileIO(number, "w", closefd=False))
    return TextIOWrapper(writer, "utf-8", errors, line_buffering=number == 2)


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as socket_of_questions:
        serve(socket_of_questions)
