"""Read, find, write: what `map` and `demo` share, and what people see of it."""

import contextlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from geoincidents.cli.codes import FINE, SOME_SKIPPED
from geoincidents.cli.fetching import start_fetcher
from geoincidents.cli.online import print_lookups
from geoincidents.cli.pace import show_pace
from geoincidents.cli.progress import show_progress
from geoincidents.cli.protecting import Guard
from geoincidents.cli.stopping import StoppedError
from geoincidents.cli.storing import print_stored
from geoincidents.cli.summary import print_problems, print_table, show_json
from geoincidents.cli.terminal import print_line, print_output, show_text
from geoincidents.errors import InputError

if TYPE_CHECKING:
    from geoincidents.batch import Run
    from geoincidents.cli.wish import Wish
    from geoincidents.gazetteer.lookups import OnlineNames
    from geoincidents.model import Incidents


NO_GUARD = Guard()


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """Hold how a run goes about it, which changes nothing of the result."""

    online: "OnlineNames | None" = None
    workers: int | None = None
    scheduler: str | None = None
    wait_s: float = 0.0
    quiet: bool = False
    as_json: bool = False


def run_map(
    paths: Sequence[str],
    out: Path | None,
    *,
    store: str | None = None,
    wish: "Wish",
    manner: Manner | None = None,
    guard: Guard = NO_GUARD,
) -> int:
    """Make the map of the articles at `paths` in the folder `out` and give the exit code.

    With `store` the incidents are kept in that database too; without `out` there alone.
    """
    from geoincidents.locking import hold_output  # noqa: PLC0415 - --help does not wait for it

    manner = manner or Manner()
    _check_goals(out, store, paths, wish)
    guard.check_output(out)
    with (
        contextlib.nullcontext() if out is None else hold_output(out, manner.wait_s),
        open_found(paths, guard.choose_kept(out), wish, manner) as found,
    ):
        tell_problems(found, paths)
        safe = guard.guard_run(found, out)
        return write_found(safe, out, store=store, wish=wish, manner=manner)


def tell_problems(found: "Incidents", paths: Sequence[str]) -> None:
    """Say what was skipped, and end where that is everything.

    Raises:
        InputError: no article was read.
    """
    print_problems(found)
    refuse_empty(found, paths)


def write_found(
    found: "Incidents",
    out: Path | None,
    *,
    store: str | None,
    wish: "Wish",
    manner: Manner,
) -> int:
    """Write what was found, tell of it, and give the exit code."""
    # Imported here, so that --help does not wait for the rooms.
    from geoincidents import pipeline  # noqa: PLC0415
    from geoincidents.filtering import filter_incidents  # noqa: PLC0415
    from geoincidents.store import describe_run  # noqa: PLC0415

    incidents = filter_incidents(found, wish.wanted)
    filtered_out = len(found) - len(incidents)
    run = describe_run(incidents, filtered_out=filtered_out)
    is_partial = print_lookups(run.lookups, quiet=manner.quiet)
    files: tuple[Path, ...] = ()
    if out is not None:
        files = pipeline.write_results(
            incidents,
            out,
            **asdict(wish.look),
            formats=wish.formats,
            lossy=wish.lossy,
            filtered_out=filtered_out,
        )
    stored = store and pipeline.store_results(
        incidents, store, filtered_out=filtered_out, wait_s=manner.wait_s or None
    )
    if not manner.quiet:
        print_table(run, files)
    if stored:
        print_stored(stored, quiet=manner.quiet)
    if manner.as_json:
        print_output(show_json(run, files, stored or None))
    return SOME_SKIPPED if run.skipped or is_partial else FINE


@contextlib.contextmanager
def open_found(
    paths: Sequence[str], out: Path | None, wish: "Wish", manner: Manner
) -> Iterator["Incidents"]:
    """Find the incidents of the articles at `paths`, and keep what was read in `out`.

    What a service tells is kept elsewhere, question by question; such a run is read in one piece.
    """
    if out is None or manner.online is not None:
        yield find_all(
            paths,
            published=wish.published,
            encoding=wish.encoding,
            quiet=manner.quiet,
            online=manner.online,
        )
        return
    with open_kept(paths, out, wish, manner) as run:
        yield run.found


@contextlib.contextmanager
def open_kept(
    paths: Sequence[str], out: Path, wish: "Wish", manner: Manner, *, update: bool = False
) -> Iterator["Run"]:
    """Read what is not kept yet, and show how far it is; see `batch.open_run`."""
    # Imported here, so that --help does not wait for the rooms.
    from geoincidents.batch import Cluster, Source, Watch, open_run  # noqa: PLC0415
    from geoincidents.cli.wish import encode_wish  # noqa: PLC0415
    from geoincidents.gazetteer import load_gazetteer  # noqa: PLC0415

    def say(line: str) -> None:
        if not manner.quiet:
            print_line(show_text(line))

    source = Source(
        paths=tuple(paths),
        published=wish.published,
        encoding=wish.encoding,
        fetcher=start_fetcher(paths),
    )
    gazetteer = load_gazetteer(progress=say)
    try:
        with contextlib.ExitStack() as bar, contextlib.ExitStack() as kept:
            take_in, move_on = bar.enter_context(show_pace(paths, quiet=manner.quiet))
            run = kept.enter_context(
                open_run(
                    out,
                    source,
                    update=update,
                    choices=encode_wish(wish),
                    workers=manner.workers,
                    engine=Cluster(manner.scheduler, gazetteer) if manner.scheduler else None,
                    gazetteer=gazetteer,
                    watch=Watch(on_note=say, on_article=take_in, on_read=move_on),
                )
            )
            bar.close()
            yield run
    except KeyboardInterrupt as stop:
        raise StoppedError(str(stop)) from stop


def _check_goals(out: Path | None, store: str | None, paths: Sequence[str], wish: "Wish") -> None:
    """Find out before an hour is spent on reading whether what is found can be kept."""
    from geoincidents.disk import check_folder  # noqa: PLC0415 - --help does not wait
    from geoincidents.folders import check_assets  # noqa: PLC0415 - as above
    from geoincidents.pipeline import RESULTS  # noqa: PLC0415 - as above
    from geoincidents.store import prepare_database  # noqa: PLC0415 - as above

    if out is not None:
        refuse_input(out, paths)
        check_folder(out, RESULTS)
        check_assets()
        _check_formats(wish)
        _check_look(wish)
    if store is not None:
        prepare_database(store)


def _check_formats(wish: "Wish") -> None:
    """Refuse a format that cannot hold the data."""
    from geoincidents.pipeline import PICTURES  # noqa: PLC0415 - --help does not wait
    from geoincidents.store import WriteOptions, check_losses, find_format  # noqa: PLC0415

    further = [find_format(name) for name in wish.formats if name not in PICTURES]
    check_losses(further, WriteOptions(lossy=wish.lossy))


def _check_look(wish: "Wish") -> None:
    """Refuse a ground or an online layer that is not there."""
    if wish.look.basemap not in {"outline", "none"} or wish.look.tiles:
        from geoincidents.looks import load_looks  # noqa: PLC0415 - few maps ask for either
        from geoincidents.render.basemap import check_basemap  # noqa: PLC0415 - as above
        from geoincidents.render.tiles import find_tiles  # noqa: PLC0415 - as above

        check_basemap(wish.look.basemap)
        find_tiles(wish.look.tiles, load_looks())


def choose_scheduler(engine: str, scheduler: str | None) -> str | None:
    """Give the address of the cluster that reads; `None` where this machine does.

    Raises:
        typer.BadParameter: one of the two options is missing.
    """
    if engine == "dask" and not scheduler:
        msg = "dask needs the address of a cluster; give --scheduler, such as tcp://host:8786."
        raise typer.BadParameter(msg, param_hint="'--engine'")
    if scheduler and engine != "dask":
        msg = "only --engine dask asks a scheduler; give both or neither."
        raise typer.BadParameter(msg, param_hint="'--scheduler'")
    return scheduler


def refuse_input(out: Path, paths: Sequence[str]) -> None:
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
        from geoincidents.ingest.network.addresses import hide_credentials  # noqa: PLC0415 - as above

        given = ", ".join(hide_credentials(path) for path in paths)
        msg = f"no article could be read from {given}; nothing was written"
        raise InputError(msg)
