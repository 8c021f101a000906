"""`geoincidents demo`: the sample articles on a map, to see what comes out."""

from pathlib import Path

import typer

from geoincidents.cli import options
from geoincidents.cli.run import Manner, run_map
from geoincidents.folders import find_folder

DEMO_FOLDER = Path("geoincidents-demo")


def make_demo(
    *,
    out: options.Out = DEMO_FOLDER,
    tiles: options.Tiles = None,
    quiet: options.Quiet = False,
    as_json: options.Json = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Draw the five sample articles that come with the program."""
    from geoincidents.cli.wish import PageLook, Wish  # noqa: PLC0415 - --help does not wait for it

    code = run_map(
        [str(find_folder("seeds"))],
        out,
        wish=Wish(look=PageLook(title="Sample articles", tiles=options.split_names(tiles))),
        manner=Manner(quiet=quiet, as_json=as_json),
    )
    raise typer.Exit(code)
