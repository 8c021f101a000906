"""Put incidents into a PostGIS database that a team shares, and take them out again."""

from geoincidents.store.postgis.address import is_database
from geoincidents.store.postgis.keeping import (
    Upgraded,
    prepare_database,
    share_database,
    upgrade_database,
)
from geoincidents.store.postgis.libraries import list_missing
from geoincidents.store.postgis.reading import read_database
from geoincidents.store.postgis.state import PATIENCE_S
from geoincidents.store.postgis.writing import Stored, write_database

__all__ = [
    "PATIENCE_S",
    "Stored",
    "Upgraded",
    "is_database",
    "list_missing",
    "prepare_database",
    "read_database",
    "share_database",
    "upgrade_database",
    "write_database",
]
