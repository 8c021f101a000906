"""`geoincidents report`: incidents in, a situation report out."""

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
def report_incidents(
    incidents: options.IncidentsFile,
    *,
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="FILE", help="The report: .html, .md, .docx or .pdf."),
    ],
    title: Annotated[str | None, typer.Option("--title", help="Title of the report.")] = None,
    wanted: "Filter",
    guard: protecting.Guard,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Write a situation report: map, figures, timeline, table, numbered evidence, sources, limits.

    Markdown has its pictures beside it; a PDF is printed by the Chromium of this machine. Nothing
    is asked of the network.
    """
    # Imported here, so that --help does not wait for matplotlib.
    from geoincidents.filtering import filter_incidents  # noqa: PLC0415
    from geoincidents.report import build_report, check_ending, write_report  # noqa: PLC0415

    check_ending(out)
    found = guard.guard_file(read_incidents(incidents), incidents)
    kept = filter_incidents(found, wanted)
    files = write_report(build_report(kept, title=title), out)
    if not quiet:
        print_line(
            f"{count_incidents(len(kept))}: {', '.join(show_text(str(path)) for path in files)}"
        )
