"""Start a PostgreSQL server with PostGIS in a folder of its own, as no user of note."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

DEBIAN = Path("/usr/lib/postgresql")
ADMIN, PASSWORD = "admin", "p@ss/w:rd%"
QUOTED = "p%40ss%2Fw%3Ard%25"
WITH_POSTGIS = "with_postgis"
START_S = 60
# Nothing of it has to outlive the tests.
SETTINGS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=40")


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """Hold where a server listens, and make databases in it."""

    port: int
    folder: Path

    def make_address(self, name: str, user: str = ADMIN, password: str = QUOTED) -> str:
        """Give the address of a database, with the password in it where there is one."""
        secret = f":{password}" if password else ""
        return f"postgresql://{user}{secret}@127.0.0.1:{self.port}/{name}"

    def connect(self, name: str = "postgres") -> psycopg.Connection:
        """Open a database as its administrator, each statement on its own."""
        return psycopg.connect(self.make_address(name), autocommit=True)

    def make_database(self, name: str, *, postgis: bool = True, more: str = "") -> str:
        """Make a database, with PostGIS in it or without; give its address."""
        template = WITH_POSTGIS if postgis else "template0"
        order = sql.SQL("CREATE DATABASE {} TEMPLATE {} " + more)
        with self.connect() as connection:
            connection.execute(order.format(sql.Identifier(name), sql.Identifier(template)))
        return self.make_address(name)


def find_programs() -> Path | None:
    """Give the folder of the server's programs, those of the newest version."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1].parent
    return Path(on_path).parent if on_path else None


def list_lead() -> list[str] | None:
    """Give the words before a program so that it does not run as root, `None` where it must."""
    dying = ["setpriv", "--pdeathsig", "INT"] if shutil.which("setpriv") else []
    if os.geteuid() != 0:
        return dying
    with contextlib.suppress(KeyError):
        if dying:
            who = pwd.getpwnam("postgres")
            return [*dying, f"--reuid={who.pw_uid}", f"--regid={who.pw_gid}", "--init-groups"]
    return None


@contextlib.contextmanager
def run_server(programs: Path, lead: list[str]) -> Iterator[Server]:
    """Run a server on a free port until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="geoincidents-postgis-"))
    secret = folder / "password"
    secret.write_text(f"{PASSWORD}\n")
    if os.geteuid() == 0:
        for path in (folder, secret):
            shutil.chown(path, "postgres")
    data = folder / "data"
    subprocess.run(
        [*lead, programs / "initdb", "--pgdata", data, "--username", ADMIN, "--pwfile", secret,
         "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"],
        check=True, capture_output=True, cwd="/",
    )  # fmt: skip
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = [word for one in SETTINGS for word in ("-c", one)]
    with (folder / "log").open("wb") as log, subprocess.Popen(
        [*lead, programs / "postgres", "-D", data, "-p", str(port), "-k", folder, "-h",
         "127.0.0.1", *settings],
        stdout=log, stderr=log, cwd="/",
    ) as running:  # fmt: skip
        try:
            server = Server(port=port, folder=folder)
            _await_start(server, running)
            server.make_database(WITH_POSTGIS, postgis=False)
            with server.connect(WITH_POSTGIS) as connection:
                connection.execute("CREATE EXTENSION postgis")
            yield server
        finally:
            running.send_signal(signal.SIGQUIT)  # at once: nobody needs the data
            running.wait(START_S)
            shutil.rmtree(folder, ignore_errors=True)


def _await_start(server: Server, running: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + START_S
    while True:
        try:
            server.connect().close()
        except psycopg.OperationalError:
            if running.poll() is not None or time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
