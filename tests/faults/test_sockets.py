"""Nothing calls out that was not told to."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_socket import SocketBlockedError, SocketConnectBlockedError

from geoincidents.gazetteer.cache import CACHE_VARIABLE


@pytest.mark.skipif(os.name == "nt", reason="forks are POSIX")
@pytest.mark.usefixtures("gazetteer")
def test_no_command_asks_the_network(root: Path, cache_folder: Path) -> None:
    """Every command of the table runs, and asks for no address and no connection."""
    done = subprocess.run(
        [sys.executable, "-m", "fuzz.sockets"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, CACHE_VARIABLE: str(cache_folder)},  # an index that stands is copied
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.endswith(" commands, 0 faults\n")


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_no_test_reaches_the_network(host: str) -> None:
    """A test that connects to an address that is not of its own machine is broken off."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with (
        socket.socket(family) as one,
        pytest.warns(UserWarning, match="tried to use"),
        pytest.raises(SocketConnectBlockedError, match=host),
    ):
        one.connect((host, 443))


@pytest.mark.parametrize(
    "look_up",
    [socket.gethostbyname, socket.gethostbyaddr, lambda name: socket.getaddrinfo(name, 443)],
    ids=["gethostbyname", "gethostbyaddr", "getaddrinfo"],
)
def test_no_test_asks_for_a_name(look_up: Callable[[str], object]) -> None:
    """A test that looks up a name of another machine is broken off before a server is asked."""
    with pytest.warns(UserWarning, match="tried to use"), pytest.raises(SocketBlockedError):
        look_up("example.org")


def test_a_test_reaches_its_own_machine() -> None:
    """Servers of tests are asked as any other."""
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname(), timeout=10) as one,
    ):
        answered, _ = server.accept()
        with answered:
            answered.sendall(b"here")
            assert one.recv(4) == b"here"
