"""`geoincidents verify`: is a run still what it was, and do its quotes stand?"""

from pathlib import Path
from typing import Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.codes import FAILED, FINE, SOME_SKIPPED
from geoincidents.cli.terminal import print_line, print_output, show_text

SHOWN = 20


def verify_folder(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of a run.", show_default=False)
    ],
    *,
    articles: Annotated[
        list[str] | None,
        typer.Option(
            "--articles",
            metavar="PATH",
            help="Where the articles are now; otherwise where run.json says. May be given more "
            "than once.",
        ),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the verdict as JSON on standard output.")
    ] = False,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Check every file, article and quote of a run again, and name what changed.

    Exit code 0 where all was checked and stands, 1 where something changed, 3 where something
    could not be checked, such as an article that is not there.
    """
    # Imported here, so that --help does not wait for the rooms.
    from geoincidents.ingest import read_articles  # noqa: PLC0415
    from geoincidents.verify import encode_verdict, verify_run  # noqa: PLC0415

    read = read_articles(*articles) if articles else None
    verdict = verify_run(folder, read)
    for heading, lines in (("Changed", verdict.faults), ("Not checked", verdict.unchecked)):
        if lines:
            print_line(f"{heading}:")
        for line in lines[:SHOWN]:
            print_line(f"  {show_text(line)}")
        if len(lines) > SHOWN:
            print_line(f"  and {len(lines) - SHOWN:,} more: --json lists them all")
    if not quiet:
        print_line(
            f"files {verdict.files}, articles {verdict.articles}, quotes {verdict.quotes}: "
            f"{len(verdict.faults)} changed, {len(verdict.unchecked)} not checked"
        )
    if as_json:
        print_output(encode_verdict(verdict))
    raise typer.Exit(FAILED if verdict.faults else SOME_SKIPPED if verdict.unchecked else FINE)
