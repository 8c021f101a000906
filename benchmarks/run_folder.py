"""Compare what keeps the readings of a run: python benchmarks/run_folder.py.

As a run does: each article is looked up by its key, a chunk of them is committed whole, and a
second run looks all of them up again. SQLite is what `batch/kept.py` uses; DuckDB, which stores by
columns, is measured beside it where it is installed (pip install duckdb).
"""

import hashlib
import importlib
import sqlite3
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from measuring import measure

ARTICLES = 10_000
CHUNK = 80
RECORD = b"x" * 4_000
TABLE = "CREATE TABLE readings (version INT, key BLOB, record BLOB, UNIQUE (version, key))"


def open_sqlite(path: Path) -> Any:  # noqa: ANN401 - a connection of either
    """Open a database as a run does."""
    rows = sqlite3.connect(path, isolation_level=None)
    rows.execute("PRAGMA synchronous = FULL")
    return rows


def open_duckdb(path: Path) -> Any:  # noqa: ANN401 - as above
    """Open a database of columns, with one thread."""
    rows = importlib.import_module("duckdb").connect(str(path))
    rows.execute("SET threads = 1")
    return rows


def keep_readings(rows: Any) -> None:  # noqa: ANN401 - as above
    """Look up, commit by chunks, and look up once more."""
    rows.execute(TABLE)
    keys = [hashlib.blake2b(b"%d" % n, digest_size=16).digest() for n in range(ARTICLES)]

    def look_up(key: bytes) -> None:
        rows.execute("SELECT 1 FROM readings WHERE version = 1 AND key = ?", (key,)).fetchone()

    for at in range(0, ARTICLES, CHUNK):
        chunk = keys[at : at + CHUNK]
        for key in chunk:
            look_up(key)
        rows.execute("BEGIN")
        rows.executemany("INSERT INTO readings VALUES (1, ?, ?)", [(key, RECORD) for key in chunk])
        rows.execute("COMMIT")
    for key in keys:
        look_up(key)


def main() -> None:
    """Measure each that is there."""
    for name, way in (("sqlite3", open_sqlite), ("duckdb", open_duckdb)):
        if find_spec(name) is None:
            print(f"{name} is not installed")
            continue
        with tempfile.TemporaryDirectory() as folder:
            rows = way(Path(folder) / "readings")
            spent = measure(lambda rows=rows: keep_readings(rows))  # type: ignore[misc] # bound now
            rows.close()
        print(f"{name}: {spent.cpu_s:.2f} s of the processor, {spent.wall_s:.2f} s by the clock")


if __name__ == "__main__":
    main()
