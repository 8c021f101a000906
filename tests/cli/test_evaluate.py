"""`geoincidents evaluate` scores a run against gold, and starts a gold set."""

import json
from pathlib import Path

import pytest
from gold_samples import TEXTS, make_gold, make_right, write_rows
from running import Runner

from geoincidents.store import encode_jsonl


@pytest.fixture
def ready(run: Runner) -> Runner:
    """Give a folder with our small gold set, its articles, and a run that found one of two."""
    write_rows(run.folder / "gold", *make_gold())
    (run.folder / "incidents.jsonl").write_bytes(encode_jsonl([make_right()]))
    (run.folder / "articles").mkdir()
    for name, text in TEXTS.items():
        (run.folder / "articles" / f"{name}.txt").write_text(text, "utf-8")
    return run


def test_people_get_a_report(ready: Runner) -> None:
    """The report goes to standard output: headline, fields, errors, merges, confusions."""
    ran = ready("evaluate", "incidents.jsonl", "gold")
    assert (ran.code, ran.err) == (0, "")
    assert "1 of 2 required found, 1 predicted, 0 false alarms" in ran.out
    assert ran.out.startswith("end to end               0.667\n")
    assert "types missed            ied 1" in ran.out


def test_programs_get_json(ready: Runner) -> None:
    """--json gives the figures alone; --articles adds the quotes that are broken."""
    ran = ready("evaluate", "incidents.jsonl", "gold", "--json", "--articles", "articles")
    scores = json.loads(ran.out)
    assert (scores["recall"], scores["precision"], scores["end_to_end"]) == (0.5, 1.0, 0.667)
    assert scores["broken_quotes"] == 0
    assert scores["by_field"]["place"]["recall"] == 0.5


def test_run_comes_down_a_pipe(ready: Runner) -> None:
    """With - the incidents come in on standard input."""
    data = (ready.folder / "incidents.jsonl").read_bytes()
    ran = ready("evaluate", "-", "gold", "--json", stdin=data)
    assert json.loads(ran.out)["found"] == 1


def test_each_incident_is_shown_on_demand(ready: Runner) -> None:
    """--show names what was found, missed and skipped; with --json on standard error."""
    shown = ready("evaluate", "incidents.jsonl", "gold", "--show").out
    assert "found   M1" in shown
    assert "missed  M2" in shown
    assert "skipped M3" in shown
    ran = ready("evaluate", "incidents.jsonl", "gold", "--show", "--json")
    assert "missed  M2" in ran.err
    assert json.loads(ran.out)["found"] == 1


def test_template_starts_a_gold_set(ready: Runner) -> None:
    """--template writes drafts, which count as such until a person has deleted the field."""
    ran = ready("evaluate", "--template", "articles", "--out", "mine")
    assert (ran.code, ran.out) == (0, "")
    lines = (ready.folder / "mine/incidents.jsonl").read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert rows
    assert all(row["draft"] for row in rows)
    ready("extract", "articles", "-o", "own.jsonl")
    scored = ready("evaluate", "own.jsonl", "mine", "--json")
    assert json.loads(scored.out)["f1"] == 1
    assert "nobody has checked" in scored.err


def test_template_overwrites_nothing(ready: Runner) -> None:
    """A gold set that is there is work of people: it is never written over."""
    before = (ready.folder / "gold/incidents.jsonl").read_bytes()
    ran = ready("evaluate", "--template", "articles")
    assert ran.code == 1
    assert "is there already; choose another folder with --out" in ran.err
    assert (ready.folder / "gold/incidents.jsonl").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["evaluate"], "Missing argument 'INCIDENTS'"),
        (["evaluate", "incidents.jsonl"], "Missing argument 'GOLD'"),
        (["evaluate", "incidents.jsonl", "--template", "articles"], "--out"),
    ],
)
def test_words_that_make_no_sense_are_said(ready: Runner, words: list[str], said: str) -> None:
    """Exit code 2 and a line that says what is missing."""
    ran = ready(*words)
    assert ran.code == 2
    assert said in ran.err


def test_bad_gold_is_named(ready: Runner, root: Path) -> None:
    """A gold folder that is none ends in one line, and the page that it names exists."""
    (ready.folder / "gold/incidents.jsonl").write_text('{"id": "x\\u001b[0m"}\n')
    ran = ready("evaluate", "incidents.jsonl", "gold")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "incidents.jsonl line 1" in ran.err
    assert "docs/gold.md" in ran.err
    assert (root / "docs" / "gold.md").is_file()
