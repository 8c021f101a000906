"""The mistakes that people are most likely to make: what is said to each is kept word by word."""

import tomllib
from pathlib import Path

import pytest
from running import Runner
from syrupy.assertion import SnapshotAssertion

TABLE = tomllib.loads((Path(__file__).parent / "mistakes.toml").read_text("utf-8"))
MISTAKES: list[str] = TABLE["mistakes"]
MOST_LINES = 4


@pytest.fixture
def files(here: Path) -> Path:
    """Give the folder of somebody who has an article, and files that are none."""
    (here / "articles").mkdir()
    (here / "articles" / "a.txt").write_text("Two rockets hit the city of Erbil, police said.\n")
    (here / "empty").mkdir()
    (here / "notes.txt").write_text("Nothing of that kind.\n")
    (here / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))
    (here / "bad.jsonl").write_text("{\n")
    (here / "bad.geojson").write_text('{"type": "Feature"}\n')
    (here / "none.jsonl").write_text("")
    (here / "table.csv").write_text("name,lon\nX,1\n")
    (here / "wrong.gpkg").write_text("{}\n")
    (here / "swapped.csv").write_text(
        "name,kind,longitude,latitude,country\nX,village,36.2,44.1,IQ\n"
    )
    ours = '<meta name="generator" content="geoincidents 0.1">'
    (here / "page.html").write_text(
        f"<html><head>{ours}</head><p>Two rockets hit Erbil.</p></html>"
    )
    return here


@pytest.mark.parametrize("words", MISTAKES)
def test_a_mistake_is_told_with_what_to_do(
    run: Runner, files: Path, words: str, snapshot: SnapshotAssertion
) -> None:
    """What is wrong and what to do next, in a line or two; no traceback, and nothing is written."""
    before = sorted(path.name for path in files.iterdir())
    ran = run(*words.split())
    assert "Traceback" not in ran.err
    assert ran.err.count("\n") <= MOST_LINES
    assert sorted(path.name for path in files.iterdir()) == before
    assert f"{ran.code}\n{ran.err}" == snapshot


def test_there_are_forty_mistakes() -> None:
    """Forty different ones are kept, and fifteen more that nobody had thought of."""
    assert len(set(MISTAKES)) == 55


def test_a_traceback_shows_no_values(run: Runner, files: Path) -> None:
    """--debug shows where a fault arose, and none of the values that were held there."""
    ran = run("export", "bad.jsonl", "--out", "x.csv", "--debug")
    assert ran.code == 1
    assert "Traceback" in ran.err
    assert "locals" not in ran.err
    assert str(files / "bad.jsonl") not in ran.err
