"""Every incident can be reached, by mouse and by keyboard, and shows the words of its articles."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

import pytest
from browser import PHONE, OpenHtml, Visit
from incident_samples import build_samples, read_article
from playwright.sync_api import Locator, expect

from geoincidents.model import Incident
from geoincidents.render import IncidentMap

SAMPLES = {incident.incident_id: incident for incident in build_samples()}
PINNED = {name for name, incident in SAMPLES.items() if incident.off_map_reason is None}
MOST_TABS = 60
MEASURE = "element => element.getBoundingClientRect().toJSON()"


def _check_popup(visit: Visit, incident: Incident) -> None:
    popup = visit.page.locator(".popup")
    expect(popup).to_be_visible()
    assert popup.get_attribute("data-incident") == incident.incident_id
    assert popup.locator("h2").text_content() == incident.title
    quotes = popup.locator("blockquote").all()
    assert [quote.text_content() for quote in quotes] == [q.quote for q in incident.evidence]


def _tab_through(visit: Visit) -> Iterator[Locator]:
    """Press Tab from the top of the page and give what has the focus each time."""
    for _ in range(MOST_TABS):
        visit.page.keyboard.press("Tab")
        if visit.page.evaluate("document.activeElement === document.body"):
            return
        yield visit.page.locator("*:focus")


def test_quotes_are_the_words_of_the_article(open_html: OpenHtml, samples_page: str) -> None:
    """What the popup quotes is the article from `start` to `end`, letter for letter."""
    with open_html(samples_page) as visit:
        for index, incident in enumerate(SAMPLES.values()):
            visit.page.locator(f'.panel .item[data-index="{index}"]').click()
            shown = visit.page.locator(".popup blockquote").all()
            assert [quote.text_content() for quote in shown] == [
                read_article(q.article_id)[q.start : q.end] for q in incident.evidence
            ]


def test_every_pin_opens_by_mouse(open_html: OpenHtml, samples_page: str) -> None:
    """No pin lies under another: each takes a click where it is drawn."""
    with open_html(samples_page) as visit:
        marks = visit.page.locator(".mark.role-impact").all()
        assert {mark.get_attribute("data-incident") for mark in marks} == PINNED
        for mark in marks:
            mark.click()
            _check_popup(visit, SAMPLES[mark.get_attribute("data-incident") or ""])
            visit.page.keyboard.press("Escape")


def test_every_incident_opens_by_keyboard(open_html: OpenHtml, samples_page: str) -> None:
    """Tab reaches every pin and every row of the list, Enter opens, Escape gives focus back."""
    opened: dict[str, set[str]] = {"mark": set(), "item": set()}
    with open_html(samples_page) as visit:
        stops = [stop.element_handle() for stop in _tab_through(visit)]
        for stop in stops:
            kind = str(stop.get_attribute("class")).split()
            own = next((name for name in ("mark", "item") if name in kind), None)
            if own is None:
                continue
            stop.focus()
            visit.page.keyboard.press("Enter")
            shown = str(visit.page.locator(".popup").get_attribute("data-incident"))
            _check_popup(visit, SAMPLES[shown])
            opened[own].add(shown)
            visit.page.keyboard.press("Escape")
            expect(visit.page.locator(".popup")).to_be_hidden()
            assert stop.evaluate("element => element === document.activeElement")
    assert opened == {"mark": PINNED, "item": set(SAMPLES)}


def test_marks_have_names(open_html: OpenHtml, samples_page: str) -> None:
    """A screen reader says of each mark what it is, which incident, when, where and how sure."""
    with open_html(samples_page) as visit:
        names = [mark.get_attribute("aria-label") for mark in visit.page.locator(".mark").all()]
    assert (
        "Drone strike: US strike kills Qasem Soleimani at Baghdad airport, in January 2020. "
        "at Baghdad International Airport, Iraq, within 4 km"
    ) in names
    assert len(set(names)) == len(names)


def test_incidents_off_the_map_are_listed(open_html: OpenHtml, samples_page: str) -> None:
    """What has no pin is counted and listed with the reason, and opens the same popup."""
    off = [incident for incident in SAMPLES.values() if incident.off_map_reason]
    with open_html(samples_page) as visit:
        rows = visit.page.locator(".off-map .item").all()
        assert visit.page.locator("#off-map .count").text_content() == str(len(off))
        for row, incident in zip(rows, off, strict=True):
            assert str(incident.off_map_reason) in str(row.text_content())
            row.click()
            _check_popup(visit, incident)
            assert str(incident.off_map_reason) in visit.page.locator(".off-reason").inner_text()


def test_many_at_one_spot_are_chosen_from_a_list(open_html: OpenHtml) -> None:
    """More incidents at one spot than a fan can hold stand in a chooser, each to be opened."""
    crowd = [
        replace(SAMPLES["family-home"], incident_id=f"crowd-{i}", title=f"Crowd {i}")
        for i in range(30)
    ]
    with open_html(IncidentMap(crowd).render_page()) as visit:
        stack = visit.page.locator(".stack")
        assert stack.text_content() == "30"
        opened = set()
        for i in range(30):
            stack.focus()
            visit.page.keyboard.press("Enter")
            visit.page.locator(".popup .item").nth(i).click()
            opened.add(visit.page.locator(".popup").get_attribute("data-incident"))
            visit.page.keyboard.press("Escape")
        assert opened == {incident.incident_id for incident in crowd}


def _overlap(a: Mapping[str, float], b: Mapping[str, float]) -> bool:
    """Say whether two boxes share more than half a pixel."""
    return all(
        a[start] + a[size] > b[start] + 0.5 and b[start] + b[size] > a[start] + 0.5
        for start, size in (("x", "width"), ("y", "height"))
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_phone_has_no_sideways_scroll_and_no_overlap(
    open_html: OpenHtml, samples_page: str, scheme: str
) -> None:
    """On a phone nothing sticks out and the fixed parts do not cover one another."""
    with open_html(samples_page, size=PHONE, color_scheme=scheme, has_touch=True) as visit:
        width = "document.documentElement.scrollWidth"
        assert visit.page.evaluate(width) == PHONE[0]
        parts = [".masthead", ".leaflet-control-zoom", ".key", ".leaflet-control-scale", ".panel"]
        boxes = [visit.page.locator(part).evaluate(MEASURE) for part in parts]
        for a, b in combinations(boxes, 2):
            assert not _overlap(a, b)
        visit.page.locator(".drawer-toggle").tap()
        visit.page.locator('.panel .item[data-index="4"]').tap()
        _check_popup(visit, SAMPLES["two-rockets"])
        assert visit.page.evaluate(width) == PHONE[0]
        visit.page.locator(".close").tap()
        expect(visit.page.locator(".popup")).to_be_hidden()


def test_long_text_breaks_no_layout(open_html: OpenHtml) -> None:
    """Titles, names and quotes of 10,000 characters leave the page as wide as it is."""
    long = "word" * 2500
    sample = SAMPLES["two-rockets"]
    places = tuple(replace(place, name=long, text=long) for place in sample.impacts)
    quotes = tuple(replace(quote, quote=long) for quote in sample.evidence)
    incident = replace(sample, title=long, impacts=places, evidence=quotes)
    page = IncidentMap([incident], title=long).render_page()
    with open_html(page, size=PHONE, has_touch=True) as visit:
        visit.page.locator(".drawer-toggle").tap()
        visit.page.locator(".panel .item").tap()
        _check_popup(visit, incident)
        assert visit.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
        expect(visit.page.locator(".close")).to_be_in_viewport()
