"""Find out what a database is for us, make our tables in an empty one, and migrate older ones."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from geoincidents.errors import BusyError, InputError, OutputError

if TYPE_CHECKING:
    from alembic.config import Config
    from sqlalchemy import Connection

    from geoincidents.store.postgis.address import Address

SCHEMA = "geoincidents"
ENCODING = "UTF8"
PATIENCE_S = 600.0  # for another writer: 100,000 incidents take one
LOCK = 0x67656F696E63  # the number of the advisory lock: "geoinc" in ASCII


def check_readable(connection: Connection, address: Address) -> None:
    """Let a database through that holds incidents in the schema of this version.

    Raises:
        InputError: it holds none, or those of another version.
    """
    found = _read_revision(connection)
    if found is None:
        msg = (
            f"{address.shown} holds no incidents; "
            f"write some first: geoincidents map ARTICLES --store {address.shown}"
        )
        raise InputError(msg)
    _check_revision(found, address)


def hold_writing(connection: Connection, address: Address, wait_s: float) -> None:
    """Keep other writers out of a database until the transaction ends.

    Raises:
        BusyError: another one was not done within `wait_s`.
    """
    from sqlalchemy import text  # noqa: PLC0415 - 0.2 s
    from sqlalchemy.exc import OperationalError  # noqa: PLC0415 - as above

    connection.execute(text(f"SET LOCAL lock_timeout = {round(wait_s * 1000)}"))
    try:
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
    except OperationalError as error:
        msg = (
            f"{address.shown} is being written to by another run; "
            "wait for it or give --wait SECONDS"
        )
        raise BusyError(msg) from error
    connection.execute(text("SET LOCAL lock_timeout = DEFAULT"))


def prepare_writing(connection: Connection, address: Address) -> None:
    """Make our tables where there are none; let those of this version through.

    Raises:
        InputError: they are of another version, or of somebody else.
        OutputError: the database cannot hold them, or the user may not make them.
    """
    found = _read_revision(connection)
    if found is not None:
        _check_revision(found, address)
        return
    _check_encoding(connection, address)
    _refuse_strangers(connection, address)
    _ensure_postgis(connection, address)
    _ensure_schema(connection, address)
    _migrate(connection)


def migrate_tables(connection: Connection, address: Address) -> tuple[str | None, str]:
    """Bring our tables to this version; give the revisions before and after.

    Raises:
        InputError: they are of a later version, or of somebody else.
        OutputError: the database cannot hold them, or the user may not change them.
    """
    found = _read_revision(connection)
    if found is None:
        prepare_writing(connection, address)
    elif found not in list_revisions():
        raise InputError(_say_newer(found, address))
    else:
        _migrate(connection)
    return found, list_revisions()[0]


def _read_revision(connection: Connection) -> str | None:
    """Give the revision of our tables, `None` where there are none."""
    from sqlalchemy import text  # noqa: PLC0415 - 0.2 s

    table = connection.scalar(text(f"SELECT to_regclass('{SCHEMA}.alembic_version')"))
    if table is None:
        return None
    found = connection.scalar(text(f"SELECT version_num FROM {SCHEMA}.alembic_version"))  # noqa: S608 - our own name
    return None if found is None else str(found)


def _check_revision(found: str, address: Address) -> None:
    known = list_revisions()
    if found not in known:
        raise InputError(_say_newer(found, address))
    if found != known[0]:
        msg = (
            f"{address.shown} has tables of an older version ({found}, now {known[0]}); "
            f"bring them up to date, with all that they hold: "
            f"geoincidents database upgrade {address.shown}"
        )
        raise InputError(msg)


def _say_newer(found: str, address: Address) -> str:
    return (
        f"{address.shown} has tables of a later version ({found}, this one knows "
        f"{list_revisions()[0]}); use that version: pip install --upgrade geoincidents"
    )


def _check_encoding(connection: Connection, address: Address) -> None:
    from sqlalchemy import text  # noqa: PLC0415 - 0.2 s

    encoding = connection.scalar(text("SHOW server_encoding"))
    if encoding != ENCODING:
        msg = (
            f"{address.shown} holds text as {encoding}, which has not every letter; "
            f"use a database that was made with ENCODING '{ENCODING}'"
        )
        raise OutputError(msg)


def _refuse_strangers(connection: Connection, address: Address) -> None:
    from sqlalchemy import inspect  # noqa: PLC0415 - 0.2 s

    others = inspect(connection).get_table_names(schema=SCHEMA)
    if others:
        msg = (
            f"{address.shown} has a schema {SCHEMA} that geoincidents did not make "
            f"({', '.join(sorted(others)[:5])}); use another database"
        )
        raise InputError(msg)


def _ensure_postgis(connection: Connection, address: Address) -> None:
    from sqlalchemy import text  # noqa: PLC0415 - 0.2 s
    from sqlalchemy.exc import ProgrammingError  # noqa: PLC0415 - as above

    if connection.scalar(text("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")):
        return
    if not connection.scalar(text("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'")):
        msg = (
            f"{address.shown} has no PostGIS, and it is not installed on that server; "
            "install it there (Debian: postgresql-15-postgis-3)"
        )
        raise OutputError(msg)
    try:
        connection.execute(text("CREATE EXTENSION postgis"))
    except ProgrammingError as error:
        msg = (
            f"{address.shown} has no PostGIS, and this user may not add it; let an administrator "
            "run there: CREATE EXTENSION postgis"
        )
        raise OutputError(msg) from error


def _ensure_schema(connection: Connection, address: Address) -> None:
    from sqlalchemy import text  # noqa: PLC0415 - 0.2 s
    from sqlalchemy.exc import ProgrammingError  # noqa: PLC0415 - as above

    if connection.scalar(text(f"SELECT to_regnamespace('{SCHEMA}')")) is not None:
        return
    user = connection.scalar(text("SELECT quote_ident(current_user)"))
    try:
        connection.execute(text(f"CREATE SCHEMA {SCHEMA}"))
    except ProgrammingError as error:
        msg = (
            f"{address.shown}: {user} may not make the schema {SCHEMA}; let an administrator "
            f"run there: CREATE SCHEMA {SCHEMA} AUTHORIZATION {user}"
        )
        raise OutputError(msg) from error


def list_revisions() -> list[str]:
    """Give the revisions that this version knows, the newest first."""
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - 0.2 s

    scripts = ScriptDirectory.from_config(load_migrations())
    return [one.revision for one in scripts.walk_revisions()]


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - 0.2 s

    config = load_migrations()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def load_migrations() -> Config:
    """Give what alembic has to know to run our migrations; the connection is the caller's."""
    from alembic.config import Config  # noqa: PLC0415 - 0.2 s

    config = Config()
    folder = str(files("geoincidents.store.postgis").joinpath("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    return config
