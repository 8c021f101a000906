"""`geoincidents export`: any format of the table, filtered, and never half of one."""

import csv
import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from incident_samples import build_samples
from running import COMMAND, Runner, build_environment

from geoincidents.store import write_jsonl

HOLD = """
import sys, time
from pathlib import Path
from geoincidents.locking import hold_output
with hold_output(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def incidents(run: Runner) -> Path:
    """Give the samples as incidents.jsonl in the folder of the run."""
    path = run.folder / "incidents.jsonl"
    write_jsonl(build_samples(), path)
    return path


def test_the_ending_names_the_format(run: Runner, incidents: Path) -> None:
    """Each ending gives its format; the line on standard error says what was written."""
    for name in ("a.geojson", "a.csv", "a.gpkg", "a.jsonl"):
        ran = run("export", incidents.name, "-o", name)
        assert (ran.code, ran.out) == (0, ""), ran.err
        assert f"{len(build_samples())} incidents: {name}" in ran.err
        assert (run.folder / name).stat().st_size
    assert (run.folder / "a.jsonl").read_bytes() == incidents.read_bytes()


def test_a_filter_leaves_out(run: Runner, incidents: Path) -> None:
    """What a filter leaves out is counted, and is not in the file."""
    words = ["--since", "2020-10-01", "--until", "2020-10-31", "--type", "rocket-attack"]
    ran = run("export", incidents.name, "-o", "a.geojson", *words)
    assert ran.code == 0, ran.err
    assert "left out by the filter" in ran.err
    features = json.loads((run.folder / "a.geojson").read_bytes())["features"]
    assert features
    assert all(f["properties"]["date_start"][:7] == "2020-10" for f in features)


def test_a_row_is_an_incident_or_a_feature(run: Runner, incidents: Path) -> None:
    """CSV has a row an incident, and with --rows feature a row each place and line."""
    for rows, more in (("incident", False), ("feature", True)):
        run("export", incidents.name, "-o", "a.csv", "--rows", rows, "--bom")
        data = (run.folder / "a.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))
        assert len({row["incident_id"] for row in table}) == len(build_samples())
        assert (len(table) > len(build_samples())) is more


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["-o", "a.gpgk"], 1, "the nearest is .gpkg"),
        (["-o", "a"], 1, "no ending"),
        (["-o", "a.x", "--format", "geojsn"], 2, "the nearest is geojson"),
        (["-o", "a.csv", "--rows", "places"], 2, "incident, feature"),
        (["-o", "incidents.jsonl"], 2, "also the input"),
        (["-o", "a.csv", "--country", "XX"], 1, "leaves none"),
        (["-o", "a.csv", "--type", "rokcet_attack"], 2, "did you mean rocket_attack?"),
        (["-o", "incidents.jsonl/a.csv"], 1, "choose another folder"),
    ],
)
def test_bad_words_write_nothing(
    run: Runner, incidents: Path, words: list[str], code: int, said: str
) -> None:
    """One line says what was wrong and what would do; nothing is written."""
    before = sorted(path.name for path in run.folder.iterdir())
    ran = run("export", incidents.name, *words)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert sorted(path.name for path in run.folder.iterdir()) == before


def test_a_second_run_hears_who_is_writing(run: Runner, incidents: Path) -> None:
    """While another run holds the output, this one ends with 75 and names it; or it waits."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, run.folder / "a.csv", "30"],
        stdout=subprocess.PIPE,
        env=build_environment(),
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        ran = run("export", incidents.name, "-o", "a.csv")
        assert ran.code == 75
        assert f"process {holder.pid}" in ran.err
        assert not (run.folder / "a.csv").exists()
        waiting = subprocess.Popen(
            [COMMAND, "export", incidents.name, "-o", "a.csv", "--wait", "60", "-q"],
            cwd=run.folder,
            env=build_environment(),
        )
        time.sleep(0.2)
    finally:
        holder.terminate()
        holder.communicate()
    assert waiting.wait(timeout=60) == 0
    assert (run.folder / "a.csv").exists()


@pytest.mark.skipif(os.name == "nt", reason="limits on the size of files are POSIX")
@pytest.mark.parametrize("name", ["a.gpkg", "a.csv", "a.geojson"])
def test_a_full_disk_leaves_the_old_file(run: Runner, incidents: Path, name: str) -> None:
    """The old file stays whole, nothing half-written is left, and one line says what to do."""
    run("export", incidents.name, "-o", name, "--type", "rocket_attack")
    before = (run.folder / name).read_bytes()
    names = sorted(path.name for path in run.folder.iterdir())
    ran = run("export", incidents.name, "-o", name, limit_file_bytes=4096)
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "cannot write" in ran.err
    assert (run.folder / name).read_bytes() == before
    assert sorted(path.name for path in run.folder.iterdir()) == names


def test_map_writes_further_formats(run: Runner, seeds: Path) -> None:
    """--formats adds files to the folder of the map, and a filter holds for all of them."""
    ran = run("map", seeds, "--out", "map", "--formats", "gpkg,csv", "--since", "2020-01-01")
    assert ran.code == 0, ran.err
    assert "Left out by the filter" in ran.err
    names = {path.name for path in (run.folder / "map").iterdir()}
    assert {"incidents.gpkg", "incidents.csv", "incidents.geojson", "index.html"} <= names
    counts = json.loads((run.folder / "map" / "run.json").read_bytes())["counts"]
    lines = (run.folder / "map" / "incidents.jsonl").read_bytes().splitlines()
    assert counts["incidents"] == len(lines)
    assert counts["filtered_out"] > 0
