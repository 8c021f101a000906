"""Read, find, write: what `map` and `demo` share, and what people see of it."""

import os
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from geoincidents.cli.codes import FINE, SOME_SKIPPED
from geoincidents.cli.fetching import start_fetcher
from geoincidents.cli.online import print_lookups
from geoincidents.cli.progress import show_progress
from geoincidents.cli.storing import print_stored
from geoincidents.cli.summary import print_problems, print_table, show_json
from geoincidents.cli.terminal import print_line, print_output, show_text
from geoincidents.errors import InputError

if TYPE_CHECKING:
    from geoincidents.filtering import Filter
    from geoincidents.gazetteer.lookups import OnlineNames
    from geoincidents.model import Incidents


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLook:
    """Hold what the options of a command say of the page: see `draw_map`."""

    title: str | None = None
    theme: str = "auto"
    language: str = "en"
    basemap: str = "outline"
    tiles: tuple[str, ...] = ()


def run_map(
    paths: Sequence[str],
    out: Path | None,
    *,
    store: str | None = None,
    published: date | None = None,
    encoding: str | None = None,
    look: "PageLook | None" = None,
    online: "OnlineNames | None" = None,
    formats: Sequence[str] = (),
    lossy: bool = False,
    wanted: "Filter | None" = None,
    wait_s: float = 0.0,
    quiet: bool = False,
    as_json: bool = False,
) -> int:
    """Make the map of the articles at `paths` in the folder `out` and give the exit code.

    With `store` the incidents are kept in that database too; without `out` there alone.
    """
    # Imported here, so that --help does not wait for the rooms.
    from geoincidents import pipeline  # noqa: PLC0415
    from geoincidents.filtering import Filter, filter_incidents  # noqa: PLC0415
    from geoincidents.locking import hold_output  # noqa: PLC0415
    from geoincidents.store import describe_run  # noqa: PLC0415

    _check_goals(out, store, paths)
    with nullcontext() if out is None else hold_output(out, wait_s):
        found = find_all(paths, published=published, encoding=encoding, quiet=quiet, online=online)
        print_problems(describe_run(found))
        refuse_empty(found, paths)
        incidents = filter_incidents(found, wanted or Filter())
        filtered_out = len(found) - len(incidents)
        run = describe_run(incidents, filtered_out=filtered_out)
        is_partial = print_lookups(run.lookups, quiet=quiet)
        files: tuple[Path, ...] = ()
        if out is not None:
            files = pipeline.write_results(
                incidents,
                out,
                **asdict(look or PageLook()),
                formats=formats,
                lossy=lossy,
                filtered_out=filtered_out,
            )
    stored = store and pipeline.store_results(
        incidents, store, filtered_out=filtered_out, wait_s=wait_s or None
    )
    if not quiet:
        print_table(run, files)
    if stored:
        print_stored(stored, quiet=quiet)
    if as_json:
        print_output(show_json(run, files, stored or None))
    return SOME_SKIPPED if run.skipped or is_partial else FINE


def _check_goals(out: Path | None, store: str | None, paths: Sequence[str]) -> None:
    """Find out before an hour is spent on reading whether what is found can be kept."""
    from geoincidents.disk import check_folder  # noqa: PLC0415 - --help does not wait
    from geoincidents.folders import check_assets  # noqa: PLC0415 - as above
    from geoincidents.pipeline import RESULTS  # noqa: PLC0415 - as above
    from geoincidents.store import prepare_database  # noqa: PLC0415 - as above

    if out is not None:
        _refuse_input(out, paths)
        check_folder(out, RESULTS)
        check_assets()
    if store is not None:
        prepare_database(store)


def _refuse_input(out: Path, paths: Sequence[str]) -> None:
    """Keep a map from being written among the articles, which would be read with them next time."""
    if any(os.path.realpath(path) == os.path.realpath(out) for path in paths):
        msg = f"{str(out)!r} is also an input; choose a folder of its own, such as map."
        raise typer.BadParameter(msg, param_hint="'--out'")


def find_all(
    paths: Sequence[str],
    *,
    published: date | None,
    encoding: str | None,
    quiet: bool,
    online: "OnlineNames | None" = None,
) -> "Incidents":
    """Find the incidents of the articles at `paths`, and show how far it is."""
    from geoincidents import pipeline  # noqa: PLC0415
    from geoincidents.gazetteer import load_gazetteer  # noqa: PLC0415
    from geoincidents.ingest import read_articles  # noqa: PLC0415

    articles = read_articles(
        *paths, published=published, encoding=encoding, fetcher=start_fetcher(paths)
    )
    gazetteer = load_gazetteer(progress=None if quiet else lambda line: print_line(show_text(line)))
    with show_progress("Finding incidents", len(articles), quiet=quiet) as advance:
        return pipeline.find_incidents(
            articles, gazetteer=gazetteer, on_article=lambda _: advance(), online=online
        )


def refuse_empty(incidents: "Incidents", paths: Sequence[str]) -> None:
    """Let a run through that read an article.

    Raises:
        InputError: none was read: what was there before is worth more than nothing.
    """
    if not incidents.articles:
        msg = f"no article could be read from {', '.join(paths)}; nothing was written"
        raise InputError(msg)
