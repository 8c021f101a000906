"""Layers can be shown and hidden, and those of folium join the page."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import folium
import pytest
from browser import OpenHtml, Visit
from folium.plugins import Fullscreen
from incident_samples import build_samples
from map_reading import open_row, open_share, show_layers
from playwright.sync_api import expect

from geoincidents.errors import GeoincidentsError
from geoincidents.render import IncidentMap

VAGUE_LINE = "1.5,6"
AREA = "4,4"


def count_strokes(visit: Visit, folder: Path) -> dict[str, int]:
    """Count what the page draws, by the dashes of its strokes, out of the picture that it gives."""
    box = visit.page.locator(".share-box")
    if box.is_hidden():
        open_share(visit)
    with visit.page.expect_download() as download:
        visit.page.locator('[data-act="picture_svg"]').click()
    path = folder / "picture.svg"
    download.value.save_as(path)
    root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own file
    counts: dict[str, int] = {}
    for element in root.iter():
        dashes = re.sub(r"[ ,]+", ",", element.get("stroke-dasharray", ""))
        counts[dashes] = counts.get(dashes, 0) + 1
    return counts


@pytest.mark.parametrize("role", ["impact", "launch", "target"])
def test_layers_of_symbols(open_map: OpenHtml, samples_page: str, role: str) -> None:
    """A box of the key hides its symbols, and brings them back."""
    with open_map(samples_page) as visit:
        show_layers(visit)
        marks = visit.page.locator(f".mark.role-{role}")
        expect(marks.first).to_be_visible()
        before = marks.count()
        box = visit.page.locator(f'[data-layer="{role}"] input')
        box.uncheck()
        expect(marks).to_have_count(0)
        box.check()
        expect(marks).to_have_count(before)


@pytest.mark.parametrize(("role", "dashes"), [("trajectory", VAGUE_LINE), ("uncertainty", AREA)])
def test_layers_of_strokes(
    open_map: OpenHtml, samples_page: str, tmp_path: Path, role: str, dashes: str
) -> None:
    """Vague lines and areas of doubt are dashed, and go with the box of their layer."""
    with open_map(samples_page) as visit:
        show_layers(visit)
        assert count_strokes(visit, tmp_path).get(dashes, 0) > 0
        visit.page.locator(f'[data-layer="{role}"] input').uncheck()
        assert count_strokes(visit, tmp_path).get(dashes, 0) == 0


def test_vague_lines_are_dashed(open_map: OpenHtml, tmp_path: Path) -> None:
    """A line is dashed where an end is known to no better than 3 km, and only there."""
    samples = [sample for sample in build_samples() if sample.trajectories]
    found = []
    for sample in samples:
        with open_map(IncidentMap([sample]).render_page()) as visit:
            found.append(count_strokes(visit, tmp_path).get(VAGUE_LINE, 0))
    assert found == [sum(line.vague for line in sample.trajectories) for sample in samples]
    assert sum(found) > 0
    assert sum(len(sample.trajectories) for sample in samples) > sum(found)


def test_a_country_gets_no_pin(open_map: OpenHtml) -> None:
    """What has only a country is listed with the reason and nowhere drawn."""
    (country,) = (i for i in build_samples() if i.incident_id == "country-only")
    with open_map(IncidentMap([country]).render_page()) as visit:
        expect(visit.page.locator(".item .off")).to_have_text(
            "Not on the map: only a country is known."
        )
        visit.page.wait_for_timeout(300)
        expect(visit.page.locator(".mark")).to_have_count(0)


@pytest.mark.parametrize("field", ["actor", "weapon", "precision", "killed"])
def test_the_key_follows_the_colour(open_map: OpenHtml, samples_page: str, field: str) -> None:
    """Coloured by another field the key names its values, and counts what is on the map."""
    with open_map(samples_page) as visit:
        rows = visit.page.locator(".key-body > .key-rows li")
        before = rows.all_text_contents()
        total = sum(int(row.locator(".count").inner_text()) for row in rows.all())
        visit.page.locator(".colour-by select").select_option(field)
        expect(rows.first).not_to_have_text(before[0])
        assert sum(int(row.locator(".count").inner_text()) for row in rows.all()) == total


def test_folium_layers_join(open_map: OpenHtml) -> None:
    """GeoJson, Marker, Popup and FeatureGroup show as on any folium map, still with no request."""
    drawn = IncidentMap(build_samples())
    square = {
        "type": "Feature",
        "properties": {"name": "square"},
        "geometry": {
            "type": "Polygon",
            "coordinates": [[[43, 34], [43.5, 34], [43.5, 34.5], [43, 34.5], [43, 34]]],
        },
    }
    folium.GeoJson(
        square,
        name="mine",
        style_function=lambda _: {"className": "mine"},
        tooltip=folium.GeoJsonTooltip(["name"]),
    ).add_to(drawn)
    folium.Marker((32.2, 46.9), popup="<b>my popup</b>", tooltip="tip").add_to(drawn)
    folium.Marker((34.2, 44.9), icon=folium.Icon(color="darkpurple")).add_to(drawn)
    group = folium.FeatureGroup(name="group").add_to(drawn)
    folium.CircleMarker((34.6, 43.2), radius=9, class_name="grouped").add_to(group)
    folium.LayerControl(position="topleft").add_to(drawn)
    with open_map(drawn.render_page()) as visit:
        assert "Content-Security-Policy" in visit.page.content()
        expect(visit.page.locator("path.mine")).to_be_visible()
        expect(visit.page.locator("path.grouped")).to_be_visible()
        expect(visit.page.locator(".folium-pin")).to_be_visible()
        pin = visit.page.locator("img.leaflet-marker-icon")
        assert pin.evaluate("image => image.naturalWidth") > 0
        pin.click()
        expect(visit.page.locator(".leaflet-popup-content b")).to_have_text("my popup")
        open_row(visit, 0)


def test_a_layer_with_a_foreign_script_is_refused() -> None:
    """A layer whose script the page would block in silence is refused, its address named."""
    drawn = IncidentMap([])
    drawn.add_child(Fullscreen())  # type: ignore[no-untyped-call] # folium has no types there
    with pytest.raises(GeoincidentsError, match=r"Control\.FullScreen"):
        drawn.render_page()


def test_online_tiles_wait_for_the_reader(open_map: OpenHtml) -> None:
    """An online layer is fetched when it is selected, and not before."""
    page = IncidentMap(build_samples(), tiles=("satellite",)).render_page()
    with open_map(page) as visit:
        choice = visit.page.get_by_label("Esri World Imagery")
        expect(choice).not_to_be_checked()
        visit.page.wait_for_timeout(300)
        assert visit.requests == []
        choice.check()
        expect(visit.page.locator(".tiles .note")).to_contain_text("gave no picture")
        hosts = {request.split("/")[2] for request in visit.requests}
        assert hosts == {"server.arcgisonline.com"}
        # Those were asked for; what remains to be checked is that nothing else went wrong.
        visit.requests.clear()
        visit.faults.clear()
