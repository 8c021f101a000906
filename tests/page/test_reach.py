"""Every incident can be reached, by mouse and by keyboard, and shows the words of its articles."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import pytest
from browser import PHONE, OpenHtml, Visit
from incident_samples import build_samples, read_article
from map_reading import check_panel, open_row
from playwright.sync_api import expect

from geoincidents.render import IncidentMap

SAMPLES = {incident.incident_id: incident for incident in build_samples()}
PINNED = {name for name, incident in SAMPLES.items() if incident.off_map_reason is None}
MOST_TABS = 40
MEASURE = "element => element.getBoundingClientRect().toJSON()"


def test_quotes_are_the_words_of_the_article(open_map: OpenHtml, samples_page: str) -> None:
    """What the panel quotes is the article from `start` to `end`, letter for letter."""
    with open_map(samples_page) as visit:
        for index, incident in enumerate(SAMPLES.values()):
            open_row(visit, index)
            check_panel(visit, incident)
            shown = visit.page.locator(".evidence blockquote").all()
            assert [quote.text_content() for quote in shown] == [
                read_article(q.article_id)[q.start : q.end] for q in incident.evidence
            ]


def test_every_value_stands_beside_its_words(open_map: OpenHtml, samples_page: str) -> None:
    """A fact that a quote supports shows that quote's words beside it, the very ones marked."""
    with open_map(samples_page) as visit:
        for index, incident in enumerate(SAMPLES.values()):
            panel = open_row(visit, index)
            check_panel(visit, incident)
            snippets = panel.locator(".snippet-text").all()
            supported = {field for quote in incident.evidence for field in quote.supports}
            assert bool(snippets) == bool(supported)
            for snippet in snippets:
                cut = (snippet.text_content() or "").strip("… ")
                assert any(cut in quote.quote for quote in incident.evidence)


def _reach_marks(visit: Visit) -> set[str]:
    """Tab to the symbols and go through them by arrows; give the incidents that were named."""
    for _ in range(MOST_TABS):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement.classList.contains('mark')"):
            break
    visit.page.keyboard.press("Home")
    found = set()
    for _ in range(visit.page.locator(".mark").count()):
        found.add(str(visit.page.locator(":focus").get_attribute("data-incident")))
        visit.page.keyboard.press("ArrowRight")
    return found


def test_every_pin_opens_by_mouse(open_map: OpenHtml, samples_page: str) -> None:
    """No pin lies under another: each takes a click where it is drawn."""
    with open_map(samples_page) as visit:
        expect(visit.page.locator(".mark").first).to_be_visible()
        names = visit.page.locator(".mark.role-impact").evaluate_all(
            "marks => marks.map(mark => mark.dataset.incident)"
        )
        assert set(names) == PINNED
        for name in names:
            visit.page.locator(f".mark.role-impact[data-incident='{name}']").first.click()
            check_panel(visit, SAMPLES[name])
            visit.page.keyboard.press("Escape")
            expect(visit.page.locator(".evidence")).to_be_hidden()


def test_every_pin_opens_by_keyboard(open_map: OpenHtml, samples_page: str) -> None:
    """Tab reaches the symbols, arrows each of them, Enter opens, Escape gives the focus back."""
    with open_map(samples_page) as visit:
        expect(visit.page.locator(".mark").first).to_be_visible()
        assert _reach_marks(visit) >= PINNED
        visit.page.keyboard.press("Home")
        first = str(visit.page.locator(":focus").get_attribute("data-incident"))
        visit.page.keyboard.press("Enter")
        check_panel(visit, SAMPLES[first])
        visit.page.wait_for_timeout(500)
        visit.page.keyboard.press("Escape")
        expect(visit.page.locator(".evidence")).to_be_hidden()
        expect(visit.page.locator(".mark:focus")).to_have_count(1)


def test_every_row_opens_by_keyboard(open_map: OpenHtml, samples_page: str) -> None:
    """The list is one stop of Tab; arrows move in it, Enter opens, Escape comes back to it."""
    with open_map(samples_page) as visit:
        for index, incident in enumerate(SAMPLES.values()):
            open_row(visit, index)
            check_panel(visit, incident)
            visit.page.keyboard.press("Escape")
            expect(visit.page.locator(".listing .list")).to_be_focused()


def test_marks_have_names(open_map: OpenHtml, samples_page: str) -> None:
    """A screen reader says of each mark what it is, which incident, when, where and how sure."""
    with open_map(samples_page) as visit:
        expect(visit.page.locator(".mark").first).to_be_visible()
        names = [mark.get_attribute("aria-label") for mark in visit.page.locator(".mark").all()]
    assert (
        "Drone strike: US strike kills Qasem Soleimani at Baghdad airport, in January 2020. "
        "at Baghdad International Airport, Iraq, within 4 km"
    ) in names
    assert len(set(names)) == len(names)


def test_incidents_off_the_map_are_listed(open_map: OpenHtml, samples_page: str) -> None:
    """What has no pin is counted and listed with the reason, and opens the same panel."""
    off = {name for name, incident in SAMPLES.items() if incident.off_map_reason}
    with open_map(samples_page) as visit:
        expect(visit.page.locator(".summary")).to_contain_text(f"{len(off)} are not on the map")
        for index, (name, incident) in enumerate(SAMPLES.items()):
            if name not in off:
                continue
            panel = open_row(visit, index)
            check_panel(visit, incident)
            reason = f"Not on the map: {incident.off_map_reason}."
            expect(panel.locator(".off-reason")).to_have_text(reason)
            row = visit.page.locator(f".item[data-incident='{name}']")
            expect(row).to_contain_text(reason)


def test_many_at_one_spot_are_chosen_from_a_list(open_map: OpenHtml) -> None:
    """More incidents at one spot than a fan can hold stand in a chooser, each to be opened."""
    crowd = [
        replace(SAMPLES["family-home"], incident_id=f"crowd-{i}", title=f"Crowd {i}", targets=())
        for i in range(30)
    ]
    crowd = [replace(incident, launches=(), trajectories=()) for incident in crowd]
    with open_map(IncidentMap(crowd).render_page()) as visit:
        expect(visit.page.locator(".mark")).to_have_attribute("data-count", "30")
        opened = set()
        for i in (0, 1, 17, 29):
            visit.page.locator(".mark.cluster").press("Enter")
            visit.page.locator(".choices .list").press("Home")
            for _ in range(i):
                visit.page.keyboard.press("ArrowDown")
            visit.page.keyboard.press("Enter")
            expect(visit.page.locator(".evidence")).to_have_attribute("data-incident", f"crowd-{i}")
            opened.add(i)
            visit.page.keyboard.press("Escape")
            visit.page.get_by_role("button", name="Show all").click()
            expect(visit.page.locator(".mark.cluster")).to_be_visible()
        assert opened == {0, 1, 17, 29}


def test_clusters_open(open_map: OpenHtml) -> None:
    """A cluster brings the map nearer until each incident stands for itself."""
    base = SAMPLES["family-home"]
    many = [
        replace(
            base,
            incident_id=f"many-{i}",
            impacts=(replace(base.impacts[0], longitude=44 + i * 0.01, latitude=33 + i % 7),),
            launches=(),
            targets=(),
            trajectories=(),
        )
        for i in range(400)
    ]
    with open_map(IncidentMap(many).render_page()) as visit:
        clusters = visit.page.locator(".mark.cluster")
        expect(clusters.first).to_be_visible()
        counts = clusters.evaluate_all("marks => marks.map(mark => Number(mark.dataset.count))")
        singles = visit.page.locator(".mark.role-impact").count()
        assert sum(counts) + singles == len(many)
        for _ in range(12):
            visit.page.wait_for_timeout(600)
            if visit.page.locator(".mark.role-impact").count():
                break
            clusters.first.press("Enter")
        expect(visit.page.locator(".mark.role-impact").first).to_be_visible()


def _overlap(a: Mapping[str, float], b: Mapping[str, float]) -> bool:
    """Say whether two boxes share more than half a pixel."""
    return all(
        a[start] + a[size] > b[start] + 0.5 and b[start] + b[size] > a[start] + 0.5
        for start, size in (("x", "width"), ("y", "height"))
    )


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone_has_no_sideways_scroll_and_no_overlap(
    open_map: OpenHtml, scheme: str, language: str
) -> None:
    """On a phone nothing sticks out and the fixed parts do not cover one another."""
    page = IncidentMap(build_samples(), title="Samples", language=language).render_page()
    with open_map(page, size=PHONE, color_scheme=scheme, has_touch=True) as visit:
        width = "document.documentElement.scrollWidth"
        assert visit.page.evaluate(width) == PHONE[0]
        parts = [
            ".masthead", ".leaflet-control-zoom", ".key", ".tools", ".leaflet-control-scale",
            ".timebar", ".drawer-toggle",
        ]  # fmt: skip
        boxes = [visit.page.locator(part).evaluate(MEASURE) for part in parts]
        for (a, first), (b, second) in combinations(zip(parts, boxes, strict=True), 2):
            assert not _overlap(first, second), (a, b)
        visit.page.locator(".drawer-toggle").tap()
        visit.page.locator(".item[data-incident='two-rockets']").tap()
        check_panel(visit, SAMPLES["two-rockets"])
        assert visit.page.evaluate(width) == PHONE[0]
        visit.page.locator(".evidence .close").tap()
        expect(visit.page.locator(".evidence")).to_be_hidden()


def test_long_text_breaks_no_layout(open_map: OpenHtml) -> None:
    """Titles, names and quotes of 10,000 characters leave the page as wide as it is."""
    long = "word" * 2500
    sample = SAMPLES["two-rockets"]
    places = tuple(replace(place, name=long, text=long) for place in sample.impacts)
    quotes = tuple(replace(quote, quote=long) for quote in sample.evidence)
    incident = replace(sample, title=long, impacts=places, evidence=quotes)
    page = IncidentMap([incident], title=long).render_page()
    with open_map(page, size=PHONE, has_touch=True) as visit:
        visit.page.locator(".drawer-toggle").tap()
        visit.page.locator(".item").tap()
        check_panel(visit, incident)
        assert visit.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        expect(visit.page.locator(".evidence .close")).to_be_in_viewport()
