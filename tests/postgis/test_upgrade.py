"""Tables of an older version are said to be so, and migrated only when somebody asks for it."""

import psycopg
import pytest
from alembic import command
from incident_samples import build_samples
from running import Runner
from sqlalchemy import create_engine

from geoincidents.errors import InputError
from geoincidents.link.merging import merge_pair
from geoincidents.store import encode_jsonl, read_incidents, upgrade_database, write_database
from geoincidents.store.postgis.state import list_revisions, load_migrations
from geoincidents.store.rows import LAYERS


@pytest.fixture
def older(address: str) -> str:
    """Give a database as the first version left it, with the samples in it."""
    write_database(build_samples(), address, join=merge_pair)
    with psycopg.connect(address) as opened:
        opened.execute("UPDATE geoincidents.alembic_version SET version_num = '0001'")
        for table in (*LAYERS.values(), "incidents"):
            for column in ("source_note", "content_note", "protection"):
                opened.execute(f"ALTER TABLE geoincidents.{table} DROP COLUMN {column}")
    return address


def test_older_tables_are_left_alone_until_asked(run: Runner, older: str) -> None:
    """Neither read nor written: one line says what to type, and then nothing is lost."""
    done = run("map", "nowhere", "--store", older)
    assert done.code == 1
    (line,) = done.err.splitlines()
    assert "older version (0001, now 0002)" in line
    assert "geoincidents database upgrade postgresql://admin@127.0.0.1" in line
    with pytest.raises(InputError, match="older version"):
        read_incidents(older)
    done = run("database", "upgrade", older)
    assert (done.code, "version 0001, now version 0002" in done.err) == (0, True)
    assert encode_jsonl(read_incidents(older)) == encode_jsonl(build_samples())
    assert write_database(build_samples(), older, join=merge_pair).unchanged == len(build_samples())


def test_an_empty_database_is_made_ready(address: str) -> None:
    """Upgrading what has no tables makes them, and a run finds them."""
    done = upgrade_database(address)
    assert (done.before, done.after) == (None, list_revisions()[0])
    assert not read_incidents(address)
    assert upgrade_database(address).before == done.after


def test_the_first_tables_become_the_newest(address: str) -> None:
    """Each migration runs on what the one before it has made."""
    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(address))
    for revision in reversed(list_revisions()):
        with engine.begin() as connection:
            if revision == list_revisions()[-1]:
                connection.exec_driver_sql("CREATE SCHEMA geoincidents")
            config = load_migrations()
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
        if revision != list_revisions()[0]:
            with pytest.raises(InputError, match="older version"):
                read_incidents(address)
    engine.dispose()
    write_database(build_samples(), address, join=merge_pair)
    assert encode_jsonl(read_incidents(address)) == encode_jsonl(build_samples())
