"""The compiled index: where it lies, when it is built, what becomes of a damaged one."""

import multiprocessing
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from geoincidents import folders
from geoincidents.errors import GazetteerError
from geoincidents.gazetteer import load_gazetteer
from geoincidents.gazetteer.cache import CACHE_VARIABLE, is_sound, make_key, open_index_folder

TABLES = Path(__file__).parents[2] / "gazetteer"


def write_small(folder: Path) -> None:
    """Stand in for a build where only the cache is looked at."""
    (folder / "one").write_bytes(b"index" * 1000)
    (folder / "two").write_bytes(b"rows" * 1000)


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a cache folder of the test's own."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a copy of the tables, read instead of ours."""
    (tmp_path / "pyproject.toml").touch()
    shutil.copytree(TABLES, tmp_path / "gazetteer")
    monkeypatch.setattr(folders, "PACKAGE", tmp_path / "geoincidents")
    return tmp_path / "gazetteer"


def test_an_index_is_built_once(cache: Path) -> None:
    """The second opening builds nothing and says nothing."""
    said: list[str] = []
    folder, is_temporary = open_index_folder(TABLES, write_small, said.append)
    assert (folder.parent, is_temporary) == (cache, False)
    assert len(said) == 1

    def refuse(_folder: Path) -> None:
        pytest.fail("built again")

    assert open_index_folder(TABLES, refuse, said.append) == (folder, False)
    assert len(said) == 1


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / "one").write_bytes(b"index" * 999),
        lambda folder: (folder / "two").write_bytes(b"rowz" * 1000),
        lambda folder: (folder / "one").unlink(),
        lambda folder: (folder / "index.json").write_text("{}"),
        lambda folder: (folder / "index.json").write_text("[1"),
    ],
)
def test_a_damaged_index_is_built_again(cache: Path, damage: Callable[[Path], object]) -> None:
    """A byte short, a byte changed, a file gone or a torn stamp: the index is made anew."""
    folder, _ = open_index_folder(TABLES, write_small, None)
    damage(folder)
    assert not is_sound(folder)
    assert open_index_folder(TABLES, write_small, None) == (folder, False)
    assert is_sound(folder)
    assert folder.parent == cache


def test_a_build_that_fails_leaves_nothing(cache: Path) -> None:
    """A fault in a table is raised as it is, and no half index is left behind."""

    def fail(folder: Path) -> None:
        (folder / "one").write_bytes(b"half")
        msg = "row 7"
        raise GazetteerError(msg)

    with pytest.raises(GazetteerError, match="row 7"):
        open_index_folder(TABLES, fail, None)
    assert [path for path in cache.iterdir() if path.is_dir()] == []


def test_a_cache_that_cannot_be_used_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the cache folder cannot be made, the index is temporary and the reason is said."""
    (tmp_path / "file").touch()
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "file" / "cache"))
    said: list[str] = []
    folder, is_temporary = open_index_folder(TABLES, write_small, said.append)
    assert is_temporary
    assert (folder / "one").stat().st_size == 5000
    assert "cannot be used" in said[-1]
    shutil.rmtree(folder)


def _open(cache: str, answers: "multiprocessing.Queue[str]") -> None:
    os.environ[CACHE_VARIABLE] = cache
    folder, is_temporary = open_index_folder(TABLES, write_small, None)
    answers.put(f"{folder.name} {is_temporary} {is_sound(folder)}")


def test_two_processes_at_once_share_one_index(tmp_path: Path) -> None:
    """Processes that race for the first build all get the same sound index."""
    context = multiprocessing.get_context("spawn")
    answers: multiprocessing.Queue[str] = context.Queue()
    racers = [context.Process(target=_open, args=(str(tmp_path), answers)) for _ in range(3)]
    for racer in racers:
        racer.start()
    got = {answers.get(timeout=60) for _ in racers}
    for racer in racers:
        racer.join()
    assert got == {f"gazetteer-{make_key(TABLES)} False True"}
    assert len([path for path in tmp_path.iterdir() if path.is_dir()]) == 1


def test_the_key_follows_the_tables(tmp_path: Path) -> None:
    """One changed character of a table is another index."""
    shutil.copytree(TABLES, tmp_path / "t")
    before = make_key(tmp_path / "t")
    assert before == make_key(TABLES)
    with (tmp_path / "t" / "iraq.csv").open("a", encoding="utf-8") as table:
        table.write("\n")
    assert make_key(tmp_path / "t") != before


def test_an_edited_row_is_seen_at_the_next_run(cache: Path, checkout: Path) -> None:
    """A place added to a table of a checkout is found by the next load; a bad one stops it."""
    with (checkout / "iraq.csv").open("a", encoding="utf-8") as table:
        table.write("iq.base.new,Camp Qwertz,base,,,44.4,33.3,900,IQ,Baghdad,test,high\n")
    gazetteer = load_gazetteer()
    hits = gazetteer.scan("Two rockets fell on Camp Qwertz.")
    assert [hit.place_ids for hit in hits] == [("iq.base.new",)]
    gazetteer.close()
    with (checkout / "iraq.csv").open("a", encoding="utf-8") as table:
        table.write("iq.base.bad,Camp Asdf,base,,,33.3,44.4,900,IQ,Baghdad,test,high\n")
    with pytest.raises(GazetteerError, match=r"iraq\.csv, row \d+: .*swapped"):
        load_gazetteer()
    assert len([path for path in cache.iterdir() if path.is_dir()]) == 1
