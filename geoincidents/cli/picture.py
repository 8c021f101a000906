"""`geoincidents picture`: incidents in, a map for print or a slide out."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geoincidents.cli import filters, options, protecting
from geoincidents.cli.inputs import read_incidents
from geoincidents.cli.summary import count_incidents
from geoincidents.cli.terminal import print_line, show_text

if TYPE_CHECKING:
    from geoincidents.filtering import Filter


@filters.take_filters
@protecting.take_protection
def picture_incidents(
    incidents: options.IncidentsFile,
    *,
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FILE", help="The picture: .png, .svg or .pdf."),
    ],
    title: Annotated[str | None, typer.Option("--title", help="Title above the map.")] = None,
    size: Annotated[
        str,
        typer.Option("--size", metavar="WxH", help="Pixels of a PNG; shape of an SVG or PDF."),
    ] = "2400x1350",
    extent: Annotated[
        str | None,
        typer.Option(
            "--extent",
            metavar="W,S,E,N",
            help="What to show, in degrees; otherwise all that is drawn. Write --extent=W,S,E,N "
            "where it begins with a minus.",
        ),
    ] = None,
    inset: Annotated[
        bool, typer.Option("--inset", help="Add a small map of the wider region.")
    ] = False,
    style: Annotated[
        Path | None,
        typer.Option(
            "--style", metavar="FILE", help="TOML with a table [picture]: colours and sizes."
        ),
    ] = None,
    wanted: "Filter",
    guard: protecting.Guard,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Draw incidents as a picture with legend, scale and sources: PNG, SVG or PDF.

    Nothing is asked of the network. Text of an SVG stays text. The same incidents give the same
    bytes.
    """
    # Imported here, so that --help does not wait for matplotlib.
    from geoincidents.filtering import filter_incidents  # noqa: PLC0415
    from geoincidents.render.picture import (  # noqa: PLC0415
        check_ending,
        draw_picture,
        read_extent,
        read_size,
        read_style,
        write_picture,
    )

    check_ending(out)
    width, height = read_size(size)
    shown = read_extent(extent) if extent else None
    look = read_style(style) if style else None
    found = guard.guard_file(read_incidents(incidents), incidents)
    kept = filter_incidents(found, wanted)
    figure = draw_picture(
        kept, title=title, extent=shown, inset=inset, style=look, aspect=width / height
    )
    path = write_picture(figure, out, size=(width, height))
    if not quiet:
        print_line(f"{count_incidents(len(kept))}: {show_text(str(path))}")
