"""Run steps in forks of one warm process: a fault can be tried every few milliseconds."""

import contextlib
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

FAULTY = 70  # of a fork that raised something that nobody expected


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """Say how a fork ended: its exit code (negative: the signal), how long it took to end."""

    code: int
    took_s: float
    said: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """Hold the process id of a fork, and the descriptor on which it is heard."""

    pid: int
    heard: int


def start_fork(step: Callable[[], int]) -> int:
    """Run `step` in a fork; give its process id. Its exit code is what `step` gives."""
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if pid:
        return pid
    code = FAULTY
    try:
        code = step()
    except BaseException:  # noqa: BLE001 - a fork may not run on into its parent's code
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def end_fork(pid: int, after_s: float | None = None) -> Ended:
    """Wait for a fork; with `after_s` it is killed then, if it still runs."""
    started = time.perf_counter()
    if after_s is not None:
        time.sleep(after_s)
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    return Ended(code=os.waitstatus_to_exitcode(status), took_s=time.perf_counter() - started)


def run_command(words: list[str], said: int | None = None) -> int:
    """Run the command line in this process, a fork; what it says on stderr goes to `said`."""
    from geoincidents.cli import main  # noqa: PLC0415 - warm already

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere if said is None else said, 2)
    # A stream that was opened on a file takes what is there now for one, and seeks in it.
    sys.stdout, sys.stderr = (os.fdopen(number, "w", closefd=False) for number in (1, 2))
    return main(words)


def start_command(words: list[str], prepare: Callable[[], object] | None = None) -> Running:
    """Start a command in a fork, `prepare` before it."""
    reader, writer = os.pipe()  # not a file: its size may be what is limited

    def run() -> int:
        os.close(reader)
        if prepare is not None:
            prepare()
        return run_command(words, writer)

    pid = start_fork(run)
    os.close(writer)
    return Running(pid=pid, heard=reader)


def hear_end(running: Running) -> Ended:
    """Wait for a command to end; hear what it says on stderr."""
    with os.fdopen(running.heard, encoding="utf-8", errors="replace") as heard:
        said = heard.read()
    return replace(end_fork(running.pid), said=said)


def hear_command(words: list[str], prepare: Callable[[], object] | None = None) -> Ended:
    """Run a command in a fork to its end, `prepare` before it; hear what it says on stderr."""
    return hear_end(start_command(words, prepare))


def end_well(words: list[str], ended: Ended) -> Ended:
    """Give a run back that ended well; where it did not, there is nothing to try.

    Raises:
        SystemExit: it failed.
    """
    if ended.code:
        msg = f"{' '.join(words)} ended with {ended.code}: {ended.said}"
        raise SystemExit(msg)
    return ended


def load_what_it_loads(words: list[str], folder: Path) -> None:
    """Import what a command imports, found out in a fork: further forks then begin at once.

    Nothing is used here: a library that had started threads would not live through a fork.
    """
    names = folder / "modules"

    def run() -> int:
        code = run_command(words)
        names.write_text("\n".join(sorted(sys.modules)), "utf-8")
        return code

    end_well(words, end_fork(start_fork(run)))
    for name in names.read_text("utf-8").split():
        with contextlib.suppress(ImportError):  # a module may be made by another, not by a file
            import_module(name)
