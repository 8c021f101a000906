"""--protect as a newsroom meets it: what lies where, and what is refused."""

import json
import os
import shutil
import stat
from pathlib import Path

import pytest
from running import RESULTS, Runner

ARTICLE = (
    "A rocket hit the house of Zorban Kelmut at 36.41234, 43.11234 near Mosul on 15 February 2021,"
    " killing Kelmut, 44, and his daughter Nesrat Kelmut, police said.\n"
)
EXACT = "map-EXACT-DO-NOT-PUBLISH"


@pytest.fixture
def articles(here: Path, root: Path) -> Path:
    """Give a folder with one article whose file is called after the victim; bad rules beside it."""
    whole = (root / "maps" / "protect.toml").read_text("utf-8")
    (here / "bad.toml").write_text("least_radius_m = 1\n", "utf-8")
    (here / "near.toml").write_text(whole.replace("inner_m = 2000", "inner_m = 0"), "utf-8")
    folder = here / "articles"
    folder.mkdir()
    (folder / "zorban-kelmut.txt").write_text(ARTICLE, "utf-8")
    return folder


def test_what_is_published_and_what_is_kept(run: Runner, here: Path, articles: Path) -> None:
    """The map's folder holds nothing exact; that and the seed lie beside it, and say so."""
    words = ("map", articles, "--out", "map", "--protect", "--formats", "csv,gpkg", "--json")
    first = run(*words)
    assert first.code == 0
    assert EXACT in first.err
    published = {path.name: path.read_bytes() for path in (here / "map").iterdir()}
    assert set(published) == {*RESULTS, "incidents.csv", "incidents.gpkg"}
    for name, data in published.items():
        assert b"elmut" not in data, name
        assert b"36.41234" not in data, name
    kept = {path.name for path in (here / EXACT).iterdir()}
    assert kept == {
        "incidents.exact.jsonl", "run.exact.json", "protect-seed.txt", "DO-NOT-PUBLISH.txt", ".run",
    }  # fmt: skip
    record = json.loads((here / EXACT / "incidents.exact.jsonl").read_bytes())
    assert record["protection"] == "exact"
    assert "Zorban Kelmut" in record["evidence"][0]["quote"]
    if os.name != "nt":
        assert stat.S_IMODE((here / EXACT).stat().st_mode) == 0o700
        assert stat.S_IMODE((here / EXACT / "protect-seed.txt").stat().st_mode) == 0o600
    assert run(*words) == first
    assert {path.name: path.read_bytes() for path in (here / "map").iterdir()} == published


def test_an_update_protects_as_the_map_was_protected(
    run: Runner, here: Path, articles: Path, root: Path
) -> None:
    """Nothing exact comes into the published folder: not what was read, not what changed."""
    own = (root / "maps" / "protect.toml").read_text("utf-8")
    (here / "own.toml").write_text(own.replace("inner_m = 2000", "inner_m = 2500"), "utf-8")
    rules = ("--protect", "--protect-rules", "own.toml")
    assert run("map", articles, "--out", "map", "--formats", "csv", *rules).code == 0
    (here / "own.toml").unlink()
    (here / "more").mkdir()
    more = ARTICLE.replace("Mosul", "Kirkuk").replace("Zorban", "Haran").replace("15", "17")
    (here / "more" / "haran-kelmut.txt").write_text(more, "utf-8")
    ran = run("update", "map", "more")
    assert ran.code == 0, ran.err
    assert "1 new" in ran.err
    updated = {path.name: path.read_bytes() for path in (here / "map").iterdir()}
    assert set(updated) == {*RESULTS, "incidents.csv"}
    for name, data in updated.items():
        assert b"elmut" not in data, name
        assert b"36.41234" not in data, name
    assert (here / EXACT / "changes.json").is_file()
    shutil.copy(here / EXACT / "protect-rules.toml", here / "own.toml")
    assert run("map", articles, "more", "--out", "map", "--formats", "csv", *rules).code == 0
    assert {path.name: path.read_bytes() for path in (here / "map").iterdir()} == updated


def test_what_was_read_exactly_does_not_stay(run: Runner, articles: Path) -> None:
    """A map that was protected, then not, is not taken for one that is safe."""
    for words in (("--protect",), ()):
        assert run("map", articles, "--out", "map", *words).code == 0
    ran = run("map", articles, "--out", "map", "--protect")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert ".run" in ran.err


def test_every_command_protects_alike(run: Runner, here: Path, articles: Path) -> None:
    """What `map` publishes is what `export` makes of the exact file under the same seed."""
    assert run("map", articles, "--out", "map", "--protect").code == 0
    exact = f"{EXACT}/incidents.exact.jsonl"
    assert run("export", exact, "--protect", "--out", "again.jsonl").code == 0
    assert (here / "again.jsonl").read_bytes() == (here / "map/incidents.jsonl").read_bytes()
    for words in (
        ("render", exact, "--out", "page.html"),
        ("picture", exact, "--out", "x.svg"),
        ("report", exact, "--out", "x.md"),
    ):
        assert run(*words, "--protect").code == 0
        assert b"elmut" not in (here / words[-1]).read_bytes()


@pytest.mark.parametrize("command", ["export", "render", "picture", "report"])
def test_exact_data_are_written_only_where_that_is_said(
    run: Runner, here: Path, articles: Path, command: str
) -> None:
    """A file marked as exact is not published by mistake; --no-protect says that it is meant."""
    assert run("map", articles, "--out", "map", "--protect").code == 0
    out = {"export": "x.csv", "render": "x.html", "picture": "x.svg", "report": "x.md"}[command]
    words = (command, f"{EXACT}/incidents.exact.jsonl", "--out", out)
    ran = run(*words)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "--no-protect" in ran.err
    assert not (here / out).exists()
    assert run(*words, "--no-protect").code == 0


def test_files_of_an_earlier_run_do_not_stay_exact(run: Runner, here: Path, articles: Path) -> None:
    """A folder that holds other formats of a run without --protect is refused before it reads."""
    assert run("map", articles, "--out", "map", "--formats", "csv").code == 0
    ran = run("map", articles, "--out", "map", "--protect")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert ".run" in ran.err
    shutil.rmtree(here / "map" / ".run")
    ran = run("map", articles, "--out", "map", "--protect")
    assert "incidents.csv" in ran.err
    assert not (here / EXACT).exists()


def test_a_page_that_is_not_protected_is_not_embedded(
    run: Runner, here: Path, articles: Path
) -> None:
    """`embed --protect` gives the snippet of a page that was drawn so, and of no other."""
    assert run("map", articles, "--out", "map", "--protect").code == 0
    assert run("map", articles, "--out", "open").code == 0
    assert run("embed", "map/index.html", "--protect").code == 0
    refused = run("embed", "open/index.html", "--protect")
    assert (refused.code, refused.out) == (1, "")
    assert "--protect" in refused.err
    assert here.is_dir()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--protect", "--protect-rules", "none.toml"], "none.toml"),
        (["--protect", "--protect-rules", "bad.toml"], "missing or of another form"),
        (["--protect", "--protect-rules", "near.toml"], "inner_m has to be more than 0"),
        (["--protect-rules", "bad.toml"], "goes with --protect"),
    ],
)
def test_rules_that_make_no_sense_are_named(
    run: Runner, here: Path, articles: Path, words: list[str], said: str
) -> None:
    """A table of rules at fault is named before anything is published."""
    ran = run("map", articles, "--out", "map", *words)
    assert ran.code in {1, 2}
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert not (here / "map").exists()
