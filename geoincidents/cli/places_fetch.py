"""`geoincidents places fetch`: download a source from where it is published, and add it."""

from typing import Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.places_add import show_source
from geoincidents.cli.progress import show_progress
from geoincidents.cli.terminal import print_line, show_text

SOURCES = ("geonames", "boundaries")
STEPS = 100


def fetch_places(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="geonames or boundaries (geoBoundaries).")
    ],
    countries: Annotated[
        list[str],
        typer.Argument(
            metavar="COUNTRY...",
            help="Codes: two letters for geonames (IQ), three for boundaries (IRQ).",
        ),
    ],
    *,
    level: Annotated[
        int, typer.Option("--level", min=0, max=3, help="Level of boundaries: 1 is provinces.")
    ] = 1,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Download places from the official source and add them; nothing else ever uses the network.

    What broke off goes on where it stopped; what is there already is not downloaded again.
    """
    from geoincidents.gazetteer.sources import fetching  # noqa: PLC0415 - --help does not wait
    from geoincidents.gazetteer.sources.adding import add_source  # noqa: PLC0415 - see above

    if source not in SOURCES:
        msg = f"{source!r} cannot be fetched; sources are {', '.join(SOURCES)}."
        raise typer.BadParameter(msg, param_hint="'SOURCE'")
    for country in countries:
        with show_progress(f"Fetching {source} {country}", STEPS, quiet=quiet) as advance:
            shown = 0

            def tell(done: int, size: int | None) -> None:
                nonlocal shown
                while size and shown < STEPS * done // size:
                    shown += 1
                    advance()

            if source == "geonames":
                path = fetching.fetch_geonames(country, tell)
            else:
                path = fetching.fetch_boundaries(country, level, tell)
        added = add_source(path, source, name=f"{source}-{path.stem}", level=level)
        if not quiet:
            print_line(show_text(f"added {show_source(added)}"))
