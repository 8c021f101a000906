"""`geoincidents report`: incidents in, a situation report out."""

from pathlib import Path
from typing import Annotated

import typer

from geoincidents.cli import filters, options
from geoincidents.cli.inputs import read_incidents
from geoincidents.cli.terminal import print_line, show_text


def report_incidents(
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
        typer.Option("--out", "-o", metavar="FILE", help="The report: .html, .md, .docx or .pdf."),
    ],
    title: Annotated[str | None, typer.Option("--title", help="Title of the report.")] = None,
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
    """Write a situation report: map, figures, timeline, table, numbered evidence, sources, limits.

    Markdown has its pictures beside it; a PDF is printed by the Chromium of this machine. Nothing
    is asked of the network.
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
    # Imported here, so that --help does not wait for matplotlib.
    from geoincidents.filtering import filter_incidents  # noqa: PLC0415
    from geoincidents.report import build_report, check_ending, write_report  # noqa: PLC0415

    check_ending(out)
    kept = filter_incidents(read_incidents(incidents), wanted)
    files = write_report(build_report(kept, title=title), out)
    if not quiet:
        many = "1 incident" if len(kept) == 1 else f"{len(kept):,} incidents"
        print_line(f"{many}: {', '.join(show_text(str(path)) for path in files)}")
