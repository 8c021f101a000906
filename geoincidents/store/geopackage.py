"""Write a GeoPackage: layers with real types, tables that are tied together, styles, a project."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from geoincidents.disk import explain_failure, show_path, stage_files
from geoincidents.errors import OutputError
from geoincidents.store.arrow import CRS, GEOMETRY, build_records, build_table, set_gdal_options
from geoincidents.store.formats import WriteOptions, Written
from geoincidents.store.geopackage_keys import tie_tables
from geoincidents.store.geopackage_qgis import PROJECTS, STYLES, add_project, add_styles
from geoincidents.store.relations import TABLES, list_records
from geoincidents.store.rows import LAYERS, Rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

TYPES = {
    "impact": "Point",
    "launch": "Point",
    "trajectory": "MultiLineString",
    "area": "MultiPolygon",
}
TITLES = {
    "impacts": "Places hit",
    "launches": "Launch places",
    "trajectories": "Lines from launch to impact",
    "incident_areas": "Areas that hold the true place",
    "incidents": "Incidents",
    "evidence": "Quotes that the facts stand on",
    "articles": "Articles",
    "reports": "Which article tells of which incident",
}
MARK = "geoincidents: "  # begins the description of each table, so that we know our own
UNDATED = "2000-01-01"  # the date of a file none of whose articles has one
VERSION = "1.2"  # QGIS 3.22 warns of a later one
QGIS_TABLES = frozenset({STYLES, PROJECTS})


def write_geopackage(rows: Rows, path: Path, options: WriteOptions) -> Written:
    """Write a GeoPackage in place of one of ours, or a new one.

    The same incidents give the same bytes: its dates are those of the newest article.

    Raises:
        OutputError: it cannot be written, is open in another program, or is somebody else's.
    """
    target = Path(os.path.realpath(path))
    try:
        refuse_others(target)
    except OSError as error:
        raise OutputError(explain_failure(error, path)) from error
    with stage_files(target.parent) as folder:
        _write_layers(rows, folder / target.name, options, path)
    return Written((path,))


def _write_layers(rows: Rows, staged: Path, options: WriteOptions, shown: Path) -> None:
    import pyogrio  # noqa: PLC0415 - heavy
    from pyogrio.errors import DataLayerError, DataSourceError  # noqa: PLC0415 - as above

    stamp = f"{_find_newest(rows)}T00:00:00.000Z"
    try:
        with set_gdal_options(
            OGR_CURRENT_DATE=stamp, OGR_SQLITE_SYNCHRONOUS="OFF", OGR_GPKG_ALLOW_THREADED_RTREE="NO"
        ):
            for name, kind, table in list_tables(rows):
                spatial = {} if kind is None else {"GEOMETRY_NAME": "geom", "SPATIAL_INDEX": "YES"}
                pyogrio.write_arrow(
                    table,
                    staged,
                    layer=name,
                    driver="GPKG",
                    geometry_name=None if kind is None else GEOMETRY,
                    geometry_type=kind,
                    crs=None if kind is None else CRS,
                    dataset_options={"VERSION": VERSION},
                    layer_options={
                        "IDENTIFIER": name,
                        "DESCRIPTION": f"{MARK}{TITLES[name]}",
                        **spatial,
                    },
                )
        with closing(sqlite3.connect(staged)) as database:
            tie_tables(database)
            if options.style:
                add_styles(database, rows, stamp)
                add_project(database, rows, staged.name, stamp)
    except (DataSourceError, DataLayerError, RuntimeError, sqlite3.Error, OSError) as error:
        raise OutputError(explain_failure(error, shown)) from error


def list_tables(rows: Rows) -> Iterator[tuple[str, str | None, pa.Table]]:
    """Give name, type of geometry and content of each table, those of records first."""
    records = list_records(rows)
    for name, kinds in TABLES.items():
        yield name, None, build_records(kinds, records[name])
    for role, layer in LAYERS.items():
        multi = TYPES[role].startswith("Multi")
        yield layer, TYPES[role], build_table(rows.of_role(role), multi=multi)


def refuse_others(path: Path) -> None:
    """Let a GeoPackage be replaced that we wrote and that nobody has open.

    Raises:
        OutputError: it is somebody else's, or open in another program; it is untouched.
    """
    if not path.is_file():
        return
    shown = show_path(path)
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=0)) as database:
            found = database.execute("SELECT table_name, description FROM gpkg_contents").fetchall()
    except sqlite3.Error as error:
        if "locked" in str(error):
            raise OutputError(_say_open(shown)) from error
        found = []
    others = [n for n, said in found if n not in QGIS_TABLES and not str(said).startswith(MARK)]
    if others or not found:
        why = f"geoincidents did not write its {', '.join(others)}" if others else "it is not ours"
        msg = f"will not replace {shown}: {why}; choose another name"
        raise OutputError(msg)
    _refuse_open(path, shown)


def _refuse_open(path: Path, shown: str) -> None:
    """Find out whether another program has it open: with a journal beside it, both would break."""
    try:
        with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as database:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.execute("BEGIN EXCLUSIVE")
            database.execute("ROLLBACK")
    except sqlite3.OperationalError as error:
        raise OutputError(_say_open(shown)) from error


def _say_open(shown: str) -> str:
    return f"cannot write {shown}: it is open in another program, such as QGIS; close it there"


def _find_newest(rows: Rows) -> str:
    days = [one.published for incident in rows.incidents for one in incident.articles]
    known = [day.isoformat() for day in days if day]
    return max(known, default=UNDATED)
