"""import-linter holds the floors of the house: a seeded breach is caught."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

BREACHES = [
    ("extract", "import geoincidents.locate", "Each floor imports only the floors beneath it"),
    ("store", "import geoincidents.render", "Each floor imports only the floors beneath it"),
    ("model", "import geoincidents.text", "Each floor imports only the floors beneath it"),
    ("extract", "def f() -> None:\n    import geopandas", "Heavy libraries stay in store"),
    ("pipeline", "import folium", "Heavy libraries stay in store"),
]


@pytest.fixture
def copy(root: Path, tmp_path: Path) -> Path:
    """Give a copy of the package and its contracts."""
    ignored = shutil.ignore_patterns("__pycache__", "_*s")
    shutil.copytree(root / "geoincidents", tmp_path / "geoincidents", ignore=ignored)
    shutil.copyfile(root / "pyproject.toml", tmp_path / "pyproject.toml")
    return tmp_path


def check_floors(copy: Path) -> tuple[int, str]:
    """Give the exit code of import-linter in a folder, and what it said."""
    # In a path of its own: the copy must be found before the checkout.
    words = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as f; f()"]
    done = subprocess.run(
        [*words, "--no-cache"], cwd=copy, check=False, capture_output=True, text=True
    )
    return done.returncode, done.stdout + done.stderr


def test_house_keeps_its_floors(copy: Path) -> None:
    """The house as it stands breaks none of its contracts."""
    code, said = check_floors(copy)
    assert code == 0, said


@pytest.mark.parametrize(("room", "line", "contract"), BREACHES)
def test_breach_is_caught(copy: Path, room: str, line: str, contract: str) -> None:
    """An import upwards or sideways, or of a heavy library, breaks the contract that forbids it."""
    file = copy / "geoincidents" / room / "breach.py"
    if not file.parent.is_dir():
        file = copy / "geoincidents" / f"{room}.py"
    with file.open("a", encoding="utf-8") as opened:
        opened.write(f"\n{line}\n")
    code, said = check_floors(copy)
    assert code == 1, said
    assert f"{contract}" in next(row for row in said.splitlines() if row.endswith("BROKEN"))


def test_undeclared_room_is_caught(copy: Path) -> None:
    """A room that nobody gave a floor is refused."""
    (copy / "geoincidents" / "attic").mkdir()
    (copy / "geoincidents" / "attic" / "__init__.py").touch()
    code, said = check_floors(copy)
    assert code == 1, said
    assert "attic" in said
