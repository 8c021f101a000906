"""The files inside an archive: how they are called, and which names are refused."""

from pathlib import PurePath
from typing import BinaryIO

from geoincidents.ingest.endings import split_name
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.shown import is_clutter, shape_id, show_name
from geoincidents.ingest.source import Opened, Origin


def show_member(bundle: Origin, name: str) -> str:
    """Give the path of a member as people see it: `news/bundle.zip!folder/a.txt`."""
    return f"{bundle.shown}!{show_name(name)}"


def is_passed_over(name: str) -> bool:
    """Tell what systems leave behind in archives, as in folders."""
    return any(is_clutter(part) for part in _split(name) if part != "..")


def check_member_name(name: str) -> None:
    """Refuse a name that leads out of its archive, although nothing is ever unpacked by name.

    Raises:
        RefusalError: it does.
    """
    parts = _split(name)
    if not parts or name[0] in "/\\" or ".." in parts or ":" in parts[0] or "\0" in name:
        reason = "a name that leads out of its archive"
        raise RefusalError(reason, "trust the archive no more; pack its files anew")


def open_member(bundle: Opened, name: str, stream: BinaryIO) -> Opened:
    """Give a member of an archive as an input of its own, called `bundle.zip!folder/a.txt`."""
    ending = split_name(_split(name)[-1])
    if ending.packing:
        reason = f"an archive inside an archive ({ending.shown})"
        raise RefusalError(reason, "unpack the outer one and give the folder")
    return Opened(
        shown=show_member(bundle, name),
        file_id=shape_id(f"{PurePath(bundle.shown).name}!{name}"),
        folder_name=bundle.stem,
        extension=ending.extension,
        stem=ending.stem,
        encoding=bundle.encoding,
        stream=stream,
    )


def _split(name: str) -> list[str]:
    """Give folders and name; archives hold thousands, and a `PurePath` takes as long as a read."""
    return [part for part in name.replace("\\", "/").split("/") if part not in {"", "."}]
