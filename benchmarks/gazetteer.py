"""Measure the gazetteer: build, open, scan, and what the size of the world's towns costs.

    python benchmarks/gazetteer.py [FOLDER_OF_CORPORA]

The folder defaults to ../shared/corpora; without it, the sample articles are scanned instead.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time

ROOT = Path(__file__).parents[1]
MEGABYTE = 1e6
OPENINGS = 5
SIZES = (500, 1000, 5000, 15_000)


def read_texts(corpora: Path) -> list[str]:
    """Give the articles to scan."""
    wikinews = corpora / "wikinews_raw" / "wikinews.jsonl"
    if wikinews.is_file():
        return [json.loads(line)["text"] for line in wikinews.read_text("utf-8").splitlines()]
    return [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))] * 50


def measure_build(cache: Path) -> None:
    """Print what a cold build and a warm opening cost, the latter in fresh processes."""
    os.environ["GEOINCIDENTS_CACHE"] = str(cache)
    from geoincidents.gazetteer import load_gazetteer  # noqa: PLC0415 - reads the variable

    began, cpu = perf_counter(), process_time()
    load_gazetteer().close()
    print(f"cold build        {perf_counter() - began:6.2f} s ({process_time() - cpu:.2f} s CPU)")
    folder = next(path for path in cache.iterdir() if path.is_dir())
    sizes = {path.name: path.stat().st_size for path in folder.iterdir()}
    print("index             " + ", ".join(f"{n} {s / MEGABYTE:.1f} MB" for n, s in sizes.items()))
    code = (
        "from time import perf_counter as now\n"
        "t = now()\nfrom geoincidents.gazetteer import load_gazetteer\n"
        "u = now()\ng = load_gazetteer()\nprint(u - t, now() - u)"
    )
    times = [
        tuple(
            map(
                float,
                subprocess.run(  # noqa: S603 - this interpreter, our own code
                    [sys.executable, "-c", code], check=True, capture_output=True, text=True
                ).stdout.split(),
            )
        )
        for _ in range(OPENINGS)
    ]
    print(f"import            {min(t[0] for t in times) * 1000:6.0f} ms")
    print(f"warm open         {min(t[1] for t in times) * 1000:6.0f} ms")


def measure_scan(texts: list[str]) -> None:
    """Print the speed of the first and the second walk over the texts."""
    from geoincidents.gazetteer import load_gazetteer  # noqa: PLC0415 - see measure_build

    gazetteer = load_gazetteer()
    size = sum(len(text.encode()) for text in texts) / MEGABYTE
    for walk in ("first", "second"):
        began, cpu = perf_counter(), process_time()
        hits = sum(len(gazetteer.scan(text)) for text in texts)
        spent, cpu = perf_counter() - began, process_time() - cpu
        print(
            f"{walk:6} walk       {size / cpu:6.1f} MB/s of CPU, {size / spent:.1f} MB/s of clock, "
            f"{len(texts) / spent:.0f} articles/s, {hits} hits"
        )
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"resident          {resident:6.0f} MB, the build included")


def measure_sizes(corpora: Path) -> None:
    """Print what towns of less than 15,000 people bring and spoil, on news with known places."""
    from geoincidents.folders import find_folder  # noqa: PLC0415 - see measure_build
    from geoincidents.gazetteer import Gazetteer, world  # noqa: PLC0415 - see above
    from geoincidents.gazetteer.compile import compile_index  # noqa: PLC0415 - see above

    files = [corpora / "geoparsing" / f"{name}.jsonl" for name in ("trnews", "geovirus")]
    if not all(path.is_file() for path in files):
        print("towns             the corpora with known places are not there")
        return
    for smallest in SIZES:
        world.SMALLEST_TOWN = smallest
        with tempfile.TemporaryDirectory() as folder:
            cpu = process_time()
            compile_index(find_folder("gazetteer"), Path(folder))
            cpu = process_time() - cpu
            size = sum(path.stat().st_size for path in Path(folder).iterdir()) / MEGABYTE
            gazetteer = Gazetteer(Path(folder))
            scores = [f"{p:.3f}/{r:.3f}" for p, r in (score(gazetteer, path) for path in files)]
            gazetteer.close()
        print(
            f"towns >= {smallest:<6}   precision/recall of bare hits: TR-News {scores[0]}, "
            f"GeoVirus {scores[1]}; build {cpu:.1f} s CPU, {size:.0f} MB"
        )


def score(gazetteer: object, path: Path) -> tuple[float, float]:
    """Give the shares of hits that are places, and of places that are hit."""
    right = hits = found = known = 0
    for line in path.read_text("utf-8").splitlines():
        article = json.loads(line)
        spans = [
            (hit.start, hit.end)
            for hit in gazetteer.scan(article["text"])  # type: ignore[attr-defined] # late import
            if hit.form != "demonym"
        ]
        gold = [(place["start"], place["end"]) for place in article["toponyms"]]
        right += sum(any(a < end and b > start for a, b in gold) for start, end in spans)
        found += sum(any(a < end and b > start for a, b in spans) for start, end in gold)
        hits += len(spans)
        known += len(gold)
    return right / hits, found / known


def main() -> None:
    """Run every measurement."""
    corpora = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared" / "corpora"
    with tempfile.TemporaryDirectory() as cache:
        measure_build(Path(cache))
        measure_scan(read_texts(corpora))
        measure_sizes(corpora)


if __name__ == "__main__":
    main()
