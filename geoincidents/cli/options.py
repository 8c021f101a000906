"""The options that commands share, and how their words are read."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

DEBUG_OPTION = "--debug"
DEBUG_VARIABLE = "GEOINCIDENTS_DEBUG"


def read_date(words: str) -> date:
    """Read a day as ISO 8601 writes it.

    Raises:
        typer.BadParameter: it is no day of the calendar.
    """
    try:
        return date.fromisoformat(words)
    except ValueError as error:
        msg = f"{words!r} is not a day; write it as YYYY-MM-DD, such as 2021-03-15."
        raise typer.BadParameter(msg) from error


def read_encoding(name: str) -> str:
    """Let an encoding of text through.

    Raises:
        typer.BadParameter: Python knows no encoding of text of that name.
    """
    # Imported here, so that --help does not wait for the readers.
    from geoincidents.errors import InputError  # noqa: PLC0415
    from geoincidents.ingest.decode import check_encoding  # noqa: PLC0415

    try:
        check_encoding(name)
    except InputError as error:
        msg = f"{error}."
        raise typer.BadParameter(msg) from error
    return name


def read_tiles(names: str) -> str:
    """Let names of online layers of `maps/looks.toml` through, several with commas.

    Raises:
        typer.BadParameter: there is no such layer; lists those that there are.
    """
    from geoincidents.looks import load_looks  # noqa: PLC0415 - few runs name a layer

    for name in names.split(","):
        if name not in (known := load_looks().tiles):
            msg = f"{name!r} is not an online layer; the layers are {', '.join(sorted(known))}."
            raise typer.BadParameter(msg)
    return names


def split_names(given: list[str] | None) -> tuple[str, ...]:
    """Give the names of an option that may be given more than once, and with commas."""
    return tuple(name for names in given or () for name in names.split(","))


def read_theme(name: str) -> str:
    """Let `auto`, `light` and `dark` through.

    Raises:
        typer.BadParameter: it is another word.
    """
    return _read_choice(name, ("auto", "light", "dark"))


def read_language(name: str) -> str:
    """Let a language of the page through.

    Raises:
        typer.BadParameter: the page does not speak it.
    """
    return _read_choice(name, ("en", "ar"))


def _read_choice(name: str, known: tuple[str, ...]) -> str:
    if name not in known:
        msg = f"{name!r} is none of {', '.join(known)}."
        raise typer.BadParameter(msg)
    return name


def read_engine(name: str) -> str:
    """Let `local` and `dask` through.

    Raises:
        typer.BadParameter: it is another word.
    """
    return _read_choice(name, ("local", "dask"))


def read_service(name: str) -> str:
    """Let the name of a service that places are asked of through.

    Raises:
        typer.BadParameter: there is no such service.
    """
    from geoincidents.gazetteer.online import SERVICES  # noqa: PLC0415 - few runs ask online

    if name not in SERVICES:
        msg = f"{name!r} is no service; there is: {', '.join(SERVICES)}."
        raise typer.BadParameter(msg)
    return name


Out = Annotated[
    Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for the map and its data.")
]
OutOrNone = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="DIR",
        help="Folder for the map and its data; it may be left out where there is --store.",
    ),
]
Tiles = Annotated[
    list[str] | None,
    typer.Option(
        "--tiles",
        metavar="NAME",
        parser=read_tiles,
        help="Add an online layer (osm, topo, satellite), fetched only when the viewer selects "
        "it; several with commas.",
    ),
]


def read_formats(names: str, *, pictures: bool = True) -> str:
    """Let names of formats through, with commas between them; give them as the table has them.

    Raises:
        typer.BadParameter: there is no such format; names the nearest.
    """
    # Imported here, so that --help does not wait for the stores.
    from geoincidents.errors import InputError  # noqa: PLC0415
    from geoincidents.pipeline import PICTURES  # noqa: PLC0415
    from geoincidents.store.formats import find_format  # noqa: PLC0415

    words = [name.strip() for name in names.split(",") if name.strip()]
    try:
        return ",".join(
            name.lower() if pictures and name.lower() in PICTURES else find_format(name).name
            for name in words
        )
    except InputError as error:
        msg = f"{error}."
        raise typer.BadParameter(msg) from error


Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--formats",
        metavar="NAMES",
        parser=read_formats,
        help="Write these formats too, with commas between them: gpkg, csv, kml, png ... "
        "(docs/formats.md).",
    ),
]
Lossy = Annotated[
    bool,
    typer.Option("--lossy", help="Write a format although it cannot hold all of the data."),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        min=1,
        show_default=False,
        help="Read with so many processes; otherwise with one where there are few articles, else "
        "with as many as there are cores; at most 8 a core. The result is the same.",
    ),
]
Engine = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="local|dask",
        parser=read_engine,
        help="Who reads: processes of this machine, or the workers of a Dask cluster.",
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        "--scheduler", metavar="ADDRESS", help="Scheduler of the cluster, such as tcp://host:8786."
    ),
]
Wait = Annotated[
    float,
    typer.Option(
        "--wait",
        metavar="SECONDS",
        min=0,
        show_default=False,
        help="Wait so long for another run that writes the same output; without it the second "
        "run ends at once with exit code 75.",
    ),
]
Theme = Annotated[
    str,
    typer.Option(
        "--theme",
        metavar="auto|light|dark",
        parser=read_theme,
        help="How the page opens; auto follows the reader's system. The reader may change it.",
    ),
]
Language = Annotated[
    str,
    typer.Option(
        "--lang",
        metavar="en|ar",
        parser=read_language,
        help="Language that the page opens in. The reader may change it.",
    ),
]
Basemap = Annotated[
    str,
    typer.Option(
        "--basemap",
        metavar="outline|none|FILE.pmtiles",
        help="Ground under the incidents: the outlines that we carry and those added by "
        "`basemap add`, nothing, or the extract of a PMTiles file.",
    ),
]
Title = Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Title of the map.")]
Online = Annotated[
    str | None,
    typer.Option(
        "--online",
        metavar="SERVICE",
        parser=read_service,
        help="Ask this service (nominatim) for names that nothing local knows: one question in "
        "1.1 seconds, each name once for ever.",
    ),
]
Contact = Annotated[
    str | None,
    typer.Option(
        "--contact",
        metavar="ADDRESS",
        envvar="GEOINCIDENTS_CONTACT",
        help="Your e-mail address, which the service wants to know.",
    ),
]
ArticlePaths = Annotated[
    list[str],
    typer.Argument(
        metavar="ARTICLES",
        help="Files and folders of articles, and https:// addresses; - reads standard input.",
        show_default=False,
    ),
]
IncidentsFile = Annotated[
    str,
    typer.Argument(
        metavar="INCIDENTS",
        help="A file of incidents that geoincidents wrote, or the address of a database "
        "(postgresql://...); - reads incidents.jsonl from standard input.",
        show_default=False,
    ),
]
IncidentId = Annotated[
    str,
    typer.Argument(
        metavar="INCIDENT_ID",
        help="Id of the incident, or the beginning of it.",
        show_default=False,
    ),
]
RunIncidents = Annotated[
    str,
    typer.Argument(
        metavar="INCIDENTS",
        help="The incidents.jsonl of a run; - reads it from standard input.",
        show_default=False,
    ),
]
Published = Annotated[
    date | None,
    typer.Option(
        "--published",
        metavar="DATE",
        parser=read_date,
        help="Day of publication (YYYY-MM-DD) of the articles that do not say theirs.",
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        metavar="NAME",
        parser=read_encoding,
        help="Encoding of the files; otherwise it is found out.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but what went wrong.")]
Json = Annotated[bool, typer.Option("--json", help="Print the summary as JSON on standard output.")]
Debug = Annotated[
    bool,
    typer.Option(
        DEBUG_OPTION,
        envvar=DEBUG_VARIABLE,
        help="Show where in the program a fault arose.",
    ),
]
