"""Write what GDAL and Arrow write by the column: GeoParquet, FlatGeobuf, PMTiles."""

import io
import os
import warnings
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from geoincidents.disk import explain_failure, show_path, stage_files, write_whole
from geoincidents.errors import OutputError
from geoincidents.store.arrow import CRS, GEOMETRY, build_table, set_gdal_options
from geoincidents.store.formats import WriteOptions, Written
from geoincidents.store.frame import build_frame
from geoincidents.store.rows import Rows

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


def write_parquet(rows: Rows, path: Path, _: WriteOptions) -> Written:
    """Write GeoParquet with every row, areas among them."""
    target = Path(os.path.realpath(path))
    with stage_files(target.parent) as folder:
        try:
            build_frame(rows).to_parquet(
                folder / target.name, schema_version="1.1.0", compression="zstd"
            )
        except OSError as error:
            raise OutputError(explain_failure(error, path)) from error
    return Written((path,))


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
