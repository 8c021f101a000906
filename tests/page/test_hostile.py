"""Text of articles is shown as text: no script runs, no template is evaluated, nothing is asked."""

import re
import sys
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import folium
import pytest
from browser import OpenHtml, Visit
from incident_samples import build_samples
from map_reading import open_row, open_share
from playwright.sync_api import expect

from geoincidents.model import Incident
from geoincidents.render import IncidentMap

FIRE = "window.__gi_pwned=(window.__gi_pwned||0)+1"
OWN_PAYLOADS = (
    f"<script>{FIRE}</script>",
    f"</script><script>{FIRE}</script>",
    f"<img src=x onerror={FIRE}>",
    f'"><svg onload={FIRE}>',
    f"--><script>{FIRE}</script><!--",
    f"<!--<script>{FIRE}",
    f"]]><script>{FIRE}</script>",
    f"</noscript><script>{FIRE}</script>",
    f"</title><script>{FIRE}</script>",
    f'<iframe srcdoc="<script>parent.{FIRE}</script>">',
    f"\u2028{FIRE}//",
    f"${{{FIRE}}}",
    "<!--slot:scripts-->",
    "{{7*7}}",
    "{% for i in range(3) %}x{% endfor %}",
    "{%",
    "{{ this.get_root()._repr_html_() }}",
    "\ud800 lone surrogate",
    "\u202e right to left override",
    "\x00\x1b[31m controls \x85",
    "</style><style>@import 'http://127.0.0.1:9/x.css';",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "<base href=//127.0.0.1:9/>",
)
sys.path.insert(0, str(Path(__file__).parents[2]))
# A page shows these as the replacement character; the record keeps them.
NO_CHARACTERS = re.compile("[\ud800-\udfff]")


def poison(noun: Any, payload: str) -> Any:  # noqa: ANN401 - any noun
    """Put `payload` into every text field of a noun and of all that hangs on it."""
    if isinstance(noun, str):
        return payload
    if isinstance(noun, tuple):
        return tuple(poison(part, payload) for part in noun)
    if is_dataclass(noun) and not isinstance(noun, type):
        values = {field.name: getattr(noun, field.name) for field in fields(noun)}
        return replace(noun, **{name: poison(value, payload) for name, value in values.items()})
    return noun


def poison_samples(payload: str, number: int) -> list[Incident]:
    """Poison an incident with pins and lines and one without, under ids of their own."""
    poisoned: list[Incident] = [
        poison(incident, payload)
        for incident in build_samples()
        if incident.incident_id in {"two-rockets", "without-place"}
    ]
    return [replace(i, incident_id=f"{i.incident_id}{number}-{j}") for j, i in enumerate(poisoned)]


def visit_everything(visit: Visit, count: int) -> str:
    """Open every incident, turn every choice of the page; give all the text that showed."""
    page = visit.page
    seen = []
    page.locator(".listing .list").focus()
    page.keyboard.press("Home")
    for _ in range(count):
        page.keyboard.press("Enter")
        page.wait_for_selector(".evidence blockquote")
        for details in page.locator(".evidence details").all():
            details.evaluate("element => { element.open = true; }")
        seen.append(str(page.locator(".evidence").text_content()))
        page.locator(".listing .list").focus()
        page.keyboard.press("ArrowDown")
    page.locator(".filter-toggle").click()
    seen.append(str(page.locator(".filters").text_content()))
    open_share(visit)
    page.get_by_role("button", name="As a table").click()
    seen.append(str(page.locator(".table-dialog").text_content()))
    page.keyboard.press("Escape")
    for field in ("actor", "weapon", "precision", "killed"):
        page.locator(".colour-by select").select_option(field)
    seen.append(str(page.locator(".key").text_content()))
    page.locator('[data-choice="language"]').select_option("ar")
    return "\n".join(seen)


def check_harmless(open_map: OpenHtml, payloads: list[str]) -> None:
    """Draw incidents full of each payload and check that it shows as it is, and does nothing."""
    incidents = [i for n, payload in enumerate(payloads) for i in poison_samples(payload, n)]
    page = IncidentMap(incidents, title=" ".join(payloads)).render_page()
    with open_map(page) as visit:
        shown = visit_everything(visit, len(incidents))
        assert visit.page.evaluate("window.__gi_pwned") is None
        for payload in payloads:
            assert NO_CHARACTERS.sub("\ufffd", payload) in NO_CHARACTERS.sub("\ufffd", shown)


def test_own_payloads_do_nothing(open_map: OpenHtml) -> None:
    """Our own list of payloads, in every text field of every noun, shows literally."""
    check_harmless(open_map, list(OWN_PAYLOADS))


def test_shared_payloads_do_nothing(open_map: OpenHtml) -> None:
    """The shared payloads, in every text field of every noun, show literally."""
    from fuzz.payloads import read_shared  # noqa: PLC0415 - stands beside the package, not in it

    payloads = read_shared()
    if not payloads:
        pytest.skip("../shared/hostile is not here")
    check_harmless(open_map, payloads)


def test_only_web_addresses_become_links(open_map: OpenHtml) -> None:
    """Addresses other than http and https are shown as text; links never pass on where we are."""
    (sample,) = (i for i in build_samples() if i.incident_id == "balad")
    addresses = [
        f"javascript:{FIRE}",
        f" JaVaScRiPt:{FIRE}",
        f"data:text/html,<script>{FIRE}</script>",
        "//127.0.0.1:9/x",
        "https://user:secret@example.org/a",
        'https://example.org/"onmouseover=alert(1)',
    ]
    incidents = [
        replace(
            sample,
            incident_id=str(i),
            articles=(replace(sample.articles[0], article_id=str(i), url=address),),
            reports=(),
            evidence=(replace(sample.evidence[0], article_id=str(i)),),
        )
        for i, address in enumerate(addresses)
    ]
    with open_map(IncidentMap(incidents).render_page()) as visit:
        links = []
        for index in range(len(incidents)):
            panel = open_row(visit, index)
            expect(panel).to_have_attribute("data-incident", str(index))
            for link in panel.locator("a").all():
                assert link.get_attribute("rel") == "noopener noreferrer"
                links.append(link.get_attribute("href"))
    assert links == ["https://example.org/a", "https://example.org/%22onmouseover=alert(1)"]


def test_the_alarm_works(open_html: OpenHtml, samples_page: str) -> None:
    """The same payloads do fire where our defences are taken away, so the tests above can fail."""
    raw = f"<img src=data:, onerror={FIRE}>"
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", samples_page)
    assert bare != samples_page
    with open_html(bare.replace('<div class="app"', raw + '<div class="app"', 1)) as visit:
        visit.page.wait_for_function("window.__gi_pwned === 1")
    # The policy alone would have stopped it.
    with open_html(samples_page.replace('<div class="app"', raw + '<div class="app"', 1)) as visit:
        visit.page.wait_for_timeout(200)
        assert visit.page.evaluate("window.__gi_pwned") is None
        assert "Content Security Policy" in visit.faults.pop()


def test_folium_would_run_templates() -> None:
    """A folium popup runs text as a template, which is why ours never goes through one."""
    drawn = folium.Map()
    folium.Marker((33, 44), popup="{{7*7}} sevens").add_to(drawn)
    assert "49 sevens" in drawn.get_root().render()
