"""The page meets WCAG 2.2 AA as far as a machine can tell (axe-core)."""

from pathlib import Path

import pytest
from browser import DESKTOP, PHONE, OpenHtml, Visit
from incident_samples import build_samples
from map_reading import open_filters, open_row, open_share, show_layers

from geoincidents.render import IncidentMap

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """async rules => {
    const { violations } = await axe.run(document, { runOnly: rules });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(n => n.html).join(" | ")}`);
}"""


def _check(visit: Visit) -> None:
    visit.page.wait_for_timeout(400)
    assert visit.page.evaluate(RUN, RULES) == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_violations(
    open_map: OpenHtml, size: tuple[int, int], scheme: str, language: str
) -> None:
    """In light and dark, on desktop and phone, in English and Arabic, nothing is found."""
    if not AXE.exists():
        pytest.skip(f"{AXE} is not installed; run `python hatch_build.py`")
    page = IncidentMap(build_samples(), language=language).render_page()
    with open_map(page, size=size, color_scheme=scheme) as visit:
        visit.page.evaluate(AXE.read_text(encoding="utf-8"))
        _check(visit)
        if size == PHONE:
            visit.page.locator(".drawer-toggle").click()
            _check(visit)
        open_filters(visit)
        _check(visit)
        visit.page.locator(".filter-toggle").press("Enter")
        open_row(visit, 0)
        for details in visit.page.locator(".evidence details").all():
            details.evaluate("element => { element.open = true; }")
        _check(visit)
        visit.page.keyboard.press("Escape")
        if size == DESKTOP and language == "en":
            show_layers(visit)
            open_share(visit)
            _check(visit)


def test_focus_can_be_seen(open_map: OpenHtml, samples_page: str) -> None:
    """Whatever has the focus by keyboard is outlined, and Tab comes round without a trap."""
    with open_map(samples_page) as visit:
        seen = set()
        for _ in range(60):
            visit.page.keyboard.press("Tab")
            name, style, width = visit.page.evaluate(
                """() => {
                    const element = document.activeElement;
                    const { outlineStyle, outlineWidth } = getComputedStyle(element);
                    return [element.className || element.tagName, outlineStyle, outlineWidth];
                }"""
            )
            if name == "BODY":
                break
            seen.add(str(name).split()[0])
            assert style != "none", name
            assert width != "0px", name
        assert {"search", "filter-toggle", "list", "mark", "handle", "icon-button"} <= seen
