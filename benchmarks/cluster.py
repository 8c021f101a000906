"""Measure a run on a Dask cluster of this machine: python benchmarks/cluster.py [COUNT].

A scheduler and workers are started as people start them, with one thread each; an archive of COUNT
articles (`archive.py`) is read by one worker, by two, and by this machine without them. Said are
articles by the second, how much faster two are, and whether the bytes are the same; exit code 1
where they are not. Measured by the clock: let nothing else run.
"""

import argparse
import contextlib
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from archive import write_archive
from measuring import run_command

from geoincidents.pipeline import RESULTS

_STARTED_S = 120


@contextlib.contextmanager
def start_cluster(folder: Path, workers: int) -> Iterator[str]:
    """Start a scheduler and workers; give its address when all of them are there."""
    file = folder / f"scheduler-{workers}.json"
    common = ["--scheduler-file", str(file), "--no-dashboard", "--host", "127.0.0.1"]
    dask = [sys.executable, "-m", "dask"]
    words = [[*dask, "scheduler", *common, "--port", "0"]]
    words += [[*dask, "worker", *common, "--nthreads", "1"]] * workers
    quiet = subprocess.DEVNULL
    processes = [subprocess.Popen(one, cwd=folder, stdout=quiet, stderr=quiet) for one in words]  # noqa: S603 - ours
    try:
        while not file.is_file():
            time.sleep(0.1)
        distributed: Any = import_module("distributed")  # it has no types
        with distributed.Client(
            scheduler_file=str(file), timeout=_STARTED_S, set_as_default=False
        ) as client:
            client.wait_for_workers(workers, timeout=_STARTED_S)
            address = str(client.scheduler.address)
        yield address
    finally:
        for one in reversed(processes):
            one.terminate()
            one.wait()


def main() -> int:
    """Measure and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=6_000)
    count = parser.parse_args().count
    speeds: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        path = folder / "archive.jsonl"
        write_archive(path, count)
        for workers in (1, 2):
            with start_cluster(folder, workers) as address:
                words: list[str | Path] = [
                    "map",
                    path,
                    "--out",
                    folder / f"dask-{workers}",
                    "--engine",
                    "dask",
                ]
                ran = run_command([*words, "--scheduler", address])
            speeds[f"Dask, workers: {workers}"] = count / ran.wall_s
        ran = run_command(["map", path, "--out", folder / "local", "--workers", "2"])
        speeds["processes of this machine: 2"] = count / ran.wall_s
        read = {
            (folder / one / name).read_bytes()
            for name in RESULTS
            for one in ("dask-1", "dask-2", "local")
        }
    for name, speed in speeds.items():
        print(f"{name}: {speed:.0f} articles/s")
    one, two, _ = speeds.values()
    is_same = len(read) == len(RESULTS)
    print(f"two workers are {two / one:.2f} times as fast as one")
    print("the same bytes" if is_same else "OTHER BYTES")
    return int(not is_same)


if __name__ == "__main__":
    sys.exit(main())
