"""The wheel stands on its own: installed elsewhere, it draws what the checkout draws."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from running import RESULTS, Runner

# Not "No matching distribution": a lock that names what is not there says so, too.
NETWORK_FAULTS = (
    "npm error network",
    "Max retries exceeded",
    "NewConnectionError",
    "Network is unreachable",
)


def run_or_skip(words: list[str], folder: Path) -> None:
    """Run a step of the installation; where no registry can be reached, skip."""
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stdout + done.stderr
        if any(fault in said for fault in NETWORK_FAULTS):
            pytest.skip("no package registry can be reached")
        pytest.fail(said)


@pytest.mark.slow
def test_wheel_draws_what_the_checkout_draws(root: Path, tmp_path: Path) -> None:
    """Installed with pip from the lock and the wheel, `demo` gives the bytes of the checkout."""
    if shutil.which("npm") is None:
        pytest.skip("no npm on PATH; a build in isolation would fetch it")
    here = tmp_path / "elsewhere"
    here.mkdir()
    build = [
        sys.executable,
        "-m",
        "hatchling",
        "build",
        "-t",
        "wheel",
        "-d",
        str(tmp_path / "dist"),
    ]
    run_or_skip(build, root)
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    run_or_skip([sys.executable, "-m", "venv", str(tmp_path / "venv")], here)
    bin_folder = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(bin_folder / "python"), "-m", "pip", "install", "--quiet"]
    run_or_skip([*pip, "--require-hashes", "-r", str(root / "requirements" / "run.lock")], here)
    run_or_skip([*pip, "--no-deps", "--no-index", str(wheel)], here)
    subprocess.run([str(bin_folder / "python"), "-m", "pip", "check"], cwd=here, check=True)

    env = {"PYTHONPATH": "", "GEOINCIDENTS_CACHE": str(tmp_path / "cache")}
    ran = Runner(here, (str(bin_folder / "geoincidents"),))("demo", env=env)
    assert (ran.code, ran.out) == (0, ""), ran.err
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    assert Runner(checkout)("demo").code == 0
    for name in set(RESULTS) - {"run.json"}:  # which names the folder that the articles were in
        made, expected = (at / "geoincidents-demo" / name for at in (here, checkout))
        assert made.read_bytes() == expected.read_bytes(), name
