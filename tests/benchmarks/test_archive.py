"""Archives made for measuring are the same each time, and like an archive."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from geoincidents import find_incidents, read_articles


def make(root: Path, count: int, out: Path, *options: str) -> list[dict[str, Any]]:
    """Run the command, with the sample articles alone unless told otherwise."""
    command = [sys.executable, str(root / "benchmarks" / "archive.py"), str(count), str(out)]
    run = subprocess.run(
        [*command, "--shared", str(out.parent / "nothing"), *options],
        check=True,
        capture_output=True,
        text=True,
    )
    assert run.stdout.startswith(f"{count:,} articles")
    if out.suffix == ".jsonl":
        return [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    return []


def test_an_archive_is_the_beginning_of_a_larger_one(root: Path, tmp_path: Path) -> None:
    """Size does not change an article: figures of two sizes are of the same kind of archive."""
    small = make(root, 20, tmp_path / "small.jsonl")
    large = make(root, 60, tmp_path / "large.jsonl")
    assert large[:20] == small


def test_another_seed_gives_another_archive(root: Path, tmp_path: Path) -> None:
    """A figure can be taken again on an archive that was not seen before."""
    first = make(root, 20, tmp_path / "first.jsonl")
    second = make(root, 20, tmp_path / "second.jsonl", "--seed", "2")
    assert not {one["text"] for one in first} & {one["text"] for one in second}


def test_no_two_articles_are_alike(root: Path, tmp_path: Path) -> None:
    """What is kept by the hash of an article is worked through for each of them."""
    articles = make(root, 200, tmp_path / "archive.jsonl")
    assert len({one["text"] for one in articles}) == len({one["id"] for one in articles}) == 200


def test_articles_tell_of_incidents_on_many_days_in_many_places(root: Path, tmp_path: Path) -> None:
    """Incidents are not all one block, and some articles tell the same as another."""
    make(root, 60, tmp_path / "archive.jsonl")
    incidents = find_incidents(read_articles(tmp_path / "archive.jsonl"))
    assert not incidents.skipped
    assert len({one.when.start for one in incidents}) > 30
    assert len({one.impacts[0].name for one in incidents if one.impacts}) > 15
    assert any(len(one.articles) > 1 for one in incidents)


@pytest.mark.parametrize("name", ["archive.jsonl", "archive.jsonl.zst"])
def test_the_same_seed_gives_the_same_bytes(root: Path, tmp_path: Path, name: str) -> None:
    """Two machines measure the same archive."""
    files = [tmp_path / folder / name for folder in ("one", "other")]
    for path in files:
        path.parent.mkdir()
        make(root, 10, path)
    assert files[0].read_bytes() == files[1].read_bytes()
