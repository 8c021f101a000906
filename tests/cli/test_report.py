"""`geoincidents report`: the same report as a page, Markdown, a document and a PDF."""

import html
import io
import os
import re
import shutil
import subprocess
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from incident_samples import build_samples
from running import COMMAND, Runner, build_environment

from geoincidents.store import write_jsonl

HOSTILE = "<script>alert(1)</script> {{ 7 * 7 }} [x](javascript:alert(1)) \x0b=1+1"


@pytest.fixture
def incidents(run: Runner) -> Path:
    """Give the samples as incidents.jsonl in the folder of the run."""
    path = run.folder / "incidents.jsonl"
    write_jsonl(build_samples(), path)
    return path


@pytest.fixture
def hostile(run: Runner) -> Path:
    """Give an incident whose title, words and quotes want to be run."""
    first = build_samples()[0]
    quotes = tuple(replace(quote, quote=HOSTILE) for quote in first.evidence)
    places = tuple(replace(place, name=HOSTILE) for place in first.impacts)
    path = run.folder / "hostile.jsonl"
    write_jsonl([replace(first, title=HOSTILE, evidence=quotes, impacts=places)], path)
    return path


def _read_docx(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def _read_report(run: Runner, ending: str) -> str:
    path = run.folder / f"report.{ending}"
    if ending == "docx":
        return _read_docx(path)
    text = html.unescape(path.read_text("utf-8"))
    return re.sub(r"\\([^\w\s])", r"\1", text) if ending == "md" else text


@pytest.mark.parametrize("ending", ["html", "md", "docx"])
def test_a_report_holds_every_incident_and_every_quote(
    run: Runner, incidents: Path, ending: str
) -> None:
    """Title, figures, table, each incident with its evidence, sources, method and limits."""
    ran = run("report", incidents.name, "-o", f"report.{ending}", "--title", "A quarter of fire")
    assert (ran.code, ran.out) == (0, ""), ran.err
    text = _read_report(run, ending)
    for part in ("A quarter of fire", "Sources", "How this was made", "Limits", "Not on the map"):
        assert part in text
    for incident in build_samples():
        assert incident.title in text
        for quote in incident.evidence:
            words = quote.quote.split()[0]
            assert words in text


@pytest.mark.parametrize("ending", ["html", "md", "docx"])
def test_the_same_incidents_give_the_same_report(run: Runner, incidents: Path, ending: str) -> None:
    """Neither the day nor chance is in a report."""
    both = []
    for name in (f"one.{ending}", f"two.{ending}"):
        assert run("report", incidents.name, "-o", name).code == 0
        both.append((run.folder / name).read_bytes().replace(b"two-", b"one-"))
    assert both[0] == both[1]


def test_markdown_has_its_pictures_beside_it(run: Runner, incidents: Path) -> None:
    """The pictures that the Markdown names are there."""
    assert run("report", incidents.name, "-o", "report.md").code == 0
    named = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", (run.folder / "report.md").read_text("utf-8"))
    assert named == ["report-map.png", "report-timeline.png"]
    assert all((run.folder / name).read_bytes().startswith(b"\x89PNG") for name in named)


def test_a_page_runs_nothing_and_asks_nothing(run: Runner, hostile: Path) -> None:
    """Words of an article are text in the page: no element, no template, no address."""
    assert run("report", hostile.name, "-o", "report.html").code == 0
    page = (run.folder / "report.html").read_text("utf-8")
    assert "<script" not in page
    assert "{{ 7 * 7 }}" in page
    assert "default-src 'none'" in page
    assert "\x0b" not in page
    assert not re.findall(r"(?:src|href)=\"(?!data:|#|https?:)", page)


def test_markdown_and_document_keep_hostile_words_as_words(run: Runner, hostile: Path) -> None:
    """No sign of Markdown or XML in an article's words does anything."""
    assert run("report", hostile.name, "-o", "report.md").code == 0
    text = (run.folder / "report.md").read_text("utf-8")
    assert not re.search(r"(?<!\\)<script", text)
    assert "](javascript" not in text
    assert run("report", hostile.name, "-o", "report.docx").code == 0
    with zipfile.ZipFile(io.BytesIO((run.folder / "report.docx").read_bytes())) as archive:
        assert archive.testzip() is None
        assert b"<script>" not in archive.read("word/document.xml")


def test_without_incidents_a_report_says_so(run: Runner) -> None:
    """No incident is a report that says that there is none."""
    write_jsonl([], run.folder / "none.jsonl")
    assert run("report", "none.jsonl", "-o", "report.html").code == 0
    page = (run.folder / "report.html").read_text("utf-8")
    assert "No incident was found" in page
    assert "There is none." in page


def test_a_report_of_another_kind_is_refused_before_any_work(run: Runner, incidents: Path) -> None:
    """An ending that is none of ours gives one line with those that are."""
    ran = run("report", incidents.name, "-o", "report.txt")
    assert ran.code != 0
    assert ran.err.count("\n") == 1
    assert ".html, .md, .docx or .pdf" in ran.err


PRINTS = pytest.mark.skipif(
    not any(map(shutil.which, ("chromium", "google-chrome", "chrome"))),
    reason="no Chromium here that could print",
)


@PRINTS
@pytest.mark.skipif(os.name == "nt", reason="no signal ends a process at once there")
def test_a_killed_print_leaves_nothing_for_long(run: Runner, incidents: Path) -> None:
    """Words of articles stand beside the report alone, and the next report sweeps them up."""
    temporary, out = run.folder / "temporary", run.folder / "out"
    temporary.mkdir()
    words = [str(COMMAND), "report", str(incidents), "-o", str(out / "a.pdf")]
    process = subprocess.Popen(words, env=build_environment({"TMPDIR": str(temporary)}))
    while process.poll() is None and not list(out.glob(".geoincidents-*/report.html")):
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert list(out.glob(".geoincidents-*/report.html")), "it was not hit while it printed"
    assert not list(temporary.rglob("*.html"))
    assert run("report", incidents.name, "-o", out / "a.html").code == 0
    # The browser ends by itself a moment later; what it writes until then is no word of an article.
    assert not list(out.glob(".geoincidents-*/report.html"))


@pytest.mark.slow
@PRINTS
def test_a_pdf_is_printed_without_its_day(run: Runner, incidents: Path) -> None:
    """A PDF is the page, printed; two of one run are the same bytes."""
    both = []
    for name in ("one.pdf", "two.pdf"):
        ran = run("report", incidents.name, "-o", name)
        assert ran.code == 0, ran.err
        both.append((run.folder / name).read_bytes())
    assert both[0].startswith(b"%PDF-")
    assert both[0] == both[1]
