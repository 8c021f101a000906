"""`geoincidents split` takes an incident apart that was joined over articles."""

import json

import pytest
from running import Runner

ONE = "Two rockets hit Baghdad airport on Monday, killing five people, police said.\n"
OTHER = "Three rockets hit Baghdad airport on Monday, killing six people, the army said.\n"


@pytest.fixture
def joined(run: Runner) -> str:
    """Give the id of the one incident that two articles tell of."""
    (run.folder / "articles").mkdir()
    for name, text in (("one", ONE), ("other", OTHER)):
        (run.folder / "articles" / f"{name}.txt").write_text(text, "utf-8")
    run("extract", "articles", "-o", "incidents.jsonl", "--published", "2020-06-03")
    (line,) = (run.folder / "incidents.jsonl").read_text("utf-8").splitlines()
    assert len(json.loads(line)["articles"]) == 2
    return str(json.loads(line)["incident_id"])


def test_each_part_has_its_own_article_and_values(run: Runner, joined: str) -> None:
    """What was joined comes apart: each part with the toll and quotes of its article."""
    ran = run("split", joined, "incidents.jsonl", "articles")
    parts = [json.loads(line) for line in ran.out.splitlines()]
    tolls = {p["articles"][0]["article_id"]: p["casualties"]["killed"]["min"] for p in parts}
    assert tolls == {"one": 5, "other": 6}
    assert all(len({q["article_id"] for q in p["evidence"]}) == 1 for p in parts)
    assert "2 incident(s)" in ran.err


def test_an_article_that_changed_cannot_be_taken_apart(run: Runner, joined: str) -> None:
    """Where the text is another one, a line says so, and nothing is written."""
    (run.folder / "articles" / "one.txt").write_text("Corrected. " + ONE, "utf-8")
    ran = run("split", joined, "incidents.jsonl", "articles")
    assert ran.code != 0
    assert "has changed since" in ran.err
    assert ran.out == ""
