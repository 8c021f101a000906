"""Give entries input that Hypothesis draws: bytes, and bent copies of the seeds.

    python -m fuzz.drawn [ENTRY...] [--inputs 1000] [--seed 1]

Needs no instrumented code: it runs where atheris does not, and each fault is shown in its smallest
form.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from fuzz.entries import ENTRIES, load_entry

LONGEST_BYTES = 300
MOST_EDITS = 5


def main() -> int:
    """Draw for the entries that are asked for; a fault ends the run, shown in its smallest form."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("entries", nargs="*", metavar="ENTRY", help=", ".join(ENTRIES))
    parser.add_argument("--inputs", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    for name in asked.entries or ENTRIES:
        with tempfile.TemporaryDirectory(prefix="drawn-") as folder:
            draw_entry(name, Path(folder), asked.inputs, asked.seed)
        print(f"{name}: {asked.inputs:,} inputs, 0 faults", flush=True)
    return 0


def draw_entry(name: str, folder: Path, inputs: int, start: int) -> None:
    """Give one entry its inputs; raise what breaks it."""
    entry = load_entry(name)
    target = entry.load_target(folder)
    kept = list(entry.list_seeds(folder))
    edits = st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 8), st.binary(max_size=8)), max_size=MOST_EDITS
    )

    @seed(start)
    @settings(
        max_examples=inputs, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.binary(max_size=LONGEST_BYTES) | st.builds(bend, st.sampled_from(kept), edits))
    def run(data: bytes) -> None:
        target(data)

    run()


def bend(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """Give bytes with some cut out and others put in, at parts of their length from 0 to 1."""
    for part, cut, put in edits:
        at = round(part * len(data))
        data = data[:at] + put + data[at + cut :]
    return data


if __name__ == "__main__":
    sys.exit(main())
