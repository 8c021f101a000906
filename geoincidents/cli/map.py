"""`geoincidents map`: articles in, a map and its data out."""

from typing import TYPE_CHECKING

import typer

from geoincidents.cli import filters, options, protecting, storing
from geoincidents.cli.online import start_online
from geoincidents.cli.run import Manner, choose_scheduler, run_map

if TYPE_CHECKING:
    from geoincidents.filtering import Filter


@filters.take_filters
@protecting.take_protection
def map_articles(
    articles: options.ArticlePaths,
    *,
    out: options.OutOrNone = None,
    store: storing.Store = None,
    published: options.Published = None,
    encoding: options.Encoding = None,
    title: options.Title = None,
    theme: options.Theme = "auto",
    language: options.Language = "en",
    basemap: options.Basemap = "outline",
    tiles: options.Tiles = None,
    online: options.Online = None,
    contact: options.Contact = None,
    formats: options.Formats = None,
    lossy: options.Lossy = False,
    workers: options.Workers = None,
    engine: options.Engine = "local",
    scheduler: options.Scheduler = None,
    wait: options.Wait = 0.0,
    wanted: "Filter",
    guard: protecting.Guard,
    quiet: options.Quiet = False,
    as_json: options.Json = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Read articles and write a map of their incidents to a folder.

    The folder gets index.html (the map, in one file that opens offline), incidents.geojson,
    incidents.jsonl (every quote and its place in the text) and run.json (what was read, skipped
    and kept off the map, and why); --formats adds more. What was read of each article is kept in
    its folder .run: a run that was stopped goes on where it was when the same command is given.
    --store keeps the incidents in a database.
    """
    if out is None and store is None:
        msg = "give a folder for the map with --out, a database with --store, or both."
        raise typer.BadParameter(msg)
    from geoincidents.cli.wish import PageLook, Wish  # noqa: PLC0415 - --help does not wait for it

    look = PageLook(
        title=title,
        theme=theme,
        language=language,
        basemap=basemap,
        tiles=options.split_names(tiles),
    )
    code = run_map(
        articles,
        out,
        store=store,
        wish=Wish(
            published=published,
            encoding=encoding,
            look=look,
            formats=options.split_names(formats),
            lossy=lossy,
            wanted=wanted,
        ),
        manner=Manner(
            online=start_online(online, contact),
            workers=workers,
            scheduler=choose_scheduler(engine, scheduler),
            wait_s=wait,
            quiet=quiet,
            as_json=as_json,
        ),
        guard=guard,
    )
    raise typer.Exit(code)
