"""What benchmarks measure with: processor time, whole commands with their children, the loop.

Figures are those of the processor, with a loop of plain Python beside them in the same run: the
loop makes figures of different machines, and of a busy and an idle one, comparable.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

COMMAND = Path(sys.executable).with_name("geoincidents")
CALIBRATION = 3_000_000
_SAMPLE_S = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """Hold the seconds that something took, of the processor and by the clock."""

    cpu_s: float
    wall_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """Hold what a command took with all its children; memory is the most that all held at once."""

    cpu_s: float
    wall_s: float
    peak_mb: float


def measure(work: Callable[[], object]) -> Spent:
    """Give the seconds that one call takes."""
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Spent(cpu_s=time.process_time() - cpu, wall_s=time.perf_counter() - wall)


def run_loop() -> int:
    """Work through a loop of plain Python that stands for the speed of the machine."""
    value, seen = 0, {}
    for number in range(CALIBRATION):
        value = (value * 31 + number) & 0xFFFF
        seen[value] = number
    return len(seen)


def measure_loop() -> float:
    """Give the seconds of the loop: the least of three, what else runs only adds to it."""
    return min(measure(run_loop).cpu_s for _ in range(3))


_NO_BYTE_CODE = "PYTHONDONTWRITEBYTECODE"


def run_command(arguments: Sequence[str | Path], *, folder: Path | None = None) -> Ran:
    """Run the installed command and give what it took.

    Raises:
        RuntimeError: it failed; says how it ended and its last line.
    """
    began = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - ours
        [COMMAND, *map(str, arguments)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        cwd=folder,
        # Where byte code is not kept, each start compiles all files again: no user has it so.
        env={name: value for name, value in os.environ.items() if name != _NO_BYTE_CODE},
    )
    before = os.times()
    peak = _watch(process)
    wall = time.perf_counter() - began
    after = os.times()
    said = process.stderr.read().strip() if process.stderr else ""
    if process.returncode:
        msg = f"geoincidents {arguments[0]} ended with {process.returncode}: {said[-300:]}"
        raise RuntimeError(msg)
    cpu = after.children_user + after.children_system
    return Ran(
        cpu_s=cpu - before.children_user - before.children_system, wall_s=wall, peak_mb=peak / 1e6
    )


def _watch(process: "subprocess.Popen[str]") -> int:
    """Wait for a process, and give the most bytes that it and its children held at once."""
    peak = 0
    held = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            every = [held, *held.children(recursive=True)]
            # What is shared (the index, the code of Python) is counted once for each.
            peak = max(peak, sum(one.memory_info().rss for one in every))
        except psutil.Error:  # one of them ended just now
            continue
        time.sleep(_SAMPLE_S)
    return peak
