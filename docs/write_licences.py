"""Write docs/licences.md: every part of what is installed or shipped, with its licence.

With --check, say where the page is behind, and fail on a licence that does not go with ours.
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
LOCK = ROOT / "requirements" / "run.lock"
SHIPPED = ROOT / "geoincidents" / "_assets" / "page" / "licences.json"
PIN = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^ ;\\]+)(?:\s*;\s*([^\\]+))?", re.MULTILINE)
# Licences under which a library may be installed beside MIT code that is not changed by it.
FINE = re.compile(
    r"\b(MIT|MIT-0|MIT-CMU|BSD|0BSD|Apache|ISC|PSF|Python-2\.0|Python Software Foundation|ZPL|HPND|"
    r"Zlib|Unlicense|CC0|MPL|Mozilla|LGPL|Lesser General Public|BSL-1\.0|Public Domain|"
    r"CC-BY-4\.0)\b",
    re.IGNORECASE,
)
HEAD = """# Licences

<!-- Written by `make docs` out of the installed libraries: change them, not this page. -->

The program is MIT ([LICENSE](../LICENSE)). It stands on the libraries below, which are installed
beside it, none of them copied into it; those under LGPL and MPL are used as they are. What the map
page carries inside itself stands in the second table, and its licence texts in every wheel.
"""


def list_libraries() -> list[tuple[str, str, str]]:
    """Give name, version and licence of every pin of the lock that belongs on this machine."""
    found = []
    for name, version, marker in PIN.findall(LOCK.read_text("utf-8")):
        try:
            found.append((name, version, read_licence(name)))
        except PackageNotFoundError:
            if not marker:
                raise
            found.append((name, version, "only on other systems"))
    return found


def read_licence(name: str) -> str:
    """Give the licence that a distribution says it has."""
    about = metadata(name)
    told = list(about.get_all("License-Expression") or [])
    told += [
        one.rpartition(" :: ")[2]
        for one in about.get_all("Classifier") or []
        if one.startswith("License ::") and not one.endswith("OSI Approved")
    ]
    told += [one.strip().split("\n")[0] for one in about.get_all("License") or []]
    return next((one for one in told if one), "not said")


def write_page() -> str:
    """Give the text of docs/licences.md."""
    rows = "".join(f"| {name} | {version} | {kind} |\n" for name, version, kind in list_libraries())
    parts = json.loads(SHIPPED.read_text("utf-8"))
    shipped = "".join(f"| {p['name']} | {p['version']} | {p['licence']} |\n" for p in parts)
    head = "| part | version | licence |\n|---|---|---|\n"
    return f"{HEAD}\n## Libraries\n\n{head}{rows}\n## In the map page\n\n{head}{shipped}"


def main() -> int:
    """Write or check the page and give the exit code."""
    page = write_page()
    bad = [
        row
        for row in page.splitlines()
        if re.match(r"\| \S+ \| \d", row)
        and not FINE.search(row.rsplit("|", 2)[1])
        and "only on other systems" not in row
    ]
    for row in bad:
        print(f"a licence to look at: {row}")
    if "--check" not in sys.argv:
        PAGE.write_text(page, "utf-8")
    elif not PAGE.is_file() or PAGE.read_text("utf-8") != page:
        print(f"{PAGE.name} is behind: make docs")
        return 1
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
