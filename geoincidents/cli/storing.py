"""Keep incidents in a database, where a command was told to, and say what became of them."""

from typing import TYPE_CHECKING, Annotated

import typer

from geoincidents.cli.terminal import print_line, show_text

if TYPE_CHECKING:
    from geoincidents.store import Stored

Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="ADDRESS",
        help="Keep the incidents in this PostGIS database too, such as "
        "postgresql://USER@HOST/DATABASE (docs/postgis.md).",
    ),
]


def print_stored(stored: "Stored", *, quiet: bool) -> None:
    """Say what became of the incidents; what is amiss is said to the quiet, too."""
    for note in stored.notes:
        print_line(show_text(note))
    if quiet:
        return
    counts = [
        (stored.added, "added"),
        (stored.changed, "changed"),
        (stored.unchanged, "as before"),
        (stored.joined, "joined with what further articles tell"),
        (stored.removed, "no longer found, removed"),
    ]
    told = ", ".join(f"{many:,} {what}" for many, what in counts if many)
    print_line(show_text(f"Database: {stored.shown} ({told or 'no incident'})"))
