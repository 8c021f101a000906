"""A report as PDF: its HTML printed by the Chromium of this machine, which asks no network."""

import os
import re
import subprocess
from pathlib import Path

from geoincidents.disk import open_workplace
from geoincidents.errors import GeoincidentsError
from geoincidents.programs import find_browser

_SECONDS = 120
_DATES = re.compile(rb"/(CreationDate|ModDate) \(D:\d{14}[^)]*\)")
_FLAGS = (
    "--headless",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-extensions",
    "--no-first-run",
    "--no-pdf-header-footer",
    "--host-resolver-rules=MAP * ~NOTFOUND",
)


def print_page(page: bytes, folder: Path) -> bytes:
    """Give the PDF of an HTML page; without the day of printing, which would change its bytes.

    What the browser needs stands in a folder of its own in `folder` meanwhile.

    Raises:
        GeoincidentsError: no Chromium or Chrome is found, or it fails.
        OutputError: nothing can be written to `folder`.
    """
    browser = find_browser()
    if browser is None:
        msg = (
            "a report as PDF is printed by Chromium or Chrome, and none is found; install one, or "
            "write the report as .html and print it from a browser, or as .docx"
        )
        raise GeoincidentsError(msg)
    with open_workplace(folder) as work:
        source, target = work / "report.html", work / "report.pdf"
        source.write_bytes(page)
        words = [browser, *_FLAGS, f"--user-data-dir={work}/profile", f"--print-to-pdf={target}"]
        if hasattr(os, "geteuid") and os.geteuid() == 0:
            words.append("--no-sandbox")  # Chromium does not start as root otherwise
        try:
            subprocess.run(  # noqa: S603 - a browser of this machine, on a page of our own
                [*words, source.as_uri()], check=True, capture_output=True, timeout=_SECONDS
            )
            data = target.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            msg = (
                f"{browser} did not print the report ({type(error).__name__}); write it as .html "
                "and print it from a browser"
            )
            raise GeoincidentsError(msg) from error
    return _DATES.sub(_stand_still, data)


def _stand_still(match: re.Match[bytes]) -> bytes:
    """Give a date of the same length, so that the offsets in the file hold."""
    head = b"/" + match[1] + b" (D:19800101000000"
    return head + b"Z".ljust(len(match[0]) - len(head) - 1, b" ") + b")"
