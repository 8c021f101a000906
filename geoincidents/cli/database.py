"""`geoincidents database`: the commands for a PostGIS database that a team shares."""

from collections.abc import Callable
from typing import Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.terminal import print_line, show_text

NAME = "database"
Address = Annotated[
    str,
    typer.Argument(
        metavar="ADDRESS",
        help="The database, such as postgresql://USER@HOST/DATABASE.",
        show_default=False,
    ),
]


def upgrade_tables(
    address: Address,
    *,
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Make the tables, or bring those of an older version up to date with all that they hold."""
    from geoincidents.store import upgrade_database  # noqa: PLC0415 - --help does not wait

    done = upgrade_database(address)
    if not quiet:
        former = "no tables" if done.before is None else f"version {done.before}"
        same = done.before == done.after
        told = f"{former}, up to date" if same else f"{former}, now version {done.after}"
        print_line(show_text(f"{done.shown}: {told}"))


def share_tables(
    address: Address,
    *,
    role: Annotated[
        str,
        typer.Option("--role", metavar="NAME", help="The role; made where there is none."),
    ] = "geoincidents_reader",
    quiet: options.Quiet = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Let a role read everything and write nothing; give it to the users who may read.

    GRANT geoincidents_reader TO somebody; is then all that an administrator types for each.
    """
    from geoincidents.store import share_database  # noqa: PLC0415 - --help does not wait

    shown = share_database(address, role)
    if not quiet:
        print_line(show_text(f"{shown}: {role} may read; let in users with GRANT {role} TO USER"))


DATABASE_COMMANDS: dict[str, Callable[..., None]] = {
    "upgrade": upgrade_tables,
    "share": share_tables,
}


def build_database() -> typer.Typer:
    """Give the application with a command for each row of `DATABASE_COMMANDS`."""
    app = typer.Typer(
        add_completion=False,
        rich_markup_mode="markdown",
        no_args_is_help=True,
        help="Look after a PostGIS database: make its tables, let others read.",
    )
    for name, command in DATABASE_COMMANDS.items():
        app.command(name)(command)
    return app
