"""Keep what was read of each article beside the map: committed chunk by chunk, never by halves."""

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
from msgspec import structs

from geoincidents.batch.outcome import Outcome
from geoincidents.disk import explain_failure, show_path
from geoincidents.errors import OutputError
from geoincidents.model import Skipped

FOLDER = ".run"
FILE = "readings.sqlite"
FORMAT = 2  # of the tables: a file of another format is begun anew
_BUSY_S = 30.0


class ArticleRow(msgspec.Struct, frozen=True):
    """Hold an article of a run without its text; `about` is its encoded `Input`.

    `article_id` is another than `name` where that is the name of several texts, `of_name` many.
    """

    name: str
    digest: str
    qualifier: str
    shown: str
    record: int
    article_id: str
    is_named: bool
    is_old: bool
    of_name: int
    key: bytes
    about: bytes


class Kept:
    """Hold the readings of a folder, those of the whole run before, and of the one under way.

    Nothing of the whole run is touched before `finish`: a run that is killed leaves it as it was,
    and all chunks that were committed.
    """

    def __init__(self, folder: Path, version: str) -> None:
        self.path = folder / FOLDER / FILE
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(explain_failure(error, self.path)) from error
        self._open()
        self.rows.executescript(_read_statements("schema.sql"))
        self.rows.execute("INSERT OR IGNORE INTO versions (name) VALUES (?)", (version,))
        self.version = self.ask("SELECT id FROM versions WHERE name = ?", version)
        self.whole_run = self.ask("SELECT whole_run FROM state")
        self.run = self.whole_run + 1
        self.rows.executescript(_read_statements("views.sql"))
        self.rows.execute("INSERT INTO now VALUES (?, ?)", (self.run, self.version))
        for table in ("articles", "skipped", "results"):
            self.rows.execute(f"DELETE FROM {table} WHERE run <> ?", (self.whole_run,))  # noqa: S608 - our own names
        self.rows.commit()

    def _open(self) -> None:
        """Open the file; one that is of another format, or none of ours, is begun anew."""
        self.rows = sqlite3.connect(self.path, timeout=_BUSY_S)
        self.is_begun_anew = False
        try:
            found = self.ask("PRAGMA user_version")
            is_ours = found == FORMAT or not self.ask("SELECT count(*) FROM sqlite_master")
        except sqlite3.DatabaseError:
            is_ours = False
        if not is_ours:
            self.is_begun_anew = True
            self.rows.close()
            self.path.unlink()
            self.rows = sqlite3.connect(self.path, timeout=_BUSY_S)
        self.rows.execute(f"PRAGMA user_version = {FORMAT}")
        self.rows.execute("PRAGMA synchronous = FULL")
        self.rows.execute("PRAGMA temp_store = FILE")  # sorting a million rows takes disk instead

    def close(self) -> None:
        """Let go of the file; what was not committed is gone, and so is a file without readings."""
        try:
            self.rows.rollback()
            is_empty = not self.whole_run and not self.count_readings()
        except sqlite3.Error:  # what went wrong before is the message to hear
            is_empty = False
        self.rows.close()
        if is_empty:
            self.path.unlink()
            with contextlib.suppress(OSError):  # there is more in it
                self.path.parent.rmdir()
                self.path.parent.parent.rmdir()

    def count_readings(self) -> int:
        """Count the articles that were read."""
        return int(self.ask("SELECT count(*) FROM readings"))

    def count_other_versions(self) -> int:
        """Count the articles of the whole run before that another version has read."""
        return int(
            self.ask(
                "SELECT count(*) FROM articles WHERE run = ? AND NOT EXISTS (SELECT 1 FROM readings"
                " WHERE readings.version = ? AND readings.key = articles.key)",
                self.whole_run,
                self.version,
            )
        )

    def knows(self, key: bytes) -> bool:
        """Tell whether the article of a key was read by this version, for good."""
        row = self.rows.execute(
            "SELECT 1 FROM readings WHERE version = ? AND key = ? AND NOT is_passing",
            (self.version, key),
        ).fetchone()
        return row is not None

    def add_outcomes(self, outcomes: Iterable[Outcome]) -> None:
        """Commit what came of a chunk of articles, all of it or nothing."""
        with self.rows:
            for one in outcomes:
                self._add_outcome(one)

    def _add_outcome(self, one: Outcome) -> None:
        values = (self.version, one.key)
        former = self.rows.execute(
            "SELECT id FROM readings WHERE version = ? AND key = ?", values
        ).fetchone()
        if former is not None:
            self.rows.execute("DELETE FROM found WHERE reading = ?", former)
            self.rows.execute("DELETE FROM readings WHERE id = ?", former)
        reading = self.rows.execute(
            "INSERT INTO readings (version, key, is_passing, fault, next_step, aggregates,"
            " aggregate_count, unresolved) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *values,
                one.is_passing,
                *(one.fault or (None, None)),
                _encode(one.aggregates) if one.aggregates else None,
                len(one.aggregates),
                _encode(one.unresolved) if one.unresolved else None,
            ),
        ).lastrowid
        self.rows.executemany(
            "INSERT INTO found (reading, start, incident_id, link, record, lines, off_map)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(reading, *structs.astuple(found)) for found in one.found],
        )

    def add_article(self, row: ArticleRow) -> None:
        """Add an article to the run."""
        self.rows.execute(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self.run, *(getattr(row, name) for name in ArticleRow.__struct_fields__)),
        )

    def remove_article(self, shown: str, record: int) -> None:
        """Take an article out of the run by its place: it is none, or gets another id."""
        self.rows.execute(
            "DELETE FROM articles WHERE run = ? AND shown = ? AND record = ?",
            (self.run, shown, record),
        )

    def count_name(self, shown: str, record: int, of_name: int) -> None:
        """Note how many texts ask for the name of an article."""
        self.rows.execute(
            "UPDATE articles SET of_name = ? WHERE run = ? AND shown = ? AND record = ?",
            (of_name, self.run, shown, record),
        )

    def recall_id(self, name: str, digest: str) -> str:
        """Give the id that the whole run before gave to a text of a name, else the name."""
        row = self.rows.execute(
            "SELECT article_id FROM articles WHERE run = ? AND name = ? AND digest = ?",
            (self.whole_run, name, digest),
        ).fetchone()
        return name if row is None else str(row[0])

    def has_name(self, name: str) -> bool:
        """Tell whether an article of the run asks for a name."""
        row = self.rows.execute(
            "SELECT 1 FROM articles WHERE run = ? AND name = ?", (self.run, name)
        ).fetchone()
        return row is not None

    def add_skipped(self, skipped: Iterable[Skipped]) -> None:
        """Add inputs that gave no article to the run."""
        self.rows.executemany(
            "INSERT INTO skipped VALUES (?, ?, ?, ?)",
            [(self.run, one.path, one.reason, one.next_step) for one in skipped],
        )

    def commit(self) -> None:
        """Commit what was added to the run."""
        self.rows.commit()

    def finish(self, choices: bytes | None = None) -> None:
        """Make the run under way the whole one; what only older ones needed goes.

        `choices` are kept for who writes the next one.
        """
        with self.rows:
            for table in ("articles", "skipped", "results"):
                self.rows.execute(f"DELETE FROM {table} WHERE run <> ?", (self.run,))  # noqa: S608 - our own names
            self.rows.execute(
                "DELETE FROM readings WHERE version <> ? OR key NOT IN (SELECT key FROM articles)",
                (self.version,),
            )
            self.rows.execute("DELETE FROM found WHERE reading NOT IN (SELECT id FROM readings)")
            self.rows.execute("DELETE FROM blocks WHERE run <> ?", (self.run,))
            self.rows.execute("DELETE FROM versions WHERE id <> ?", (self.version,))
            self.rows.execute("UPDATE state SET whole_run = ?, choices = ?", (self.run, choices))

    def ask(self, statement: str, *values: object) -> Any:  # noqa: ANN401 - any value of a row
        """Give the first value of the first row of an answer."""
        return self.ask_row(statement, *values)[0]

    def ask_row(self, statement: str, *values: object) -> tuple[Any, ...]:
        """Give the first row of an answer."""
        return tuple(self.rows.execute(statement, values).fetchone())

    def stream(self, statement: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Give the rows of an answer one by one, whatever is asked meanwhile."""
        yield from self.rows.execute(statement, values)


def has_readings(folder: Path) -> bool:
    """Tell whether readings are kept in a folder."""
    return (folder / FOLDER / FILE).is_file()


def recall_choices(folder: Path) -> bytes | None:
    """Give the choices that were kept with the whole run of a folder, where there are any."""
    path = folder / FOLDER / FILE
    if not has_readings(folder):
        return None
    with contextlib.closing(sqlite3.connect(path, timeout=_BUSY_S)) as rows:
        try:
            row = rows.execute("SELECT choices FROM state").fetchone()
        except sqlite3.DatabaseError:  # it is said when the run is opened
            return None
    return None if row is None else row[0]


def _read_statements(name: str) -> str:
    return files("geoincidents.batch").joinpath(name).read_text(encoding="utf-8")


@contextlib.contextmanager
def explain_faults(path: Path) -> Iterator[None]:
    """Say of a file of readings that cannot be written to, or be read, what next.

    Raises:
        OutputError: the database or the disk under it is at fault.
    """
    try:
        yield
    except sqlite3.Error as error:
        msg = (
            f"cannot keep readings in {show_path(path)}: {error}; "
            "free some space or choose another folder"
        )
        raise OutputError(msg) from error


_encode = msgspec.msgpack.Encoder().encode
