"""What is written is read back equal in every column, in each format that is read back."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from incident_samples import build_samples
from strategies import incident_sets

from geoincidents.errors import InputError, RecordError
from geoincidents.features import COLUMNS
from geoincidents.model import Incidents
from geoincidents.store import collect_rows, read_formats, read_incidents, to_file

ENDINGS = {
    "geojson": "x.geojson",
    "geojsonl": "x.geojsonl",
    "simplestyle": "x.simplestyle.geojson",
    "gpkg": "x.gpkg",
    "parquet": "x.parquet",
    "fgb": "x.fgb",
    "csv": "x.csv",
}
WITH_AREAS = {"gpkg", "parquet"}  # the others where they are asked for


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    """Give a folder that all examples write to."""
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


# Worked out anew of the quotes and publishers that a file keeps: one that loses some says less.
NOTES = {"source_note", "content_note"}


def _columns(found: Incidents, *, areas: bool = False) -> dict[str, tuple[object, ...]]:
    kept = [at for at, name in enumerate(COLUMNS) if name not in NOTES]
    rows = collect_rows(found).select(areas=areas)
    return {row.id: tuple(row.cells[at] for at in kept) for row in rows}


@pytest.mark.parametrize("name", ENDINGS)
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(found=incident_sets())
def test_every_column_comes_back(folder: Path, name: str, found: Incidents) -> None:
    """Whatever the texts, dates and places: each feature has the id and columns that it had."""
    (path, *_) = to_file(found, folder / ENDINGS[name], rows="feature")
    back = read_incidents(path)
    assert _columns(back) == _columns(found)
    assert [one.incident_id for one in back] == [one.incident_id for one in found]


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(found=incident_sets())
def test_a_geopackage_keeps_more_than_columns(folder: Path, found: Incidents) -> None:
    """The kind of a weapon and every quote that can be told apart come back too."""
    (path,) = to_file(found, folder / "more.gpkg")
    back = read_incidents(path)
    for old, new in zip(found, back, strict=True):
        if old.weapon is not None and old.weapon.name.isprintable():
            assert new.weapon is not None
            assert new.weapon.kind == old.weapon.kind
        assert len(new.evidence) <= len(old.evidence)


@pytest.mark.parametrize("name", ["gpkg", "geojson", "parquet"])
def test_the_samples_go_round(folder: Path, name: str) -> None:
    """Jsonl -> format -> jsonl -> format gives the same bytes as the first time."""
    (first, *_) = to_file(build_samples(), folder / f"a{ENDINGS[name]}", areas=True)
    to_file(read_incidents(first), folder / "back.jsonl")
    back = read_incidents(folder / "back.jsonl")
    assert _columns(back, areas=True) == _columns(Incidents(build_samples()), areas=True)
    for one in back:
        for quote in one.evidence:
            (old,) = [sample for sample in build_samples() if sample.incident_id == one.incident_id]
            assert (quote.start, quote.end) in {(q.start, q.end) for q in old.evidence}


def test_areas_come_back_where_they_are_in_one_piece(folder: Path) -> None:
    """The rings of an area are those that were written."""
    (path, *_) = to_file(build_samples(), folder / "areas.geojson", areas=True)
    shapes = [
        [row.geometry for row in collect_rows(found).of_role("area")]
        for found in (Incidents(build_samples()), read_incidents(path))
    ]
    assert shapes[0]
    assert shapes[0] == shapes[1]


def test_csv_of_incidents_gives_the_first_place(folder: Path) -> None:
    """A row an incident comes back as an incident with one place."""
    (path,) = to_file(build_samples(), folder / "firsts.csv")
    back = read_incidents(path)
    assert len(back) == len(build_samples())
    assert all(len(one.impacts) <= 1 for one in back)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"killed_min": "five"}, "feature 1, column killed_min: expected a whole number"),
        ({"date_start": "yesterday"}, "column date_start: expected a day such as 2021-03-15"),
        ({"date_start": 5}, "column date_start"),
        ({"title": 5}, "column title: expected a text"),
        ({"longitude": True}, "column longitude: expected a number"),
        ({"longitude": 999.0}, "longitude 999.0"),
        ({"longitude": None}, "column longitude: it is empty"),
        ({"status": None}, "column status: it is empty"),
        ({"incident_type": "picnic"}, "'picnic' is unknown"),
        ({"feature_role": "hole"}, "column feature_role"),
        ({"calibre_mm": 10.5}, "column calibre_mm"),
    ],
)
def test_a_wrong_value_is_named_with_its_row(
    folder: Path, change: dict[str, object], said: str
) -> None:
    """The fault names file, row and column; nothing is read past it."""
    placed = next(one for one in build_samples() if one.impacts)
    (path, *_) = to_file([placed], folder / "wrong.geojson", style=False)
    collection = json.loads(path.read_bytes())
    collection["features"][0]["properties"] |= change
    path.write_text(json.dumps(collection), encoding="utf-8")
    with pytest.raises(RecordError) as caught:
        read_incidents(path)
    assert "wrong.geojson" in str(caught.value)
    assert said in str(caught.value)


@pytest.mark.parametrize("name", sorted({*ENDINGS} - {"geojsonl"}))
def test_a_missing_column_is_named(folder: Path, name: str) -> None:
    """A file that is none of ours says which column is not there, or that it cannot be read."""
    path = folder / f"other.{ENDINGS[name]}"
    path.write_bytes(b"name,value\r\nroad,5\r\n" if name == "csv" else b"no such thing")
    said = "column incident_id is missing" if name == "csv" else "geoincidents wrote"
    with pytest.raises(RecordError, match=said):
        read_incidents(path)


@pytest.mark.parametrize("name", [n for n, one in read_formats().items() if not one.reads])
def test_a_format_that_is_not_read_back_says_so(folder: Path, name: str) -> None:
    """It names those that are."""
    with pytest.raises(InputError, match="not read back; read jsonl"):
        read_incidents(folder / f"x{read_formats()[name].suffix}")


def test_a_file_that_is_not_there_says_so(folder: Path) -> None:
    """The reason is the system's."""
    for name in ENDINGS.values():
        with pytest.raises(InputError, match="No such file"):
            read_incidents(folder / f"absent-{name}")


@pytest.mark.parametrize("name", ["source_ids", "evidence_at", "weapon", "n_sources"])
def test_an_older_file_may_lack_a_column(folder: Path, name: str) -> None:
    """A column that a version did not have yet counts as empty."""
    assert name in COLUMNS
    (path, *_) = to_file(build_samples(), folder / "old.geojson", style=False)
    collection = json.loads(path.read_bytes())
    for feature in collection["features"]:
        del feature["properties"][name]
    path.write_text(json.dumps(collection), encoding="utf-8")
    assert len(read_incidents(path)) == len(build_samples())
