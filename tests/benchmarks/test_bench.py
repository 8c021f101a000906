"""What is measured is compared by ratio, and its page is written from it alone."""

import importlib
import subprocess
import sys
from pathlib import Path

import pytest


def test_a_stage_is_slower_by_loops_not_by_seconds(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A busy machine takes more seconds and as many loops: only a stage of more loops is named."""
    monkeypatch.syspath_prepend(str(root / "benchmarks"))
    bench = importlib.import_module("bench")
    stored = {"stages": {"link": {"ms": 1, "loops": 2.0}, "store": {"ms": 1, "loops": 2.0}}}
    measured = {"stages": {"link": {"ms": 9, "loops": 2.9}, "store": {"ms": 1, "loops": 3.1}}}
    faults = bench.check_stages(measured, stored)
    assert [fault.partition(":")[0] for fault in faults] == ["store"]


def test_the_page_is_that_of_its_figures(root: Path) -> None:
    """No figure of docs/performance.md is written by hand."""
    writer = root / "docs" / "write_performance.py"
    run = subprocess.run([sys.executable, str(writer), "--check"], capture_output=True, check=False)
    assert run.returncode == 0, run.stdout
