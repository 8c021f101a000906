"""Ask for the libraries that only databases need."""

from importlib.util import find_spec

from geoincidents.errors import GeoincidentsError

LIBRARIES = ("alembic", "geoalchemy2", "psycopg", "sqlalchemy")
INSTALL = "pip install 'geoincidents[postgis]'"


def list_missing() -> list[str]:
    """Name the libraries for databases that are not installed; nothing is imported."""
    return [name for name in LIBRARIES if find_spec(name) is None]


def require_libraries() -> None:
    """Let a command through that has the libraries for databases.

    Raises:
        GeoincidentsError: one is not installed; says how to get it.
    """
    if missing := list_missing():
        msg = f"databases need {', '.join(missing)}; install with {INSTALL}"
        raise GeoincidentsError(msg)
