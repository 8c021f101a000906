"""Map, list and time follow every filter; what was chosen can be sent as an address."""

from datetime import date
from pathlib import Path

import pytest
from browser import OpenHtml, Visit
from incident_samples import build_samples
from map_reading import count_shown, open_filters, open_row, read_hash
from playwright.sync_api import Locator, expect

from geoincidents.model import Incident
from geoincidents.render import IncidentMap

SAMPLES = build_samples()
TOTAL = len(SAMPLES)


def _expect_shown(visit: Visit, count: int) -> None:
    expect(visit.page.locator(".shown")).to_have_text(f"{count} of {TOTAL} incidents")


def _find_box(filters: Locator, facet: str, value: str) -> Locator:
    return filters.locator(f"[data-facet='{facet}'] li[data-key='{value}'] input")


def _count_types() -> dict[str, int]:
    types = [incident.incident_type for incident in SAMPLES]
    return {name: types.count(name) for name in types}


def test_counts_stand_beside_values(open_map: OpenHtml, samples_page: str) -> None:
    """Beside each value stands how many incidents have it."""
    with open_map(samples_page) as visit:
        filters = open_filters(visit)
        for name, count in _count_types().items():
            row = filters.locator(f"[data-facet='type'] li[data-key='{name}'] .count")
            expect(row).to_have_text(str(count))


def test_filters_combine_by_keyboard(open_map: OpenHtml, samples_page: str) -> None:
    """Space chooses a value; list, symbols, counts and chips follow; one press clears all."""
    counts = _count_types()
    kind = max(counts, key=lambda name: counts[name])
    with open_map(samples_page) as visit:
        filters = open_filters(visit)
        _find_box(filters, "type", kind).press(" ")
        expect(visit.page.locator(".chip")).to_have_count(1)
        assert count_shown(visit) == counts[kind]
        off = {i.incident_id for i in SAMPLES if i.incident_type == kind and not i.off_map_reason}
        expect(visit.page.locator(".mark.role-impact").first).to_be_visible()
        visit.page.wait_for_timeout(400)
        drawn = visit.page.locator(".mark").evaluate_all("all => all.map(m => m.dataset.incident)")
        assert set(drawn) == off
        visit.page.locator(".clear-all").press("Enter")
        expect(visit.page.locator(".chip")).to_have_count(0)
        _expect_shown(visit, TOTAL)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Soleimani", "soleimani"),
        ("SOLEIMÁNI", "soleimani"),
        ("balad airbase", "balad"),
        ("al-Balad", "balad"),
    ],
)
def test_search(open_map: OpenHtml, samples_page: str, words: str, found: str) -> None:
    """Words of titles, places and quotes are found whatever their spelling."""
    with open_map(samples_page) as visit:
        visit.page.locator(".search").fill(words)
        expect(visit.page.locator(".shown")).not_to_have_text(f"{TOTAL} of {TOTAL} incidents")
        expect(visit.page.locator(f".item[data-incident='{found}']")).to_be_visible()


def test_search_in_quotes(open_map: OpenHtml, samples_page: str) -> None:
    """Words that stand only in a quote find its incident."""
    sample = next(incident for incident in SAMPLES if incident.evidence)
    words = " ".join(sample.evidence[0].quote.split()[2:7])
    with open_map(samples_page) as visit:
        visit.page.locator(".search").fill(f'"{words}"')
        expect(visit.page.locator(".shown")).not_to_have_text(f"{TOTAL} of {TOTAL} incidents")
        item = visit.page.locator(f".item[data-incident='{sample.incident_id}']")
        expect(item).to_be_visible()


def _meets(incident: Incident, first: date, last: date) -> bool:
    start, end = incident.when.start, incident.when.end
    if start is None and end is None:
        return False
    return (start or date.min) <= last and (end or date.max) >= first


def test_time_by_keyboard(open_map: OpenHtml, samples_page: str) -> None:
    """Arrows move the ends of the window; what cannot have happened in it goes."""
    with open_map(samples_page) as visit:
        start = visit.page.get_by_role("slider", name="From")
        for _ in range(3):
            start.press("PageUp")
        expect(visit.page.locator(".chip")).to_have_count(1)
        values = dict(part.split("=") for part in read_hash(visit).lstrip("#").split("&"))
        first, last = date.fromisoformat(values["from"]), date.fromisoformat(values["to"])
        expected = sum(_meets(incident, first, last) for incident in SAMPLES)
        assert expected < TOTAL
        _expect_shown(visit, expected)
        visit.page.locator(".clear-time").press("Enter")
        _expect_shown(visit, TOTAL)


def test_brush_and_play(open_map: OpenHtml, samples_page: str) -> None:
    """A drag over the chart makes a window, playing moves it on, pausing holds it."""
    with open_map(samples_page) as visit:
        box = visit.page.locator(".chart").bounding_box()
        assert box is not None
        middle = box["y"] + box["height"] / 2
        visit.page.mouse.move(box["x"] + 0.2 * box["width"], middle)
        visit.page.mouse.down()
        visit.page.mouse.move(box["x"] + 0.4 * box["width"], middle, steps=4)
        visit.page.mouse.up()
        expect(visit.page.locator(".chip")).to_have_count(1)
        before = visit.page.locator(".window").inner_text()
        visit.page.get_by_role("button", name="Play").press("Enter")
        expect(visit.page.locator(".window")).not_to_have_text(before)
        visit.page.get_by_role("button", name="Pause").press("Enter")
        held = visit.page.locator(".window").inner_text()
        visit.page.wait_for_timeout(400)
        assert visit.page.locator(".window").inner_text() == held
        visit.page.get_by_role("button", name="One step back").press("Enter")
        expect(visit.page.locator(".window")).not_to_have_text(held)


def test_the_list_keeps_to_the_view(open_map: OpenHtml, samples_page: str) -> None:
    """Narrowed to what the map shows, the list follows the map."""
    with open_map(samples_page) as visit:
        open_row(visit, [i.incident_id for i in SAMPLES].index("soleimani"))
        visit.page.wait_for_timeout(700)
        visit.page.keyboard.press("Escape")
        visit.page.get_by_label("Only what the map shows").check()
        expect(visit.page.locator(".shown")).not_to_have_text(f"{TOTAL} of {TOTAL} incidents")
        near = count_shown(visit)
        visit.page.get_by_role("button", name="Show all").press("Enter")
        expect(visit.page.locator(".shown")).not_to_have_text(f"{near} of {TOTAL} incidents")


@pytest.mark.parametrize("order", ["date_desc", "killed", "title", "confidence", "sources"])
def test_sorting_loses_nothing(open_map: OpenHtml, samples_page: str, order: str) -> None:
    """In every order each incident stands once."""
    with open_map(samples_page, size=(1440, 1600)) as visit:
        visit.page.locator(".list-head select").select_option(order)
        visit.page.wait_for_timeout(200)
        items = visit.page.locator(".listing .item")
        names = items.evaluate_all("all => all.map(item => item.dataset.incident)")
        assert sorted(names) == sorted(incident.incident_id for incident in SAMPLES)


def test_the_address_brings_everything_back(
    open_map: OpenHtml, samples_page: str, tmp_path: Path
) -> None:
    """Another reader who opens the address sees the same filters, time, place and incident."""
    with open_map(samples_page) as visit:
        filters = open_filters(visit)
        _find_box(filters, "type", "rocket_attack").press(" ")
        visit.page.get_by_role("slider", name="From").press("PageUp")
        visit.page.locator(".filter-toggle").press("Enter")
        open_row(visit, 0)
        visit.page.wait_for_timeout(800)
        shown, address = visit.page.locator(".shown").inner_text(), read_hash(visit)
        incident = visit.page.locator(".evidence").get_attribute("data-incident")
        view = visit.page.evaluate("location.hash.match(/view=[^&]*/)[0]")
        visit.page.goto("about:blank")
        visit.page.goto((tmp_path / "index.html").as_uri() + address)
        visit.page.wait_for_selector("html[data-ready]", state="attached")
        expect(visit.page.locator(".shown")).to_have_text(shown)
        expect(visit.page.locator(".evidence")).to_have_attribute("data-incident", incident or "")
        assert view in read_hash(visit)


def test_an_address_pasted_over_this_one(open_map: OpenHtml, samples_page: str) -> None:
    """An open page follows a new address, also one that names the beginning of a window only."""
    with open_map(samples_page) as visit:
        visit.page.evaluate("location.hash = '#from=2021-01-01'")
        expected = sum(_meets(incident, date(2021, 1, 1), date.max) for incident in SAMPLES)
        _expect_shown(visit, expected)
        expect(visit.page.locator(".chip")).to_contain_text("1 January 2021 to ")
        assert "from=2021-01-01&to=" in read_hash(visit)


def test_arabic(open_map: OpenHtml) -> None:
    """In Arabic the page reads from the right and finds Arabic letters in any spelling."""
    (base,) = (i for i in SAMPLES if i.incident_id == "balad")
    quote = "سقطت الصواريخ على قاعدة عين الأسد"
    arabic = Incident(
        **{name: getattr(base, name) for name in base.__dataclass_fields__ if name != "evidence"},
        evidence=(type(base.evidence[0])(article_id="x", start=0, end=len(quote), quote=quote),),
    )
    page = IncidentMap([arabic, *SAMPLES[:2]], language="ar").render_page()
    with open_map(page) as visit:
        assert visit.page.evaluate("[document.dir, document.documentElement.lang]") == ["rtl", "ar"]
        visit.page.locator(".search").fill("الاسد")
        expect(visit.page.locator(".item")).to_have_count(1)
        visit.page.locator(".item").click()
        words = visit.page.locator(".evidence blockquote")
        assert words.evaluate("element => getComputedStyle(element).direction") == "rtl"
        visit.page.keyboard.press("Escape")
