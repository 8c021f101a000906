"""Find a real browser for tests of pages, and write down what a page asks for and complains of."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
DOWNLOAD_LIMIT_S = 20
DESKTOP = (1440, 900)
PHONE = (390, 844)


class NoBrowserError(Exception):
    """Say why no browser can be had."""


@dataclass
class Visit:
    """Hold an open page and everything that it asked for or complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


OpenHtml = Callable[..., AbstractContextManager[Visit]]


@contextmanager
def launch_browser() -> Iterator[Browser]:
    """Start a browser of this machine, else Playwright's own if 20 seconds suffice to fetch it.

    Raises:
        NoBrowserError: there is none.
    """
    with sync_playwright() as playwright:
        path = _find_program() or _download(Path(playwright.chromium.executable_path))
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def _find_program() -> str | None:
    named = os.environ.get("GEOINCIDENTS_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def _download(path: Path) -> str:
    if path.exists():
        return str(path)
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=DOWNLOAD_LIMIT_S)
    except (subprocess.SubprocessError, OSError) as error:
        msg = (
            "no Chromium or Chrome on PATH or in GEOINCIDENTS_CHROMIUM, and Playwright's own did "
            f"not arrive within {DOWNLOAD_LIMIT_S} s ({type(error).__name__})"
        )
        raise NoBrowserError(msg) from error
    return str(path)


@contextmanager
def visit_page(
    browser: Browser,
    path: Path,
    *,
    size: tuple[int, int] = DESKTOP,
    beside: Path | None = None,
    **options: Any,  # noqa: ANN401 - what a context of Playwright takes
) -> Iterator[Visit]:
    """Open a file with the network cut and every address but the file's own blocked.

    Files of the folder `beside` may be read, too.
    """
    context: BrowserContext = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, **options
    )
    try:
        visit = Visit(context.new_page())
        visit.page.set_default_timeout(20_000)
        _watch(visit, (path.as_uri(), *([f"{beside.as_uri()}/"] if beside else [])))
        visit.page.goto(path.as_uri())
        yield visit
    finally:
        context.close()


def _watch(visit: Visit, own: tuple[str, ...]) -> None:
    def decide(route: Route) -> None:
        if route.request.url == own[0] or route.request.url.startswith(own[1:]):
            route.continue_()
            return
        visit.requests.append(route.request.url)
        route.abort()

    visit.page.context.set_offline(offline=True)
    visit.page.context.route(lambda url: not url.startswith(("data:", "about:", "blob:")), decide)
    on: Callable[..., Any] = visit.page.on
    on("console", lambda m: visit.faults.append(m.text) if m.type == "error" else None)
    on("pageerror", lambda error: visit.faults.append(str(error)))
