"""The same articles give the same bytes, and no server is ever asked."""

import shutil
import sys
from pathlib import Path

import pytest
from running import KEPT, RESULTS, Runner

NO_NETWORK = """
import socket, os

def refuse(*args, **kwargs):
    with open(os.environ["ASKED"], "a", encoding="utf-8") as file:
        file.write(f"{args[1:]}\\n")
    raise OSError("the network is off")

for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, refuse)
socket.getaddrinfo = socket.create_connection = lambda *args, **kwargs: refuse(None, *args)
"""


def read_results(folder: Path) -> dict[str, bytes]:
    """Give the bytes of every result in a folder."""
    return {name: (folder / name).read_bytes() for name in RESULTS}


def test_bytes_hang_on_nothing_but_the_articles(run: Runner, here: Path, seeds: Path) -> None:
    """Neither the hash seed nor the order of the files changes a byte of any result."""
    shutil.copytree(seeds, here / "seeds")
    files = sorted(str(path.relative_to(here)) for path in (here / "seeds").glob("*.txt"))
    assert run("map", *files, "--out", "one", env={"PYTHONHASHSEED": "1"}).code == 0
    assert run("map", *files[::-1], "--out", "two", env={"PYTHONHASHSEED": "2"}).code == 0
    assert run("map", "seeds", "--out", "three", env={"PYTHONHASHSEED": "3"}).code == 0
    assert read_results(here / "one") == read_results(here / "two") == read_results(here / "three")


def test_second_run_changes_nothing(run: Runner, here: Path, seeds: Path) -> None:
    """A run over an old result gives the same bytes and leaves nothing else behind."""
    assert run("map", seeds, "--out", "map").code == 0
    first = read_results(here / "map")
    assert run("map", seeds, "--out", "map").code == 0
    assert read_results(here / "map") == first
    assert sorted(path.name for path in (here / "map").iterdir()) == sorted((*RESULTS, KEPT))


@pytest.mark.parametrize("extra", [[], ["--tiles", "osm"]], ids=["plain", "tiles"])
def test_no_server_is_asked(run: Runner, here: Path, seeds: Path, extra: list[str]) -> None:
    """The whole run works without a network and does not try to use one."""
    (here / "off").mkdir()
    (here / "off" / "sitecustomize.py").write_text(NO_NETWORK, "utf-8")
    asked = here / "asked"
    env = {"PYTHONPATH": str(here / "off"), "ASKED": str(asked)}
    assert run("map", seeds, "--out", "map", *extra, env=env).code == 0
    assert not asked.exists()


def test_network_that_is_off_is_noticed(run: Runner, here: Path) -> None:
    """The switch that the test above relies on works."""
    (here / "off").mkdir()
    (here / "off" / "sitecustomize.py").write_text(NO_NETWORK, "utf-8")
    env = {"PYTHONPATH": str(here / "off"), "ASKED": str(here / "asked")}
    code = "import urllib.request as u; u.urlopen('http://127.0.0.1:9/')"
    ran = Runner(run.folder, (sys.executable, "-c", code))(env=env)
    assert ran.code != 0
    assert (here / "asked").exists()


def test_demo_is_the_map_of_the_samples(run: Runner, here: Path, seeds: Path) -> None:
    """`demo` writes ./geoincidents-demo: the sample articles, as `map` draws them."""
    ran = run("demo")
    assert (ran.code, ran.out) == (0, "")
    assert run("map", seeds, "--out", "map", "--title", "Sample articles").code == 0
    assert read_results(here / "geoincidents-demo") == read_results(here / "map")
