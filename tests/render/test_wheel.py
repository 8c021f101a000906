"""What the build brings together stands in the wheel, also when that is built from an sdist."""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MOST_BYTES = 5_000_000


def _build(target: str, source: Path, out: Path) -> Path:
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)]
    run = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    if "npm error network" in run.stderr:
        pytest.skip("npm reaches no registry and has not kept the packages")
    assert run.returncode == 0, run.stderr
    return next(out.iterdir())


@pytest.mark.slow
def test_wheel_from_sdist(tmp_path: Path) -> None:
    """The wheel has assets with their hashes and licences, looks and data, and no gallery."""
    if shutil.which("npm") is None:
        pytest.skip("no npm on PATH; a build in isolation would fetch it from PyPI")
    sdist = _build("sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path / "source", filter="data")
    (source,) = (tmp_path / "source").iterdir()
    wheel = _build("wheel", source, tmp_path / "wheel")
    assert wheel.stat().st_size <= MOST_BYTES
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        manifest = json.loads(archive.read("geoincidents/_assets/manifest.json"))
        for name, digest in manifest["sha256"].items():
            content = archive.read(f"geoincidents/_assets/{name}")
            assert hashlib.sha256(content).hexdigest() == digest
        looks = archive.read("geoincidents/_maps/looks.toml")
    assert len(names) == len(set(names))
    assert looks == (ROOT / "maps" / "looks.toml").read_bytes()
    for folder, inside in (("gazetteer", "_gazetteer"), ("seeds", "_seeds")):
        there = {file.name for file in (ROOT / folder).iterdir() if file.is_file()}
        assert there <= {Path(n).name for n in names if n.startswith(f"geoincidents/{inside}/")}
    assert "geoincidents/render/template.html" in names
    assert "geoincidents/_assets/page/page.js" in names
    assert not any("gallery" in name or "node_modules" in name for name in names)
