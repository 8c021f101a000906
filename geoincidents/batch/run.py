"""Find the incidents of any number of articles, and keep what was read for the next time."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from geoincidents.batch.changes import Changes, compare_runs
from geoincidents.batch.engines import Engine, Local
from geoincidents.batch.intake import Intake, Source
from geoincidents.batch.items import Parsed
from geoincidents.batch.joining import link_run
from geoincidents.batch.kept import FILE, FOLDER, Kept, explain_faults
from geoincidents.batch.lists import list_results
from geoincidents.batch.outcome import Outcome
from geoincidents.batch.update import take_over
from geoincidents.batch.version import name_version
from geoincidents.gazetteer import Gazetteer, load_gazetteer
from geoincidents.ingest.source import STDIN
from geoincidents.ingest.stdin import spool_stdin
from geoincidents.model import Article, Incidents


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Hold what is told on the way: to people, never of importance to the result.

    `on_note` takes a line; `on_article` each article that is taken in and whether it was read
    before; `on_read` the number of articles that were read just now.
    """

    on_note: Callable[[str], None] = lambda _line: None
    on_article: Callable[[Article, bool], None] = lambda _article, _known: None
    on_read: Callable[[int], None] = lambda _count: None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Hold what a run found, for as long as it is open; its sequences stay on the disk."""

    found: Incidents
    kept: Kept

    def compare(self) -> Changes:
        """Say what it changed on the map of the whole run before."""
        return compare_runs(self.kept)


@contextlib.contextmanager
def open_run(  # noqa: PLR0913 - what reads, and what is told of it, is said by keywords
    folder: Path,
    source: Source,
    *,
    update: bool = False,
    choices: bytes | None = None,
    workers: int | None = None,
    engine: Engine | None = None,
    gazetteer: Gazetteer | None = None,
    watch: Watch | None = None,
) -> Iterator[Run]:
    """Give what the articles of a source tell of, for as long as the block lasts.

    What was read is kept in `folder` chunk by chunk, so that a run which is stopped goes on where
    it was when it is begun again. Only when the block ends well does the run take the place of the
    one before, and are `choices` kept for the next (`recall_choices`). With `update` the articles
    of the run before are taken over, but those at or below the paths of the source. `workers` are
    processes; `engine` stands in for them.

    Raises:
        InputError: there is no such source, or nothing that could be updated.
        OutputError: the folder cannot be written to.
    """
    watch = watch or Watch()
    places = load_gazetteer() if gazetteer is None else gazetteer
    with explain_faults(folder / FOLDER / FILE):
        kept = Kept(folder, name_version(places))
        used = engine or Local(places, workers)
        try:
            if kept.is_begun_anew:
                watch.on_note(
                    f"{FOLDER}/{FILE} is damaged, or of another version of geoincidents: all "
                    "articles are read again"
                )
            if update:
                take_over(kept, source.paths)
            elif others := kept.count_other_versions():
                watch.on_note(
                    f"{others:,} articles were read by another version of the code, the word lists "
                    "or the gazetteer: they are read again"
                )
            _read_all(kept, _hold_stdin(source), used, watch)
            used.close()  # what the processes held is needed for the rest
            link_run(kept)
            yield Run(found=list_results(kept), kept=kept)
            kept.finish(choices)
        except KeyboardInterrupt as stop:
            msg = (
                f"{kept.count_readings():,} articles are kept: the same command goes on from there"
            )
            raise KeyboardInterrupt(msg) from stop
        finally:
            used.close()
            kept.close()


def _read_all(kept: Kept, source: Source, engine: Engine, watch: Watch) -> None:
    intake = Intake(kept, source, watch.on_article)
    for stream in (intake.stream_chunks, intake.stream_parsed, intake.stream_settled):
        for results in engine.read(stream()):
            intake.take_parsed(one for one in results if isinstance(one, Parsed))
            if outcomes := [one for one in results if isinstance(one, Outcome)]:
                kept.add_outcomes(outcomes)
                watch.on_read(len(outcomes))


def _hold_stdin(source: Source) -> Source:
    """Give a source whose standard input can be read more than once."""
    if STDIN not in map(str, source.paths):
        return source
    return replace(source, stdin=spool_stdin(source.stdin or sys.stdin.buffer))
