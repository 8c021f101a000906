"""What the page is made of is looked at before a run, not at the end of it."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from geoincidents.errors import GeoincidentsError
from geoincidents.folders import ASSETS, PACKAGE, check_assets

SCRIPT = "geoincidents/render/page/main.ts"


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Give a copy of the package with its assets, as a checkout has them."""
    root = tmp_path / "checkout"
    shutil.copytree(PACKAGE, root / "geoincidents", ignore=shutil.ignore_patterns("__pycache__"))
    return root


def _run_map(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "geoincidents", "map", "no-such-article", "--out", "out"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_this_checkout_is_up_to_date() -> None:
    """The assets that the tests run with are made of the sources that are here."""
    check_assets()
    assert SCRIPT in json.loads((ASSETS / "manifest.json").read_bytes())["sources"]


def test_a_stale_script_stops_map_before_it_reads(checkout: Path) -> None:
    """After a pull that changed the page, `map` says what to run before it reads an article."""
    source = checkout / SCRIPT
    source.write_bytes(source.read_bytes() + b"\n// newer\n")
    done = _run_map(checkout)
    assert done.returncode == 1
    assert SCRIPT in done.stderr
    assert "make map" in done.stderr
    assert "no-such-article" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (checkout / "out").exists()


@pytest.mark.parametrize("name", ["manifest.json", "page/page.js"])
def test_a_missing_asset_stops_map_before_it_reads(checkout: Path, name: str) -> None:
    """A checkout that was never built says so, with what to run."""
    (checkout / "geoincidents" / "_assets" / name).unlink()
    done = _run_map(checkout)
    assert done.returncode == 1
    assert f"{name} is missing" in done.stderr
    assert "no-such-article" not in done.stderr


def test_a_wheel_has_no_sources(tmp_path: Path) -> None:
    """Where the sources are not, nothing can be older than they."""
    check_assets(root=tmp_path)


def test_every_source_counts(tmp_path: Path) -> None:
    """Any file that the manifest names is looked at."""
    (tmp_path / "a").write_bytes(b"new")
    manifest = {"sha256": {}, "sources": {"a": hashlib.sha256(b"old").hexdigest()}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(GeoincidentsError, match="before a changed"):
        check_assets(tmp_path, tmp_path)
