"""`geoincidents doctor` says what is there, also where much of it is broken."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest
from running import COMMAND, Ran, run_words

from geoincidents import __version__
from geoincidents.doctor import CHECKS, examine_installation

HEAVY = {"folium", "geopandas", "matplotlib", "pandas", "pyogrio", "shapely", "sqlalchemy"}


def _examine(
    folder: Path, *words: str, env: dict[str, str] | None = None, code: str = ""
) -> tuple[Ran, dict[str, dict[str, Any]]]:
    """Run it in a folder, after some Python; give the findings by name."""
    program = [str(COMMAND)]
    if code:
        start = "from geoincidents.cli import main; sys.exit(main(sys.argv[1:]))"
        program = [sys.executable, "-c", f"import sys\n{code}\n{start}"]
    done = run_words([*program, "doctor", "--json", *words], folder, env=env)
    return done, {one["name"]: one for one in json.loads(done.out)["findings"]}


def test_an_installation_that_is_well(tmp_path: Path) -> None:
    """Each thing has a line on standard output, and the exit code is 0."""
    done = run_words([str(COMMAND), "doctor"], tmp_path)
    assert (done.code, done.err) == (0, "")
    for name in CHECKS:
        assert any(f" {name} " in line for line in done.out.splitlines()), name
    assert f"geoincidents  {__version__} in " in done.out
    _, found = _examine(tmp_path)
    assert list(found) == list(CHECKS)
    assert {one["status"] for one in found.values()} <= {"ok", "absent"}
    assert all(one["next_step"] for one in found.values() if one["status"] != "ok")


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    """It is a fault, with the variable that names another folder; the rest is looked at."""
    (tmp_path / "file").touch()
    done, found = _examine(tmp_path, env={"GEOINCIDENTS_CACHE": str(tmp_path / "file" / "cache")})
    assert done.code == 1
    assert found["cache"]["status"] == "fault"
    assert "GEOINCIDENTS_CACHE" in found["cache"]["next_step"]
    assert found["map page"]["status"] == "ok"


def test_an_index_that_is_not_built(tmp_path: Path) -> None:
    """That is no fault: the next run builds it, and nothing is built by looking."""
    done, found = _examine(tmp_path, env={"GEOINCIDENTS_CACHE": str(tmp_path / "cache")})
    assert done.code == 0
    assert found["place index"]["status"] == "absent"
    assert "not built yet" in found["place index"]["said"]
    assert not (tmp_path / "cache").exists()


def test_indexes_of_former_tables_are_told(tmp_path: Path) -> None:
    """What the cache holds that no table of today made is counted."""
    (tmp_path / "cache" / "gazetteer-former").mkdir(parents=True)
    (tmp_path / "cache" / "gazetteer-former" / "names").write_bytes(b"x" * 3_000_000)
    _, found = _examine(tmp_path, env={"GEOINCIDENTS_CACHE": str(tmp_path / "cache")})
    assert found["place index"]["said"] == "not built yet; 1 of former tables, 3 MB"
    assert found["cache"]["said"].endswith(" 3 MB")


def test_a_package_without_its_assets_and_data(root: Path, tmp_path: Path) -> None:
    """A torn installation is examined to the end: what is missing, and how to get it."""
    ignored = shutil.ignore_patterns("__pycache__", "_assets")
    shutil.copytree(root / "geoincidents", tmp_path / "geoincidents", ignore=ignored)
    done, found = _examine(tmp_path, code="sys.path.insert(0, '')")
    assert done.code == 1
    assert str(tmp_path) in found["geoincidents"]["said"]
    for name in ("map page", "data", "place index"):
        assert found[name]["status"] == "fault", name
        assert "pip install --force-reinstall geoincidents" in found[name]["next_step"]
    assert found["python"]["status"] == found["libraries"]["status"] == "ok"


def test_a_library_that_does_not_load(tmp_path: Path) -> None:
    """What needs it is at fault; nothing else is, and there is no traceback."""
    done, found = _examine(tmp_path, code="sys.modules['marisa_trie'] = None")
    assert done.code == 1
    assert "marisa_trie" in found["place index"]["said"]
    assert found["data"]["status"] == "ok"
    assert "Traceback" not in done.err


def test_libraries_that_are_missing_or_old(tmp_path: Path) -> None:
    """One of the plain installation is a fault; one of an extra is absent, with what it is for."""
    code = (
        "import importlib.metadata as m; real = m.version\n"
        "def fake(name):\n"
        "    if name in {'folium', 'alembic'}: raise m.PackageNotFoundError(name)\n"
        "    return {'shapely': '2.0.9', 'numpy': '2.10'}.get(name) or real(name)\n"
        "m.version = fake"
    )
    done, found = _examine(tmp_path, code=code)
    assert done.code == 1
    said = found["libraries"]["said"]
    assert said == "folium is not installed; shapely is 2.0.9, wanted is 2.1 or later"
    assert found["postgis"]["status"] == "absent"
    assert "pip install 'geoincidents[postgis]'" in found["postgis"]["next_step"]


def test_programs_that_are_not_there(tmp_path: Path) -> None:
    """Neither a browser nor QGIS is needed by everybody: absent, with what each is for."""
    done, found = _examine(tmp_path, env={"PATH": str(tmp_path)})
    assert done.code == 0
    for name, use in (("browser", "PDF"), ("QGIS", "export")):
        assert found[name]["status"] == "absent"
        assert use in found[name]["next_step"]


def test_nobody_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """No socket is opened."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert all(one.status in {"ok", "absent"} for one in examine_installation())


def test_nothing_heavy_is_loaded() -> None:
    """It answers at once: no library of maps, tables or databases is imported."""
    code = (
        "from geoincidents.doctor import examine_installation; examine_installation()\n"
        "import json, sys; print(json.dumps([*sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=os.environ
    )
    assert not set(json.loads(done.stdout)) & HEAVY
