"""A file of incidents that is bent, or not ours, is refused by name, whatever its reader thinks."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from incident_samples import build_samples

from geoincidents.errors import RecordError
from geoincidents.store import read_formats, read_incidents, to_file


@pytest.mark.parametrize("name", ["geojson", "geojson-layers", "geojsonl", "simplestyle"])
def test_json_nested_deeper_than_a_parser_follows(name: str, tmp_path: Path) -> None:
    """It is refused as damaged."""
    path = tmp_path / f"x{read_formats()[name].suffix}"
    path.write_bytes(b"[" * 100_000)
    with pytest.raises(
        RecordError, match=r"(damaged|not JSON) .*; give a file that geoincidents wrote"
    ):
        read_incidents(path, as_format=name)


def test_a_geopackage_with_text_in_another_encoding(tmp_path: Path) -> None:
    """SQLite keeps any bytes as text; those that are no UTF-8 are refused."""
    (path,) = to_file(build_samples(), tmp_path / "x.gpkg", style=False)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE evidence SET quote = CAST(x'cc41' AS TEXT)")
    with pytest.raises(RecordError, match=r"x\.gpkg: "):
        read_incidents(path)


def test_parquet_without_geometry(tmp_path: Path) -> None:
    """A table of somebody else is refused, and the column is named."""
    (path,) = to_file(build_samples(), tmp_path / "x.parquet")
    pq.write_table(pq.read_table(path).drop_columns(["geometry"]), path)
    with pytest.raises(RecordError, match="geometry"):
        read_incidents(path)


def test_a_flatgeobuf_that_is_bent_anywhere(tmp_path: Path) -> None:
    """Whatever byte of its head is another, it is read or refused."""
    (path,) = to_file(build_samples(), tmp_path / "x.fgb")
    whole = path.read_bytes()
    refused = 0
    for at in range(0, 2000, 13):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        try:
            read_incidents(path)
        except RecordError:
            refused += 1
    assert refused
