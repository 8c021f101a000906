"""Measure the whole of the project in one run: python benchmarks/bench.py (`make bench`).

    python benchmarks/bench.py [--quick] [--only PART ...] [--check]

An archive is made (`archive.py`) and worked through stage by stage, then whole by the installed
command at several sizes, with one and with two workers; start-up, memory, and the hottest spots by
a profile; and what else finds or draws places, installed into an environment of its own.
Figures go to benchmarks/performance.json, of which docs/write_performance.py makes
docs/performance.md. --quick takes some minutes; --only measures some parts again and keeps the
figures of the others. --check writes nothing: it measures the stages
again and ends with exit code 1 where one takes over 1.5 times what stands there, counted in loops
of plain Python of the same run, never in seconds.
"""

import argparse
import cProfile
import json
import os
import platform
import pstats
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archive import SHARED, write_archive
from bench_peers import measure_peers
from measuring import COMMAND, measure, measure_loop, run_command

import geoincidents
from geoincidents import read_articles
from geoincidents.extract import extract_reading
from geoincidents.gazetteer import load_gazetteer
from geoincidents.link import link_incidents
from geoincidents.locate import locate_reading
from geoincidents.model import Articles, Incidents
from geoincidents.render import draw_map
from geoincidents.store import collect_rows, write_geojson, write_jsonl

ROOT = Path(__file__).parents[1]
FIGURES = Path(__file__).with_name("performance.json")
SLOWER = 1.5
PACKAGE = "/geoincidents/"
SHOWN_SPOTS = 12
ROUNDS = 5
PARTS = ("stage", "runs", "startup", "spots", "peers")
Figures = dict[str, Any]


def make_archive(count: int, folder: Path) -> Path:
    """Write an archive, once for each size."""
    path = folder / f"archive-{count}.jsonl"
    if not path.exists():
        write_archive(path, count)
    return path


def run_stages(path: Path, folder: Path) -> dict[str, Callable[[], object]]:
    """Give the stages in order, each to be called once: what one gives the next one takes."""
    gazetteer = load_gazetteer()
    held: dict[str, Any] = {}

    def keep(name: str, work: Callable[[], object]) -> Callable[[], object]:
        return lambda: held.__setitem__(name, work())

    def place() -> list[object]:
        return [one for reading in held["read"] for one in locate_reading(reading, gazetteer)]

    def write() -> None:
        rows = collect_rows(Incidents(held["linked"]))
        write_geojson(rows, folder / "incidents.geojson")
        write_jsonl(rows.incidents, folder / "incidents.jsonl")

    return {
        "ingest": keep("articles", lambda: read_articles(path)),
        "extract": keep("read", lambda: [extract_reading(a, gazetteer) for a in held["articles"]]),
        "locate": keep("located", place),
        "link": keep("linked", lambda: link_incidents(held["located"])),
        "store": write,
        "render": lambda: draw_map(held["linked"]).render_page(),
    }


def measure_stages(path: Path, count: int, folder: Path) -> Figures:
    """Give milliseconds an article of each stage, and loops for 1,000 articles."""
    warm = read_articles(path)
    gazetteer = load_gazetteer()
    for article in Articles(tuple(warm)[:20]):
        locate_reading(extract_reading(article, gazetteer), gazetteer)
    loop_s = measure_loop()
    spent = {name: measure(work).cpu_s for name, work in run_stages(path, folder).items()}
    loop_s = min(loop_s, measure_loop())
    rows = {
        name: {"ms": cpu_s / count * 1e3, "loops": cpu_s / count * 1e3 / loop_s}
        for name, cpu_s in spent.items()
    }
    return {"articles": count, "loop_s": loop_s, "stages": rows}


def measure_whole(count: int, workers: int | None, folder: Path) -> Figures:
    """Give what `geoincidents map` takes for an archive of a size."""
    path = make_archive(count, folder)
    out = folder / f"out-{count}-{workers}"
    options = [] if workers is None else ["--workers", str(workers)]
    loop_s = measure_loop()
    ran = run_command(["map", path, "--out", out, *options])
    return {
        "articles": count,
        "workers": workers or 1,
        "cpu_ms": ran.cpu_s / count * 1e3,
        "articles_s": count / ran.wall_s,
        "peak_mb": ran.peak_mb,
        "loop_s": loop_s,
    }


def has_workers() -> bool:
    """Tell whether `map` can work with several processes."""
    said = subprocess.run([COMMAND, "map", "--help"], check=True, capture_output=True, text=True)  # noqa: S603 - ours
    return "--workers" in said.stdout


def measure_startup(folder: Path) -> list[Figures]:
    """Give the least of several runs of small commands, by the clock and by the processor."""
    commands: dict[str, list[str | Path]] = {
        "geoincidents --version": ["--version"],
        "geoincidents map seeds": ["map", ROOT / "seeds", "--out", folder / "seeds"],
    }
    found = []
    for name, arguments in commands.items():
        runs = [run_command(arguments) for _ in range(ROUNDS)]
        found.append(
            {
                "command": name,
                "wall_s": min(one.wall_s for one in runs),
                "cpu_s": min(one.cpu_s for one in runs),
                "peak_mb": max(one.peak_mb for one in runs),
            }
        )
    return found


def profile_stages(path: Path, folder: Path) -> list[Figures]:
    """Give the files in which the time goes; what they call outside the project counts for them."""
    profile = cProfile.Profile()
    for work in run_stages(path, folder).values():
        profile.runcall(work)
    spots: dict[str, float] = defaultdict(float)
    stats: dict[Any, Any] = pstats.Stats(profile).stats  # type: ignore[attr-defined] # documented, untyped
    for (file, _, _), (_, _, own_s, _, callers) in stats.items():
        if PACKAGE in file:
            spots[file.rpartition(PACKAGE)[2]] += own_s
            continue
        for (caller, _, _), (_, _, share_s, _) in callers.items():
            where = caller.rpartition(PACKAGE)[2] if PACKAGE in caller else "libraries"
            spots[where] += share_s
    whole = sum(spots.values())
    ordered = sorted(spots.items(), key=lambda one: -one[1])
    return [{"file": name, "share": s / whole} for name, s in ordered[:SHOWN_SPOTS]]


def check_stages(figures: Figures, stored: Figures) -> list[str]:
    """Say which stage takes more loops than it did."""
    return [
        f"{name}: {row['loops']:.1f} loops for 1,000 articles, {known['loops']:.1f} were stored"
        for name, row in figures["stages"].items()
        if (known := stored["stages"].get(name)) and row["loops"] > SLOWER * known["loops"]
    ]


def measure_runs(sizes: Sequence[int], folder: Path) -> list[Figures]:
    """Give whole runs of every size, and of all but the first with two workers."""
    several = has_workers()
    runs = [measure_whole(size, 1 if several else None, folder) for size in sizes]
    return [*runs, *(measure_whole(size, 2, folder) for size in sizes[1:] if several)]


def measure_parts(parts: Sequence[str], folder: Path, *, quick: bool) -> Figures:
    """Run the measurements of some parts, saying on the way which one."""
    count = 300 if quick else 2_000
    sizes = [300, 1_000] if quick else [1_000, 10_000, 100_000]
    path = make_archive(count, folder)
    ways: dict[str, Callable[[], Any]] = {
        "stage": lambda: measure_stages(path, count, folder),
        "runs": lambda: measure_runs(sizes, folder),
        "startup": lambda: measure_startup(folder),
        "spots": lambda: profile_stages(path, folder),
        "peers": lambda: measure_peers(path, folder, quick=quick),
    }
    figures: Figures = {}
    for part in parts:
        print(part, flush=True)
        figures[part] = ways[part]()
    return figures


def describe_run(*, quick: bool) -> Figures:
    """Say on what the figures were taken."""
    return {
        "quick": quick,
        "day": datetime.now(tz=UTC).date().isoformat(),
        "version": geoincidents.__version__,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "news": (SHARED / "corpora" / "wikinews_raw").is_dir(),
    }


def main() -> int:
    """Measure, and write or compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS)
    arguments = parser.parse_args()
    stored = json.loads(FIGURES.read_text("utf-8")) if FIGURES.exists() else {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if arguments.check:
            figures = measure_stages(make_archive(300, folder), 300, folder)
            faults = check_stages(figures, stored["stage"])
            print("\n".join(f"SLOWER: {fault}" for fault in faults) or "no stage is slower")
            return int(bool(faults))
        figures = measure_parts(arguments.only, folder, quick=arguments.quick)
    whole = {**stored, "run": describe_run(quick=arguments.quick), **figures}
    FIGURES.write_text(json.dumps(whole, indent=1) + "\n", "utf-8")
    print(f"{FIGURES.name} is written; make docs writes the page of it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
