"""Kill runs over many articles at random, begin them again, and hold the bytes against a whole one.

    python benchmarks/killed_runs.py [--kills 20] [--articles 4000] [--workers 2] [--seed 1]

Each run is killed with all its workers (SIGKILL). Prints what each kill cost: articles that were
under way and not committed. Ends with 1 where a byte of the map differs, or where a kill cost more
than a chunk a worker.
"""

import argparse
import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from archive import write_archive

from geoincidents.pipeline import RESULTS

COMMAND = Path(sys.executable).with_name("geoincidents")
POLL_S = 0.01


def main() -> int:
    """Run, kill, go on; give the exit code."""
    given = _read_arguments()
    drawn = random.Random(given.seed)  # noqa: S311 - nothing secret
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        archive = folder / "archive.jsonl"
        write_archive(archive, given.articles, given.seed)
        if _start(archive, folder / "whole", given.workers).wait() != 0:
            return 1
        out = folder / "killed"
        begun = time.monotonic()
        kills = 0
        while kills < given.kills:
            process = _start(archive, out, given.workers)
            before = _count(out)
            left = (given.articles - before) // (given.kills - kills + 1)
            _wait(process, out, before + drawn.randint(0, 2 * left))
            time.sleep(drawn.random())
            if process.poll() is not None:
                break
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            kills += 1
            print(f"kill {kills}: {_count(out):,} of {given.articles:,} articles are kept")
        code = _start(archive, out, given.workers).wait()
        same = code == 0 and all(
            (out / one).read_bytes() == (folder / "whole" / one).read_bytes() for one in RESULTS
        )
        took = time.monotonic() - begun
        print(f"{kills} kills, {took:.0f} s: {'the same bytes' if same else 'OTHER BYTES'}")
    return 0 if same else 1


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--articles", type=int, default=4000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def _start(archive: Path, out: Path, workers: int) -> "subprocess.Popen[bytes]":
    words = [str(COMMAND), "map", str(archive), "--out", str(out), "-q", "--workers", str(workers)]
    return subprocess.Popen(words, stderr=subprocess.DEVNULL, start_new_session=True)  # noqa: S603 - our own words


def _wait(process: "subprocess.Popen[bytes]", out: Path, count: int) -> None:
    while process.poll() is None and _count(out) < count:
        time.sleep(POLL_S)


def _count(out: Path) -> int:
    """Count the articles that were committed."""
    path = out / ".run" / "readings.sqlite"
    try:
        with contextlib.closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as rows:
            return int(rows.execute("SELECT count(*) FROM readings").fetchone()[0])
    except sqlite3.Error:
        return 0


if __name__ == "__main__":
    sys.exit(main())
