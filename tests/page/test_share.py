"""What a reader takes along: files, pictures, links, citations, paper."""

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from browser import OpenHtml, Visit
from incident_samples import build_samples
from map_reading import open_filters, open_row, open_share
from playwright.sync_api import expect

from geoincidents.features import COLUMNS
from geoincidents.model import Quote
from geoincidents.model.evidence import NAME_MARK
from geoincidents.render.incident_map import IncidentMap
from geoincidents.store import WriteOptions, write_file

SAMPLES = build_samples()
PNG = b"\x89PNG\r\n\x1a\n"
KML = "{http://www.opengis.net/kml/2.2}"


def _save(visit: Visit, act: str, folder: Path) -> Path:
    if visit.page.locator(".share-box").is_hidden():
        open_share(visit)
    with visit.page.expect_download() as download:
        visit.page.locator(f'[data-act="{act}"]').press("Enter")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_files(open_map: OpenHtml, samples_page: str, tmp_path: Path) -> None:
    """GeoJSON, CSV and KML hold every incident that is filtered, with columns of the formats."""
    with open_map(samples_page) as visit:
        collection = json.loads(_save(visit, "download_geojson", tmp_path).read_bytes())
        table = _save(visit, "download_csv", tmp_path).read_text(encoding="utf-8-sig")
        kml = ET.fromstring(_save(visit, "download_kml", tmp_path).read_bytes())  # noqa: S314
    names = {feature["properties"]["incident_id"] for feature in collection["features"]}
    assert names == {incident.incident_id for incident in SAMPLES}
    columns = set(collection["features"][0]["properties"])
    assert columns == set(COLUMNS)
    rows = list(csv.DictReader(table.splitlines()))
    assert {row["incident_id"] for row in rows} == names
    placemarks = kml.findall(f".//{KML}Placemark")
    assert len(placemarks) == len(collection["features"])


def _read_table(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [
            {name: _read_number(cell) for name, cell in row.items()} for row in csv.DictReader(file)
        ]


def _read_number(cell: str) -> str | float:
    try:
        return float(cell)
    except ValueError:
        return cell


def test_the_table_is_the_one_of_export(
    open_map: OpenHtml, samples_page: str, tmp_path: Path
) -> None:
    """Row by row and column by column the page's CSV says what `export` says."""
    export = tmp_path / "export.csv"
    write_file(SAMPLES, export, WriteOptions(rows="feature"))
    with open_map(samples_page) as visit:
        table = _save(visit, "download_csv", tmp_path)
    expected = {row["id"]: row for row in _read_table(export)}
    found = {row["id"]: row for row in _read_table(table)}
    assert found == expected
    assert list(next(iter(found.values()))) == ["id", *COLUMNS]


def test_a_struck_quote_ends_where_the_words_of_the_article_do(
    open_map: OpenHtml, tmp_path: Path
) -> None:
    """Of a quote with words struck out both files say where the whole of it stands."""
    struck = [
        replace(one, evidence=tuple(_strike(quote) for quote in one.evidence)) for one in SAMPLES
    ]
    write_file(struck, tmp_path / "export.csv", WriteOptions(rows="feature"))
    with open_map(IncidentMap(struck).render_page()) as visit:
        table = _save(visit, "download_csv", tmp_path)
    expected = {row["id"]: row for row in _read_table(tmp_path / "export.csv")}
    assert {row["id"]: row for row in _read_table(table)} == expected


def _strike(quote: Quote) -> Quote:
    first, _, rest = quote.quote.partition(" ")
    return replace(quote, quote=f"{first} {NAME_MARK} {rest.partition(' ')[2]}", struck=True)


def test_values_are_those_of_the_record(
    open_map: OpenHtml, samples_page: str, tmp_path: Path
) -> None:
    """What the page gives back of an incident is what was put in."""
    with open_map(samples_page) as visit:
        collection = json.loads(_save(visit, "download_geojson", tmp_path).read_bytes())
    found = {
        feature["properties"]["incident_id"]: feature
        for feature in reversed(collection["features"])
    }
    for incident in SAMPLES:
        row = found[incident.incident_id]["properties"]
        killed = incident.casualties.killed
        assert row["title"] == incident.title
        assert row["date_start"] == (incident.when.start and incident.when.start.isoformat())
        assert row["killed_min"] == (killed.min if killed else None)
        assert row["evidence"] == ("\n".join(q.quote for q in incident.evidence) or None)
        if incident.impacts and not incident.off_map_reason:
            place = incident.impacts[0]
            at = [place.longitude, place.latitude]
            assert found[incident.incident_id]["geometry"]["coordinates"] == at


def test_files_hold_what_is_filtered(open_map: OpenHtml, samples_page: str, tmp_path: Path) -> None:
    """A filter on the page is a filter of the file."""
    with open_map(samples_page) as visit:
        filters = open_filters(visit)
        filters.locator("[data-facet='type'] li[data-key='drone_strike'] input").check()
        collection = json.loads(_save(visit, "download_geojson", tmp_path).read_bytes())
    types = {feature["properties"]["incident_type"] for feature in collection["features"]}
    assert types == {"drone_strike"}


def test_pictures(open_map: OpenHtml, samples_page: str, tmp_path: Path) -> None:
    """PNG and SVG hold title, key, scale, sources and date, and no address to fetch from."""
    with open_map(samples_page) as visit:
        png = _save(visit, "picture_png", tmp_path).read_bytes()
        svg = _save(visit, "picture_svg", tmp_path).read_text(encoding="utf-8")
    assert png.startswith(PNG)
    width = int.from_bytes(png[16:20], "big")
    assert width > 1500
    root = ET.fromstring(svg)  # noqa: S314 - our own file
    texts = [element.text or "" for element in root.iter() if element.text]
    assert "Samples" in texts
    assert any(text.startswith("Sources: ") for text in texts)
    assert any(text.startswith("Made ") for text in texts)
    assert any(text.endswith(" km") for text in texts)
    assert "Rocket attack" in texts
    assert "http" not in svg.replace("http://www.w3.org/", "")


def test_embedding(open_map: OpenHtml, samples_page: str) -> None:
    """The code of a frame keeps the filters and asks for the small look."""
    with open_map(samples_page) as visit:
        visit.page.locator(".search").fill("Soleimani")
        expect(visit.page.locator(".shown")).to_contain_text("1 of")
        box = open_share(visit)
        code = box.locator("textarea")
        code.focus()
        text = code.input_value()
    assert text.startswith('<iframe src="file:')
    assert "?compact#" in text
    assert "q=Soleimani" in text


def test_citation(open_map: OpenHtml, samples_page: str) -> None:
    """A citation names the incident, its articles with their dates, and the map."""
    with open_map(samples_page, permissions=["clipboard-read", "clipboard-write"]) as visit:
        index = [incident.incident_id for incident in SAMPLES].index("balad")
        panel = open_row(visit, index)
        panel.get_by_role("button", name="Copy citation").press("Enter")
        expect(panel.locator(".copied")).to_have_text("Copied")
        visit.page.locator(".search").focus()
        visit.page.keyboard.press("Control+v")
        cited = visit.page.locator(".search").input_value()
    assert SAMPLES[index].title in cited
    assert "Seven rockets target Al-Balad airbase" in cited
    assert "15 March 2021" in cited
    assert "In: Samples (geoincidents" in cited


def test_paper(open_map: OpenHtml, samples_page: str) -> None:
    """Printed, the page is a picture of the map and a table of what is filtered."""
    with open_map(samples_page) as visit:
        visit.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        visit.page.emulate_media(media="print")
        expect(visit.page.locator(".sheet img")).to_be_visible()
        expect(visit.page.locator(".sheet tbody tr")).to_have_count(len(SAMPLES))
        expect(visit.page.locator(".stage")).to_be_hidden()
        visit.page.evaluate("window.dispatchEvent(new Event('afterprint'))")


def test_table(open_map: OpenHtml, samples_page: str) -> None:
    """A plain table stands in for the map; Escape closes it."""
    with open_map(samples_page) as visit:
        open_share(visit).get_by_role("button", name="As a table").press("Enter")
        rows = visit.page.locator(".table-dialog tbody tr")
        expect(rows).to_have_count(len(SAMPLES))
        visit.page.keyboard.press("Escape")
        expect(visit.page.locator(".table-dialog")).to_have_count(0)
