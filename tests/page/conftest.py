"""Give tests a browser, and a way to open HTML that fails on any request or error."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browser import NoBrowserError, OpenHtml, Visit, launch_browser, visit_page
from incident_samples import TOWNS, build_samples
from playwright.sync_api import Browser, expect

from geoincidents.render import IncidentMap

# A loaded machine may take long over its first page; what never comes still fails.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Give one browser to all tests, or skip them with the reason."""
    try:
        with launch_browser() as started:
            yield started
    except NoBrowserError as error:
        pytest.skip(str(error))


@pytest.fixture
def open_html(browser: Browser, tmp_path: Path) -> OpenHtml:
    """Give a function that opens HTML offline and checks that it asked for nothing and is well."""

    @contextmanager
    def open_(
        html: str,
        **options: Any,  # noqa: ANN401 - what a context of Playwright takes
    ) -> Iterator[Visit]:
        path = tmp_path / "index.html"
        path.write_text(html, encoding="utf-8", newline="")
        with visit_page(browser, path, **options) as visit:
            yield visit
            assert visit.requests == []
            assert visit.faults == []

    return open_


@pytest.fixture
def open_map(open_html: OpenHtml) -> OpenHtml:
    """Give a function that opens a map page and waits until it stands."""

    @contextmanager
    def open_(
        html: str,
        **options: Any,  # noqa: ANN401 - what a context of Playwright takes
    ) -> Iterator[Visit]:
        with open_html(html, **options) as visit:
            visit.page.wait_for_selector("html[data-ready]", state="attached")
            yield visit

    return open_


@pytest.fixture(scope="session")
def samples_page() -> str:
    """Give the page of the sample incidents."""
    return IncidentMap(build_samples(), labels=TOWNS, title="Samples").render_page()
