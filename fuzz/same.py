"""Make one map in many ways: not a byte of it may hang on how it was made.

    python -m fuzz.same [--workers 1 2 3 8] [--seeds 1 2 3] [--formats csv,gpkg] [--clones 2]

The sample articles are mapped by so many processes, with so many seeds of hashing, in both orders,
and by clones of this checkout in folders of their own. The files are compared byte by byte.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from fuzz.outputs import list_differences, read_state

TOP = Path(__file__).resolve().parent.parent
ASSETS = Path("geoincidents", "_assets")  # built, so that no clone has them
FORMATS = "csv,gpkg,geojson-layers,fgb,kmz,parquet,shp,png,svg"


def main() -> int:
    """Make the maps that are asked for; give 1 where two are not the same."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2, 3, 8])
    parser.add_argument("--seeds", type=int, nargs="*", default=[1, 2, 3])
    parser.add_argument("--clones", type=int, default=2)
    parser.add_argument("--formats", default=FORMATS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="same-") as folder:
        work = Path(folder)
        shutil.copytree(TOP / "seeds", work / "seeds")
        ways: list[tuple[str, Path, int, list[str]]] = []  # a name, the code, a seed, more words
        ways += [(f"seed {seed}", TOP, seed, ["seeds"]) for seed in asked.seeds]
        ways += [
            (f"{number} workers", TOP, 0, ["seeds", "--workers", str(number)])
            for number in asked.workers
        ]
        names = sorted(str(path.relative_to(work)) for path in work.glob("seeds/*"))
        ways.append(("the other order", TOP, 0, names[::-1]))
        ways += [(name, code, 0, ["seeds"]) for name, code in _clone(work, asked.clones)]
        faults = _compare(work, ways, ["--lossy", "--formats", asked.formats])
    for fault in faults:
        print(fault)
    print(f"{len(ways)} ways, {len(faults)} of other bytes")
    return 1 if faults else 0


def _clone(work: Path, number: int) -> Iterator[tuple[str, Path]]:
    """Give clones of what is committed here, each in a folder with a name of its own."""
    for count in range(number):
        clone = work / ("clone" * (count + 1)) / "code"
        subprocess.run(["git", "clone", "--quiet", str(TOP), str(clone)], check=True)  # noqa: S607 - git is where it is
        shutil.copytree(TOP / ASSETS, clone / ASSETS)
        yield f"clone {count + 1}", clone


def _compare(
    work: Path, ways: list[tuple[str, Path, int, list[str]]], options: list[str]
) -> list[str]:
    """Give the ways whose files are not those of the first, with the names of these files."""
    faults, first = [], None
    for name, code, seed, words in ways:
        out = work / "out"
        shutil.rmtree(out, ignore_errors=True)
        subprocess.run(
            [sys.executable, "-m", "geoincidents", "map", *words, "--out", "out", "-q", *options],
            cwd=work,
            env={**os.environ, "PYTHONHASHSEED": str(seed), "PYTHONPATH": str(code)},
            check=True,
        )
        state = read_state(out)
        first = first or state
        if odd := list_differences(state, first):
            faults.append(f"{name}: {', '.join(odd)}")
    return faults


if __name__ == "__main__":
    sys.exit(main())
