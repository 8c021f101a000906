"""Run every command once and count what it asks of the network: nothing, unless told to.

    python -m fuzz.sockets [--strace]

A hook of the interpreter hears of each connection, address and name that is asked for, and refuses
it. What libraries in C and other programs ask for is heard by strace.
"""

import argparse
import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from fuzz.forks import end_fork, run_command, start_fork
from fuzz.outputs import SEEDS, give_cache
from geoincidents.cli.app import COMMANDS

ASKING = frozenset(
    {
        *("socket.connect", "socket.sendto", "socket.sendmsg"),
        *("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"),
    }
)
MADE = "{here}/map/incidents.jsonl"
# `{here}` is a folder that holds what the first of them has made.
WORDS: dict[str, tuple[str, ...]] = {
    "map": (
        "{seeds}",
        "--out",
        "{here}/map",
        "--tiles",
        "osm",
        "--lossy",
        "--formats",
        "gpkg,pmtiles,png",
    ),
    "extract": ("{seeds}",),
    "export": (MADE, "--out", "{here}/a.gpkg"),
    "explain": ("{id}", MADE),
    "split": ("{id}", MADE, "{seeds}"),
    "update": ("{here}/map", "{seeds}"),
    "evaluate": ("--template", "{seeds}", "--out", "{here}/gold"),
    "doctor": (),
    "verify": ("{here}/map",),
    "locate": ("five miles west of Erbil", "--country", "IQ"),
    "render": (MADE, "--out", "{here}/a.html"),
    "embed": ("{here}/map/index.html",),
    "picture": (MADE, "--out", "{here}/a.png"),
    "report": (MADE, "--out", "{here}/a.docx"),
    "demo": (),
    "places": ("find", "Erbil"),
    "basemap": ("list",),
}
# urllib3, which folium imports, finds out in this way whether the machine knows IPv6: it opens a
# socket of its own address, connects it to nothing and closes it.
_PROBE = re.compile(r"socket\(AF_INET6?, |bind\(.*\"::1\"")
# What has to be heard, or nothing is.
CONNECT = ["-c", "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"]
ONLINE = frozenset({"database"})  # it is given the address of a server


def main() -> int:
    """Run the commands; give 1 where one asks, fails, or is not listed here."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--strace", action="store_true", help="hear the calls of the system")
    listen = _trace if parser.parse_args().strace else _hear
    faults = [f"{name} is not listed here" for name in sorted(set(COMMANDS) - set(WORDS) - ONLINE)]
    with tempfile.TemporaryDirectory(prefix="sockets-") as folder:
        give_cache(Path(folder))
        os.chdir(folder)
        for name in WORDS:
            faults += [f"{name}: {line}" for line in listen(_fill(name, folder))]
        if not (listen_to(_connect) if listen is _hear else _trace_program(CONNECT)):
            faults.append("nothing is heard: a connection went by")
    for fault in faults:
        print(fault)
    print(f"{len(WORDS)} commands, {len(faults)} faults")
    return 1 if faults else 0


def _fill(name: str, folder: str) -> list[str]:
    """Give the words of a command; `{id}` is the first incident that the map has."""
    made = Path(folder, "map", "incidents.jsonl")
    text = made.read_text("utf-8") if made.exists() else ""
    first = text.partition('"incident_id":"')[2].partition('"')[0]
    return [name, *(w.format(here=folder, seeds=SEEDS, id=first) for w in WORDS[name])]


def _hear(words: list[str]) -> list[str]:
    """Run a command in a fork; give what it asked of the network, and its exit code if not 0."""
    return listen_to(partial(run_command, words))


def _trace(words: list[str]) -> list[str]:
    """Run a command under strace; give its calls for the internet, and its exit code if not 0."""
    return _trace_program(["-m", "geoincidents", *words])


def _trace_program(words: list[str]) -> list[str]:
    with tempfile.NamedTemporaryFile("r", encoding="utf-8", errors="replace") as log:
        command = ["strace", "-f", "-qq", "-e", "trace=network", "-o", log.name, sys.executable]
        done = subprocess.run([*command, *words], capture_output=True, check=False)
        lines = [line.strip() for line in log if "AF_INET" in line and not _PROBE.search(line)]
    return [*lines, *([f"exit code {done.returncode}"] if done.returncode else [])]


def _connect() -> int:
    """Ask for a connection, as no command may."""
    try:
        socket.create_connection(("127.0.0.1", 9), timeout=1).close()
    except OSError:
        return 0
    return 0


def listen_to(step: Callable[[], int]) -> list[str]:
    """Run a step in a fork; give what it asked of the network, and its exit code if not 0."""
    reader, writer = os.pipe()

    def run() -> int:
        def hear(event: str, arguments: tuple[object, ...]) -> None:
            if event in ASKING:
                os.write(writer, f"{event} {arguments[1:]}\n".encode())
                message = "the network is off"
                raise OSError(message)

        sys.addaudithook(hear)
        return step()

    pid = start_fork(run)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as heard:
        lines = heard.read().splitlines()
    code = end_fork(pid).code
    return [*lines, *([f"exit code {code}"] if code else [])]


if __name__ == "__main__":
    sys.exit(main())
