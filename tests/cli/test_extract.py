"""`geoincidents extract` gives incidents one a line, to a file or down a pipe."""

import json
from pathlib import Path

from running import Runner

QUIET_ARTICLE = b"The museum opened a new wing on Tuesday. Visitors praised the light.\n"
ATTACK = b"Two rockets hit Baghdad airport on Monday, wounding three people, police said.\n"


def test_file_is_that_of_the_map(run: Runner, seeds: Path) -> None:
    """The lines are the incidents.jsonl that `map` writes, byte for byte."""
    ran = run("extract", seeds, "-o", "incidents.jsonl")
    assert (ran.code, ran.out) == (0, "")
    run("map", seeds, "--out", "map")
    mapped = (run.folder / "map" / "incidents.jsonl").read_bytes()
    assert (run.folder / "incidents.jsonl").read_bytes() == mapped
    assert "articles 5, incidents" in ran.err


def test_pipe_goes_both_ways(run: Runner) -> None:
    """With - an article comes in on standard input, and incidents alone go out."""
    ran = run("extract", "-", "--published", "2020-06-03", "--quiet", stdin=ATTACK)
    assert (ran.code, ran.err) == (0, "")
    (line,) = ran.out.splitlines()
    incident = json.loads(line)
    assert (incident["incident_type"], incident["when"]["start"]) == ("rocket_attack", "2020-06-01")
    assert run("extract", "-", "-o", "-", "-q", stdin=QUIET_ARTICLE).out == ""


def test_utf8_goes_out_whatever_the_terminal(run: Runner) -> None:
    """JSON Lines are UTF-8, also where the terminal is not."""
    article = "Two rockets hit the café “Layla” in Baghdad on Monday, police said.\n".encode()
    env = {"PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    ran = run("extract", "-", "-q", "--published", "2020-06-03", stdin=article, env=env)
    assert "café" in json.loads(ran.out)["evidence"][0]["quote"]
    assert "\\u" not in ran.out


def test_what_is_skipped_is_said(run: Runner) -> None:
    """A bad input is named on standard error with exit code 3, and the rest goes out."""
    (run.folder / "a.txt").write_bytes(ATTACK)
    (run.folder / "b.pdf").write_bytes(b"%PDF-1.7")
    ran = run("extract", "a.txt", "b.pdf", "-q")
    assert ran.code == 3
    assert "b.pdf" in ran.err
    assert len(ran.out.splitlines()) == 1


def test_old_file_stays_where_nothing_is_read(run: Runner) -> None:
    """Where no article can be read, nothing is written."""
    (run.folder / "b.pdf").write_bytes(b"%PDF-1.7")
    (run.folder / "old.jsonl").write_text("old")
    assert run("extract", "b.pdf", "-o", "old.jsonl").code == 1
    assert (run.folder / "old.jsonl").read_text() == "old"
