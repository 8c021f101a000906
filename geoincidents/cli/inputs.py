"""Read a file of incidents, or standard input, as commands are given it."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from geoincidents.model import Incidents

STDIN = "-"


def refuse_same(incidents: str, out: Path) -> None:
    """Keep a command from writing over what it reads.

    Raises:
        typer.BadParameter: `out` is the file of incidents.
    """
    if incidents != STDIN and os.path.realpath(incidents) == os.path.realpath(out):
        msg = f"{str(out)!r} is also the input; choose another name."
        raise typer.BadParameter(msg, param_hint="'--out'")


def read_incidents(path: str) -> "Incidents":
    """Read a file of incidents, or the `incidents.jsonl` that comes in on `-`.

    A file whose ending names no format is read as `incidents.jsonl`.
    """
    # Imported here, so that --help does not wait for the stores.
    from geoincidents import store  # noqa: PLC0415

    if path == STDIN:
        return store.decode_jsonl(sys.stdin.buffer.read(), "standard input")
    if store.is_database(path):
        return store.read_database(path)
    named = any(path.lower().endswith(e) for f in store.read_formats().values() for e in f.endings)
    return store.read_incidents(path, as_format=None if named else "jsonl")


def read_sound_incidents(path: str) -> tuple["Incidents", list[str]]:
    """Read what is sound of an `incidents.jsonl`, and say of every other line what is wrong.

    Of two incidents with one id the second is at fault: a link to it would lead to the first.

    Raises:
        RecordError: there are lines, and none is an incident.
    """
    from geoincidents.disk import show_path  # noqa: PLC0415 - as above
    from geoincidents.errors import RecordError  # noqa: PLC0415 - as above
    from geoincidents.store import (  # noqa: PLC0415 - as above
        is_database,
        read_bytes,
        read_database,
        sift_jsonl,
    )

    if is_database(path):
        return read_database(path), []
    if path == STDIN:
        data, shown = sys.stdin.buffer.read(), "standard input"
    else:
        data, shown = read_bytes(Path(path)), show_path(Path(path))
    found, faults = sift_jsonl(data, once=True)
    if faults and not found:
        msg = (
            f"{shown}: none of its {len(faults):,} lines is an incident: {faults[0]}; "
            "give a file that geoincidents wrote"
        )
        raise RecordError(msg)
    return found, [f"{shown}: {fault}; left out" for fault in faults]
