"""A short share of the random input of fuzz/: eight entries, none of which it may break."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("inputs", "names"),
    [
        ("300", ("decode", "clean", "dates", "numbers", "phrases")),
        ("60", ("tables", "readback")),
        ("30", ("extract",)),
    ],
    ids=["texts", "files", "articles"],
)
def test_drawn_input_breaks_nothing(root: Path, inputs: str, names: tuple[str, ...]) -> None:
    """What is drawn, and bent copies of what is right, are read or refused by name."""
    done = subprocess.run(
        [sys.executable, "-m", "fuzz.drawn", *names, "--inputs", inputs],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines() == [f"{name}: {inputs} inputs, 0 faults" for name in names]


def test_every_fault_is_caught(root: Path) -> None:
    """The harness is no friend: an entry that breaks is told."""
    broken = (
        "import fuzz.entries.numbers as entry\n"
        "def load(folder):\n"
        "    return lambda data: 1 / (len(data) - 7)\n"
        "entry.load_target = load\n"
        "import sys, fuzz.drawn\n"
        "sys.argv = ['drawn', 'numbers', '--inputs', '200']\n"
        "fuzz.drawn.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", broken], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "ZeroDivisionError" in done.stderr
