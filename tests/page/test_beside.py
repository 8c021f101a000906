"""A page of very many incidents reads from files beside it, and says so where they are not."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from browser import Visit, visit_page
from incident_samples import TOWNS, build_samples
from map_reading import open_row, open_share
from playwright.sync_api import Browser, expect

from geoincidents.model import Incident
from geoincidents.render import IncidentMap, beside, incident_map

COUNT = 300
FILE_BYTES = 20_000


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incident_map, "MOST_IN_ONE_FILE", COUNT - 1)
    monkeypatch.setattr(beside, "FILE_BYTES", FILE_BYTES)


def _make_incidents(count: int = COUNT) -> list[Incident]:
    samples = build_samples()
    return [
        replace(one, incident_id=f"{one.incident_id}-{number}", title=f"{one.title} {number}")
        for number in range(count)
        for one in (samples[number % len(samples)],)
    ]


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """Give a page with files beside it."""
    page = tmp_path / "a map.html"
    files = IncidentMap(_make_incidents(), labels=TOWNS).write_page(page)
    assert files == (page, tmp_path / "a map-data")
    return page


@contextmanager
def _open(browser: Browser, page: Path) -> Iterator[Visit]:
    with visit_page(browser, page, beside=page.with_name("a map-data")) as visit:
        visit.page.wait_for_selector("html[data-ready]", state="attached")
        yield visit


def _expect_whole(visit: Visit) -> None:
    """Check quotes, a search over all of them, and a download, which all come out of files."""
    sample = next(one for one in _make_incidents() if one.evidence)
    words = " ".join(sample.evidence[0].quote.split()[2:7])
    visit.page.locator(".search").fill(f'"{words}"')
    expect(visit.page.locator(".shown")).not_to_have_text(f"{COUNT} of {COUNT} incidents")
    panel = open_row(visit, 0)
    expect(panel.locator("blockquote").first).to_contain_text(words)
    visit.page.keyboard.press("Escape")
    open_share(visit)
    with visit.page.expect_download() as download:
        visit.page.locator('[data-act="download_csv"]').press("Enter")
    assert words in Path(download.value.path()).read_text("utf-8-sig")


def test_everything_is_there_from_a_disk(browser: Browser, written: Path) -> None:
    """On `file://` quotes, search and downloads come out of the files; nothing else is asked."""
    with _open(browser, written) as visit:
        _expect_whole(visit)
        assert visit.requests == []
        assert visit.faults == []


def test_everything_is_there_from_a_server(browser: Browser, written: Path) -> None:
    """On a web server the same, and the browser itself checks the hash of each file."""
    handler = partial(_Silent, directory=str(written.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        try:
            page.goto(f"http://127.0.0.1:{server.server_address[1]}/a%20map.html")
            page.wait_for_selector("html[data-ready]", state="attached")
            _expect_whole(Visit(page))
            for path in _list_files(written, "details"):
                path.write_bytes(path.read_bytes() + b"window.__gi_pwned=1;")
            page.reload()
            page.wait_for_selector("html[data-ready]", state="attached")
            page.locator(".listing .item").first.click()
            expect(page.locator(".evidence [role=alert]")).to_contain_text("a map-data/details-")
            assert page.evaluate("window.__gi_pwned") is None
        finally:
            page.close()
            server.shutdown()


def test_a_missing_file_is_named(browser: Browser, written: Path) -> None:
    """Without its folder the page has map, list and filters, and says what the rest lacks."""
    for path in _list_files(written):
        path.unlink()
    with _open(browser, written) as visit:
        expect(visit.page.locator(".shown")).to_have_text(f"{COUNT} of {COUNT} incidents")
        visit.page.locator(".listing .item").first.click()
        alert = visit.page.locator(".evidence [role=alert]")
        expect(alert).to_contain_text("a map-data/")
        expect(alert).to_contain_text("not beside the page")
        visit.page.keyboard.press("Escape")
        visit.page.locator(".search").fill("airport")
        expect(visit.page.locator(".searching")).to_contain_text("not beside the page")


def test_a_changed_file_is_refused(browser: Browser, written: Path) -> None:
    """Data that is not the page's own is not shown."""
    for path in _list_files(written, "quotes"):
        data = path.read_bytes()
        path.write_bytes(data.replace(b'":"', b'":"AAAA', 1))
    with _open(browser, written) as visit:
        visit.page.locator(".listing .item").first.click()
        expect(visit.page.locator(".evidence [role=alert]")).to_contain_text("not the one")
        expect(visit.page.locator(".evidence blockquote")).to_have_count(0)


def test_files_follow_the_page(written: Path, tmp_path: Path) -> None:
    """The same incidents give the same files; those of an older page go, what is not ours stays."""
    before = {path.name: path.read_bytes() for path in _list_files(written)}
    assert len(before) > 3
    assert all(len(data) < 2 * FILE_BYTES for data in before.values())
    IncidentMap(_make_incidents(), labels=TOWNS).write_page(written)
    assert {path.name: path.read_bytes() for path in _list_files(written)} == before
    (tmp_path / "a map-data" / "mine.txt").write_text("x")
    IncidentMap(_make_incidents(COUNT + 1), labels=TOWNS).write_page(written)
    after = {path.name for path in _list_files(written)}
    assert "mine.txt" in after
    assert not set(before) <= after
    text = written.read_text("utf-8")
    assert all(name in text for name in after - {"mine.txt"})
    IncidentMap(_make_incidents(9), labels=TOWNS).write_page(written)
    assert [path.name for path in _list_files(written)] == ["mine.txt"]


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


def _list_files(page: Path, kind: str = "") -> list[Path]:
    return sorted(page.with_name("a map-data").glob(f"{kind}*"))
