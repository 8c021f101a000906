"""Give the tests of the command line a command and an empty folder to run it in."""

from pathlib import Path

import pytest
from running import COMMAND, Runner


@pytest.fixture
def here(tmp_path: Path) -> Path:
    """Give the empty folder that the command runs in."""
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


@pytest.fixture
def run(here: Path) -> Runner:
    """Give what runs the installed command with some words."""
    if not COMMAND.is_file():
        pytest.fail("the command is not installed: make .venv/dev, or pip install -e .")
    return Runner(here)
