"""Tell the address of a database from a path, and show it without its password."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from urllib.parse import quote

from geoincidents.errors import InputError

SCHEMES = ("postgresql://", "postgres://")
FORM = "postgresql://USER@HOST/DATABASE"
_ANY_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,40}://")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Hold where a database is: `url` as it was given, `shown` for people, without a password."""

    url: str = field(repr=False)
    shown: str


def is_database(words: object) -> bool:
    """Tell whether words are the address of a database, be it one that we cannot use."""
    return isinstance(words, str) and _ANY_SCHEME.match(words) is not None


def read_address(url: str) -> Address:
    """Read the address of a PostgreSQL database.

    What it leaves out comes from where every PostgreSQL program looks: PGPASSWORD and its like,
    `.pgpass`, a service.

    Raises:
        InputError: it is the address of something else, or makes no sense.
        GeoincidentsError: the libraries for databases are not installed.
    """
    if not url.startswith(SCHEMES):
        scheme = url.partition("://")[0]
        msg = f"{scheme}:// is no database that we know; write its address as {FORM}"
        raise InputError(msg)
    from geoincidents.store.postgis.libraries import require_libraries  # noqa: PLC0415 - 0.2 s

    require_libraries()
    parts = _split(url)
    if parts is None:
        # What libpq says of it is not repeated: it can hold a piece of the password.
        msg = (
            f"the address of the database makes no sense; write it as {FORM}, and in a password "
            "%40 for @, %3A for :, %2F for /, %25 for %"
        )
        raise InputError(msg)
    return Address(url=url, shown=_show(parts))


def _split(url: str) -> Mapping[str, str] | None:
    """Give the parts of an address; `None` where it makes no sense."""
    import psycopg  # noqa: PLC0415 - 0.2 s
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - as above

    try:
        parts = {name: str(value) for name, value in conninfo_to_dict(url).items()}
    except psycopg.ProgrammingError:
        return None
    # A bare @, : or / of a password ends up in one of these.
    strayed = "@" in parts.get("host", "") + parts.get("dbname", "")
    port = parts.get("port", "").replace(",", "")
    return None if strayed or (port and not port.isdecimal()) else parts


def _show(parts: Mapping[str, str]) -> str:
    user, host, port, name = (parts.get(one, "") for one in ("user", "host", "port", "dbname"))
    who = f"{quote(user)}@" if user else ""
    pairs = zip_longest(host.split(","), port.split(","), fillvalue="")
    where = ",".join(quote(one, safe="") + (f":{at}" if at else "") for one, at in pairs)
    service = f"?service={quote(parts['service'])}" if "service" in parts else ""
    return f"{SCHEMES[0]}{who}{where}/{quote(name)}{service}"
