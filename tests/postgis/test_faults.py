"""What is wrong with a database is said in one line, with what to do next, and no password."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from incident_samples import build_samples
from postgis_server import ADMIN, QUOTED, Server
from running import Runner

from geoincidents.errors import BusyError, GeoincidentsError, InputError
from geoincidents.link.merging import merge_pair
from geoincidents.store import Stored, read_incidents, upgrade_database, write_database
from geoincidents.store.postgis.address import is_database, read_address

SECRETS = ("p@ss", "p%40ss", "w:rd", "hunter2")


def _store(address: str) -> Stored:
    return write_database(build_samples(), address, join=merge_pair)


def _check(act: Callable[[str], object], address: str, *wanted: str) -> None:
    with pytest.raises(GeoincidentsError) as caught:
        act(address)
    line = str(caught.value)
    assert "\n" not in line
    for words in wanted:
        assert words in line, line
    assert not any(secret in line for secret in SECRETS)


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("postgresql://u:hunter2@127.0.0.1:1/x", ("Connection refused", "check that the server")),
        ("postgresql://u:hunter2@nowhere.invalid/x", ("nowhere.invalid", "check that the server")),
        ("postgresql://u:hunter2@p@ss/x", ("makes no sense", "%40 for @")),
        ("postgresql://u:hun/hunter2@h/x", ("makes no sense", "%2F for /")),
        ("postgresql://u:h%zz@h/x", ("makes no sense", "%25 for %")),
        ("postgresql://h/x?hunter2=1", ("makes no sense",)),
        ("postgresql:///?service=none", ("none", "not found", "check that the server")),
        ("mysql://u:hunter2@h/x", ("mysql:// is no database that we know", "postgresql://USER@")),
    ],
)
def test_addresses_that_lead_nowhere(address: str, wanted: tuple[str, ...]) -> None:
    """No server, no such host, an address without sense: one line, and no piece of a password."""
    _check(read_incidents, address, *wanted)


@pytest.mark.parametrize("words", [(), ("--debug",)])
def test_a_command_says_it_in_one_line(run: Runner, words: tuple[str, ...]) -> None:
    """It ends with exit code 1; what --debug shows besides has no password in it either."""
    done = run("render", "postgresql://u:hunter2@127.0.0.1:1/x", "--out", "x.html", *words)
    assert done.code == 1
    assert done.err.splitlines()[-1].startswith(
        "geoincidents: cannot reach postgresql://u@127.0.0.1:1/x: Connection refused; "
    )
    assert "hunter2" not in done.err
    assert (len(done.err.splitlines()) == 1) == (not words)


def test_who_and_what_the_server_does_not_know(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong password, none at all, no such user or database: each says what to look at."""
    monkeypatch.setenv("PGPASSFILE", os.devnull)
    for name, user, password, wanted in (
        ("postgres", ADMIN, "hunter2", "check user, password and database"),
        ("postgres", ADMIN, "", "~/.pgpass"),
        ("postgres", "nobody", "hunter2", "check user, password and database"),
        ("missing", ADMIN, QUOTED, "createdb"),
    ):
        address = server.make_address(name, user, password)
        _check(_store, address, wanted, "cannot reach postgresql://")


def test_a_database_without_postgis(server: Server) -> None:
    """Who may add it has it added; who may not is told what an administrator has to type."""
    address = server.make_database("bare", postgis=False)
    with server.connect("bare") as opened:
        opened.execute("CREATE ROLE plain LOGIN PASSWORD 'hunter2'")
        opened.execute("GRANT CREATE ON DATABASE bare TO plain")
    theirs = server.make_address("bare", "plain", "hunter2")
    _check(_store, theirs, "no PostGIS", "CREATE EXTENSION postgis")
    with server.connect("bare") as opened:
        assert opened.execute("SELECT to_regnamespace('geoincidents')").fetchone() == (None,)
    _store(address)


def test_a_user_who_may_make_nothing(server: Server) -> None:
    """Without the right to make a schema nothing is made, and the order to give is named."""
    server.make_database("closed")
    with server.connect("closed") as opened:
        opened.execute("CREATE ROLE guest LOGIN PASSWORD 'hunter2'")
    theirs = server.make_address("closed", "guest", "hunter2")
    _check(
        _store,
        theirs,
        "may not make the schema",
        "CREATE SCHEMA geoincidents AUTHORIZATION guest",
    )


def test_a_user_without_the_schema_of_styles(server: Server) -> None:
    """Who may not write to `public` gets no styles, is told so, and the incidents are kept."""
    server.make_database("own")
    with server.connect("own") as opened:
        opened.execute("CREATE ROLE owner LOGIN PASSWORD 'hunter2'")
        opened.execute("CREATE SCHEMA geoincidents AUTHORIZATION owner")
    theirs = server.make_address("own", "owner", "hunter2")
    done = _store(theirs)
    assert "no styles for QGIS" in done.notes[0]
    assert done.added == len(build_samples())


def test_an_empty_database_gives_nothing(address: str) -> None:
    """Reading what nobody has written says how to write, and is no empty success."""
    _check(read_incidents, address, "holds no incidents", "--store")


def test_a_schema_that_is_somebody_elses(address: str, opened: psycopg.Connection) -> None:
    """Tables of another program under our name are left alone."""
    opened.execute("CREATE SCHEMA geoincidents CREATE TABLE incidents (mine int)")
    _check(_store, address, "did not make", "use another database")


def test_tables_of_a_later_version(address: str, opened: psycopg.Connection) -> None:
    """They are neither read nor written nor changed; the way on is a newer program."""
    _store(address)
    opened.execute("UPDATE geoincidents.alembic_version SET version_num = '9999'")
    for act in (read_incidents, _store, upgrade_database):
        _check(act, address, "later version (9999", "pip install --upgrade")


def test_text_that_the_database_cannot_hold(server: Server) -> None:
    """A database of an old encoding is refused before a letter is lost."""
    more = "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
    address = server.make_database("latin", postgis=False, more=more)
    _check(_store, address, "LATIN1", "ENCODING 'UTF8'")


def test_a_record_that_somebody_has_changed(address: str, opened: psycopg.Connection) -> None:
    """It is named, and nothing is drawn of what nobody has written."""
    _store(address)
    opened.execute("UPDATE geoincidents.incidents SET record = '{\"title\": 1}'")
    _check(read_incidents, address, "field")


def test_a_writer_that_waits_in_vain(address: str, opened: psycopg.Connection) -> None:
    """Where another one is not done in time, nothing is written and the run says so."""
    from geoincidents.store.postgis import state  # noqa: PLC0415 - for its number alone

    opened.execute("SELECT pg_advisory_lock(%s)", (state.LOCK,))
    with pytest.raises(BusyError, match="another run"):
        write_database(build_samples(), address, join=merge_pair, wait_s=0.2)


def test_libraries_that_are_not_installed(tmp_path: Path) -> None:
    """Without the extra everything else works, and a database says what to install."""
    hidden = "import sys; sys.modules.update(dict.fromkeys(['psycopg', 'alembic']))\n"
    code = f"{hidden}from geoincidents.cli import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "render", "postgresql://h/x", "--out", "x.html"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "databases need alembic, psycopg" in done.stderr
    assert "pip install 'geoincidents[postgis]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("postgresql://h/x", True),
        ("postgres://h/x", True),
        ("mysql://h/x", True),
        ("incidents.jsonl", False),
        ("folder/a:b.jsonl", False),
        ("C:/maps/incidents.jsonl", False),
        ("-", False),
    ],
)
def test_addresses_are_told_from_files(words: str, wanted: bool) -> None:  # noqa: FBT001 - a case
    """What has a scheme is an address; a path with a colon is a path."""
    assert is_database(words) == wanted


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://u:hunter2@h:5/x", "postgresql://u@h:5/x"),
        ("postgres://h/x?password=hunter2", "postgresql://h/x"),
        ("postgresql://u:p%40ss%2Fw%3Ard@h/x", "postgresql://u@h/x"),
        ("postgresql:///x?host=/run/pg&user=u", "postgresql://u@%2Frun%2Fpg/x"),
        ("postgresql://a:1,b:2/x", "postgresql://a:1,b:2/x"),
    ],
)
def test_an_address_is_shown_without_its_password(url: str, shown: str) -> None:
    """It can be typed as it is shown, and is the same place."""
    assert read_address(url).shown == shown
    assert "hunter2" not in repr(read_address(url))
    assert read_address(read_address(url).shown).shown == shown


def test_an_address_of_another_kind_is_refused() -> None:
    """A scheme that is not PostgreSQL's is named without what follows it."""
    with pytest.raises(InputError, match=r"^mysql:// is no database"):
        read_address("mysql://u:hunter2@h/x")
