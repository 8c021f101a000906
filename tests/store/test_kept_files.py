"""Every file that is written is kept beside this test: what changes in it is seen in a review."""

import hashlib
import sqlite3
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import geopandas
import pyarrow.parquet as pq
import pytest
from incident_samples import build_rare_samples, build_samples
from kept import KeptText
from syrupy.assertion import SnapshotAssertion

from geoincidents.model import Incident
from geoincidents.store import read_formats, write_file
from geoincidents.store.formats import WriteOptions

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'rtree%' ORDER BY 1"


@pytest.mark.parametrize("name", sorted(set(read_formats()) - {"pmtiles"}))
@pytest.mark.parametrize("samples", [build_samples, build_rare_samples])
def test_what_is_written_stays_as_it_was(
    name: str,
    samples: Callable[[], tuple[Incident, ...]],
    tmp_path: Path,
    snapshot: SnapshotAssertion,
) -> None:
    """Each column, value, colour, style and note is as it was (`--snapshot-update`).

    Tiles are not kept: other versions of GDAL pack them in other ways.
    """
    path = tmp_path / f"samples{read_formats()[name].suffix}"
    options = WriteOptions(lossy=True, bom=samples is build_rare_samples)
    written = write_file(samples(), path, options, as_format=name)
    lines = [*written.notes, *(line for one in written.files for line in _tell_file(one))]
    assert "\n".join(lines).encode() == snapshot(extension_class=KeptText)


def _tell_file(path: Path) -> Iterator[str]:
    """Give the lines of a file; of what is no text, the rows, with long values by their hash."""
    yield f"== {path.name}"
    if path.suffix == ".gpkg":
        yield from _tell_database(path)
    elif path.suffix == ".parquet":
        yield from _tell_table(path)
    elif path.suffix == ".fgb":
        yield geopandas.read_file(path).to_json(indent=1, default=str)
    elif path.suffix in {".kmz", ".zip"}:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist():
                yield f"= {member.filename}"
                yield _tell_bytes(archive.read(member))
    else:
        yield _tell_bytes(path.read_bytes())


def _tell_database(path: Path) -> Iterator[str]:
    with closing(sqlite3.connect(path)) as opened:
        for (table,) in opened.execute(TABLES).fetchall():
            found = opened.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - its own name
            yield f"= {table}: {', '.join(column for column, *_ in found.description)}"
            for row in found:
                yield " | ".join(_tell_value(value) for value in row)


def _tell_table(path: Path) -> Iterator[str]:
    table = pq.read_table(path)
    for column in table.schema:
        yield f"{column.name} {column.type}"
    for row in table.to_pylist():
        yield " | ".join(_tell_value(value) for value in row.values())


def _tell_value(value: object) -> str:
    return _tell_bytes(value) if isinstance(value, bytes) else repr(value)


def _tell_bytes(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return f"{len(data)} bytes {hashlib.sha256(data).hexdigest()}"
