"""`geoincidents places tag`: a geoparser as a filter, JSON lines in, JSON lines out."""

from pathlib import Path
from typing import Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.codes import FINE, SOME_SKIPPED
from geoincidents.cli.online import print_lookups, start_online
from geoincidents.cli.terminal import print_line, print_output, show_text
from geoincidents.errors import InputError

SHOWN_FAULTS = 20


def tag_documents(
    documents: Annotated[
        str,
        typer.Argument(metavar="DOCS", help='Lines of {"id", "text"}; - reads standard input.'),
    ],
    *,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="File to write; else standard output."),
    ] = None,
    given_spans: Annotated[
        bool,
        typer.Option("--given-spans", help='Only place the "toponyms" (start, end) of each line.'),
    ] = False,
    sense: Annotated[
        list[str] | None,
        typer.Option(
            "--sense",
            metavar="SENSE",
            help="Keep only this sense (literal, metonym, demonym, organisation); may be given "
            "more than once.",
        ),
    ] = None,
    online: options.Online = None,
    contact: options.Contact = None,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Find the names of places in texts and say which place each is.

    Each line of the result is {"id", "toponyms": [{start, end, surface, sense, name, place_id,
    lat, lon, kind, radius_m, confidence}]}. A line that is none is named and left out.
    """
    from geoincidents.gazetteer import load_gazetteer  # noqa: PLC0415 - --help does not wait
    from geoincidents.tagging import SENSES, tag_lines  # noqa: PLC0415 - see above

    wanted = frozenset(sense or SENSES)
    if unknown := wanted - SENSES:
        msg = f"{min(unknown)!r} is no sense; senses are {', '.join(sorted(SENSES))}."
        raise typer.BadParameter(msg, param_hint="'--sense'")
    gazetteer = load_gazetteer(progress=lambda line: print_line(show_text(line)))
    asker = start_online(online, contact)
    faults: list[str] = []
    tagged = tag_lines(
        _read(documents),
        gazetteer,
        senses=wanted,
        given_spans=given_spans,
        on_fault=faults.append,
        online=asker,
    )
    if out is None:
        for line in tagged:
            print_output(line)
    else:
        from geoincidents.disk import write_whole  # noqa: PLC0415 - only a file needs it

        write_whole(out, "".join(f"{line}\n" for line in tagged).encode())
    for fault in faults[:SHOWN_FAULTS]:
        print_line(show_text(f"{documents}, {fault}"))
    if len(faults) > SHOWN_FAULTS:
        print_line(f"and {len(faults) - SHOWN_FAULTS} more lines that were left out")
    is_partial = print_lookups(asker.lookups) if asker else False
    raise typer.Exit(SOME_SKIPPED if faults or is_partial else FINE)


def _read(documents: str) -> list[bytes]:
    """Give the lines of a file or of standard input, split at line feeds alone."""
    try:
        if documents == "-":
            data = typer.get_binary_stream("stdin").read()
        else:
            data = Path(documents).read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        msg = f"cannot read {documents}: {reason}; give a file of JSON lines, or - for a pipe"
        raise InputError(msg) from error
    return data.split(b"\n")
