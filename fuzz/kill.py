"""Kill writers at random moments: each file must be the old one or the new one.

    python -m fuzz.kill [OUTPUT...] [--moments 200] [--seed 1]

A moment is drawn between the first byte of a write and its end; after it the folder is looked at,
and a next run has to leave the new files and nothing else: it is tried after the first kill that
left something, and each tenth.
"""

import argparse
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from fuzz.forks import (
    end_fork,
    end_well,
    hear_command,
    load_what_it_loads,
    run_command,
    start_fork,
)
from fuzz.outputs import (
    Output,
    choose_outputs,
    is_temporary,
    list_differences,
    list_faults,
    prepare_inputs,
    put_state,
    read_state,
)
from geoincidents.disk import TEMPORARY_PREFIX
from geoincidents.gazetteer.cache import CACHE_VARIABLE

TIMED = 3  # runs that say how long a write takes
SWEPT = 10  # of so many kills that leave a temporary, a next run sweeps one
TRIES = 10  # a moment that falls behind the end of its run is no kill, and another is drawn


def main() -> int:
    """Kill the outputs that are asked for; give 1 where one is at fault."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("outputs", nargs="*", metavar="OUTPUT", help="names; otherwise all")
    parser.add_argument("--moments", type=int, default=200, help="kills of each output")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    chosen = choose_outputs(asked.outputs, parser)
    faulty = 0
    with tempfile.TemporaryDirectory(prefix="kill-") as folder:
        os.environ.setdefault(CACHE_VARIABLE, f"{folder}/cache")
        inputs = prepare_inputs(Path(folder))
        for output in chosen:
            random = Random(f"{asked.seed} {output.name}")  # noqa: S311 - moments, not secrets
            told, faults = kill_output(output, inputs, Path(folder) / "out", random, asked.moments)
            print(told, flush=True)
            for fault in faults:
                print(f"  {fault}", flush=True)
            faulty += bool(faults)
    print(f"{len(chosen)} outputs, {asked.moments} kills each, {faulty} at fault")
    return 1 if faulty or not chosen else 0


def kill_output(
    output: Output, inputs: Sequence[Path], folder: Path, random: Random, moments: int
) -> tuple[str, list[str]]:
    """Kill one output at `moments` random moments; give a line of figures, and the faults."""
    older_words, newer_words = (output.fill(source, folder) for source in inputs)
    load_what_it_loads(newer_words, folder.parent)
    put_state(folder, {})
    older, _ = _write_to_end(older_words, folder)
    newer, _ = _write_to_end(newer_words, folder)
    window_s = min(_write_to_end(newer_words, folder)[1] for _ in range(TIMED))
    faults = [] if older != newer else ["the test shows nothing: both runs give the same bytes"]
    counted: Counter[str] = Counter()
    for _ in range(TRIES * moments):
        if counted["killed"] == moments:
            break
        put_state(folder, older)
        after_s = random.uniform(0, window_s)
        if end_fork(_start_writing(newer_words), after_s).code >= 0:
            counted["ended before"] += 1
            continue
        counted["killed"] += 1
        left = read_state(folder)
        seen = {name: data for name, data in left.items() if not is_temporary(name)}
        counted["old" if seen == older else "new" if seen == newer else "some of each"] += 1
        at_fault = list(list_faults(seen, older, newer))
        counted["temporary left"] += left != seen
        if counted["killed"] == 1 or (left != seen and counted["temporary left"] % SWEPT == 1):
            counted["next run"] += 1
            after = hear_command(newer_words)
            if after.code:
                at_fault.append(f"the next run ends with {after.code}: {after.said[-300:]}")
            swept = read_state(folder)
            at_fault += [f"the next run leaves {name}" for name in list_differences(swept, newer)]
        faults += [f"after {after_s:.4f} s: {fault}" for fault in at_fault]
    figures = ", ".join(f"{count} {what}" for what, count in sorted(counted.items()))
    return f"{output.name}: {figures}; a write takes {window_s * 1000:.0f} ms", faults


def _write_to_end(words: list[str], folder: Path) -> tuple[dict[str, bytes], float]:
    """Run a command to its end; give the files after it, and how long it wrote, in seconds."""
    ended = end_well(words, end_fork(_start_writing(words)))
    return read_state(folder), ended.took_s


def _start_writing(words: list[str]) -> int:
    """Start a command in a fork; give its process id once it has made its first temporary."""
    reader, writer = os.pipe()

    def run() -> int:
        sys.addaudithook(_tell_write(writer))
        return run_command(words)

    pid = start_fork(run)
    os.close(writer)
    os.read(reader, 1)
    os.close(reader)
    return pid


def _tell_write(descriptor: int) -> Callable[[str, tuple[object, ...]], None]:
    """Give a hook that tells `descriptor` of the first temporary."""
    told = False

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal told
        if not told and event in {"open", "os.mkdir"} and TEMPORARY_PREFIX in str(arguments[0]):
            told = True
            os.write(descriptor, b"w")

    return listen


if __name__ == "__main__":
    sys.exit(main())
