"""Ten thousand incidents of hostile text are ten thousand incidents, and nothing else happens."""

from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from browser import OpenHtml
from incident_samples import build_samples
from playwright.sync_api import expect

from geoincidents.model import Incident, Location, When
from geoincidents.render import IncidentMap

HOSTILE = Path(__file__).parents[3] / "shared" / "hostile" / "files"
COUNT = 10_000
OPENED = 25
FIRE = "window.__gi_pwned=1"
PAYLOADS = (
    f"<script>{FIRE}</script>",
    f"</script><script>{FIRE}</script>",
    f"<img src=x onerror={FIRE}>",
    f'"><svg onload={FIRE}>',
    f"<!--<script>{FIRE}",
    f"javascript:{FIRE}",
    "{{7*7}}{% for i in range(9) %}",
    "<!--slot:scripts-->",
    "__proto__",
    "constructor",
    "\ud800 lone surrogate",
    "\u202e override \u2066 isolate",
    "\x00\x1b[31m\x85 controls",
    "\U0001f4a3\u200d\U0001f525 emoji",
    "%00%3Cscript%3E&#x3C;b",
    "a" * 400,
)
# What the page chooses its look by: the values of the schema stay, or nothing would be drawn.
KEPT = {"incident_id", "article_id", "precision", "type"}


def _read_payloads() -> tuple[str, ...]:
    """Give ours, and the texts of the shared corpus of bad inputs where it is here."""
    files = sorted(HOSTILE.glob("xss_*.txt")) + sorted(HOSTILE.glob("template_*.txt"))
    return PAYLOADS + tuple(file.read_text("utf-8") for file in files)


def _poison(noun: Any, payload: str, name: str = "") -> Any:  # noqa: ANN401 - any noun
    if isinstance(noun, str):
        return noun if name in KEPT else payload
    if isinstance(noun, tuple):
        return tuple(_poison(part, payload, name) for part in noun)
    if is_dataclass(noun) and not isinstance(noun, type):
        parts = {field.name: getattr(noun, field.name) for field in fields(noun)}
        return replace(noun, **{key: _poison(part, payload, key) for key, part in parts.items()})
    return noun


def _make_incidents() -> list[Incident]:
    samples = build_samples()
    payloads = _read_payloads()
    made = []
    for number in range(COUNT):
        payload = payloads[number % len(payloads)]
        incident: Incident = _poison(samples[number % len(samples)], f"{payload} {number}")
        made.append(replace(incident, incident_id=f"<i onclick={FIRE}>{number}"))
    return made


def test_ten_thousand_hostile_incidents(open_html: OpenHtml) -> None:
    """No script runs, nothing is asked of the network, and every incident opens as it is."""
    incidents = _make_incidents()
    page = IncidentMap(incidents, title=PAYLOADS[1], note=PAYLOADS[2]).render_page()
    with open_html(page) as visit:
        visit.page.wait_for_selector("html[data-ready=yes]")
        expect(visit.page.locator(".shown")).to_contain_text(f"{COUNT:,}")
        visit.page.locator(".listing .list").focus()
        visit.page.keyboard.press("End")
        for _ in range(OPENED):
            visit.page.keyboard.press("ArrowUp")
            visit.page.keyboard.press("Enter")
            panel = visit.page.locator(".evidence")
            expect(panel).to_be_visible()
            visit.page.keyboard.press("Escape")
            visit.page.locator(".listing .list").focus()
        visit.page.locator(".search").fill("lone surrogate")
        expect(visit.page.locator(".shown")).not_to_contain_text(f"{COUNT:,} of")
        assert visit.page.evaluate("window.__gi_pwned") is None
        assert visit.page.evaluate("({}).polluted") is None
        # No element came of a text.
        assert visit.page.locator("[onerror], [onload], [onclick]").count() == 0


def test_fields_that_choose_the_look(open_html: OpenHtml) -> None:
    """Names of properties that every object has are no types, statuses or precisions."""
    sample = next(one for one in build_samples() if one.incident_id == "balad")
    place: Location = sample.impacts[0]
    odd = [
        replace(
            sample,
            incident_id=name,
            status=name,
            when=When(precision=name, text=name),
            impacts=(replace(place, precision=name, relation=name, country=name),),
            launches=(),
            trajectories=(),
        )
        for name in ("__proto__", "constructor", "toString", "hasOwnProperty", "")
    ]
    with open_html(IncidentMap(odd).render_page()) as visit:
        visit.page.wait_for_selector("html[data-ready=yes]")
        expect(visit.page.locator(".shown")).to_contain_text("5")
        visit.page.locator(".listing .item").first.click()
        expect(visit.page.locator(".evidence")).to_be_visible()
