"""`geoincidents places list`, `remove` and `check`: what was added, and whether it is sound."""

from pathlib import Path
from typing import Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.codes import FAILED, FINE
from geoincidents.cli.places_add import show_source
from geoincidents.cli.terminal import print_line, print_output, show_text

SHOWN_FAULTS = 20


def list_places(
    *,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """List what the gazetteer is made of: our tables and what was added, how big, since when."""
    from geoincidents.folders import find_folder  # noqa: PLC0415 - --help does not wait
    from geoincidents.gazetteer.sources.store import (  # noqa: PLC0415 - see above
        find_data_folder,
        list_sources,
    )
    from geoincidents.gazetteer.tables import list_tables  # noqa: PLC0415 - see above

    tables = list_tables(find_folder("gazetteer"))
    size = sum(path.stat().st_size for path in tables)
    print_output(f"ours: {len(tables)} tables, {size / 1e6:.1f} MB, and towns and airports")
    sources = list_sources()
    for source in sources:
        print_output(show_text(show_source(source)))
    if not sources:
        print_line(show_text(f"nothing was added yet; it would be kept in {find_data_folder()}"))


def remove_places(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name that `list` gives.")],
    *,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Take a source that was added out of the gazetteer."""
    from geoincidents.gazetteer.sources.store import remove_source  # noqa: PLC0415 - --help

    print_line(show_text(f"removed {show_source(remove_source(name))}"))


def check_places(
    folder: Annotated[
        Path | None,
        typer.Argument(metavar="[FOLDER]", help="Folder of tables; ours where none is given."),
    ] = None,
    *,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Find the faults of place tables, each with file and row; exit code 1 where there is one."""
    from geoincidents.gazetteer.check import check_tables  # noqa: PLC0415 - --help
    from geoincidents.gazetteer.tables import count_faults  # noqa: PLC0415 - as above

    faults = check_tables(folder)
    for fault in faults[:SHOWN_FAULTS]:
        print_output(show_text(fault))
    if len(faults) > SHOWN_FAULTS:
        print_output(f"and {len(faults) - SHOWN_FAULTS} more")
    print_line(count_faults(len(faults)) if faults else "the tables are sound")
    raise typer.Exit(FAILED if faults else FINE)
