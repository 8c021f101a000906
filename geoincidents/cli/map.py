"""`geoincidents map`: articles in, a map and its data out."""

from datetime import date
from typing import Annotated

import typer

from geoincidents.cli import filters, options
from geoincidents.cli.online import start_online
from geoincidents.cli.run import PageLook, run_map


def map_articles(
    articles: Annotated[
        list[str],
        typer.Argument(
            metavar="ARTICLES",
            help="Files and folders of articles; - reads one from standard input.",
            show_default=False,
        ),
    ],
    *,
    out: options.Out,
    published: Annotated[
        date | None,
        typer.Option(
            "--published",
            metavar="DATE",
            parser=options.read_date,
            help="Day of publication (YYYY-MM-DD) of the articles that do not say theirs.",
        ),
    ] = None,
    encoding: Annotated[
        str | None,
        typer.Option(
            "--encoding",
            metavar="NAME",
            parser=options.read_encoding,
            help="Encoding of the files; otherwise it is found out.",
        ),
    ] = None,
    title: options.Title = None,
    theme: options.Theme = "auto",
    language: options.Language = "en",
    basemap: options.Basemap = "outline",
    tiles: options.Tiles = None,
    online: options.Online = None,
    contact: options.Contact = None,
    formats: options.Formats = None,
    lossy: options.Lossy = False,
    wait: options.Wait = 0.0,
    since: filters.Since = None,
    until: filters.Until = None,
    types: filters.Types = None,
    countries: filters.Countries = None,
    bbox: filters.Bbox = None,
    statuses: filters.Statuses = None,
    roles: filters.Roles = None,
    min_confidence: filters.MinConfidence = None,
    quiet: options.Quiet = False,
    as_json: options.Json = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Read articles and write a map of their incidents to a folder.

    The folder gets index.html (the map, in one file that opens offline), incidents.geojson,
    incidents.jsonl (every quote and its place in the text) and run.json (what was read, skipped
    and kept off the map, and why); --formats adds more.
    """
    wanted = filters.read_filter(
        since=since,
        until=until,
        types=types,
        countries=countries,
        bbox=bbox,
        statuses=statuses,
        roles=roles,
        min_confidence=min_confidence,
    )
    code = run_map(
        articles,
        out,
        published=published,
        encoding=encoding,
        look=PageLook(
            title=title,
            theme=theme,
            language=language,
            basemap=basemap,
            tiles=options.split_names(tiles),
        ),
        online=start_online(online, contact),
        formats=tuple(name for names in formats or () for name in names.split(",")),
        lossy=lossy,
        wanted=wanted,
        wait_s=wait,
        quiet=quiet,
        as_json=as_json,
    )
    raise typer.Exit(code)
