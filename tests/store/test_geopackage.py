"""A GeoPackage has real types, tables that are tied together, and is the same bytes twice."""

import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from incident_samples import build_samples

from geoincidents.errors import OutputError
from geoincidents.features import COLUMNS, list_features
from geoincidents.store import to_file

SYSTEM_PYTHON = Path("/usr/bin/python3")
KINDS = {"text": "TEXT", "int": "INTEGER", "float": "REAL", "date": "DATE"}
LAYERS = {
    "impact": "impacts",
    "launch": "launches",
    "trajectory": "trajectories",
    "area": "incident_areas",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a GeoPackage of the samples."""
    (path,) = to_file(build_samples(), tmp_path_factory.mktemp("gpkg") / "samples.gpkg")
    return path


@pytest.fixture
def database(written: Path) -> Iterator[sqlite3.Connection]:
    """Open it read-only."""
    with closing(sqlite3.connect(f"{written.as_uri()}?mode=ro", uri=True)) as opened:
        yield opened


@pytest.mark.parametrize(("role", "layer"), LAYERS.items())
def test_a_layer_has_a_row_a_feature(database: sqlite3.Connection, role: str, layer: str) -> None:
    """Each role is a layer with the ids of its features, and columns of real types."""
    rows = [row for one in build_samples() for row in list_features(one, areas=True)]
    found = database.execute(f"SELECT id FROM {layer}").fetchall()  # noqa: S608 - our own name
    assert {name for (name,) in found} == {row.id for row in rows if row.role == role}
    types = {name: kind for _, name, kind, *_ in database.execute(f"PRAGMA table_info({layer})")}
    assert {name: types[name] for name in COLUMNS} == {n: KINDS[k] for n, k in COLUMNS.items()}


def test_every_quote_is_tied_to_its_incident(database: sqlite3.Connection) -> None:
    """Foreign keys hold, and an incident without its row cannot have a quote."""
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    for table in ("evidence", "reports", *LAYERS.values()):
        keys = database.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        assert "incidents" in {key[2] for key in keys}, table
    quotes = sum(len(one.evidence) for one in build_samples())
    assert database.execute("SELECT count(*) FROM evidence").fetchone() == (quotes,)


def test_nothing_nested_is_in_a_column(database: sqlite3.Connection) -> None:
    """No text of any table is a JSON object or list."""
    for table in (*LAYERS.values(), "incidents", "evidence", "articles", "reports"):
        for row in database.execute(f"SELECT * FROM {table}"):  # noqa: S608 - our own name
            texts = [value for value in row if isinstance(value, str)]
            assert not [text for text in texts if text[:2] in {'{"', '["', "[]", "{}"}]


def test_there_is_a_spatial_index(database: sqlite3.Connection) -> None:
    """Each layer has an R-tree that counts its places."""
    rows = database.execute(
        "SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'"
    )
    assert {name for (name,) in rows} == set(LAYERS.values())


def test_gdal_finds_nothing_wrong(written: Path) -> None:
    """GDAL's own validator of GeoPackages passes it."""
    check = ["-c", "from osgeo_utils.samples import validate_gpkg"]
    if (
        not SYSTEM_PYTHON.exists()
        or subprocess.run([SYSTEM_PYTHON, *check], check=False, capture_output=True).returncode
    ):
        pytest.skip("GDAL's validator is not here (Debian's python3-gdal)")
    done = subprocess.run(
        [SYSTEM_PYTHON, "-m", "osgeo_utils.samples.validate_gpkg", written],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout.strip(), done.stderr.strip()) == (0, "", "")


def test_the_same_incidents_give_the_same_bytes(written: Path, tmp_path: Path) -> None:
    """Neither the hour, nor the order, nor the run before shows in the file."""
    again = tmp_path / "samples.gpkg"
    for samples in (build_samples(), build_samples()[::-1]):
        to_file(samples, again)
        assert again.read_bytes() == written.read_bytes()


def test_a_geopackage_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    """What we did not write is refused: another's file, and ours with a layer of theirs."""
    theirs = tmp_path / "theirs.gpkg"
    with closing(sqlite3.connect(theirs)) as database:
        database.execute("CREATE TABLE gpkg_contents (table_name TEXT, description TEXT)")
        database.execute("INSERT INTO gpkg_contents VALUES ('roads', 'of the city')")
        database.commit()
    (ours,) = to_file(build_samples(), tmp_path / "ours.gpkg")
    with closing(sqlite3.connect(ours)) as database:
        database.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier) "
            "VALUES ('roads', 'attributes', 'roads')"
        )
        database.commit()
    other = tmp_path / "other.gpkg"
    other.write_bytes(b"no database at all")
    for path, why in ((theirs, "roads"), (ours, "roads"), (other, "not ours")):
        before = path.read_bytes()
        with pytest.raises(OutputError, match=why):
            to_file(build_samples(), path)
        assert path.read_bytes() == before


def test_a_geopackage_that_is_open_elsewhere_is_left_alone(tmp_path: Path) -> None:
    """While a program reads it, with a journal beside it as QGIS has, it is not replaced."""
    (path,) = to_file(build_samples(), tmp_path / "open.gpkg")
    with closing(sqlite3.connect(path)) as reader:
        reader.execute("PRAGMA journal_mode = WAL")
        reader.execute("SELECT count(*) FROM incidents").fetchone()
        with pytest.raises(OutputError, match="close it there"):
            to_file(build_samples(), path)
        assert reader.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    to_file(build_samples(), path)


def test_no_incident_gives_empty_layers(tmp_path: Path) -> None:
    """An empty file is valid, with every layer and table."""
    (path,) = to_file((), tmp_path / "empty.gpkg")
    with closing(sqlite3.connect(path)) as database:
        for table in (*LAYERS.values(), "incidents", "evidence"):
            assert database.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)  # noqa: S608 - our own name
