"""Let runs race for one output: nothing torn, nothing lost without a word.

    python -m fuzz.races [--races 100] [--runners 4] [--seed 1]

The runners start at the same moment with incidents of their own, half of them ready to wait. After
each race all files must be those of one runner that ended well, and a runner that did not write
must have said who did. Every third race has a cache folder that cannot hold locks.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from random import Random

from fuzz.forks import Ended, end_well, hear_command, hear_end, load_what_it_loads, start_command
from fuzz.outputs import (
    Output,
    State,
    give_cache,
    is_temporary,
    list_outputs,
    prepare_inputs,
    put_state,
    read_state,
)
from geoincidents.cli.codes import BUSY, FINE
from geoincidents.gazetteer.cache import CACHE_VARIABLE

RACED = ("map", "gpkg", "geojson", "geojson-layers", "csv", "parquet")
LOCKLESS = 3  # each how many races
WAITING = 0.5  # share of the runners that wait for their turn
NAMES = ("first", "second", "third", "fourth", "fifth")


def main() -> int:
    """Run the races that are asked for; give 1 where something was torn or lost."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--races", type=int, default=100)
    parser.add_argument("--runners", type=int, default=4, choices=range(2, 6))
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    random = Random(asked.seed)  # noqa: S311 - who waits, not secrets
    outputs = {one.name: one for one in list_outputs()}
    counted: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="races-") as folder:
        give_cache(Path(folder))
        inputs = prepare_inputs(Path(folder), NAMES[: asked.runners])
        courses = [Course(outputs[name], inputs, Path(folder) / "out") for name in RACED]
        for number, course in enumerate(islice(cycle(courses), asked.races)):
            _hold_locks(Path(folder) / "cache", held=number % LOCKLESS != LOCKLESS - 1)
            for fault in course.race(random, counted):
                counted["faults"] += 1
                print(f"race {number}, {course.output.name}: {fault}", flush=True)
    figures = ", ".join(f"{count} {what}" for what, count in sorted(counted.items()))
    print(f"{asked.races} races of {asked.runners} runners: {figures or 'none'}")
    return 1 if counted["faults"] or not counted["wrote"] else 0


class Course:
    """Hold an output to race for, and what each runner leaves behind where it runs alone."""

    def __init__(self, output: Output, inputs: Sequence[Path], folder: Path) -> None:
        self.output = output
        self._folder = folder
        self._words = [output.fill(source, folder) for source in inputs]
        load_what_it_loads(self._words[0], folder.parent)
        self._alone: list[State] = []
        for words in self._words:
            put_state(folder, {})
            end_well(words, hear_command(words))
            self._alone.append(read_state(folder))

    def race(self, random: Random, counted: Counter[str]) -> Iterator[str]:
        """Let all run at once; give what was torn or lost, and count what came of it."""
        put_state(self._folder, self._alone[0])
        waits = [random.random() < WAITING for _ in self._words]
        gate, opener = os.pipe()

        def stand_ready() -> None:
            os.close(opener)
            os.read(gate, 1)  # until the gate opens for all

        running = [
            start_command([*words, *(("--wait", "120") if wait else ())], stand_ready)
            for words, wait in zip(self._words, waits, strict=True)
        ]
        os.close(opener)
        ended = [hear_end(one) for one in running]
        os.close(gate)
        counted["wrote"] += sum(one.code == FINE for one in ended)
        counted["told to wait"] += sum(one.code == BUSY for one in ended)
        yield from self._judge(ended, waits)

    def _judge(self, ended: Sequence[Ended], waits: Sequence[bool]) -> Iterator[str]:
        left = read_state(self._folder)
        yield from (f"{name} is left behind" for name in left if is_temporary(name))
        wrote = [state for state, one in zip(self._alone, ended, strict=True) if one.code == FINE]
        if _has_locks():
            if left not in wrote:
                yield "the files are not those of one run that ended well"
        else:  # whole files are all that can be promised
            for name, data in left.items():
                if data not in {state.get(name) for state in (*wrote, self._alone[0])}:
                    yield f"{name} is of no run that ended well"
        for one, wait in zip(ended, waits, strict=True):
            if one.code not in {FINE, BUSY} or (wait and one.code == BUSY):
                yield f"a runner ended with {one.code}: {one.said[-300:]}"
            if one.code == BUSY and "is being written by" not in one.said:
                yield f"a runner that did not write said: {one.said[-300:]}"


def _hold_locks(cache: Path, *, held: bool) -> None:
    """Let the cache folder hold locks, or not: a file in place of their folder."""
    locks = cache / "locks"
    if held:
        if locks.is_file():
            locks.unlink()
    else:
        shutil.rmtree(locks, ignore_errors=True)
        locks.touch()


def _has_locks() -> bool:
    return not Path(os.environ[CACHE_VARIABLE], "locks").is_file()


if __name__ == "__main__":
    sys.exit(main())
