"""`geoincidents places add`: places of others, from a file as it was downloaded."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.terminal import print_line, show_text

if TYPE_CHECKING:
    from geoincidents.gazetteer.sources.store import Source

FORMATS = ("geonames", "whosonfirst", "osm", "boundaries")


def add_places(
    words: Annotated[
        list[str],
        typer.Argument(
            metavar="[FORMAT] FILE...",
            help="FORMAT is geonames, whosonfirst, osm or boundaries; without one the files are "
            "tables of your own (CSV or GeoJSON).",
            show_default=False,
        ),
    ],
    *,
    alternate_names: Annotated[
        Path | None,
        typer.Option(
            "--alternate-names", metavar="FILE", help="alternateNamesV2.zip of GeoNames, too."
        ),
    ] = None,
    level: Annotated[
        int,
        typer.Option(
            "--level", min=0, max=3, help="Level of boundaries: 0 country, 1 province, 2 district."
        ),
    ] = 1,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="Name to keep it under; else the file's."),
    ] = None,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Add places to the gazetteer: your own win over ours, those of dumps come after.

    Every fault of a file is listed with its row, and then nothing of it is added. A file of the
    same name takes the place of the one before. The index is built anew at the next use.
    """
    from geoincidents.gazetteer.sources.adding import add_source  # noqa: PLC0415 - --help

    kind = words[0] if words[0] in FORMATS else "own"
    files = words[1:] if kind != "own" else words
    if not files:
        msg = f"say which file: places add {kind} FILE."
        raise typer.BadParameter(msg)
    if name is not None and len(files) > 1:
        msg = "one name is for one file."
        raise typer.BadParameter(msg, param_hint="'--name'")
    for file in files:
        source = add_source(
            Path(file), kind, name=name, alternates=alternate_names, level=level, progress=_tell
        )
        print_line(show_text(f"added {show_source(source)}"))


def _tell(rows: int) -> None:
    print_line(f"{rows:,} rows are read")


def show_source(source: "Source") -> str:
    """Give one line for people: what, how many, how big, since when."""
    left_out = f", {source.left_out:,} rows left out" if source.left_out else ""
    return (
        f"{source.name}: {source.places:,} places ({source.kind}{left_out}), "
        f"{source.size / 1e6:.1f} MB, {source.added[:10]}, from {source.original}"
    )
