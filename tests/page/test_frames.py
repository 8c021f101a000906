"""The page works wherever people put it: in a frame, a notebook, without scripts."""

import html

import pytest
from browser import OpenHtml
from incident_samples import build_samples
from playwright.sync_api import expect

from geoincidents.render import IncidentMap

MARKS = 7


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"'])
def test_frame(open_html: OpenHtml, samples_page: str, sandbox: str) -> None:
    """In a frame's `srcdoc`, sandboxed or not, the map stands and an incident opens."""
    host = f'<!DOCTYPE html><iframe {sandbox} width="1000" height="700" srcdoc="{{}}"></iframe>'
    with open_html(host.format(html.escape(samples_page))) as visit:
        frame = visit.page.frame_locator("iframe")
        expect(frame.locator(".mark.role-impact")).to_have_count(MARKS)
        frame.locator(".panel .item").first.click()
        expect(frame.locator(".popup")).to_be_visible()


def test_notebook(open_html: OpenHtml) -> None:
    """What Jupyter shows is the same page in a frame."""
    shown = IncidentMap(build_samples())._repr_html_()
    with open_html("<!DOCTYPE html>" + shown) as visit:
        frame = visit.page.frame_locator("iframe")
        expect(frame.locator(".mark.role-impact")).to_have_count(MARKS)


def test_without_scripts(open_html: OpenHtml, samples_page: str) -> None:
    """With scripts off a table gives every incident with its quotes."""
    samples = build_samples()
    with open_html(samples_page, java_script_enabled=False) as visit:
        rows = visit.page.locator("tbody tr").all()
        assert len(rows) == len(samples)
        for row, incident in zip(rows, samples, strict=True):
            assert row.locator("th").text_content() == incident.title
            quotes = [quote.text_content() for quote in row.locator("blockquote").all()]
            assert quotes == [quote.quote for quote in incident.evidence]
