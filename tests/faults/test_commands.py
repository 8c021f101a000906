"""A short share of the commands of fuzz/, which break runs on purpose."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geoincidents.gazetteer import Gazetteer
from geoincidents.gazetteer.cache import CACHE_VARIABLE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="forks and limits are POSIX")


@pytest.fixture(autouse=True)
def _built_before(
    gazetteer: Gazetteer, cache_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Give the commands an index that stands: to build one takes longer than what they try."""
    assert gazetteer
    monkeypatch.setenv(CACHE_VARIABLE, str(cache_folder))


def run_fuzz(root: Path, *words: str) -> str:
    """Run a command of fuzz/; it must find nothing. Give what it says."""
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_kill_leaves_old_files_or_new_ones(root: Path) -> None:
    """Killed while it writes, each way of writing leaves whole files; the next run sweeps up."""
    told = run_fuzz(root, "fuzz.kill", "--moments", "4", "geojson-layers", "gpkg", "csv")
    assert "3 outputs, 4 kills each, 0 at fault" in told


def test_a_full_disk_is_told_and_the_old_file_stays(root: Path) -> None:
    """Nothing is torn, the exit code is 1, and the last line names the path."""
    told = run_fuzz(root, "fuzz.full", "csv", "fgb", "geojson-layers", "gpkg", "shp", "report-md")
    assert "6 outputs, " in told
    assert " 0 at fault" in told


def test_races_tear_nothing(root: Path) -> None:
    """Runs that race for one output leave the files of one of them; the others say so."""
    told = run_fuzz(root, "fuzz.races", "--races", "6", "--runners", "3")
    assert "6 races of 3 runners: " in told


def test_hostile_inputs_end_as_they_should(root: Path, shared: Path) -> None:
    """One of each kind, alone in a process of its own, within limits of time and memory."""
    names = (
        "zip_slip.zip zip_bomb.docx gzip_bomb.txt.gz rss_quadratic.xml rss_bad_xml.xml "
        "json_deep.json html_deep.html csv_huge_field.csv nul_inside.txt gj_nested_gc.geojson"
    )
    collection = ("--collection", str(shared / "hostile"), "--most-s", "60")
    assert "10 entries, 12 runs, 0 at fault" in run_fuzz(
        root, "fuzz.hostile", *collection, *names.split()
    )


def test_a_map_is_the_same_whoever_makes_it(root: Path) -> None:
    """One process or three, and another seed of hashing: each file is the same to the byte."""
    words = ("--workers", "1", "3", "--seeds", "7", "--clones", "0", "--formats", "csv")
    assert "4 ways, 0 of other bytes" in run_fuzz(root, "fuzz.same", *words)
