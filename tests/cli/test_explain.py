"""`geoincidents explain` shows the words and the rule behind each value of an incident."""

import json
from pathlib import Path
from typing import Any

import pytest
from running import Runner

ATTACK = (
    "Two rockets hit Baghdad airport on Monday, wounding three people, police said. "
    "Militias threatened to attack the embassy. "
    "At least 40 rocket attacks have been counted this year.\n"
)


@pytest.fixture
def incident(run: Runner) -> dict[str, Any]:
    """Give the incident of an article that lies in the folder, with its incidents.jsonl."""
    (run.folder / "news.txt").write_text(ATTACK, "utf-8")
    run("extract", "news.txt", "-o", "incidents.jsonl", "--published", "2020-06-03")
    found: dict[str, Any] = json.loads((run.folder / "incidents.jsonl").read_text("utf-8"))
    return found


def test_words_behind_values_are_marked(run: Runner, incident: dict[str, Any]) -> None:
    """Each value stands with its name, and its words are marked with the field in the quote."""
    ran = run("explain", incident["incident_id"], "incidents.jsonl")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith(f"{incident['incident_id']}: {incident['title']}\n")
    for words in ("[Monday]{when}", "[rockets]{weapon}", "{impacts}", "{casualties}"):
        assert words in ran.out
    assert "2020-06-01; precision day; words 'Monday'" in ran.out
    assert all(rule in ran.out for rule in incident["explain"])
    assert incident["impacts"][0]["rule"] in ran.out


def test_what_was_left_out_is_told_with_the_articles(run: Runner, incident: dict[str, Any]) -> None:
    """With --articles the threat and the count of many attacks stand there with their reasons."""
    words = ("explain", incident["incident_id"], "incidents.jsonl")
    ran = run(*words, "--articles", "news.txt")
    left_out = ran.out.partition("Left out")[2]
    assert "threat" in left_out
    assert "of many attacks at once" in left_out
    assert "<<" in ran.out
    assert "Left out" not in run(*words).out


def test_incidents_come_down_a_pipe(run: Runner, incident: dict[str, Any]) -> None:
    """With - the incidents come in on standard input; the beginning of an id will do."""
    data = (run.folder / "incidents.jsonl").read_bytes()
    ran = run("explain", incident["incident_id"][:6], "-", stdin=data)
    assert ran.out == run("explain", incident["incident_id"], "incidents.jsonl").out


def test_article_that_changed_is_said(run: Runner, incident: dict[str, Any]) -> None:
    """Where the text is not the one that was read, the quotes stand alone."""
    (run.folder / "news.txt").write_text("Corrected. " + ATTACK, "utf-8")
    words = ("explain", incident["incident_id"], "incidents.jsonl", "--articles", "news.txt")
    assert "its text is not the one that was read" in run(*words).out


@pytest.mark.parametrize("name", ["gi-nothing", "", "\x1b[31m"])
@pytest.mark.usefixtures("incident")
def test_unknown_id_is_said_in_a_line(run: Runner, name: str) -> None:
    """An id that no incident has ends in one line that names one."""
    ran = run("explain", name, "incidents.jsonl")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "give one of gi-" in ran.err
    assert "\x1b" not in ran.err


def test_controls_cannot_steer_the_terminal(run: Runner, incident: dict[str, Any]) -> None:
    """A control character of an article or of the file is shown as an escape, everywhere."""
    hostile = "\x1b]0;owned\x07\u202e\r\n"
    incident["title"] += hostile
    incident["explain"].append(hostile)
    incident["impacts"][0]["rule"] = hostile
    incident["evidence"][0]["quote"] += hostile
    incident["articles"][0]["title"] = hostile
    data = json.dumps(incident).encode()
    ran = run("explain", incident["incident_id"], "-", stdin=data)
    assert ran.code == 0
    assert not set("\x1b\x07\u202e\r") & set(ran.out)
    assert "\\x1b]0;owned" in ran.out


def test_samples_are_explained(run: Runner, seeds: Path) -> None:
    """Every incident of the sample articles can be explained with its articles."""
    run("extract", seeds, "-o", "incidents.jsonl")
    lines = (run.folder / "incidents.jsonl").read_text("utf-8").splitlines()
    for line in lines[:3]:
        name = json.loads(line)["incident_id"]
        ran = run("explain", name, "incidents.jsonl", "--articles", seeds)
        assert ran.code == 0
        assert "its text is not" not in ran.out
