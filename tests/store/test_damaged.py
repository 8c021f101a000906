"""A file of incidents that is bent, or not ours, is refused by name, whatever its reader thinks."""

import json
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


@pytest.mark.parametrize("role", ["trajectory", "area"])
@pytest.mark.parametrize(
    "geometry",
    [
        5,
        [],
        {},
        {"type": "Point", "coordinates": [44, 33]},
        {"type": "LineString", "coordinates": []},
        {"type": "LineString", "coordinates": [44, 33]},
        {"type": "MultiLineString", "coordinates": [[]]},
        {"type": "Polygon", "coordinates": [[["44", "33"]]]},
        {"type": "Polygon", "coordinates": [[[44]]]},
        {"type": "MultiPolygon", "coordinates": [[44]]},
        {"type": "Polygon", "coordinates": [[[44, 1e9]]]},
    ],
)
def test_a_shape_that_is_none(role: str, geometry: object, tmp_path: Path) -> None:
    """It is named with its feature; no line and no area is made of it."""
    path, number = bend_feature(tmp_path, role, geometry=geometry)
    with pytest.raises(RecordError, match=rf"feature {number}, geometry: expected a "):
        read_incidents(path)


@pytest.mark.parametrize("many", [-1, 10**18])
def test_a_number_of_sources_that_nobody_has(many: int, tmp_path: Path) -> None:
    """It is refused before a source is made for each."""
    path, number = bend_feature(tmp_path, "impact", n_sources=many)
    with pytest.raises(RecordError, match=rf"feature {number}, column n_sources: expected"):
        read_incidents(path)


def bend_feature(folder: Path, role: str, **values: object) -> tuple[Path, int]:
    """Change the first feature of a role in a file of the samples; give its number too."""
    (path, *_) = to_file(build_samples(), folder / "x.geojson", areas=True)
    collection = json.loads(path.read_bytes())
    for number, feature in enumerate(collection["features"], 1):
        if feature["properties"]["feature_role"] == role:
            for name, value in values.items():
                (feature if name in feature else feature["properties"])[name] = value
            path.write_text(json.dumps(collection), "utf-8")
            return path, number
    raise AssertionError(role)


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
