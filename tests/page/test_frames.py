"""The page works wherever people put it: in a frame, a notebook, without scripts."""

import html
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from browser import OpenHtml
from incident_samples import build_samples
from playwright.sync_api import Browser, expect

from geoincidents.render import IncidentMap

HOST = "<!DOCTYPE html><title>Host</title>{}"


@pytest.mark.parametrize("sandbox", ["", 'sandbox="allow-scripts"'])
def test_frame(open_html: OpenHtml, samples_page: str, sandbox: str) -> None:
    """In a frame's `srcdoc`, sandboxed or not, the map stands and an incident opens."""
    frame = f'<iframe {sandbox} width="1000" height="700" srcdoc="{html.escape(samples_page)}">'
    with open_html(HOST.format(frame)) as visit:
        inside = visit.page.frame_locator("iframe")
        expect(inside.locator(".mark.role-impact").first).to_be_visible()
        inside.locator(".listing .item").first.click()
        expect(inside.locator(".evidence")).to_be_visible()


def test_search_in_a_sandbox(open_html: OpenHtml, samples_page: str) -> None:
    """Quotes are searched where no worker may be started too."""
    size = 'width="1100" height="800"'
    frame = f'<iframe sandbox="allow-scripts" {size} srcdoc="{html.escape(samples_page)}">'
    with open_html(HOST.format(frame)) as visit:
        inside = visit.page.frame_locator("iframe")
        inside.locator(".search").fill("Soleimani")
        expect(inside.locator(".shown")).to_contain_text("1 of")


def test_notebook(open_html: OpenHtml) -> None:
    """What Jupyter shows is the same page in a frame."""
    shown = IncidentMap(build_samples())._repr_html_()
    with open_html("<!DOCTYPE html>" + shown) as visit:
        frame = visit.page.frame_locator("iframe")
        expect(frame.locator(".mark.role-impact").first).to_be_visible()


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


class _StrictHost(SimpleHTTPRequestHandler):
    """Serve a folder; the host page, not the map, under a policy that runs only its own scripts."""

    def end_headers(self) -> None:
        if self.path.startswith("/host"):
            self.send_header("Content-Security-Policy", "script-src 'self'")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Keep quiet."""


@pytest.fixture
def website(tmp_path: Path, samples_page: str) -> Iterator[str]:
    """Serve the samples' map and a page that embeds it as the page itself says."""
    (tmp_path / "map.html").write_text(samples_page, encoding="utf-8", newline="")
    frame = '<iframe src="map.html?compact#q=Soleimani" width="900" height="560"></iframe>'
    (tmp_path / "host.html").write_text(HOST.format(frame), encoding="utf-8")
    handler = partial(_StrictHost, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_embedded_by_address(browser: Browser, website: str) -> None:
    """Under a host's policy of `script-src 'self'` the embedded map works, small, and asks nothing.

    It keeps the filters of its address, hides the list, and leads to the whole page.
    """
    page = browser.new_page(viewport={"width": 1000, "height": 700})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{website}/host.html")
    frame = page.frame_locator("iframe")
    expect(frame.locator(".mark.role-impact").first).to_be_visible()
    expect(frame.locator(".side")).to_be_hidden()
    expect(frame.locator(".full-link")).to_have_attribute("href", f"{website}/map.html#q=Soleimani")
    own = [url for url in asked if not url.startswith(("data:", "blob:")) and "favicon" not in url]
    assert [url.split("/")[-1].split("?")[0] for url in own] == ["host.html", "map.html"]
    page.close()
