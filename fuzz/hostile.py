"""Give every entry of the hostile collection to the command that would read it.

    python -m fuzz.hostile [--collection ../shared/hostile] [--most-s 10] [NAME...]

Each entry is given alone, to a process of its own. The run must end as the manifest says: an
article and its map, or one line with what, where and what next and nothing written; never a
traceback, a steered terminal, over 1 GB, or over 10 s of the processor (give more where others
use the machine, too).
"""

import argparse
import csv
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fuzz.forks import load_what_it_loads, run_command, start_fork
from geoincidents.gazetteer.cache import CACHE_VARIABLE
from geoincidents.gazetteer.sources.store import DATA_VARIABLE

HARD_LIMIT_S, LIMIT_BYTES = 120, 2**30
FINE, FAILED, USAGE, SOME_SKIPPED = 0, 1, 2, 3
# What each kind of file would be given to; articles, where nothing is said.
READERS = {
    "geojson": (("places", "add"), ("basemap", "add"), ("render",)),
    "gdal": (("places", "add"), ("basemap", "add"), ("render",)),
    "gazetteer": (("places", "add"),),
    ".gpkg": (("map",), ("basemap", "add"), ("render",)),
}
ARTICLES = (("map",),)
# They are no articles: their expectation concerns the readers above or none at all.
OTHER_NAMES = (".kml", ".kmz", ".gpkg", "url_ingest.txt")
# They mean something in a folder that is walked: tests/ingest/test_hostile.py holds them there.
IN_FOLDERS = ("loop_dir", "etc_passwd.txt", "ddd")
RESULTS = {"index.html", "incidents.geojson", "incidents.jsonl", "run.json"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Hold a row of the manifest, and where its file is."""

    path: Path
    family: str
    expected: str

    @property
    def is_article(self) -> bool:
        """Tell whether the expectation is about an article."""
        return self.family not in READERS and not self.path.name.endswith(OTHER_NAMES)

    @property
    def readers(self) -> tuple[tuple[str, ...], ...]:
        """Give the commands that it is given to."""
        return READERS.get(self.family) or READERS.get(self.path.suffix) or ARTICLES


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Hold how a command ended: its code, what it said, and what it took."""

    code: int
    said: str
    cpu_s: float
    peak_bytes: int


def main() -> int:
    """Run the entries that are asked for; give 1 where one is at fault."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="entries; otherwise all")
    parser.add_argument("--collection", type=Path, default=Path("../shared/hostile"))
    parser.add_argument("--most-s", type=float, default=10.0, help="of the processor, an entry")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        folder = Path(name)
        os.environ.setdefault(CACHE_VARIABLE, f"{folder}/cache")
        os.environ[DATA_VARIABLE] = f"{folder}/data"
        entries = list(load_entries(asked.collection, folder))
        chosen = [one for one in entries if not asked.names or one.path.name in asked.names]
        good = folder / "good.txt"
        good.write_text("Two rockets hit Erbil on 15 February 2021.", "utf-8")
        load_what_it_loads(["map", str(good), "--out", f"{folder}/warm", "--quiet"], folder)
        return report(chosen, folder, asked.most_s)


def report(entries: list[Entry], folder: Path, most_s: float) -> int:
    """Run the entries, say what was at fault, and what the slowest and the largest took."""
    runs: list[tuple[Run, str]] = []
    codes: Counter[int] = Counter()
    faulty = 0
    for entry in entries:
        for reader in entry.readers:
            run = run_entry(entry, reader, folder)
            faults = [*list_faults(run, most_s), *list_surprises(entry, reader, run, folder)]
            label = f"{' '.join(reader)} {ascii(entry.path.name)[:40]}"
            runs.append((run, label))
            codes[run.code] += 1
            faulty += bool(faults)
            for fault in faults:
                print(f"{label}: {fault}: {run.said[-400:]!r}", flush=True)
    slowest, largest = (
        max(runs, key=lambda one: one[0].cpu_s),
        max(runs, key=lambda one: one[0].peak_bytes),
    )
    print(f"{len(entries)} entries, {len(runs)} runs, {faulty} at fault; by code {dict(codes)}")
    print(f"slowest {slowest[0].cpu_s:.1f} s of the processor ({slowest[1]}); most memory")
    print(f"{largest[0].peak_bytes / 2**20:.0f} MB ({largest[1]})")
    return 1 if faulty else 0


def load_entries(collection: Path, folder: Path) -> Iterator[Entry]:
    """Make the collection anew, with its links, pipes and odd names, and list what was made."""
    words = [sys.executable, str(collection.resolve() / "gen.py"), str(folder), "--special"]
    subprocess.run(words, check=True, capture_output=True)
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        if row["file"].startswith(IN_FOLDERS):
            continue
        path = folder / "files" / decode_name(row["file"])
        if row["file"] == "noperm.txt" and os.access(path, os.R_OK):
            continue  # this user may read everything
        yield Entry(path=path, family=row["family"], expected=row["expected"])


def decode_name(name: str) -> str:
    """Undo the escapes of the manifest."""
    if name[:1] == "'" and name[1:2] in {*"=+-@"}:
        name = name[1:]
    return name.encode("ascii").decode("unicode_escape") if "\\" in name else name


def run_entry(entry: Entry, reader: tuple[str, ...], folder: Path) -> Run:
    """Run a command on an entry in a fork of its own, within the limits."""
    out, said = folder / "out", folder / "said.txt"
    shutil.rmtree(out, ignore_errors=True)
    words = [*reader, str(entry.path)]
    if reader == ("map",):
        words += ["--published", "2020-01-01", "--out", str(out)]
    elif reader == ("render",):
        out.mkdir()
        words += ["--out", str(out / "index.html")]

    def start() -> int:
        resource.setrlimit(resource.RLIMIT_CPU, (HARD_LIMIT_S, HARD_LIMIT_S))
        return run_command(words, os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC))

    pid = start_fork(start)
    _, status, used = os.wait4(pid, 0)
    return Run(
        code=os.waitstatus_to_exitcode(status),
        said=said.read_text("utf-8", "replace"),
        cpu_s=used.ru_utime + used.ru_stime,
        peak_bytes=used.ru_maxrss * 1024,
    )


def list_faults(run: Run, most_s: float) -> Iterator[str]:
    """Say what no run may do."""
    if run.code not in {FINE, FAILED, USAGE, SOME_SKIPPED}:
        yield f"it ended with {run.code}"
    if "Traceback" in run.said or "a fault of this program" in run.said:
        yield "a traceback, or a fault of the program"
    if any(not char.isprintable() and char not in "\n\u200c\u200d" for char in run.said):
        yield "a character that steers the terminal"
    if run.cpu_s > most_s:
        yield f"{run.cpu_s:.1f} s of the processor"
    if run.peak_bytes > LIMIT_BYTES:
        yield f"{run.peak_bytes / 2**20:.0f} MB"
    if run.code in {FAILED, USAGE} and ";" not in run.said.rpartition("geoincidents: ")[2]:
        yield "no next step"


def list_surprises(entry: Entry, reader: tuple[str, ...], run: Run, folder: Path) -> Iterator[str]:
    """Say where a run is not what the manifest says, or left half a result."""
    out = folder / "out"
    written = {one.name for one in out.glob("[!.]*")}  # what .run keeps is for the next run
    if reader == ("map",) and run.code in {FINE, SOME_SKIPPED}:
        if written != RESULTS:
            yield f"it wrote {sorted(written)}"
        json.loads((out / "incidents.geojson").read_bytes(), parse_constant=refuse_constant)
        json.loads((out / "run.json").read_bytes())
    elif run.code == FAILED and written:
        yield f"it failed and wrote {sorted(written)}"
    if not entry.is_article:
        if entry.family not in READERS and run.code != FAILED:
            yield f"{entry.expected!r}, but it was read"
        return
    may_be_read = "OK" in entry.expected.upper()
    may_be_refused = any(word in entry.expected for word in ("SKIP", "REJECT"))
    if run.code == FINE and not may_be_read:
        yield f"{entry.expected!r}, but it was read"
    if run.code == FAILED and not may_be_refused:
        yield f"{entry.expected!r}, but it was refused"


def refuse_constant(word: str) -> None:
    """Refuse NaN and Infinity, which are not JSON."""
    raise ValueError(word)


if __name__ == "__main__":
    started = time.perf_counter()
    code = main()
    print(f"{time.perf_counter() - started:.0f} s")
    sys.exit(code)
