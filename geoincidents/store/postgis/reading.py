"""Read incidents back from a database: equal to those written."""

from geoincidents.model import Incidents
from geoincidents.store.jsonl import decode_jsonl
from geoincidents.store.postgis.address import read_address
from geoincidents.store.postgis.connecting import open_cursor, open_database
from geoincidents.store.postgis.state import check_readable

_RECORDS = "COPY (SELECT record FROM geoincidents.incidents) TO STDOUT"


def read_database(url: str) -> Incidents:
    """Read every incident of a database, in the order of date and id.

    Raises:
        InputError: the address makes no sense, or the database is not reached, holds no incidents
            or those of another version.
        OutputError: the user may not read it.
        RecordError: a record is not of the schema: somebody has changed it.
    """
    address = read_address(url)
    with open_database(address) as connection:
        check_readable(connection, address)
        with open_cursor(connection).copy(_RECORDS) as copy:
            data = b"\n".join(record.encode() for (record,) in copy.rows())
    found = decode_jsonl(data, address.shown)
    return Incidents(tuple(sorted(found, key=lambda one: one.order)))
