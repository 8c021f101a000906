"""`geoincidents basemap`: the user's own layers of ground."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.terminal import print_line, print_output, show_text

if TYPE_CHECKING:
    from geoincidents.render.basemap.added import AddedLayer

NAME = "basemap"


def add_layers(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="Shapes: GeoJSON, GeoPackage, Shapefile (.zip), FlatGeobuf, also with .gz.",
            show_default=False,
        ),
    ],
    *,
    kind: Annotated[
        str | None,
        typer.Option(
            "--as",
            metavar="KIND",
            help="What it is: provinces, rivers, lakes, roads, borders, disputed or land; else "
            "the file's name and its column featurecla tell.",
        ),
    ] = None,
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="Name to keep it under; else the file's."),
    ] = None,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Add provinces, rivers, lakes, roads or borders to the ground of every map.

    A map carries only what lies round its incidents, as fine as it can show. A file of the same
    name takes the place of the one before.
    """
    from geoincidents.render.basemap.added import add_basemap  # noqa: PLC0415 - --help

    if name is not None and len(files) > 1:
        msg = "one name is for one file."
        raise typer.BadParameter(msg, param_hint="'--name'")
    for file in files:
        layer = add_basemap(file, kind=kind, name=name)
        print_line(show_text(f"added {_show_layer(layer)}"))


def list_layers(
    *,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """List the layers that were added."""
    from geoincidents.render.basemap.added import list_basemaps  # noqa: PLC0415 - --help

    layers = list_basemaps()
    for layer in layers:
        print_output(show_text(_show_layer(layer)))
    if not layers:
        print_line("nothing was added yet; maps show the outlines that we carry")


def remove_layer(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name that `list` gives.")],
    *,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Take a layer that was added off the maps to come."""
    from geoincidents.render.basemap.added import remove_basemap  # noqa: PLC0415 - --help

    print_line(show_text(f"removed {_show_layer(remove_basemap(name))}"))


COMMANDS: dict[str, Callable[..., None]] = {
    "add": add_layers,
    "list": list_layers,
    "remove": remove_layer,
}


def build_basemap() -> typer.Typer:
    """Give the application with a command for each row of `COMMANDS`."""
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode="markdown",
        no_args_is_help=True,
        help="Add your own provinces, rivers, lakes and borders to the ground of maps.",
    )
    for name, command in COMMANDS.items():
        app.command(name)(command)
    return app


def _show_layer(layer: "AddedLayer") -> str:
    """Give one line for people: name, what, how many, how big, since when."""
    return (
        f"{layer.name}: {layer.kind}, {layer.shapes:,} shapes, {layer.size / 1e6:.1f} MB, "
        f"{layer.added[:10]}, from {layer.original}"
    )
