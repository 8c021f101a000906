"""`geoincidents export`: incidents in, any format of the table out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geoincidents.cli import filters, options, protecting
from geoincidents.cli.inputs import read_incidents, refuse_same
from geoincidents.cli.storing import print_stored
from geoincidents.cli.summary import count_incidents
from geoincidents.cli.terminal import print_line, show_text

if TYPE_CHECKING:
    from geoincidents.filtering import Filter
    from geoincidents.model import Incidents

ROWS = ("incident", "feature")


def _read_rows(word: str) -> str:
    if word not in ROWS:
        msg = f"{word!r} is none of {', '.join(ROWS)}."
        raise typer.BadParameter(msg)
    return word


def _read_format(name: str) -> str:
    return options.read_formats(name.replace(",", " "), pictures=False)


@filters.take_filters
@protecting.take_protection
def export_incidents(
    incidents: options.IncidentsFile,
    *,
    out: Annotated[
        str,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="The file, whose ending names the format; or the address of a PostGIS database.",
        ),
    ],
    as_format: Annotated[
        str | None,
        typer.Option(
            "--format",
            metavar="NAME",
            parser=_read_format,
            help="The format, where the ending does not name it (docs/formats.md).",
        ),
    ] = None,
    areas: Annotated[
        bool, typer.Option("--areas", help="Add the areas of places to GeoJSON.")
    ] = False,
    rows: Annotated[
        str,
        typer.Option(
            "--rows",
            metavar="incident|feature",
            parser=_read_rows,
            show_default=False,
            help="What a row of CSV is: an incident, or each of its places and lines.",
        ),
    ] = ROWS[0],
    bom: Annotated[
        bool, typer.Option("--bom", help="Mark CSV as UTF-8, so that Excel reads it so.")
    ] = False,
    style: Annotated[
        bool,
        typer.Option("--style/--no-style", help="Add how QGIS draws it.", show_default=False),
    ] = True,
    lossy: options.Lossy = False,
    wait: options.Wait = 0.0,
    wanted: "Filter",
    guard: protecting.Guard,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Write incidents in another format: for QGIS, a spreadsheet, Google Earth, event data.

    The format is the one that the ending of FILE names, or --format: see docs/formats.md. The
    file is written whole or not at all, and the same incidents give the same bytes.
    """
    # Imported here, so that --help does not wait for the stores.
    from geoincidents.filtering import filter_incidents  # noqa: PLC0415
    from geoincidents.store import (  # noqa: PLC0415
        WriteOptions,
        check_losses,
        choose_format,
        is_database,
        write_file,
    )

    if is_database(out):
        found = guard.guard_file(read_incidents(incidents), incidents)
        _store(filter_incidents(found, wanted), out, wait_s=wait, quiet=quiet)
        return
    target = Path(out)
    chosen = WriteOptions(areas=areas, rows=rows, bom=bom, lossy=lossy, style=style)
    refuse_same(incidents, target)
    check_losses([choose_format(target, as_format)], chosen)
    found = guard.guard_file(read_incidents(incidents), incidents)
    kept = filter_incidents(found, wanted)
    written = write_file(kept, target, chosen, as_format=as_format, wait_s=wait)
    if quiet:
        return
    for note in written.notes:
        print_line(show_text(note))
    many = count_incidents(len(kept))
    left_out = len(found) - len(kept)
    said = f"{many} ({left_out:,} left out by the filter)" if left_out else many
    print_line(f"{said}: {', '.join(show_text(path) for path in written.files)}")


def _store(kept: "Incidents", address: str, *, wait_s: float, quiet: bool) -> None:
    from geoincidents.link.merging import merge_pair  # noqa: PLC0415 - as above
    from geoincidents.store import PATIENCE_S, write_database  # noqa: PLC0415 - as above

    stored = write_database(kept, address, join=merge_pair, wait_s=max(wait_s, PATIENCE_S))
    print_stored(stored, quiet=quiet)
