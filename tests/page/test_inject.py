"""A share of the command that sends hostile articles through all, and opens what comes out."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.usefixtures("browser")  # skips with the reason where there is none
def test_nothing_in_an_article_runs() -> None:
    """0 scripts, 0 templates, 0 calls, 0 broken outputs; undefended, the alarm goes."""
    words = [sys.executable, "-m", "fuzz.inject", "30", "--seed", "7"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "0 scripts ran, 0 faults" in done.stdout
