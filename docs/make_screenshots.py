"""Take pictures of a map page: python docs/make_screenshots.py MAP.html OUT [--set gallery]."""

import argparse
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SETTLE_MS = 900  # the map glides to an incident
DESKTOP, TABLET, PHONE = (1440, 900), (1024, 768), (390, 844)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """Name a picture: its size, colour scheme, address after `#`, and what is open."""

    size: tuple[int, int] = DESKTOP
    scheme: str = "light"
    address: str = ""
    incident: bool = False
    printed: bool = False


PICTURES = {
    "docs": {
        "map-desktop": Picture(),
        "map-desktop-incident": Picture(incident=True),
        "map-desktop-dark": Picture(scheme="dark", incident=True),
        "map-phone": Picture(size=PHONE),
        "map-phone-incident": Picture(size=PHONE, incident=True),
    },
    "gallery": {
        "desktop-light": Picture(),
        "desktop-dark": Picture(scheme="dark"),
        "tablet-light": Picture(size=TABLET),
        "phone-light": Picture(size=PHONE),
        "phone-dark": Picture(size=PHONE, scheme="dark", incident=True),
        "desktop-arabic": Picture(address="lang=ar", incident=True),
        "print": Picture(size=(900, 1270), printed=True),
    },
}


def take_pictures(page_file: Path, out: Path, chosen: str, incident: str | None) -> None:
    """Open a page at every size and write PNG files into `out`."""
    out.mkdir(parents=True, exist_ok=True)
    named = os.environ.get("GEOINCIDENTS_CHROMIUM")
    program = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        for name, picture in PICTURES[chosen].items():
            _take_picture(browser, page_file, out / f"{name}.png", picture, incident)
        browser.close()


def _take_picture(
    browser: Browser, page_file: Path, out: Path, picture: Picture, incident: str | None
) -> None:
    width, height = picture.size
    page = browser.new_page(viewport={"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if picture.scheme == "dark" else "light")
    page.goto(f"{page_file.resolve().as_uri()}#{picture.address}")
    page.wait_for_selector("html[data-ready]", state="attached")
    if picture.incident:
        _open_incident(page, page_file, incident)
    if picture.printed:
        page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=out)
    page.close()


def _open_incident(page: Page, page_file: Path, incident: str | None) -> None:
    if incident:
        # Only rows in view exist: the search brings the one that is meant.
        page.locator(".search").evaluate(
            "(box, words) => { box.value = words; box.dispatchEvent(new Event('input')); }",
            f'"{incident}"',
        )
        page.wait_for_timeout(SETTLE_MS)
    row = page.locator(".listing .item").nth(0 if incident else 1)
    if not row.count():
        msg = f"no incident of {page_file} has {incident!r}; use words of a title"
        raise SystemExit(msg)
    row.evaluate("element => element.click()")
    page.locator(".clear-all").evaluate_all("all => all.forEach(button => button.click())")
    page.wait_for_timeout(SETTLE_MS)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("map", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--set", choices=PICTURES, default="docs")
    parser.add_argument("--incident", help="words of the title of the incident to open")
    arguments = parser.parse_args()
    take_pictures(arguments.map, arguments.out, arguments.set, arguments.incident)
