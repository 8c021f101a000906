"""`geoincidents places`: the commands of the gazetteer, one file each."""

from collections.abc import Callable

import typer

from geoincidents.cli.places_add import add_places
from geoincidents.cli.places_explain import explain_name
from geoincidents.cli.places_fetch import fetch_places
from geoincidents.cli.places_find import find_name
from geoincidents.cli.places_list import check_places, list_places, remove_places
from geoincidents.cli.places_suggest import suggest_places
from geoincidents.cli.places_tag import tag_documents

NAME = "places"
PLACES_COMMANDS: dict[str, Callable[..., None]] = {
    "find": find_name,
    "explain": explain_name,
    "tag": tag_documents,
    "suggest": suggest_places,
    "add": add_places,
    "fetch": fetch_places,
    "list": list_places,
    "remove": remove_places,
    "check": check_places,
}


def build_places() -> typer.Typer:
    """Give the application with a command for each row of `PLACES_COMMANDS`."""
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode="markdown",
        no_args_is_help=True,
        help="Look places up, tag them in texts, say why, and add your own.",
    )
    for name, command in PLACES_COMMANDS.items():
        app.command(name)(command)
    return app
