"""The table of formats (`formats.toml`): which there are, and which one a file name asks for."""

import difflib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, cast

from geoincidents.disk import show_path
from geoincidents.errors import InputError

if TYPE_CHECKING:
    from geoincidents.store.rows import Rows

ROWS = ("incident", "feature")


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOptions:
    """Say how a file is written; a format leaves alone what does not concern it.

    `areas` adds the polygons of places, `rows` is what a row of a table stands for, `bom` marks
    CSV as UTF-8 for Excel, `lossy` says that losses are known, `style` adds how QGIS draws it.
    """

    areas: bool = False
    rows: str = ROWS[0]
    bom: bool = False
    lossy: bool = False
    style: bool = True


@dataclass(frozen=True, slots=True)
class Written:
    """Name the files that were written, and what people should know of them."""

    files: tuple[Path, ...]
    notes: tuple[str, ...] = ()


Writer = Callable[["Rows", Path, WriteOptions], Written]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """Describe a format; the fields are those of `formats.toml`.

    One that `streams` takes rows that are walked through, and holds few of them at a time.
    """

    name: str
    title: str
    use: str
    suffix: str
    endings: tuple[str, ...]
    writer: str
    reads: bool
    losses: tuple[str, ...]
    gives_up: bool = False
    streams: bool = False

    def load_writer(self) -> Writer:
        """Give the function that writes it; its libraries are imported only now."""
        module, _, name = self.writer.partition(":")
        return cast("Writer", getattr(import_module(module), name))


@cache
def read_formats() -> Mapping[str, Format]:
    """Give the formats by name."""
    text = files("geoincidents.store").joinpath("formats.toml").read_text(encoding="utf-8")
    return {
        name: Format(
            name=name,
            title=row["title"],
            use=row["for"],
            suffix=row["suffix"],
            endings=tuple(row["endings"]),
            writer=row["writer"],
            reads=row["reads"],
            losses=tuple(row["losses"]),
            gives_up=row.get("gives_up", False),
            streams=row.get("streams", False),
        )
        for name, row in tomllib.loads(text).items()
    }


def find_format(name: str) -> Format:
    """Give the format of a name, or of an ending written as a name ("jsonl", ".gpkg").

    Raises:
        InputError: there is none; names the nearest.
    """
    formats = read_formats()
    wanted = name.strip().lower()
    if wanted in formats:
        return formats[wanted]
    found = _match_ending(f"x.{wanted.removeprefix('.')}")
    if found is not None:
        return found
    msg = f"there is no format {name!r}; {_suggest(wanted, list(formats))}"
    raise InputError(msg)


def guess_format(path: Path) -> Format:
    """Give the format that the end of a file name asks for.

    Raises:
        InputError: it asks for none; names the nearest.
    """
    found = _match_ending(path.name)
    if found is not None:
        return found
    endings = [ending for one in read_formats().values() for ending in one.endings]
    if not path.suffix:
        msg = f"{show_path(path)} has no ending that names a format; end it with {endings[0]}, "
        msg += f"{', '.join(endings[1:])}, or give --format"
        raise InputError(msg)
    ending = "".join(path.suffixes[-2:]) if path.suffix == ".zip" else path.suffix
    told = _suggest(ending.lower(), endings)
    msg = f"{show_path(path)}: no format ends with {ending}; {told}, or give --format"
    raise InputError(msg)


def _match_ending(name: str) -> Format | None:
    lowered = name.lower()
    fitting = [
        (len(ending), one.name, one)
        for one in read_formats().values()
        for ending in one.endings
        if lowered.endswith(ending)
    ]
    return max(fitting)[2] if fitting else None


def _suggest(wanted: str, known: list[str]) -> str:
    near = difflib.get_close_matches(wanted, known, n=1, cutoff=0.5)
    lead = f"the nearest is {near[0]}; " if near else ""
    return f"{lead}there are {', '.join(known)}"
