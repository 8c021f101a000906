"""Give the tests of databases a real server, and a database of their own each."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from postgis_server import Server, find_programs, list_lead, run_server
from running import COMMAND, Runner

_numbers = count(1)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Start a server with PostGIS, or skip."""
    programs = find_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not here (Debian's postgresql-15)")
    lead = list_lead()
    if lead is None:
        pytest.skip("PostgreSQL does not run as root, and there is no user postgres or no setpriv")
    try:
        with run_server(programs, lead) as started:
            yield started
    except psycopg.errors.FeatureNotSupported:
        pytest.skip("PostGIS is not here (Debian's postgresql-15-postgis-3)")


@pytest.fixture
def name() -> str:
    """Give a name that no other database of this run has."""
    return f"d{next(_numbers)}"


@pytest.fixture
def address(server: Server, name: str) -> str:
    """Give the address of an empty database with PostGIS."""
    return server.make_database(name)


@pytest.fixture
def opened(server: Server, address: str, name: str) -> Iterator[psycopg.Connection]:
    """Open that database beside the program."""
    assert address
    with server.connect(name) as connection:
        yield connection


@pytest.fixture
def run(tmp_path: Path) -> Runner:
    """Give what runs the installed command with some words."""
    if not COMMAND.is_file():
        pytest.fail("the command is not installed: make .venv/dev, or pip install -e .")
    return Runner(tmp_path)
