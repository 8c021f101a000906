"""`geoincidents update`: new articles into a map that was made."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from geoincidents.cli import options
from geoincidents.cli.protecting import recall_guard
from geoincidents.cli.run import Manner, open_kept, refuse_input, tell_problems, write_found
from geoincidents.cli.terminal import print_line, print_output, show_text

if TYPE_CHECKING:
    from geoincidents.batch import Changes

FILE = "changes.json"
SHOWN_LINES = 10
HEADINGS = (
    ("new", "New on the map"),
    ("joined", "Told by further articles"),
    ("changed", "Changed"),
    ("gone", "Gone"),
)


def update_map(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder of a map.", show_default=False)
    ],
    articles: options.ArticlePaths,
    *,
    published: options.Published = None,
    encoding: options.Encoding = None,
    workers: options.Workers = None,
    wait: options.Wait = 0.0,
    quiet: options.Quiet = False,
    as_json: options.Json = False,
    debug: options.Debug = False,  # noqa: ARG001 - app.py asks for it, also where parsing fails
) -> None:
    """Add articles to a map, read only what is new or changed, and say what that changes.

    An article that says the id of an old one replaces it; what is gone from a file or folder that
    is given again goes from the map. The map is drawn as it was asked for when it was made. The
    changes are in changes.json, too. A map that was made with --protect is protected again, in the
    same way; its changes are in the folder for exact data.
    """
    # Imported here, so that --help does not wait for the rooms.
    from geoincidents.batch import encode_changes, recall_choices  # noqa: PLC0415
    from geoincidents.cli.wish import decode_wish  # noqa: PLC0415
    from geoincidents.disk import write_whole  # noqa: PLC0415
    from geoincidents.locking import hold_output  # noqa: PLC0415
    from geoincidents.protect import name_exact_folder  # noqa: PLC0415

    refuse_input(folder, articles)
    if folder.is_file():
        msg = f"{str(folder)!r} is a file; give the folder that geoincidents map wrote."
        raise typer.BadParameter(msg, param_hint="'DIR'")
    manner = Manner(workers=workers, wait_s=wait, quiet=quiet)
    with hold_output(folder, wait):
        guard = recall_guard(folder)
        kept = name_exact_folder(folder) if guard.protect else folder
        wish = decode_wish(recall_choices(kept))
        wish = replace(
            wish, published=published or wish.published, encoding=encoding or wish.encoding
        )
        with open_kept(articles, kept, wish, manner, update=True) as run:
            tell_problems(run.found, articles)
            safe = guard.guard_run(run.found, folder)
            code = write_found(safe, folder, store=None, wish=wish, manner=manner)
            changes = run.compare()
            data = encode_changes(changes)
            write_whole(kept / FILE, data)  # its titles are exact
    if not quiet:
        _print_changes(changes)
    if as_json:
        print_output(data.decode().rstrip())
    raise typer.Exit(code)


def _print_changes(changes: "Changes") -> None:
    """Say what articles came and went, and what that changed on the map."""
    print_line(
        f"Articles: {len(changes.articles_new):,} new, {len(changes.articles_changed):,} changed, "
        f"{len(changes.articles_gone):,} gone"
    )
    for name, heading in HEADINGS:
        found = getattr(changes, name)
        if not found:
            continue
        print_line(f"{heading}: {len(found):,}")
        for one in found[:SHOWN_LINES]:
            fields = f" ({', '.join(one.fields)})" if one.fields else ""
            print_line(f"  {show_text(one.title)}{fields}")
        if len(found) > SHOWN_LINES:
            print_line(f"  and {len(found) - SHOWN_LINES:,} more: see {FILE}")
    if not any(getattr(changes, name) for name, _ in HEADINGS):
        print_line("Nothing on the map has changed")
