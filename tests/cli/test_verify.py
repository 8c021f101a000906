"""`verify` checks a run again: what changed is named, what stands is counted."""

import json
from pathlib import Path

import pytest
from running import Runner

ARTICLE = (
    "Two rockets hit the city of Erbil on 15 February 2021, wounding five people, police said.\n"
)


@pytest.fixture
def made(run: Runner, here: Path) -> Path:
    """Give the folder of a run over two articles."""
    (here / "articles").mkdir()
    for number, town in enumerate(("Erbil", "Mosul")):
        words = ARTICLE.replace("Erbil", town)
        (here / "articles" / f"{number}.txt").write_text(words, "utf-8")
    assert run("map", "articles", "--out", "map", "--formats", "csv", "--quiet").code == 0
    return here / "map"


def test_a_run_that_is_whole_stands(run: Runner, made: Path) -> None:
    """Every file, article and quote is checked; run.json tells what it was read with."""
    ran = run("verify", made, "--json")
    verdict = json.loads(ran.out)
    assert (ran.code, verdict["faults"], verdict["unchecked"]) == (0, [], [])
    assert (verdict["files"], verdict["articles"]) == (4, 2)
    assert verdict["quotes"] >= 2
    told = json.loads((made / "run.json").read_bytes())
    assert len(told["lexicons"]) == 64
    assert told["gazetteer"]
    assert {one["name"] for one in told["outputs"]} == {
        "index.html", "incidents.geojson", "incidents.jsonl", "incidents.csv",
    }  # fmt: skip


def test_what_changed_is_named(run: Runner, here: Path, made: Path) -> None:
    """A file that was altered, one that is gone and an article that was edited are named; 1."""
    page = made / "index.html"
    page.write_bytes(page.read_bytes() + b" ")
    (made / "incidents.csv").unlink()
    (here / "articles" / "0.txt").write_text("Other words.\n", "utf-8")
    ran = run("verify", made)
    assert (ran.code, ran.out) == (1, "")
    for said in ("index.html: changed", "incidents.csv: missing", "article 0: changed"):
        assert said in ran.err
    assert "3 changed" in ran.err


def test_files_of_two_runs_are_told(run: Runner, made: Path) -> None:
    """Where a run was killed while its files took their places, one line says so, and what next."""
    page = made / "index.html"
    page.write_bytes(page.read_bytes() + b" ")
    (made / ".geoincidents-0123456789abcdef.part").write_bytes(b"of the run that was killed")
    ran = run("verify", made)
    assert ran.code == 1
    assert "files of two runs: one was stopped here; give its command again" in ran.err
    assert run("map", "articles", "--out", "map", "--formats", "csv", "--quiet").code == 0
    assert run("verify", made).code == 0
    assert not list(made.glob(".geoincidents-*"))


def test_a_quote_that_was_edited_is_named(run: Runner, made: Path) -> None:
    """A word put into a quote is found against the article, whatever the hashes say."""
    record = made / "incidents.jsonl"
    record.write_text(record.read_text("utf-8").replace("Two rockets", "Ten rockets"), "utf-8")
    ran = run("verify", made, "--json")
    faults = json.loads(ran.out)["faults"]
    assert ran.code == 1
    assert any("not the words of article" in fault for fault in faults)


def test_an_article_that_is_not_there_is_no_fault(run: Runner, here: Path, made: Path) -> None:
    """What cannot be checked is told apart, with exit code 3; --articles says where it is now."""
    (here / "articles").rename(here / "moved")
    ran = run("verify", made)
    assert ran.code == 3
    assert "--articles" in ran.err
    assert run("verify", made, "--articles", "moved").code == 0


def test_a_protected_run_is_checked_as_well(run: Runner, here: Path) -> None:
    """Struck quotes are held against the words left in them; the exact folder is checked, too."""
    (here / "kelmut.txt").write_text(
        "A rocket hit the house of Zorban Kelmut in Mosul on 15 February 2021, police said.\n",
        "utf-8",
    )
    assert run("map", "kelmut.txt", "--out", "map", "--protect", "--quiet").code == 0
    assert run("verify", "map", "--articles", "kelmut.txt").code == 0
    assert run("verify", "map-EXACT-DO-NOT-PUBLISH").code == 0
    record = here / "map" / "incidents.jsonl"
    record.write_text(record.read_text("utf-8").replace("A rocket hit", "A drone hit"), "utf-8")
    ran = run("verify", "map", "--articles", "kelmut.txt")
    assert ran.code == 1
    assert "unstruck words" in ran.err


@pytest.mark.parametrize("kind", ["nothing", "no run", "broken"])
def test_what_is_no_run_is_one_line(run: Runner, here: Path, kind: str) -> None:
    """A folder that is none of a run, or whose run.json is broken, is one line; exit code 1."""
    if kind != "nothing":
        (here / "map").mkdir()
    if kind == "broken":
        (here / "map" / "run.json").write_text("{", "utf-8")
    ran = run("verify", "map")
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert "geoincidents" in ran.err.split(":", 1)[1]


def test_records_of_a_file_are_found_where_they_stand(run: Runner, here: Path) -> None:
    """Articles that are lines of a file are checked like files, without being given again."""
    rows = [
        {"id": f"a{k}", "text": ARTICLE.replace("five", word)}
        for k, word in enumerate(("six", "ten"))
    ]
    path = here / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    assert run("map", path, "--out", "map", "--quiet").code == 0
    verdict = json.loads(run("verify", "map", "--json").out)
    assert (verdict["articles"], verdict["faults"], verdict["unchecked"]) == (2, [], [])
    path.write_text(path.read_text("utf-8").replace("six", "two"), "utf-8")
    ran = run("verify", "map")
    assert (ran.code, "article a0: changed since it was read" in ran.err) == (1, True)
