"""`geoincidents doctor`: what is there, what is missing, what to do."""

import json
from dataclasses import asdict
from typing import Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.codes import FAILED, FINE
from geoincidents.cli.terminal import print_output, show_text


def examine_program(
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the findings as JSON on standard output.")
    ] = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Look at this installation: versions, place index, cache, disk, page, other programs.

    A line each: `ok`; `absent`, which is something that not everybody needs; or `fault`, which
    `map` cannot do without, and then the exit code is 1. Nothing is asked of the network.
    """
    from geoincidents.doctor import FAULT, examine_installation  # noqa: PLC0415 - as --help is fast

    findings = examine_installation()
    is_well = all(one.status != FAULT for one in findings)
    if as_json:
        told = {"ok": is_well, "findings": [asdict(one) for one in findings]}
        print_output(json.dumps(told, indent=2))
    else:
        width = max(len(one.name) for one in findings)
        for one in findings:
            print_output(f"{one.status:<6}  {one.name:<{width}}  {show_text(one.said)}")
            if one.next_step:
                print_output(f"{'':<6}  {'':<{width}}  -> {show_text(one.next_step)}")
    raise typer.Exit(FINE if is_well else FAILED)
