"""Tie the tables of a GeoPackage together: unique ids and foreign keys."""

import re
import sqlite3

from geoincidents.store.rows import LAYERS

UNIQUE = {
    "incidents": "incident_id",
    "articles": "article_id",
    **dict.fromkeys(LAYERS.values(), "id"),
}
FOREIGN = {
    ("evidence", "incident_id"): "incidents",
    ("evidence", "article_id"): "articles",
    ("reports", "incident_id"): "incidents",
    ("reports", "article_id"): "articles",
    **{(layer, "incident_id"): "incidents" for layer in LAYERS.values()},
}


def tie_tables(database: sqlite3.Connection) -> None:
    """Make ids unique, index what refers to them, and say so as foreign keys.

    GDAL makes tables without foreign keys and SQLite cannot add any later, so the text of the
    schema is changed, as https://sqlite.org/lang_altertable.html (section 8) tells.
    """
    for table, column in UNIQUE.items():
        database.execute(f"CREATE UNIQUE INDEX {table}_{column} ON {table} ({column})")
    for table, column in FOREIGN:
        database.execute(f"CREATE INDEX {table}_of_{column} ON {table} ({column})")
    version = database.execute("PRAGMA schema_version").fetchone()[0]
    database.execute("PRAGMA writable_schema = ON")
    for table in dict.fromkeys(table for table, _ in FOREIGN):
        (sql,) = database.execute(
            "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
        ).fetchone()
        for (of, column), parent in FOREIGN.items():
            if of == table:
                sql = _refer(sql, column, parent)
        database.execute(
            "UPDATE sqlite_master SET sql = ? WHERE type = 'table' AND name = ?", (sql, table)
        )
    database.execute(f"PRAGMA schema_version = {version + 1}")
    database.execute("PRAGMA writable_schema = OFF")
    database.commit()


def _refer(sql: str, column: str, parent: str) -> str:
    """Add the reference behind the type of a column."""
    changed, times = re.subn(
        rf'("{column}" \w+(?:\(\d+\))?)', rf"\1 REFERENCES {parent} ({column})", sql, count=1
    )
    if times != 1:
        msg = f"no column {column} in {sql}"
        raise sqlite3.DatabaseError(msg)
    return changed
