"""Write incidents into a database in one transaction: all of them, or nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from geoincidents.errors import OutputError
from geoincidents.model import EXACT, Article, Incident, Input
from geoincidents.store.jsonl import decode_jsonl
from geoincidents.store.postgis.address import Address, read_address
from geoincidents.store.postgis.connecting import open_cursor, open_database
from geoincidents.store.postgis.filling import (
    ARTICLE,
    ARTICLE_COLUMNS,
    EVIDENCE_COLUMNS,
    INCIDENT_COLUMNS,
    LAYER_COLUMNS,
    REPORT_COLUMNS,
    Filling,
    Values,
    make_article_key,
)
from geoincidents.store.postgis.state import PATIENCE_S, SCHEMA, hold_writing, prepare_writing
from geoincidents.store.postgis.styles import write_styles
from geoincidents.store.rows import LAYERS, collect_rows
from geoincidents.store.run import Run, encode_run

if TYPE_CHECKING:
    from psycopg import Cursor

Join = Callable[[Incident, Incident], Incident]
# From here on a bare name is that of a table of ours; PostGIS is where it was before.
_PATH = f"SELECT set_config('search_path', '{SCHEMA}, ' || current_setting('search_path'), true)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """Count what became of incidents in the database that people see as `shown`.

    `joined` are those that the database knew from further articles; `removed` are those that a
    former reading of the same articles had found and this one has not. `notes` are for people.
    """

    shown: str
    added: int
    changed: int
    unchanged: int
    joined: int
    removed: int
    notes: tuple[str, ...] = ()


def write_database(  # noqa: PLR0913 - what to store is said by keywords
    incidents: Iterable[Incident],
    url: str,
    *,
    join: Join,
    run: Run | None = None,
    read: Sequence[Article | Input] = (),
    wait_s: float = PATIENCE_S,
) -> Stored:
    """Write incidents into a PostGIS database, beside those of other articles that it holds.

    An incident that is there already is replaced; where the database knows it from further
    articles it becomes what `join` makes of both, so that no quote is lost. `read` are the
    articles that were read for this: what was found in them before and is not now goes away.
    Writers come one after the other; one waits for `wait_s`.

    Raises:
        InputError: the address makes no sense, or the database is not reached or of another
            version.
        BusyError: another writer was not done in time.
        OutputError: the database cannot hold incidents, or refuses; nothing has changed.
        RecordError: an incident is not of the schema; nothing has changed.
    """
    address = read_address(url)
    rows = collect_rows(incidents)
    with open_database(address) as connection:
        hold_writing(connection, address, wait_s)
        prepare_writing(connection, address)
        with open_cursor(connection) as cursor:
            cursor.execute(_PATH)
            filling, joined = _join_known(cursor, Filling(rows), join)
            run_id = None if run is None else _write_run(cursor, run)
            _write_articles(cursor, filling)
            added, changed, unchanged = _write_incidents(cursor, filling, run_id)
            _write_details(cursor, filling)
            removed = _remove_former(cursor, read)
            _refuse_mixture(cursor, address)
            notes = write_styles(cursor)
    return Stored(
        shown=address.shown,
        added=added,
        changed=changed,
        unchanged=unchanged,
        joined=joined,
        removed=removed,
        notes=notes,
    )


def _join_known(cursor: Cursor, filling: Filling, join: Join) -> tuple[Filling, int]:
    """Join the incidents that the database knows from further articles; say how many."""
    _stage(cursor, "reports", REPORT_COLUMNS, filling.list_reports())
    cursor.execute(
        """
        SELECT known.record::text FROM incidents AS known
        WHERE known.incident_id IN (SELECT incident_id FROM new_reports) AND EXISTS (
            SELECT FROM reports AS further
            WHERE further.incident_id = known.incident_id AND NOT EXISTS (
                SELECT FROM new_reports AS told
                WHERE (told.incident_id, told.article_id, told.sha256)
                    = (further.incident_id, further.article_id, further.sha256)
            )
        )
        """
    )
    known = {
        one.incident_id: one
        for (text,) in cursor.fetchall()
        for one in decode_jsonl(text.encode(), "the database")
    }
    if not known:
        return filling, 0
    joined = [
        _join_pair(known[one.incident_id], one, join) if one.incident_id in known else one
        for one in filling.rows.incidents
    ]
    return Filling(collect_rows(joined)), len(known)


def _join_pair(known: Incident, told: Incident, join: Join) -> Incident:
    """Give what both tell; where the one that is known tells it all, that one."""
    if {*told.evidence} <= {*known.evidence} and {*told.articles} <= {*known.articles}:
        return known
    return join(known, told)


def _write_run(cursor: Cursor, run: Run) -> str:
    encoded = encode_run(run)
    run_id = sha256(encoded).hexdigest()
    cursor.execute(
        "INSERT INTO runs (run_id, version, stored_at, run) VALUES (%s, %s, now(), %s) "
        "ON CONFLICT (run_id) DO UPDATE SET stored_at = excluded.stored_at",
        (run_id, run.version, encoded.decode()),
    )
    return run_id


def _write_articles(cursor: Cursor, filling: Filling) -> None:
    columns = ARTICLE_COLUMNS
    _stage(cursor, "articles", columns, filling.list_articles())
    listed, taken = ", ".join(columns), ", ".join(f"{n} = excluded.{n}" for n in columns[2:])
    cursor.execute(
        f"INSERT INTO articles ({listed}) SELECT {listed} FROM new_articles "  # noqa: S608 - our own names
        f"ON CONFLICT (article_id, sha256) DO UPDATE SET {taken}"
    )


def _write_incidents(cursor: Cursor, filling: Filling, run_id: str | None) -> tuple[int, int, int]:
    """Insert or replace each incident; count those added, changed and the same as before."""
    columns = INCIDENT_COLUMNS
    _stage(cursor, "incidents", columns, filling.list_incidents())
    cursor.execute(
        "SELECT count(*), count(*) FILTER (WHERE was.record::text = new.record::text) "
        "FROM new_incidents AS new JOIN incidents AS was USING (incident_id)"
    )
    held, unchanged = cursor.fetchone() or (0, 0)
    listed, taken = ", ".join(columns), ", ".join(f"{n} = excluded.{n}" for n in columns[1:])
    cursor.execute(
        f"""
        INSERT INTO incidents AS was ({listed}, run_id, stored_at)
        SELECT {listed}, %s, now() FROM new_incidents
        ON CONFLICT (incident_id) DO UPDATE SET {taken}, run_id = excluded.run_id,
            stored_at = CASE WHEN was.record::text = excluded.record::text
                THEN was.stored_at ELSE excluded.stored_at END
        """,  # noqa: S608 - our own names
        (run_id,),
    )
    return len(filling.rows.incidents) - held, held - unchanged, unchanged


def _write_details(cursor: Cursor, filling: Filling) -> None:
    """Put what belongs to each incident in place of what did before."""
    details = {
        "reports": (REPORT_COLUMNS, filling.list_reports()),
        "evidence": (EVIDENCE_COLUMNS, filling.list_evidence()),
    }
    for role, layer in LAYERS.items():
        details[layer] = (LAYER_COLUMNS, filling.list_features(role))
    for table, (columns, values) in details.items():
        cursor.execute(
            f"DELETE FROM {table} WHERE incident_id IN (SELECT incident_id FROM new_incidents)"  # noqa: S608 - our own names
        )
        _copy(cursor, table, columns, values)


def _remove_former(cursor: Cursor, read: Sequence[Article | Input]) -> int:
    """Remove incidents all of whose articles were read again and now do not tell of them."""
    if not read:
        return 0
    keys = [make_article_key(one.article_id, one.sha256) for one in read]
    cursor.execute("CREATE TEMPORARY TABLE again (article_id text, sha256 text) ON COMMIT DROP")
    _copy(cursor, "again", ARTICLE, keys)
    cursor.execute(
        """
        DELETE FROM incidents AS former
        WHERE former.incident_id NOT IN (SELECT incident_id FROM new_incidents)
            AND former.incident_id IN (SELECT incident_id FROM reports NATURAL JOIN again)
            AND NOT EXISTS (SELECT FROM reports
                WHERE reports.incident_id = former.incident_id
                AND (article_id, sha256) NOT IN (SELECT article_id, sha256 FROM again))
        """
    )
    return cursor.rowcount


def _refuse_mixture(cursor: Cursor, address: Address) -> None:
    """Keep exact data out of a database of protected ones, and the other way round.

    Raises:
        OutputError: both are there now; nothing has changed.
    """
    cursor.execute(
        "SELECT count(*) FILTER (WHERE is_exact), count(*) FILTER (WHERE NOT is_exact) "
        "FROM (SELECT protection IS NULL OR protection = %s AS is_exact FROM incidents) AS marked",
        (EXACT,),
    )
    exact, protected = cursor.fetchone() or (0, 0)
    if exact and protected:
        msg = (
            f"{address.shown} would hold incidents with and without --protect ({protected:,} and "
            f"{exact:,}), and who reads it could not trust it; use a database for each"
        )
        raise OutputError(msg)


def _stage(cursor: Cursor, name: str, columns: Sequence[str], values: Iterable[Values]) -> None:
    """Copy values into a temporary table `new_NAME`."""
    cursor.execute(f"CREATE TEMPORARY TABLE new_{name} ON COMMIT DROP AS TABLE {name} WITH NO DATA")
    _copy(cursor, f"new_{name}", columns, values)
    cursor.execute(f"ANALYZE new_{name}")


def _copy(cursor: Cursor, table: str, columns: Sequence[str], values: Iterable[Values]) -> None:
    with cursor.copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
        for one in values:
            copy.write_row(one)
