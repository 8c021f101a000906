"""Open a database for one transaction, and say in one line why it cannot be done."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, cast

from geoincidents.errors import BusyError, GeoincidentsError, InputError, OutputError
from geoincidents.store.postgis.address import FORM, Address

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg
    from psycopg import Cursor
    from sqlalchemy import Connection

CONNECT_S = 10
PROGRAM = "geoincidents"
_GOES_ON = "nothing was changed; run the same command again"
# What the server reports (https://www.postgresql.org/docs/15/errcodes-appendix.html), by the
# beginning of its code: the next step.
_NEXT_STEPS = {
    "42501": "let its owner give this user the right, or use another user",
    "25006": "use the server that is written to, not a copy of it",
    "53": "free space or connections on the server; nothing was changed",
    "57": _GOES_ON,
    "08": _GOES_ON,
    "40": _GOES_ON,
    "22": "correct the incident; nothing was changed",
}


@contextlib.contextmanager
def open_database(address: Address) -> Iterator[Connection]:
    """Give a connection in a transaction; what the block did lasts only where it ends well.

    Raises:
        InputError: the database cannot be reached.
        OutputError: the server refuses something; what was there before is untouched.
    """
    import psycopg  # noqa: PLC0415 - 0.2 s
    from sqlalchemy import create_engine  # noqa: PLC0415 - as above
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415 - as above
    from sqlalchemy.pool import NullPool  # noqa: PLC0415 - as above

    opened = _connect(address)
    try:
        # SQLAlchemy is given the connection, not the address: libpq reads that better.
        engine = create_engine(
            "postgresql+psycopg://",
            creator=lambda: opened,
            poolclass=NullPool,
            isolation_level="READ COMMITTED",
        )
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        raise explain_fault(error.orig, address) from error
    except psycopg.Error as error:
        raise explain_fault(error, address) from error
    finally:
        opened.close()


def open_cursor(connection: Connection) -> Cursor:
    """Give psycopg's cursor of a connection: SQLAlchemy has no COPY."""
    return cast("psycopg.Connection", connection.connection.driver_connection).cursor()


def explain_fault(error: BaseException | None, address: Address) -> GeoincidentsError:
    """Say in one line what a server that was reached refused, and what next."""
    code = getattr(error, "sqlstate", None) or "08"
    said = _clean(getattr(getattr(error, "diag", None), "message_primary", None) or str(error))
    steps = (step for begin, step in _NEXT_STEPS.items() if code.startswith(begin))
    step = next(steps, "report it with what --debug prints; nothing was changed")
    if code.startswith("55"):
        return BusyError(f"{address.shown} is busy: {said}; wait for it or give --wait SECONDS")
    return OutputError(f"{address.shown}: {said}; {step}")


def _connect(address: Address) -> psycopg.Connection:
    import psycopg  # noqa: PLC0415 - 0.2 s
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - as above

    settings: dict[str, Any] = {
        "connect_timeout": CONNECT_S,
        "application_name": PROGRAM,
        **conninfo_to_dict(address.url),
        "client_encoding": "utf8",
    }
    try:
        # Statements are not prepared: servers behind a pooler do not know them next time.
        return psycopg.connect(**settings, prepare_threshold=None)
    except psycopg.Error as error:
        raise InputError(_explain_unreached(error, address)) from error


def _explain_unreached(error: psycopg.Error, address: Address) -> str:
    tried = getattr(error, "pgconn", None)
    if "does not exist" in str(error):
        step = "check the names of user and database, or make it: createdb"
    elif tried is not None and tried.needs_password:
        step = "give a password: in ~/.pgpass, or as PGPASSWORD"
    elif tried is not None and tried.used_password:
        step = "check user, password and database (~/.pgpass, PGPASSWORD)"
    else:
        step = f"check that the server runs and the address, {FORM}"
    return f"cannot reach {address.shown}: {_clean(str(error))}; {step}"


def _clean(said: str) -> str:
    """Give the reason alone, in one line: the address is shown anyway."""
    first = next(iter(said.splitlines()), "") or "no answer"
    for lead in ("failed: ", "connection is bad: ", "FATAL:", "ERROR:"):
        first = first.rpartition(lead)[2]
    return " ".join(first.split()).rstrip(".;")
