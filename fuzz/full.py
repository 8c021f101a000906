"""Let the disk be full, or nobody may write to it: the old files stay, and the path is named.

    python -m fuzz.full [OUTPUT...]

Every output is written over an older state with each of `STARVED` bytes left to a file, with one
byte too few for its largest file, and in a folder that may not be written to.
"""

import argparse
import os
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from fuzz.forks import Ended, end_well, hear_command, load_what_it_loads
from fuzz.outputs import (
    Output,
    State,
    choose_outputs,
    give_cache,
    list_faults,
    prepare_inputs,
    put_state,
    read_state,
)
from geoincidents.cli.codes import FAILED, FINE
from geoincidents.disk import TEMPORARY_PREFIX

STARVED = (0, 100, 4096)
NOBODY = 65534
LONGEST_LINE = 300


def main() -> int:
    """Starve the outputs that are asked for; give 1 where one is at fault."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("outputs", nargs="*", metavar="OUTPUT", help="names; otherwise all")
    asked = parser.parse_args()
    chosen = choose_outputs(asked.outputs, parser)
    tried, faults = 0, 0
    with tempfile.TemporaryDirectory(prefix="full-") as folder:
        Path(folder).chmod(0o755)  # a user without rights reads the inputs in it
        give_cache(Path(folder))
        inputs = prepare_inputs(Path(folder))
        for output in chosen:
            for told in starve_output(output, inputs, Path(folder) / "out"):
                tried += 1
                faults += bool(told)
                for fault in told:
                    print(f"{output.name}: {fault}", flush=True)
    print(f"{len(chosen)} outputs, {tried} runs without the space or the right, {faults} at fault")
    return 1 if faults or not chosen else 0


def starve_output(output: Output, inputs: Sequence[Path], folder: Path) -> Iterator[list[str]]:
    """Write one output in each bad way; give what was at fault each time."""
    older_words, newer_words = (output.fill(source, folder) for source in inputs)
    load_what_it_loads(newer_words, folder.parent)
    put_state(folder, {})
    end_well(older_words, hear_command(older_words))
    older = read_state(folder)
    end_well(newer_words, hear_command(newer_words))
    newer = read_state(folder)
    largest = max(map(len, newer.values()))
    for left in sorted({*(size for size in STARVED if size < largest), largest - 1}):
        put_state(folder, older)
        ended = hear_command(newer_words, partial(_limit_files, left))
        yield [
            f"with {left:,} bytes left to a file: {f}" for f in _judge(ended, folder, older, newer)
        ]
    put_state(folder, older)
    folder.chmod(0o555)
    # The administrator may write everywhere.
    ended = hear_command(newer_words, _become_nobody if os.geteuid() == 0 else None)
    folder.chmod(0o755)
    yield [f"in a read-only folder: {fault}" for fault in _judge(ended, folder, older, older)]


def _judge(ended: Ended, folder: Path, older: State, newer: State) -> Iterator[str]:
    """Give what is wrong with a run that could not write, by its exit code, words and files."""
    left = read_state(folder)
    lines = [line for line in ended.said.splitlines() if line.strip()]
    if ended.code == FINE and left == newer != older:
        return  # the limit did not reach it
    if ended.code != FAILED:
        yield f"the exit code is {ended.code}"
    if not lines or str(folder) not in lines[-1] or TEMPORARY_PREFIX in lines[-1]:
        yield f"the last line does not name the path: {lines[-1:]}"
    if lines and len(lines[-1]) > LONGEST_LINE:
        yield f"the line has {len(lines[-1]):,} letters"
    if any("Traceback" in line for line in lines):
        yield "a traceback is shown"
    yield from list_faults(left, older, newer)
    yield from (f"{name} is left behind" for name in sorted(set(left) - {*older, *newer}))


def _limit_files(size: int) -> None:
    """Let no file grow over `size` bytes, as on a disk that is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    sys.dont_write_bytecode = True  # half a file of it would stay, and break the next command
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def _become_nobody() -> None:
    os.setgid(NOBODY)
    os.setuid(NOBODY)


if __name__ == "__main__":
    sys.exit(main())
