"""`geoincidents export`: incidents in, any format of the table out."""

import os
from pathlib import Path
from typing import Annotated

import typer

from geoincidents.cli import filters, options
from geoincidents.cli.inputs import STDIN, read_incidents
from geoincidents.cli.terminal import print_line, show_text

ROWS = ("incident", "feature")


def _read_rows(word: str) -> str:
    if word not in ROWS:
        msg = f"{word!r} is none of {', '.join(ROWS)}."
        raise typer.BadParameter(msg)
    return word


def _read_format(name: str) -> str:
    return options.read_formats(name.replace(",", " "), pictures=False)


def export_incidents(
    incidents: Annotated[
        str,
        typer.Argument(
            metavar="INCIDENTS",
            help="A file of incidents that geoincidents wrote; - reads incidents.jsonl from "
            "standard input.",
            show_default=False,
        ),
    ],
    *,
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FILE", help="The file; its ending names the format."),
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
    since: filters.Since = None,
    until: filters.Until = None,
    types: filters.Types = None,
    countries: filters.Countries = None,
    bbox: filters.Bbox = None,
    statuses: filters.Statuses = None,
    roles: filters.Roles = None,
    min_confidence: filters.MinConfidence = None,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Write incidents in another format: for QGIS, a spreadsheet, Google Earth, event data.

    The format is the one that the ending of FILE names, or --format: see docs/formats.md. The
    file is written whole or not at all, and the same incidents give the same bytes.
    """
    wanted = filters.read_filter(
        since=since,
        until=until,
        types=types,
        countries=countries,
        bbox=bbox,
        statuses=statuses,
        roles=roles,
        min_confidence=min_confidence,
    )
    # Imported here, so that --help does not wait for the stores.
    from geoincidents.filtering import filter_incidents  # noqa: PLC0415
    from geoincidents.store import (  # noqa: PLC0415
        WriteOptions,
        check_losses,
        choose_format,
        write_file,
    )

    chosen = WriteOptions(areas=areas, rows=rows, bom=bom, lossy=lossy, style=style)
    if incidents != STDIN and os.path.realpath(incidents) == os.path.realpath(out):
        msg = f"{str(out)!r} is also the input; choose another name."
        raise typer.BadParameter(msg, param_hint="'--out'")
    check_losses([choose_format(out, as_format)], chosen)
    found = read_incidents(incidents)
    kept = filter_incidents(found, wanted)
    written = write_file(kept, out, chosen, as_format=as_format, wait_s=wait)
    if quiet:
        return
    for note in written.notes:
        print_line(show_text(note))
    many = "1 incident" if len(kept) == 1 else f"{len(kept):,} incidents"
    left_out = len(found) - len(kept)
    said = f"{many} ({left_out:,} left out by the filter)" if left_out else many
    print_line(f"{said}: {', '.join(show_text(path) for path in written.files)}")
