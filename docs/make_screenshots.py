"""Take the pictures of the docs from a map page: python docs/make_screenshots.py MAP.html OUT."""

import argparse
import os
import shutil
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# name -> width, height, colour scheme, whether an incident is open
PICTURES = {
    "map-desktop": (1440, 900, "light", False),
    "map-desktop-incident": (1440, 900, "light", True),
    "map-desktop-dark": (1440, 900, "dark", True),
    "map-phone": (390, 844, "light", False),
    "map-phone-incident": (390, 844, "light", True),
}
SETTLE_MS = 900  # the map glides to an incident


def take_pictures(page_file: Path, out: Path, incident: str | None) -> None:
    """Open a page offline at every size and write PNG files into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    named = os.environ.get("GEOINCIDENTS_CHROMIUM")
    program = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name in PICTURES:
            _take_picture(browser, page_file, out / f"{name}.png", incident)
        browser.close()


def _take_picture(browser: Browser, page_file: Path, picture: Path, incident: str | None) -> None:
    width, height, scheme, opened = PICTURES[picture.stem]
    page = browser.new_page(viewport={"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(page_file.resolve().as_uri())
    if opened:
        rows = page.locator(".panel .item")
        row = rows.filter(has_text=incident).first if incident else rows.first
        if not row.count():
            msg = f"no incident of {page_file} has {incident!r} in its row; use words of a title"
            raise SystemExit(msg)
        row.evaluate("element => element.click()")
        page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=picture)
    page.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("map", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--incident", help="words of the title of the incident to open")
    arguments = parser.parse_args()
    take_pictures(arguments.map, arguments.out, arguments.incident)
