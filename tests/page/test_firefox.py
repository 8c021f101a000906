"""The page works in Firefox as it does in Chromium."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from incident_samples import TOWNS, build_samples

from geoincidents.render import IncidentMap, incident_map

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "frontend/node_modules/puppeteer-core/lib/esm/puppeteer/puppeteer-core.js"
NAMES = ("firefox-esr", "firefox")


def _find_firefox() -> str:
    named = os.environ.get("GEOINCIDENTS_FIREFOX")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    if not found:
        pytest.skip("no Firefox on PATH or in GEOINCIDENTS_FIREFOX")
    if not LIBRARY.is_file():
        pytest.skip("puppeteer-core is not installed; run `python hatch_build.py`")
    return found


@pytest.mark.parametrize("most", [1_000, 0], ids=["one file", "with a folder"])
def test_smoke(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    """The map stands, asks nothing, searches its quotes, and shows the words behind an incident."""
    monkeypatch.setattr(incident_map, "MOST_IN_ONE_FILE", most)
    firefox = _find_firefox()
    sys.path.insert(0, str(ROOT))
    from hatch_build import find_node  # noqa: PLC0415 - stands beside the package, not in it

    _, node, environment = find_node()
    samples = build_samples()
    page = tmp_path / "map.html"
    assert IncidentMap(samples, labels=TOWNS).write_page(page)[1:] == (
        () if most else (tmp_path / "map-data",)
    )
    script = Path(__file__).with_name("firefox_smoke.mjs")
    done = subprocess.run(
        [node, str(script), str(LIBRARY), firefox, str(page), "Qassem Soleimani"],
        env={**environment, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["faults"], told["asked"]) == ([], [])
    assert told["shown"] == f"{len(samples)} of {len(samples)} incidents"
    assert told["marks"] > 0
    assert told["found"] == f"1 of {len(samples)} incidents"
    soleimani = next(one for one in samples if one.incident_id == "soleimani")
    assert told["quotes"] == [quote.quote for quote in soleimani.evidence]
