"""Write 100,000 incidents in every format: python benchmarks/formats.py [COUNT].

Limits at 100,000: all formats together 60 s of processor time and 1.5 GB of memory, but for tiles,
which GDAL cuts at 80 us a place and zoom and which are left out; GeoPackage and GeoParquet 1.5
times what pyogrio and geopandas take bare for the same frames in the same run, where making the
frames is measured apart and taken off. The clock is that of the processor, threads counted: others
may be at work on the machine. Exit code 1 over a limit.
"""

import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import geopandas
import pyogrio

from geoincidents.store import Rows, collect_rows, read_formats, read_jsonl, write_file
from geoincidents.store.arrow import CRS
from geoincidents.store.formats import WriteOptions
from geoincidents.store.frame import build_frame
from geoincidents.store.geopackage import list_tables

LIMIT_S, LIMIT_GB, LIMIT_RATIO = 60.0, 1.5, 1.5
FULL = 100_000
APART = {"pmtiles"}
OPTIONS = WriteOptions(lossy=True, rows="feature")


def measure_s(act: Callable[[], object]) -> float:
    """Give the processor time of a call, that of GDAL's threads with it."""
    start = time.process_time()
    act()
    return time.process_time() - start


def calibrate_s() -> float:
    """Give the processor time of ten million additions: what this machine is worth just now."""
    return measure_s(lambda: sum(range(10_000_000)))


def peak_gb() -> float:
    """Give the most memory that this process had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def write_all(source: Path, folder: Path) -> bool:
    """Write every format of the table and say what each took; tell whether limits hold."""
    found = read_jsonl(source)
    shaped: list[Rows] = []
    total = measure_s(lambda: shaped.append(collect_rows(found)))
    rows = shaped[0]
    print(f"{len(found):,} incidents, {len(rows):,} rows shaped: {total:.1f} s, {peak_gb():.2f} GB")
    for name, one in read_formats().items():
        if name in APART:
            continue
        path = folder / f"x{one.suffix}"
        spent = measure_s(lambda p=path, n=name: write_file(rows, p, OPTIONS, as_format=n))  # type: ignore[misc]
        total += spent
        size = sum(file.stat().st_size for file in folder.iterdir()) / 1e6
        print(f"  {name:16} {spent:6.1f} s {size:7.1f} MB, memory {peak_gb():.2f} GB")
        shutil.rmtree(folder)
        folder.mkdir()
    print(
        f"all formats: {total:.1f} s (limit {LIMIT_S:.0f}), {peak_gb():.2f} GB (limit {LIMIT_GB})"
    )
    scaled = len(found) / FULL
    return total <= LIMIT_S * max(scaled, 0.1) and peak_gb() <= LIMIT_GB


def compare_bare(source: Path, folder: Path) -> bool:
    """Set GeoPackage and GeoParquet against bare libraries on the same frames, in turn."""
    rows = collect_rows(read_jsonl(source))
    frame = build_frame(rows)
    frames = [(name, _to_frame(kind, table)) for name, kind, table in list_tables(rows)]

    def write_bare() -> None:
        for name, one in frames:
            pyogrio.write_dataframe(one, folder / "bare.gpkg", layer=name, driver="GPKG")

    steps: dict[str, list[Callable[[], object]]] = {
        "gpkg": [
            lambda: write_file(rows, folder / "ours.gpkg", OPTIONS),
            lambda: list(list_tables(rows)),
            write_bare,
        ],
        "parquet": [
            lambda: write_file(rows, folder / "ours.parquet", OPTIONS),
            lambda: build_frame(rows),
            lambda: frame.to_parquet(folder / "bare.parquet", compression="zstd"),
        ],
    }
    for name in steps:  # libraries are imported before the clock runs
        write_file(collect_rows(()), folder / f"empty.{name}", OPTIONS)
    fine = True
    for name, (ours, shape, bare) in steps.items():
        whole, shaping, theirs = (measure_s(step) for step in (ours, shape, bare))
        mine = whole - shaping
        ratio = mine / theirs
        fine &= ratio <= LIMIT_RATIO
        said = f"{mine:.2f} s beside {shaping:.2f} s of shaping, bare {theirs:.2f} s"
        print(f"{name}: {said}: {ratio:.2f} times (limit {LIMIT_RATIO})")
    return fine


def _to_frame(kind: str | None, table: object) -> object:
    """Give a table of a GeoPackage as the frame that a user of pyogrio would have."""
    frame = table.to_pandas()  # type: ignore[attr-defined] # pyarrow carries no types
    if kind is None:
        return frame
    return geopandas.GeoDataFrame(
        frame.drop(columns="geometry"),
        geometry=geopandas.GeoSeries.from_wkb(frame["geometry"], crs=CRS),
    )


def main() -> int:
    """Measure in processes of their own, so that each has its own peak."""
    if len(sys.argv) > 2:  # noqa: PLR2004 - a step in a process of its own
        step = {"all": write_all, "bare": compare_bare}[sys.argv[1]]
        with tempfile.TemporaryDirectory() as scratch:
            return 0 if step(Path(sys.argv[2]), Path(scratch)) else 1
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FULL
    print(f"calibration: {calibrate_s():.2f} s for ten million additions")
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch) / "incidents.jsonl"
        maker = Path(__file__).with_name("many_incidents.py")
        subprocess.run([sys.executable, maker, str(count), source], check=True)  # noqa: S603 - ours
        codes = [
            subprocess.run([sys.executable, __file__, step, source], check=False).returncode  # noqa: S603 - ours
            for step in ("all", "bare")
        ]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
