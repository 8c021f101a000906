"""Put styles and a project for QGIS into a GeoPackage, where QGIS looks for them."""

import json
import sqlite3

from geoincidents.store.qgis import encode_project, encode_style, list_kinds
from geoincidents.store.rows import LAYERS, Rows

STYLES = "layer_styles"
PROJECTS = "qgis_projects"
PROJECT = "incidents"
_COLUMNS = {
    "id": "INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL",
    "f_table_catalog": "TEXT(256)",
    "f_table_schema": "TEXT(256)",
    "f_table_name": "TEXT(256)",
    "f_geometry_column": "TEXT(256)",
    "styleName": "TEXT(30)",
    "styleQML": "TEXT",
    "styleSLD": "TEXT",
    "useAsDefault": "BOOLEAN",
    "description": "TEXT",
    "owner": "TEXT(30)",
    "ui": "TEXT(30)",
    "update_time": "DATETIME",
}


def add_styles(database: sqlite3.Connection, rows: Rows, stamp: str) -> None:
    """Write the style of each layer as its default, as QGIS saves one."""
    columns = ", ".join(f'"{name}" {kind}' for name, kind in _COLUMNS.items())
    database.execute(f"CREATE TABLE {STYLES} ({columns})")
    database.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change) "
        "VALUES (?, 'attributes', ?, '', ?)",
        (STYLES, STYLES, stamp),
    )
    for role, layer in LAYERS.items():
        qml = encode_style(list_kinds(rows.of_role(role)), [role]).decode()
        database.execute(
            f"INSERT INTO {STYLES} (f_table_catalog, f_table_schema, f_table_name, "  # noqa: S608 - our own name
            "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
            "update_time) VALUES ('', '', ?, 'geom', 'geoincidents', ?, '', 1, "
            "'The look of the map page', '', ?)",
            (layer, qml, stamp),
        )
    database.commit()


def add_project(database: sqlite3.Connection, rows: Rows, file_name: str, stamp: str) -> None:
    """Write the project that QGIS finds in the browser beneath the file."""
    database.execute(
        f"CREATE TABLE {PROJECTS} (name TEXT PRIMARY KEY, metadata BLOB, content BLOB)"
    )
    about = json.dumps({"last_modified_time": stamp[:19], "last_modified_user": "geoincidents"})
    database.execute(
        f"INSERT INTO {PROJECTS} VALUES (?, ?, ?)",  # noqa: S608 - our own name
        (PROJECT, about, encode_project(rows, file_name).hex()),
    )
    database.commit()
