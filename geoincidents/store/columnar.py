"""Write what GDAL and Arrow write by the column: GeoParquet, FlatGeobuf, PMTiles."""

import io
import math
import os
import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import chain, islice
from pathlib import Path
from typing import Any

import msgspec

from geoincidents.disk import explain_failure, show_path, stage_files, write_whole
from geoincidents.errors import OutputError
from geoincidents.moving import do_when_moved
from geoincidents.store.arrow import CRS, GEOMETRY, build_table, set_gdal_options
from geoincidents.store.formats import WriteOptions, Written
from geoincidents.store.frame import build_frame
from geoincidents.store.rows import Row, Rows

# What a tile carries of each feature; the rest stands in the other files.
TILED = (
    "incident_id",
    "feature_role",
    "title",
    "incident_type",
    "status",
    "date_start",
    "date_end",
    "place_name",
    "coordinate_uncertainty_m",
    "location_precision",
    "killed_min",
    "wounded_min",
    "sources",
)
TILE_ZOOMS = {"MINZOOM": "0", "MAXZOOM": "8"}
LAYER = "incidents"
ROWS_OF_A_PART = 50_000  # of a partition, and of a group of rows: some 200 MB while it is written
PART = "part-[0-9][0-9][0-9][0-9][0-9].parquet"
GEO = b"geo"  # where GeoParquet says what is geometry


def write_parquet(rows: Rows, path: Path, _: WriteOptions) -> Written:
    """Write GeoParquet with every row, areas among them."""
    target = Path(os.path.realpath(path))
    with stage_files(target.parent) as folder:
        try:
            _join_parts(map(_encode_part, _cut(rows)), folder / target.name)
        except OSError as error:
            raise OutputError(explain_failure(error, path)) from error
    return Written((path,))


def write_parts(rows: Rows, path: Path, _: WriteOptions) -> Written:
    """Write a folder of GeoParquet files, each with the same columns and so many rows at most.

    Parts that a former run wrote and this one does not go; other files stay.

    Raises:
        OutputError: they cannot be written.
    """
    target = Path(os.path.realpath(path))
    written: list[Path] = []
    with stage_files(target) as folder:
        for number, part in enumerate(map(_encode_part, _cut(rows))):
            name = f"part-{number:05}.parquet"
            write_whole(folder / name, part)
            written.append(path / name)
    former = [one for one in target.glob(PART) if path / one.name not in written]
    do_when_moved(lambda: _remove(former))
    return Written(tuple(written))


def _remove(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)


def _cut(rows: Iterable[Row]) -> Iterator[Sequence[Row]]:
    """Give the rows in parts; at least one, since a table without rows has columns too."""
    source = iter(rows)
    part = list(islice(source, ROWS_OF_A_PART))
    yield part
    while part := list(islice(source, ROWS_OF_A_PART)):
        yield part


def _encode_part(rows: Sequence[Row]) -> bytes:
    held = io.BytesIO()
    build_frame(rows).to_parquet(held, schema_version="1.1.0", compression="zstd")
    return held.getvalue()


def _join_parts(parts: Iterator[bytes], path: Path) -> None:
    """Put files of GeoParquet into one, a group of rows each; what they say of shapes is joined."""
    import pyarrow.parquet as pq  # noqa: PLC0415 - heavy

    first = next(parts)
    second = next(parts, None)
    if second is None:
        path.write_bytes(first)
        return
    told: list[dict[str, Any]] = []
    schema = pq.read_schema(io.BytesIO(first))
    kept = {key: value for key, value in schema.metadata.items() if key != GEO}
    with pq.ParquetWriter(path, schema.with_metadata(kept), compression="zstd") as file:
        for part in chain((first, second), parts):
            table = pq.read_table(io.BytesIO(part))
            told.append(msgspec.json.decode(table.schema.metadata[GEO]))
            file.write_table(table.replace_schema_metadata(kept))
        file.add_key_value_metadata({GEO: msgspec.json.encode(_join_told(told))})


def _join_told(told: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Join what parts say of their geometry: all kinds of shapes, the box around all."""
    columns = [one["columns"][GEOMETRY] for one in told]
    boxes = [box for one in columns if (box := one.get("bbox")) and not math.isnan(box[0])]
    whole = {
        **columns[0],
        "geometry_types": sorted({kind for one in columns for kind in one["geometry_types"]}),
    }
    if boxes:
        low, high = zip(*((box[:2], box[2:]) for box in boxes), strict=True)
        whole["bbox"] = [*map(min, zip(*low, strict=True)), *map(max, zip(*high, strict=True))]
    return {**told[0], "columns": {GEOMETRY: whole}}


def write_flatgeobuf(rows: Rows, path: Path, options: WriteOptions) -> Written:
    """Write FlatGeobuf: one layer, indexed where every row is on the map."""
    chosen = rows.select(areas=options.areas)
    indexed = all(row.geometry is not None for row in chosen)
    table = build_table(chosen)
    return write_by_gdal(
        table,
        path,
        "FlatGeobuf",
        "Unknown",
        layer_options={"SPATIAL_INDEX": "YES" if indexed and chosen else "NO"},
    )


def write_pmtiles(rows: Rows, path: Path, _: WriteOptions) -> Written:
    """Write vector tiles of what is on the map, in one layer."""
    drawn = [row for row in rows.without_areas if row.geometry is not None]
    if not drawn:
        shown = show_path(path)
        msg = f"cannot write {shown}: no incident is on the map; choose a format but tiles"
        raise OutputError(msg)
    table = build_table(drawn)
    return write_by_gdal(
        table.select(["id", *TILED, GEOMETRY]),
        path,
        "PMTiles",
        "Unknown",
        dataset_options={**TILE_ZOOMS, "NAME": LAYER},
    )


def write_by_gdal(  # noqa: PLR0913 - what GDAL asks for
    table: Any,  # noqa: ANN401 - a table of pyarrow, which carries no types
    path: Path,
    driver: str,
    kind: str,
    *,
    layer_options: Mapping[str, str] | None = None,
    dataset_options: Mapping[str, str] | None = None,
) -> Written:
    """Let GDAL write one layer, whole or not at all.

    Raises:
        OutputError: it cannot be written; an old file is untouched.
    """
    import pyogrio  # noqa: PLC0415 - heavy
    from pyogrio.errors import DataLayerError, DataSourceError  # noqa: PLC0415 - as above

    # In memory, since GDAL takes a full disk for success and leaves half a file.
    held = io.BytesIO()
    with ExitStack() as stack:
        # Threads would make tiles in another order each time.
        stack.enter_context(set_gdal_options(GDAL_NUM_THREADS="1"))
        # What GDAL remarks is for people, who are told in the notes.
        caught = stack.enter_context(warnings.catch_warnings(record=True, action="always"))
        try:
            pyogrio.write_arrow(
                table,
                held,
                layer=LAYER,
                driver=driver,
                geometry_name=GEOMETRY,
                geometry_type=kind,
                crs=CRS,
                layer_options=dict(layer_options or {}),
                dataset_options=dict(dataset_options or {}),
            )
        except (DataSourceError, DataLayerError, RuntimeError, OSError) as error:
            raise OutputError(explain_failure(error, path)) from error
    write_whole(path, held.getvalue())
    return Written((path,), tuple(dict.fromkeys(str(one.message) for one in caught)))
