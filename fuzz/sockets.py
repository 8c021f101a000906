"""Run every command once and count what it asks of the network: nothing, unless told to.

    python -m fuzz.sockets

A hook of the interpreter hears of each connection, address and name that is asked for, and refuses
it. What libraries in C do is heard by `strace -f -e trace=network`, once by hand.
"""

import os
import socket
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
ONLINE = frozenset({"database"})  # it is given the address of a server


def main() -> int:
    """Run the commands; give 1 where one asks, fails, or is not listed here."""
    faults = [f"{name} is not listed here" for name in sorted(set(COMMANDS) - set(WORDS) - ONLINE)]
    with tempfile.TemporaryDirectory(prefix="sockets-") as folder:
        give_cache(Path(folder))
        os.chdir(folder)
        for name in WORDS:
            words = _fill(name, folder)
            faults += [f"{name}: {line}" for line in listen_to(partial(run_command, words))]
        if not listen_to(_connect):
            faults.append("the hook hears nothing: a connection went by unheard")
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
