"""A file that is not as we wrote it is refused by name, or read for what it still says."""

import csv
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from incident_samples import build_samples

from geoincidents.errors import InputError, RecordError
from geoincidents.model import Quote
from geoincidents.store import decode_run, read_incidents, to_file
from geoincidents.store.jsonl import encode_jsonl, sift_jsonl


@pytest.mark.parametrize("data", ["[]", "{}", '{"features": {}}', "3"])
def test_json_that_is_no_collection(data: str, tmp_path: Path) -> None:
    """It is said what is missing."""
    path = tmp_path / "x.geojson"
    path.write_text(data, "utf-8")
    with pytest.raises(RecordError, match="it is no FeatureCollection; give a file that geoinc"):
        read_incidents(path)


def test_a_quote_longer_than_cells_mostly_are(tmp_path: Path) -> None:
    """A sentence may be as long as its article; the limit of other readers stays as it was."""
    limit = csv.field_size_limit()
    words = "wounded many more " * (limit // 10)
    quote = Quote(article_id="a", start=0, end=len(words), quote=words)
    (path,) = to_file((replace(build_samples()[0], evidence=(quote,)),), tmp_path / "x.csv")
    (back,) = read_incidents(path)
    assert [one.quote for one in back.evidence] == [words]
    assert csv.field_size_limit() == limit


@pytest.mark.parametrize(
    ("column", "cell", "wanted"),
    [
        ("killed_min", "many", "a whole number, got 'many'"),
        ("killed_min", "1.5", "a whole number, got '1.5'"),
        ("confidence", "high", "a number, got 'high'"),
        ("date_start", "Monday", "a day such as 2021-03-15, got 'Monday'"),
    ],
)
def test_a_cell_of_another_type(column: str, cell: str, wanted: str, tmp_path: Path) -> None:
    """It is named with its row and column."""
    path = change_csv(tmp_path, lambda row: row.update({column: cell}))
    with pytest.raises(RecordError, match=rf"row 2, column {column}: expected {wanted}"):
        read_incidents(path)


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"feature_role": "crater"}, "column feature_role: it is none of impact, launch"),
        ({"incident_type": "earthquake"}, "column incident_type: 'earthquake' is unknown"),
        ({"status": ""}, "column status: it is empty"),
    ],
)
def test_a_row_of_something_else(changed: dict[str, str], fault: str, tmp_path: Path) -> None:
    """What tells rows apart must be there, and known."""
    path = change_csv(tmp_path, lambda row: row.update(changed))
    with pytest.raises(RecordError, match=f"row 2, {fault}"):
        read_incidents(path)


def test_a_place_without_coordinates(tmp_path: Path) -> None:
    """Only a country may have none."""

    def drop(row: dict[str, str]) -> None:
        if row["place_name"]:
            row["longitude"] = ""

    with pytest.raises(RecordError, match="column longitude: it is empty, and only a country"):
        read_incidents(change_csv(tmp_path, drop))


def change_csv(folder: Path, change: Callable[[dict[str, str]], object]) -> Path:
    """Change the rows of a table of the samples."""
    (path,) = to_file(build_samples(), folder / "x.csv")
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file)
        rows = list(table)
    for row in rows:
        change(row)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, table.fieldnames or ())
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_shape_that_is_no_shape(tmp_path: Path) -> None:
    """Bytes that stand where a shape should are told as damage."""
    (path,) = to_file(build_samples(), tmp_path / "x.parquet")
    table = pq.read_table(path)
    at = table.column_names.index("geometry")
    bent = pa.array([b"\x01\x99no shape"] * len(table), pa.binary())
    pq.write_table(table.set_column(at, "geometry", bent), path)
    with pytest.raises(RecordError, match=r"x\.parquet: .*damaged"):
        read_incidents(path)


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("DELETE FROM gpkg_contents", "it has none of the layers impacts, launches"),
        ("DROP TABLE impacts", "give a file that geoincidents wrote"),
        ("DROP TABLE gpkg_contents", r"no GeoPackage \(no such table"),
    ],
)
def test_a_geopackage_without_its_layers(statement: str, fault: str, tmp_path: Path) -> None:
    """What is missing is said."""
    (path,) = to_file(build_samples(), tmp_path / "x.gpkg", style=False)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(statement)
    with pytest.raises(RecordError, match=fault):
        read_incidents(path)


def test_tables_that_contradict_the_layers(tmp_path: Path) -> None:
    """Where somebody changed the quotes of the tables, those of the layers stand."""
    (path,) = to_file(build_samples(), tmp_path / "x.gpkg", style=False)
    before = read_incidents(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE evidence SET quote = quote || ' indeed'")
    back = read_incidents(path)
    assert [[one.quote for one in incident.evidence] for incident in back] == [
        [one.quote for one in incident.evidence] for incident in before
    ]
    assert [one.weapon for one in back] == [one.weapon for one in before]


@pytest.mark.parametrize("end", ["launch", "impact"])
def test_a_line_without_an_end(end: str, tmp_path: Path) -> None:
    """A line is drawn between two places that are in the file."""
    path = change_features(tmp_path, lambda one: one["properties"]["feature_role"] != end)
    with pytest.raises(RecordError, match=f"a line whose {end} is not there"):
        read_incidents(path)


@pytest.mark.parametrize("name", [None, "area", "babil-area-x"])
def test_an_area_of_no_place_is_left(name: str | None, tmp_path: Path) -> None:
    """An area says by its id which place it is round; one that does not is of none."""

    def rename(one: dict[str, Any]) -> bool:
        if one["properties"]["feature_role"] == "area":
            one["id"] = name
        return True

    back = read_incidents(change_features(tmp_path, rename))
    assert len(back) == len(build_samples())
    assert not [place for one in back for place in one.impacts if place.area]


def change_features(folder: Path, keep: Callable[[dict[str, Any]], bool]) -> Path:
    """Change or leave out features of a file of the samples."""
    (path, *_) = to_file(build_samples(), folder / "x.geojson", areas=True)
    collection = json.loads(path.read_bytes())
    collection["features"] = [one for one in collection["features"] if keep(one)]
    path.write_text(json.dumps(collection), "utf-8")
    return path


def test_a_database_that_does_not_answer() -> None:
    """It is told as a file that is not there."""
    with pytest.raises(InputError, match="cannot"):
        read_incidents("postgresql://nobody@127.0.0.1:9/none")


def test_an_id_that_comes_twice() -> None:
    """Where each is asked for once, the second is at fault, and named by its line."""
    one = build_samples()[0]
    twice = encode_jsonl((one,)) + encode_jsonl((replace(one, title="again"),))
    kept, faults = sift_jsonl(twice, once=True)
    assert len(kept) == 1
    assert faults == [f"line 2, field incident_id: a second one is called {one.incident_id!r}"]
    assert sift_jsonl(twice)[1] == []


@pytest.mark.parametrize("data", [b"", b"[]", b"\xff", b'{"version": 3}'])
def test_an_account_that_is_none(data: bytes) -> None:
    """What is no run.json of ours is told as such."""
    with pytest.raises(RecordError, match=r"x: no run\.json of ours .*; give the folder"):
        decode_run(data, "x")
