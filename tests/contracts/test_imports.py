"""Heavy libraries are loaded by what needs them, not by asking for help."""

import json
import subprocess
import sys

import pytest

HEAVY = {"folium", "branca", "geopandas", "matplotlib", "numpy", "pandas", "pyogrio", "shapely"}
ROOMS = {"cli", "extract", "gazetteer", "ingest", "link", "locate", "pipeline", "render", "store"}

IMPORT = "import geoincidents"
HELP = """
import contextlib, io
from geoincidents.cli import main
with contextlib.redirect_stdout(io.StringIO()) as shown:
    assert main(["--help"]) == 0
assert "Usage" in shown.getvalue()
"""
FIND = """
from geoincidents import read_articles, find_incidents
from geoincidents.model import Articles
find_incidents(Articles(()))
"""


def list_modules(code: str) -> set[str]:
    """Give the modules that are loaded in a new Python after some code."""
    words = [sys.executable, "-c", f"{code}\nimport json, sys\nprint(json.dumps([*sys.modules]))"]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return set(json.loads(done.stdout))


@pytest.mark.parametrize("code", [IMPORT, HELP], ids=["import", "help"])
def test_asking_loads_nothing_heavy(code: str) -> None:
    """Neither `import geoincidents` nor --help loads a heavy library."""
    assert not list_modules(code) & HEAVY


def test_import_loads_no_room() -> None:
    """`import geoincidents` loads no room until a name of it is asked for."""
    assert not list_modules(IMPORT) & {f"geoincidents.{room}" for room in ROOMS}


def test_finding_waits_for_no_table_or_map() -> None:
    """Finding incidents loads neither folium nor geopandas."""
    assert not list_modules(FIND) & {"folium", "geopandas", "matplotlib", "pandas"}
