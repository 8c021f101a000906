"""A run that is too large to be held is walked through, and gives the same files."""

import json
from pathlib import Path

import geopandas
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from geopandas.testing import assert_geodataframe_equal

from geoincidents.errors import OutputError
from geoincidents.gazetteer import Gazetteer
from geoincidents.ingest import read_articles
from geoincidents.model import Incidents, Walked
from geoincidents.pipeline import find_incidents, write_results
from geoincidents.store import read_formats, to_file, to_geodataframe
from geoincidents.store.rows import Rows, walk_rows

STREAMING = sorted(name for name, one in read_formats().items() if one.streams)


@pytest.fixture(scope="module")
def found(seeds: Path, gazetteer: Gazetteer) -> Incidents:
    """Give the incidents of the sample articles."""
    return find_incidents(read_articles(seeds), gazetteer=gazetteer)


def list_files(folder: Path) -> dict[str, bytes]:
    """Give the bytes of every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("name", STREAMING)
def test_what_is_walked_through_gives_the_same_file(
    name: str, found: Incidents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No row is held, no byte is another."""
    for folder in ("held", "walked"):
        (tmp_path / folder).mkdir()
    file = f"incidents{read_formats()[name].suffix}"
    to_file(found, tmp_path / "held" / file, as_format=name, areas=True, rows="feature")
    monkeypatch.setattr("geoincidents.store.writers.HELD_INCIDENTS", 0)
    monkeypatch.setattr("geoincidents.store.writers.collect_rows", None)
    kept = Incidents(Walked(lambda: iter(found.items)))
    to_file(kept, tmp_path / "walked" / file, as_format=name, areas=True, rows="feature")
    held, walked = list_files(tmp_path / "held"), list_files(tmp_path / "walked")
    assert held
    assert walked == held


def test_parts_of_geoparquet_are_one_table(
    found: Incidents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many parts or groups of rows: the same rows, box and kinds of shapes."""
    (plain,) = to_file(found, tmp_path / "plain.parquet")
    expected = geopandas.read_parquet(plain)
    monkeypatch.setattr("geoincidents.store.columnar.ROWS_OF_A_PART", 3)
    parts = to_file(found, tmp_path / "parts", as_format="parquet-parts")
    (whole,) = to_file(found, tmp_path / "whole.parquet")
    assert len(expected) == len(to_geodataframe(found, areas=True))
    assert [one.name for one in parts] == [f"part-{n:05}.parquet" for n in range(len(parts))]
    assert len(parts) > 3
    for path in (tmp_path / "parts", whole):
        assert_geodataframe_equal(geopandas.read_parquet(path), expected)
        assert ds.dataset(path).count_rows() == len(expected)
    told = [json.loads(pq.read_metadata(path).metadata[b"geo"]) for path in (plain, whole)]
    assert told[0] == told[1]


def test_a_smaller_run_leaves_no_part_of_a_larger(
    found: Incidents, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts of the run before go; what somebody else put there stays."""
    monkeypatch.setattr("geoincidents.store.columnar.ROWS_OF_A_PART", 3)
    to_file(found, tmp_path, as_format="parquet-parts")
    (tmp_path / "note.txt").write_text("mine", "utf-8")
    to_file(Incidents(found.items[:1]), tmp_path, as_format="parquet-parts")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["note.txt", "part-00000.parquet"]


def test_rows_that_are_walked_through_are_those_that_are_held(found: Incidents) -> None:
    """Each choice of rows gives the same."""
    walked = walk_rows(found.items)
    held = Rows(found.items, list(walked))
    assert list(walked.firsts) == list(held.firsts)
    assert list(walked.without_areas) == list(held.without_areas)
    assert list(walked.of_role("area")) == list(held.of_role("area"))
    assert len(walked) == len(held)


def test_where_one_file_cannot_be_written_no_file_is_replaced(
    found: Incidents, tmp_path: Path
) -> None:
    """All files of a map are of one run."""
    write_results(Incidents(found.items[:1], articles=found.articles), tmp_path)
    before = list_files(tmp_path)
    (tmp_path / "incidents.csv").mkdir()
    with pytest.raises(OutputError):
        write_results(found, tmp_path, formats=["csv"])
    assert list_files(tmp_path) == before
    (tmp_path / "incidents.csv").rmdir()
    write_results(found, tmp_path, formats=["csv"])
    assert not list(tmp_path.glob(".geoincidents-*"))
    assert (tmp_path / "incidents.jsonl").read_bytes() != before["incidents.jsonl"]
