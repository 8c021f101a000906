"""The filters that `map`, `render`, `export`, `picture` and `report` share, as options."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from geoincidents.cli.bundles import take_options
from geoincidents.cli.options import read_date

if TYPE_CHECKING:
    from geoincidents.filtering import Filter

PANEL = "Filters"

Since = Annotated[
    date | None,
    typer.Option(
        "--since",
        metavar="DATE",
        parser=read_date,
        rich_help_panel=PANEL,
        help="Keep incidents that may have been on this day (YYYY-MM-DD) or later.",
    ),
]
Until = Annotated[
    date | None,
    typer.Option(
        "--until",
        metavar="DATE",
        parser=read_date,
        rich_help_panel=PANEL,
        help="Keep incidents that may have been on this day or earlier.",
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        metavar="TYPE",
        rich_help_panel=PANEL,
        help="Keep this incident_type, such as rocket_attack; several with commas.",
    ),
]
Countries = Annotated[
    list[str] | None,
    typer.Option(
        "--country",
        metavar="CODE",
        rich_help_panel=PANEL,
        help="Keep incidents with a place hit in this country, such as IQ; several with commas.",
    ),
]
Bbox = Annotated[
    str | None,
    typer.Option(
        "--bbox",
        metavar="W,S,E,N",
        rich_help_panel=PANEL,
        help="Keep incidents with a place hit in this box of degrees; write --bbox=W,S,E,N where "
        "it begins with a minus.",
    ),
]
Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        rich_help_panel=PANEL,
        help="Keep this status, such as executed; several with commas.",
    ),
]
Roles = Annotated[
    list[str] | None,
    typer.Option(
        "--role",
        metavar="ROLE",
        rich_help_panel=PANEL,
        help="Keep incidents that an article is about (primary) or only looks back on "
        "(background).",
    ),
]
MinConfidence = Annotated[
    float | None,
    typer.Option(
        "--min-confidence",
        metavar="0..1",
        rich_help_panel=PANEL,
        help="Keep incidents of at least this confidence.",
    ),
]


# Parameter of a command, which is the field of `FilterWords`, too -> its option.
OPTIONS: dict[str, Any] = {
    "since": Since,
    "until": Until,
    "types": Types,
    "countries": Countries,
    "bbox": Bbox,
    "statuses": Statuses,
    "roles": Roles,
    "min_confidence": MinConfidence,
}
WANTED = "wanted"


def take_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the filter options in place of its parameter `wanted`, which they make."""
    return take_options(command, WANTED, OPTIONS, read_filter)


def read_filter(words: dict[str, Any]) -> "Filter":
    """Read the filter options of a command, given by the names of `OPTIONS`.

    Raises:
        typer.BadParameter: a word makes no sense; says which and what would.
    """
    # Imported here, so that --help does not wait for the model.
    from geoincidents.errors import FilterError  # noqa: PLC0415
    from geoincidents.filtering import FilterWords, build_filter  # noqa: PLC0415

    said: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in words.items()
        if value is not None
    }
    try:
        return build_filter(FilterWords(**said))
    except FilterError as error:
        told = str(error)
        msg = told if told.endswith("?") else f"{told}."
        raise typer.BadParameter(msg) from error
