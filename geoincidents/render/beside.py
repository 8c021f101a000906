"""Put what a page of very many incidents reads later into files beside it.

A browser opens one file of hundreds of megabytes slowly and keeps all of it in memory. Scripts are
the one kind of file that a page on `file://` may load; these hold data alone, and the page checks
their hash.
"""

import base64
import contextlib
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from geoincidents.disk import write_whole
from geoincidents.moving import do_when_moved
from geoincidents.render.payload import Streams

# With more incidents than these, a page has files beside it (docs/page.md).
MOST_IN_ONE_FILE = 200_000
# The page keeps a few of these in memory; smaller ones would be thousands.
FILE_BYTES = 8_000_000
# What the page needs to open stays in it.
KEPT = ("core", "areas")
FOLDER_SUFFIX = "-data"
_OWN = re.compile(r"[a-z]+-\d+-[0-9a-f]{16}\.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """Hold the name of a file beside the page, and what `meta` says of it."""

    name: str
    about: Mapping[str, Any]


def name_folder(page: Path) -> str:
    """Give the name of the folder of the files of a page, which stands beside it."""
    return f"{page.stem}{FOLDER_SUFFIX}"


def write_files(streams: Streams, folder: Path) -> Iterator[DataFile]:
    """Write all streams that need not stand in the page; give the files one by one.

    Raises:
        OutputError: a file cannot be written.
    """
    for names in _group(streams):
        digest = _hash(chain.from_iterable(map(streams.walk, names)))
        # Named after its bytes: a page never finds the file of another run under that name.
        kind, _, number = names[0].partition("-")
        name = f"{kind}-{number or 0}-{digest.hex()[:16]}.js"
        write_whole(folder / name, _write_call(name, names, streams))
        about = {
            "path": f"{folder.name}/{name}",
            "streams": names,
            "sha256": _show_digest(digest),
            "integrity": _show_digest(_hash(_write_call(name, names, streams))),
        }
        yield DataFile(name=name, about=about)


def sweep_files(folder: Path, kept: frozenset[str]) -> None:
    """Delete the files of an older page of that name, once none refers to them."""
    do_when_moved(lambda: _sweep(folder, kept))


def _sweep(folder: Path, kept: frozenset[str]) -> None:
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if _OWN.fullmatch(path.name) and path.name not in kept:
            with contextlib.suppress(OSError):
                path.unlink()
    with contextlib.suppress(OSError):  # what is not ours may stand in it
        folder.rmdir()


def _group(streams: Streams) -> Iterator[list[str]]:
    """Put neighbours of one kind together, up to the size of a file."""
    names: list[str] = []
    size = 0
    for name in streams:
        if name in KEPT:
            continue
        length = streams.measure(name)
        is_other = bool(names) and names[0].partition("-")[0] != name.partition("-")[0]
        if is_other or (names and size + length > FILE_BYTES):
            yield names
            names, size = [], 0
        names.append(name)
        size += length
    if names:
        yield names


def _write_call(name: str, names: Sequence[str], streams: Streams) -> Iterator[bytes]:
    """Give a script that hands over its streams and does nothing else."""
    yield b"geoincidentsData(%b,{" % json.dumps(name).encode()
    for number, one in enumerate(names):
        yield b'%b"%b":"' % (b"," if number else b"", one.encode())
        yield from streams.walk(one)
        yield b'"'
    yield b"});\n"


def _hash(pieces: Iterable[bytes]) -> bytes:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.digest()


def _show_digest(digest: bytes) -> str:
    return base64.b64encode(digest).decode("ascii")
