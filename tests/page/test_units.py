"""The page's own TypeScript keeps its types and its rules."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
FRONTEND = ROOT / "frontend"
MODULES = FRONTEND / "node_modules"


def run_tool(*command: str) -> None:
    """Run a Node program of the locked packages; a failure shows all it said."""
    from hatch_build import find_node  # noqa: PLC0415 - stands beside the package, not in it

    _, node, environment = find_node()
    if not (MODULES / command[0]).exists():
        pytest.skip(f"{MODULES / command[0]} is not installed; run `python hatch_build.py`")
    done = subprocess.run(
        [node, str(MODULES / command[0]), *command[1:]],
        cwd=FRONTEND,
        env=os.environ | environment | {"NO_COLOR": "1", "CI": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_types() -> None:
    """Strict TypeScript finds no fault."""
    run_tool("typescript/bin/tsc", "--noEmit")


def test_units() -> None:
    """Every test beside this file that is written in TypeScript passes."""
    run_tool("vitest/vitest.mjs", "run")
