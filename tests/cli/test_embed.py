"""`geoincidents embed`: what to paste into another page."""

from pathlib import Path

import lxml.html
import pytest
from incident_samples import build_samples
from running import Runner

from geoincidents.render import draw_map

TITLE = 'A "quoted" <b>title</b> & [link](x)'


@pytest.fixture
def page(run: Runner) -> Path:
    """Give a page of ours in the folder of the run."""
    path = run.folder / "index.html"
    draw_map(build_samples(), title=TITLE).save(path)
    return path


def test_the_frame_shows_the_page_under_its_title(run: Runner, page: Path) -> None:
    """The frame points to the address, names the map, and lets it reach nothing around it."""
    ran = run("embed", page.name, "--address", "https://example.org/a map.html", "--compact")
    assert ran.code == 0, ran.err
    frames = lxml.html.fromstring(f"<div>{ran.out}</div>").findall(".//iframe")
    assert len({lxml.html.tostring(frame, with_tail=False) for frame in frames}) == 1
    assert frames[0].get("src") == "https://example.org/a%20map.html?compact"
    assert frames[0].get("title") == TITLE
    assert "allow-same-origin" not in frames[0].get("sandbox")
    assert [line for line in ran.out.splitlines() if line.startswith("# ")] == [
        "# HTML",
        "# Markdown",
        "# Quarto",
        "# MyST",
    ]
    assert r"\[link\]\(x\)" in ran.out


@pytest.mark.parametrize("content", [None, b"<html><title>Another's</title></html>"])
def test_what_is_no_page_of_ours_is_refused(run: Runner, content: bytes | None) -> None:
    """A file that is absent or another's gives one line that says what to give."""
    if content is not None:
        (run.folder / "index.html").write_bytes(content)
    ran = run("embed", "index.html")
    assert ran.code != 0
    assert ran.err.count("\n") == 1
    assert "give the index.html of a run" in ran.err
