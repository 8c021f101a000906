"""No name and no exact point of a protected case is in any byte of any output."""

import re
from pathlib import Path

import pytest
from leaks import find_names, find_positions, list_streams
from page_data import MICRODEGREES, Box, inflate
from protect_cases import Run

from geoincidents.model import Incidents
from geoincidents.pipeline import write_results
from geoincidents.report import build_report, write_report
from geoincidents.store import read_formats

STREAM = re.compile(r'<script type="application/octet-stream" id="([^"]+)">([^<]*)</script>')
FEW = 24  # cases that are drawn as pictures, which is slow
# What a picture says of an incident is what the page and the report say: signs, labels, legend.
DRAWN = ("report.docx", "report.md", "report.html")


def _write_all(found: Incidents, folder: Path) -> list[Path]:
    # Its own record is the page's; the report and the picture are drawn of a few.
    files = list(write_results(found, folder, formats=sorted(read_formats()), lossy=True))
    files += write_results(Incidents(found.items[:FEW]), folder / "few", formats=["svg", "png"])
    report = build_report(found.items[:FEW])
    for name in DRAWN:
        files += write_report(report, folder / name)
    return files


@pytest.fixture(scope="module")
def outputs(made_run: Run, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Path]]:
    """Give the files of the cases, protected and exact."""
    folder = tmp_path_factory.mktemp("outputs")
    return {
        "safe": _write_all(made_run.safe, folder / "safe"),
        "exact": _write_all(Incidents(made_run.exact.items[:FEW]), folder / "exact"),
    }


def test_no_name_is_in_any_output(made_run: Run, outputs: dict[str, list[Path]]) -> None:
    """200 cases, every format: no name, street, village or shelter, in whatever is packed in it."""
    leaks = {
        (path.name, word)
        for path in outputs["safe"]
        for data in list_streams(path)
        for word in find_names(data, made_run.cases)
    }
    assert leaks == set()


def test_no_exact_point_is_in_any_output(made_run: Run, outputs: dict[str, list[Path]]) -> None:
    """200 cases, every format: no coordinate of a place that was moved, as text or as number."""
    assert len(made_run.moved) > 20
    leaks = {
        (path.name, degrees)
        for path in outputs["safe"]
        if path.name != "index.html"  # its ground names towns where they are; see the next test
        for data in list_streams(path)
        for degrees in find_positions(data, made_run.moved)
    }
    assert leaks == set()


def test_no_exact_point_is_in_the_page(made_run: Run, outputs: dict[str, list[Path]]) -> None:
    """The page packs millionths of a degree: read back, none is of a place that was moved."""
    page = next(path for path in outputs["safe"] if path.name == "index.html")
    streams = dict(STREAM.findall(page.read_text("utf-8")))
    core = Box(inflate(streams["core"]))
    longitudes, latitudes = (core.numbers(f"place.{one}") for one in ("longitude", "latitude"))
    shown = {
        (x / MICRODEGREES, y / MICRODEGREES) for x, y in zip(longitudes, latitudes, strict=True)
    }
    assert len(shown) > 5
    assert not shown & made_run.moved


def test_the_search_finds_what_is_not_protected(
    made_run: Run, outputs: dict[str, list[Path]]
) -> None:
    """Of the exact run every kind of file that holds words gives names, and many give points."""
    told, placed = set(), set()
    for path in outputs["exact"]:
        for data in list_streams(path):
            if find_names(data, made_run.cases):
                told.add(path.suffix)
            if find_positions(data, made_run.moved):
                placed.add(path.suffix)
    assert told >= {
        ".html", ".geojson", ".jsonl", ".json", ".csv", ".gpkg", ".kml", ".kmz", ".parquet",
        ".fgb", ".docx", ".md", ".zip", ".pmtiles",
    }  # fmt: skip
    assert placed >= {".geojson", ".jsonl", ".csv", ".gpkg", ".kml", ".parquet", ".fgb"}
