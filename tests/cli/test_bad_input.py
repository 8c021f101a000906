"""Bad input is named in one line, the rest goes on, and nothing that was there is damaged."""

import json
import os
from pathlib import Path

import pytest
from running import RESULTS, Runner

GOOD = "Two rockets hit the city of Erbil on 15 February 2021, police said.\n"


@pytest.fixture
def good(here: Path) -> Path:
    """Give a folder with one good article."""
    folder = here / "articles"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD, "utf-8")
    return folder


def write_bad(name: str, folder: Path) -> Path:
    """Make a bad input of a kind."""
    path = folder / {"csv without text": "bad.csv"}.get(name, "bad.txt")
    if name == "empty folder":
        (folder / "bad").mkdir()
        return folder / "bad"
    if name != "missing":
        path.write_bytes(
            {
                "empty": b"",
                "binary": bytes(range(256)) * 40,
                "picture": b"\x89PNG\r\n\x1a\n" + bytes(500),
                "csv without text": b"name,place\nx,y\n",
            }[name]
        )
    return path


BAD = ["missing", "empty", "empty folder", "binary", "picture", "csv without text"]


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_is_named_and_the_rest_goes_on(
    run: Runner, here: Path, good: Path, kind: str
) -> None:
    """A bad input among good ones is skipped, named in one line with its reason; exit code 3."""
    bad = write_bad(kind, here)
    ran = run("map", good, bad, "--out", "map")
    assert ran.code == 3
    said = [line for line in ran.err.splitlines() if bad.name in line]
    assert len(said) == 1
    assert ";" in said[0]  # what, and what next
    written = json.loads((here / "map" / "run.json").read_bytes())
    assert [Path(one["path"]).name for one in written["skipped"]] == [bad.name]
    assert written["counts"]["articles_read"] == 1


@pytest.mark.parametrize("kind", BAD)
def test_nothing_but_bad_input_fails_and_writes_nothing(run: Runner, here: Path, kind: str) -> None:
    """Where no article could be read the run fails in plain words; no map is written."""
    bad = write_bad(kind, here)
    ran = run("map", bad, "--out", "map")
    assert (ran.code, ran.out) == (1, "")
    last = ran.err.splitlines()[-1]
    assert last.startswith("geoincidents: ")
    assert bad.name in last
    assert "Traceback" not in ran.err
    assert not (here / "map").exists()


def test_broken_encoding_is_read_with_a_warning(run: Runner, here: Path) -> None:
    """A text that is mostly UTF-8 is read; the warning counts what was replaced."""
    (here / "bad.txt").write_bytes(
        "Les façades d’Erbil.\n".encode() * 20 + b"caf\xff\xfe. " + GOOD.encode()
    )
    ran = run("map", "bad.txt", "--out", "map")
    assert ran.code == 0
    assert "U+FFFD" in ran.err


def test_folder_that_cannot_be_written_to_is_found_out_first(
    run: Runner, here: Path, good: Path
) -> None:
    """An --out that cannot be is said before any article is read, and nothing is made of it."""
    (here / "file").write_text("mine", "utf-8")
    ran = run("map", good, "--out", "file/map")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert "choose another folder" in ran.err
    assert (here / "file").read_text("utf-8") == "mine"


def test_out_that_is_a_file_is_refused(run: Runner, here: Path, good: Path) -> None:
    """An --out that is a file is refused, and the file stays as it was."""
    (here / "map").write_text("mine", "utf-8")
    ran = run("map", good, "--out", "map")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert (here / "map").read_text("utf-8") == "mine"


@pytest.mark.skipif(not Path("/proc/version").exists(), reason="needs a folder nobody may write to")
def test_read_only_folder_is_refused(run: Runner, good: Path) -> None:
    """A folder of the system that takes no file is refused in one line."""
    ran = run("map", good, "--out", "/proc/map")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "/proc/map" in ran.err


def test_result_that_is_a_folder_is_named(run: Runner, here: Path, good: Path) -> None:
    """A folder where a result should go is found out first, and named."""
    (here / "map" / "run.json").mkdir(parents=True)
    ran = run("map", good, "--out", "map")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "run.json" in ran.err
    assert list((here / "map").iterdir()) == [here / "map" / "run.json"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on the size of a file")
def test_full_disk_leaves_the_old_map_whole(run: Runner, here: Path, good: Path) -> None:
    """Where the disk is full the run fails in one line, and every old file keeps its bytes."""
    assert run("map", good, "--out", "map").code == 0
    before = {name: (here / "map" / name).read_bytes() for name in RESULTS}
    (good / "more.txt").write_text(GOOD.replace("Erbil", "Mosul"), "utf-8")
    ran = run("map", good, "--out", "map", "--quiet", limit_file_bytes=20_000)
    assert ran.code == 1
    assert "cannot keep readings in map" in ran.err.splitlines()[-1]
    assert "free some space" in ran.err.splitlines()[-1]
    assert _read_files(here / "map") == before


def test_map_among_the_articles_is_refused(run: Runner, good: Path) -> None:
    """An --out that is an input is refused: its files would be read as articles the next time."""
    ran = run("map", good, "--out", good)
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert [path.name for path in good.iterdir()] == ["good.txt"]


def test_map_below_the_articles_is_not_read(run: Runner, good: Path) -> None:
    """A map in a folder below the articles is passed over by the next run."""
    first = run("map", good, "--out", good / "map", "--json")
    assert run("map", good, "--out", good / "map", "--json") == first
    assert first.code == 0


def test_failed_run_leaves_the_old_map_whole(run: Runner, here: Path, good: Path) -> None:
    """A run that can read nothing keeps what an earlier one wrote."""
    assert run("map", good, "--out", "map").code == 0
    before = {name: (here / "map" / name).read_bytes() for name in RESULTS}
    assert run("map", "nowhere.txt", "--out", "map").code == 1
    assert _read_files(here / "map") == before


def test_every_hostile_file_is_survived(run: Runner, shared: Path) -> None:
    """The hostile collection gives no traceback, no control character, and exit code 3."""
    ran = run("map", shared / "hostile" / "files", "--out", "map", "--json")
    assert ran.code == 3
    assert "Traceback" not in ran.err
    assert "a fault of this program" not in ran.err + ran.out
    assert not [c for c in ran.err if not c.isprintable() and c not in "\n\u200c\u200d"]


def _read_files(folder: Path) -> dict[str, bytes]:
    """Give the bytes of the files of a map, without what is kept for the next run."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
