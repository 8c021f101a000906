"""Nothing calls out that was not told to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geoincidents.gazetteer.cache import CACHE_VARIABLE


@pytest.mark.skipif(os.name == "nt", reason="forks are POSIX")
@pytest.mark.usefixtures("gazetteer")
def test_no_command_asks_the_network(root: Path, cache_folder: Path) -> None:
    """Every command of the table runs, and asks for no address and no connection."""
    done = subprocess.run(
        [sys.executable, "-m", "fuzz.sockets"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, CACHE_VARIABLE: str(cache_folder)},  # an index that stands is copied
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith(" commands, 0 faults\n")
