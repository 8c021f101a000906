"""`geoincidents locate` as people run it."""

import json
from pathlib import Path

import pytest
from rfc7946 import list_faults
from running import Runner


def test_words_become_clean_geojson(run: Runner) -> None:
    """An area and a point come out, RFC 7946 clean, with the reading and the rule."""
    ran = run("locate", "five miles west of Erbil")
    assert ran.code == 0
    assert list_faults(ran.out.encode()) == []
    area, point = json.loads(ran.out)["features"]
    assert (area["geometry"]["type"], point["geometry"]["type"]) == ("Polygon", "Point")
    assert point["properties"]["relation"] == "bearing"
    assert "8.0 km west of Erbil" in point["properties"]["rule"]
    assert point["properties"]["radius_m"] > 3000


def test_what_cannot_be_placed_is_said_and_kept(run: Runner) -> None:
    """No geometry, the reason on standard error and in the file, and exit code 3."""
    ran = run("locate", "5,000 km west of Balad")
    assert ran.code == 3
    assert "farther than any place is told" in ran.err
    (feature,) = json.loads(ran.out)["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["text"] == "5,000 km west of Balad"
    assert list_faults(ran.out.encode()) == []


@pytest.mark.parametrize("words", ["-33.4, -70.7", "−33.4, −70.7"])
def test_southern_coordinates_are_no_option(run: Runner, words: str) -> None:
    """Whoever copies coordinates with a minus, or a typesetter's, need not know of `--`."""
    ran = run("locate", words)
    assert ran.code == 0
    area, *_ = json.loads(ran.out)["features"]
    assert (area["properties"]["longitude"], area["properties"]["latitude"]) == (-70.7, -33.4)


def test_lines_in_lines_out(run: Runner) -> None:
    """Words and JSON come in on standard input; one location a line goes out, in order."""
    given = '{"id": "a", "phrase": "near Kirkuk", "country": "IQ"}\n\nTikrit\nnear Xyzzy\n'
    ran = run("locate", "-", "--jsonl", stdin=given.encode())
    rows = [json.loads(line) for line in ran.out.splitlines()]
    assert ran.code == 3
    assert [row["text"] for row in rows] == ["near Kirkuk", "Tikrit", "near Xyzzy"]
    assert rows[0]["id"] == "a"
    assert rows[0]["area"]["type"] == "Polygon"
    assert rows[0]["admin1_touched"] == []
    assert rows[2]["reason"]


def test_a_bad_line_names_itself(run: Runner) -> None:
    """A line of JSON without a phrase ends in one line that says which, and what to write."""
    ran = run("locate", "-", "--jsonl", stdin=b'Tikrit\n{"where": "x"}\n')
    assert ran.code == 1
    assert "line 2" in ran.err
    assert '"phrase"' in ran.err


def test_a_page_can_be_drawn(run: Runner, tmp_path: Path) -> None:
    """--draw writes a page; words never enter a template."""
    page = tmp_path / "out.html"
    ran = run("locate", "near Tikrit, {{7*7}}", "--draw", str(page))
    assert ran.code == 0
    text = page.read_text("utf-8")
    assert "Polygon" in text
    assert "near Tikrit, 49" not in text
