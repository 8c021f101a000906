"""The filters that `map`, `render`, `export`, `picture` and `report` share, as options."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

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


def read_filter(
    *,
    since: date | None,
    until: date | None,
    types: list[str] | None,
    countries: list[str] | None,
    bbox: str | None,
    statuses: list[str] | None,
    roles: list[str] | None,
    min_confidence: float | None,
) -> "Filter":
    """Read the filter options of a command.

    Raises:
        typer.BadParameter: a word makes no sense; says which and what would.
    """
    # Imported here, so that --help does not wait for the model.
    from geoincidents.errors import FilterError  # noqa: PLC0415
    from geoincidents.filtering import FilterWords, build_filter  # noqa: PLC0415

    words = FilterWords(
        since=since,
        until=until,
        types=tuple(types or ()),
        countries=tuple(countries or ()),
        bbox=bbox,
        statuses=tuple(statuses or ()),
        roles=tuple(roles or ()),
        min_confidence=min_confidence,
    )
    try:
        return build_filter(words)
    except FilterError as error:
        msg = f"{error}."
        raise typer.BadParameter(msg) from error
