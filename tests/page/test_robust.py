"""Whatever the data or the browser, the page stands or says in a sentence why not."""

from dataclasses import replace
from datetime import date

import pytest
from browser import OpenHtml
from incident_samples import build_samples
from map_reading import check_panel, open_row
from playwright.sync_api import expect

from geoincidents.model import Incident, When
from geoincidents.render import IncidentMap

SAMPLES = build_samples()
BALAD = next(incident for incident in SAMPLES if incident.incident_id == "balad")


def test_no_incident_is_a_sentence(open_map: OpenHtml) -> None:
    """An empty run gives a whole page that says so."""
    with open_map(IncidentMap([]).render_page()) as visit:
        expect(visit.page.locator(".empty")).to_be_visible()
        expect(visit.page.locator(".summary")).to_contain_text("There is no incident on this map")
        expect(visit.page.locator(".timebar")).to_contain_text("No date is known")


def test_filters_that_leave_nothing_say_so(open_map: OpenHtml, samples_page: str) -> None:
    """A search without an answer is a sentence, and can be cleared."""
    with open_map(samples_page) as visit:
        visit.page.locator(".search").fill("qqqxyz")
        expect(visit.page.locator(".empty")).to_have_text("No incident meets these filters.")
        visit.page.locator(".clear-all").press("Enter")
        expect(visit.page.locator(".empty")).to_be_hidden()


DATES = {
    "none": [When(), When()],
    "two centuries": [
        When(start=date(1900, 1, 1), end=date(1900, 1, 1), precision="day"),
        When(start=date(2100, 12, 31), end=date(2100, 12, 31), precision="day"),
    ],
    "open ends": [When(start=date(2020, 1, 1)), When(end=date(2019, 1, 1))],
    "one day": [When(start=date(2020, 1, 1), end=date(2020, 1, 1), precision="day")],
}


@pytest.mark.parametrize("case", DATES)
def test_dates_of_any_kind(open_map: OpenHtml, case: str) -> None:
    """Dates missing, open, of one day or two centuries give a page that opens and steps."""
    incidents = [
        replace(BALAD, incident_id=f"dated-{i}", when=when) for i, when in enumerate(DATES[case])
    ]
    with open_map(IncidentMap(incidents).render_page()) as visit:
        expect(visit.page.locator(".item")).to_have_count(len(incidents))
        if case != "none":
            visit.page.get_by_role("button", name="One step on").press("Enter")
            visit.page.get_by_role("slider", name="To").press("Home")
        open_row(visit, 0)


@pytest.mark.parametrize(
    "text",
    [
        "\U0001f600 \U0001f469\u200d\U0001f467 emoji",
        "\u202eturned\u202c round",
        "\ud800 alone",
        "مرحبا world",
        "q" * 10_000,
        "\t\n\x00 x",
    ],
    ids=["emoji", "bidi", "surrogate", "mixed", "long", "controls"],
)
def test_texts_of_any_kind(open_map: OpenHtml, text: str) -> None:
    """Texts show as they are; what is no character shows as the replacement character."""
    quote = replace(BALAD.evidence[0], quote=text)
    incident = replace(BALAD, title=f"Title {text}", evidence=(quote,))
    safe = text.replace("\ud800", "\ufffd")
    shown = replace(incident, title=f"Title {safe}", evidence=(replace(quote, quote=safe),))
    with open_map(IncidentMap([incident]).render_page()) as visit:
        open_row(visit, 0)
        check_panel(visit, shown)


@pytest.mark.parametrize("word", ["constructor", "__proto__", "toString"])
def test_words_of_the_language_are_words(open_map: OpenHtml, word: str) -> None:
    """What JavaScript itself knows by name is no kind, status or country of ours."""
    place = replace(BALAD.impacts[0], precision=word, country=word)
    incident = replace(BALAD, incident_type=word, status=word, impacts=(place,))
    with open_map(IncidentMap([incident]).render_page()) as visit:
        open_row(visit, 0)
        check_panel(visit, incident)
        expect(visit.page.locator(".mark").first).to_be_visible()


def test_many_incidents_stay_quick(open_map: OpenHtml) -> None:
    """Of ten thousand incidents only the rows in view are made, and the last one opens."""
    many = [replace(BALAD, incident_id=f"many-{i:05d}") for i in range(10_000)]
    with open_map(IncidentMap(many).render_page()) as visit:
        assert visit.page.locator(".item").count() < 40
        visit.page.locator(".listing .list").press("End")
        visit.page.keyboard.press("Enter")
        expect(visit.page.locator(".evidence")).to_have_attribute("data-incident", "many-09999")


def test_a_browser_without_unpacking_is_told(open_html: OpenHtml, samples_page: str) -> None:
    """Without DecompressionStream a sentence says what is needed."""
    gone = "<script>delete window.DecompressionStream</script>"
    page = samples_page.replace("<!DOCTYPE html>", "", 1)
    bare = page[: page.index("<meta http-equiv")] + page[page.index('<meta name="viewport"') :]
    with open_html("<!DOCTYPE html>" + bare.replace("<head>", "<head>" + gone, 1)) as visit:
        expect(visit.page.get_by_role("alert")).to_contain_text("DecompressionStream")


def test_a_file_cut_off_is_told(open_html: OpenHtml, samples_page: str) -> None:
    """Data that cannot be unpacked give a sentence, not an empty page."""
    start = samples_page.index('id="core">') + len('id="core">')
    broken = samples_page[: start + 40] + samples_page[samples_page.index("</script>", start) :]
    with open_html(broken) as visit:
        expect(visit.page.get_by_role("alert")).to_contain_text("cannot be read")
        visit.faults.clear()


def make_spread(count: int) -> list[Incident]:
    """Give incidents at one point."""
    return [replace(BALAD, incident_id=f"same-{i}") for i in range(count)]


@pytest.mark.parametrize("count", [1, 2, 15])
def test_all_at_one_point(open_map: OpenHtml, count: int) -> None:
    """One incident or many at one point give a map that shows that point near enough."""
    with open_map(IncidentMap(make_spread(count)).render_page()) as visit:
        expect(visit.page.locator(".mark").first).to_be_visible()
