"""Layers can be shown and hidden, and those of folium join the page."""

import folium
import pytest
from browser import OpenHtml
from folium.plugins import Fullscreen
from incident_samples import build_samples
from playwright.sync_api import expect

from geoincidents.errors import GeoincidentsError
from geoincidents.render import IncidentMap

SHOWN_BY = {
    "impact": ".mark.role-impact",
    "launch": ".mark.role-launch",
    "trajectory": "path.line",
    "target": ".mark.role-target",
    "uncertainty": "path.unsure",
}
PLACES_HIT, LAUNCHES, LINES, TARGETS = 7, 3, 4, 1


@pytest.mark.parametrize("role", SHOWN_BY)
def test_layer_control(open_html: OpenHtml, samples_page: str, role: str) -> None:
    """A box of the key hides its layer, and brings it back."""
    counts = {
        "impact": PLACES_HIT,
        "launch": LAUNCHES,
        "trajectory": LINES,
        "target": TARGETS,
        "uncertainty": PLACES_HIT + LAUNCHES,
    }
    with open_html(samples_page) as visit:
        shapes = visit.page.locator(SHOWN_BY[role])
        box = visit.page.locator(f'[data-layer="{role}"] input')
        expect(shapes).to_have_count(counts[role])
        box.uncheck()
        expect(shapes).to_have_count(0)
        box.check()
        expect(shapes).to_have_count(counts[role])


def test_vague_lines_are_dashed(open_html: OpenHtml, samples_page: str) -> None:
    """A line is dashed where an end is known to no better than 3 km, and only there."""
    vague = [line.vague for sample in build_samples() for line in sample.trajectories]
    with open_html(samples_page) as visit:
        lines = visit.page.locator("path.line").all()
        assert [line.get_attribute("stroke-dasharray") is not None for line in lines] == vague
        assert True in vague
        assert False in vague


def test_a_country_gets_no_pin(open_html: OpenHtml) -> None:
    """What has only a country is listed and nowhere drawn."""
    (country,) = (i for i in build_samples() if i.incident_id == "country-only")
    with open_html(IncidentMap([country]).render_page()) as visit:
        expect(visit.page.locator(".mark, path.unsure")).to_have_count(0)
        expect(visit.page.locator(".off-map .item")).to_have_count(1)


def test_no_incident_is_a_sentence(open_html: OpenHtml) -> None:
    """An empty run gives a whole page that says so."""
    with open_html(IncidentMap([]).render_page()) as visit:
        expect(visit.page.locator(".empty")).to_be_visible()
        expect(visit.page.locator("path.land")).to_have_count(1)


def test_folium_layers_join(open_html: OpenHtml) -> None:
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
    folium.Marker((33.9, 43.2), popup="<b>my popup</b>", tooltip="tip").add_to(drawn)
    folium.Marker((34.2, 44.9), icon=folium.Icon(color="darkpurple")).add_to(drawn)
    group = folium.FeatureGroup(name="group").add_to(drawn)
    folium.CircleMarker((34.6, 43.2), radius=9, class_name="grouped").add_to(group)
    folium.LayerControl().add_to(drawn)
    with open_html(drawn.render_page()) as visit:
        assert "Content-Security-Policy" in visit.page.content()
        expect(visit.page.locator("path.mine")).to_be_visible()
        expect(visit.page.locator("path.grouped")).to_be_visible()
        expect(visit.page.locator(".folium-pin")).to_be_visible()
        pin = visit.page.locator("img.leaflet-marker-icon")
        assert pin.evaluate("image => image.naturalWidth") > 0
        pin.click()
        expect(visit.page.locator(".leaflet-popup-content b")).to_have_text("my popup")
        expect(visit.page.locator(".mark.role-impact")).to_have_count(PLACES_HIT)


def test_a_layer_with_a_foreign_script_is_refused() -> None:
    """A layer whose script the page would block in silence is refused, its address named."""
    drawn = IncidentMap([])
    drawn.add_child(Fullscreen())  # type: ignore[no-untyped-call] # folium has no types there
    with pytest.raises(GeoincidentsError, match=r"Control\.FullScreen"):
        drawn.render_page()


def test_online_tiles_wait_for_the_reader(open_html: OpenHtml) -> None:
    """An online layer is fetched when it is selected, and not before."""
    page = IncidentMap(build_samples(), tiles=("satellite",)).render_page()
    with open_html(page) as visit:
        choice = visit.page.get_by_label("Esri World Imagery")
        expect(choice).not_to_be_checked()
        visit.page.wait_for_timeout(300)
        assert visit.requests == []
        choice.check()
        expect(visit.page.get_by_role("status")).to_contain_text("gave no picture")
        hosts = {request.split("/")[2] for request in visit.requests}
        assert hosts == {"server.arcgisonline.com"}
        # Those were asked for; what remains to be checked is that nothing else went wrong.
        visit.requests.clear()
        visit.faults.clear()
