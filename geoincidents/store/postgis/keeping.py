"""Look after a database: make or migrate its tables, and let others read them."""

from dataclasses import dataclass

from geoincidents.store.postgis.address import read_address
from geoincidents.store.postgis.connecting import open_cursor, open_database
from geoincidents.store.postgis.state import (
    PATIENCE_S,
    SCHEMA,
    check_readable,
    hold_writing,
    migrate_tables,
    prepare_writing,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Upgraded:
    """Say which revision of the tables there was, `None` for none, and which there is now."""

    shown: str
    before: str | None
    after: str


def prepare_database(url: str) -> None:
    """Find out whether incidents can be kept there, and make the tables where there are none.

    Raises:
        InputError: the address makes no sense, or the database is not reached or of another
            version.
        OutputError: the database cannot hold incidents, or the user may not make them.
    """
    address = read_address(url)
    with open_database(address) as connection:
        hold_writing(connection, address, PATIENCE_S)
        prepare_writing(connection, address)


def upgrade_database(url: str) -> Upgraded:
    """Make the tables, or bring older ones up to date; what they hold stays.

    Raises:
        InputError: the address makes no sense, the database is not reached, or its tables are
            of a later version.
        OutputError: the database cannot hold incidents, or the user may not change them.
    """
    address = read_address(url)
    with open_database(address) as connection:
        hold_writing(connection, address, PATIENCE_S)
        before, after = migrate_tables(connection, address)
    return Upgraded(shown=address.shown, before=before, after=after)


def share_database(url: str, role: str) -> str:
    """Let a role read all tables, those of later versions too; make it where there is none.

    Gives the address as people see it.

    Raises:
        InputError: the address makes no sense, or the database is not reached or not ours.
        OutputError: the user may not let others read.
    """
    from psycopg import sql  # noqa: PLC0415 - 0.2 s

    address = read_address(url)
    with open_database(address) as connection:
        check_readable(connection, address)
        with open_cursor(connection) as cursor:
            name, schema = sql.Identifier(role), sql.Identifier(SCHEMA)
            cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", (role,))
            if cursor.fetchone() is None:
                cursor.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(name))
            for order in (
                "GRANT USAGE ON SCHEMA {schema} TO {name}",
                "GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO {name}",
                "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT ON TABLES TO {name}",
            ):
                cursor.execute(sql.SQL(order).format(schema=schema, name=name))
            cursor.execute("SELECT to_regclass('public.layer_styles')")
            if (cursor.fetchone() or (None,))[0] is not None:
                cursor.execute(sql.SQL("GRANT SELECT ON public.layer_styles TO {}").format(name))
    return address.shown
