"""What the tests of every room stand on."""

import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_socket import SocketBlockedError

from geoincidents.gazetteer import Gazetteer, load_gazetteer
from geoincidents.gazetteer.cache import CACHE_VARIABLE

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# Commands that tests start keep byte code, as they do where users start them: compiling every file
# again took half of each start.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A shell lets what it starts in the background ignore Ctrl-C, and so would every command that a
# test starts and interrupts: with a handler of its own the suite gives them the system's again.
signal.signal(signal.SIGINT, signal.default_int_handler)

_OWN_NAMES = frozenset({"", "localhost", socket.gethostname(), socket.getfqdn()})
_LOOK_UPS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"})


def _refuse_look_ups(event: str, arguments: tuple[object, ...]) -> None:
    """Break off a test that asks for the number of a name: pytest-socket hears connections only."""
    if event not in _LOOK_UPS or arguments[0] is None:
        return
    host = arguments[0].decode() if isinstance(arguments[0], bytes) else str(arguments[0])
    with suppress(OSError):
        socket.inet_aton(host)  # numbers are asked of nobody, "2130706434" among them
        return
    # "x.invalid" is nobody's, and asked of nobody: RFC 6761, section 6.4.
    if ":" not in host and host not in _OWN_NAMES and not host.endswith(".invalid"):
        raise SocketBlockedError


sys.addaudithook(_refuse_look_ups)

# How long one example takes says more of the machine than of the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the top folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Give the folder of the sample articles."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of reference material, or skip the test."""
    if not SHARED.is_dir():
        pytest.skip("the reference material is not there: ../shared")
    return SHARED


@pytest.fixture(scope="session")
def cache_folder(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for indexes that outlives the run, where pytest keeps a cache at all."""
    cache = getattr(pytestconfig, "cache", None)
    return Path(cache.mkdir("gazetteer")) if cache else tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def gazetteer(cache_folder: Path) -> Iterator[Gazetteer]:
    """Give the gazetteer of our tables."""
    former = os.environ.get(CACHE_VARIABLE)
    os.environ[CACHE_VARIABLE] = str(cache_folder)
    try:
        opened = load_gazetteer()
    finally:
        if former is None:
            del os.environ[CACHE_VARIABLE]
        else:
            os.environ[CACHE_VARIABLE] = former
    yield opened
    opened.close()


def pytest_report_header() -> str:
    """Name the versions that results hang on."""
    names = ("folium", "geopandas", "shapely", "pyproj", "typer")
    return "stack: " + ", ".join(f"{name} {version(name)}" for name in names)
