"""`geoincidents picture`: a map for print, the same bytes each time, nothing of the text run."""

import struct
from dataclasses import replace
from pathlib import Path

import lxml.etree
import pytest
from incident_samples import build_samples
from running import Runner

from geoincidents.store import write_jsonl

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def incidents(run: Runner) -> Path:
    """Give the samples as incidents.jsonl in the folder of the run."""
    path = run.folder / "incidents.jsonl"
    write_jsonl(build_samples(), path)
    return path


def _read_words(path: Path) -> str:
    root = lxml.etree.parse(path).getroot()
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def test_a_png_has_the_pixels_asked_for(run: Runner, incidents: Path) -> None:
    """--size is the width and height of the file."""
    ran = run("picture", incidents.name, "-o", "map.png", "--size", "800x450")
    assert (ran.code, ran.out) == (0, ""), ran.err
    data = (run.folder / "map.png").read_bytes()
    assert struct.unpack(">II", data[16:24]) == (800, 450)


def test_text_of_an_svg_is_text(run: Runner, incidents: Path) -> None:
    """Title, places, legend and sources can be searched and set in another type."""
    ran = run("picture", incidents.name, "-o", "map.svg", "--title", "A <b> & $c$ map")
    assert ran.code == 0, ran.err
    words = _read_words(run.folder / "map.svg")
    for part in ("A <b> & $c$ map", "Balad Air Base", "Rocket attack", "Sources:", "km"):
        assert part in words


def test_a_pdf_is_one(run: Runner, incidents: Path) -> None:
    """A PDF has its text as text, too: no outlines of letters of Type 3."""
    assert run("picture", incidents.name, "-o", "map.pdf").code == 0
    data = (run.folder / "map.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert b"/Type3" not in data


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_same_incidents_give_the_same_bytes(run: Runner, incidents: Path, ending: str) -> None:
    """Neither the day nor chance is in the file."""
    both = []
    for name in (f"one.{ending}", f"two.{ending}"):
        ran = run("picture", incidents.name, "-o", name, "--inset", "--size", "600x400")
        assert ran.code == 0, ran.err
        both.append((run.folder / name).read_bytes())
    assert both[0] == both[1]


def test_no_incident_is_a_map_that_says_so(run: Runner) -> None:
    """Without anything to draw the world is shown, with a sentence."""
    write_jsonl([], run.folder / "none.jsonl")
    ran = run("picture", "none.jsonl", "-o", "map.svg")
    assert ran.code == 0, ran.err
    assert "No incident has a place that can be drawn" in _read_words(run.folder / "map.svg")


def test_names_of_places_are_never_read_as_mathematics(run: Runner) -> None:
    """A dollar sign in a name is a dollar sign."""
    first = next(one for one in build_samples() if one.impacts)
    hostile = replace(first.impacts[0], name=r"$\frac{1}{0}$ <script>")
    write_jsonl([replace(first, impacts=(hostile,), trajectories=())], run.folder / "a.jsonl")
    ran = run("picture", "a.jsonl", "-o", "map.svg")
    assert ran.code == 0, ran.err
    assert r"$\frac{1}{0}$ <script>" in _read_words(run.folder / "map.svg")
    tree = lxml.etree.parse(run.folder / "map.svg")
    assert tree.getroot().find(f".//{SVG}script") is None


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["-o", "map.gif"], "a picture ends in .png, .svg, .pdf"),
        (["-o", "map.png", "--size", "wide"], "write pixels as 1600x900"),
        (["-o", "map.png", "--extent", "1,2,3"], "write four numbers of degrees"),
        (["-o", "map.png", "--extent", "38,40,49,30"], "south below north"),
        (["-o", "map.png", "--style", "none.toml"], "none.toml"),
    ],
)
def test_what_cannot_be_drawn_is_said_in_one_line(
    run: Runner, incidents: Path, words: list[str], says: str
) -> None:
    """A wrong word gives one line that says what, and what next."""
    ran = run("picture", incidents.name, *words)
    assert ran.code != 0
    assert len(ran.err.strip().splitlines()) == 1
    assert says in ran.err


def test_a_style_of_ones_own(run: Runner, incidents: Path) -> None:
    """Colours of a [picture] table are used; a key that is none is named."""
    style = run.folder / "style.toml"
    style.write_text('[picture]\nland = "#123456"\nnorth_arrow = true\n', "utf-8")
    assert run("picture", incidents.name, "-o", "map.svg", "--style", "style.toml").code == 0
    assert "#123456" in (run.folder / "map.svg").read_text("utf-8")
    style.write_text('[picture]\nlnad = "#123456"\nwater = "blue"\n', "utf-8")
    ran = run("picture", incidents.name, "-o", "other.svg", "--style", "style.toml")
    assert ran.code != 0
    assert "'lnad' is no key" in ran.err
    assert "water = 'blue' is no colour" in ran.err


def test_a_run_draws_its_picture_beside_the_map(run: Runner) -> None:
    """`map --formats png` puts incidents.png among the results."""
    (run.folder / "a.txt").write_text("Two rockets hit Balad air base on Monday.", "utf-8")
    words = ["--out", "map", "--published", "2021-03-16", "--formats", "PNG,csv"]
    ran = run("map", "a.txt", *words)
    assert ran.code == 0, ran.err
    assert (run.folder / "map" / "incidents.png").read_bytes().startswith(b"\x89PNG")
    assert (run.folder / "map" / "incidents.csv").is_file()
