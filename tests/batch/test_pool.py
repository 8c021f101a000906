"""Processes that read: what happens to one of them happens to one article."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from made_articles import make_article

from geoincidents.batch.items import Chunk, Numbered, Parsed, Result
from geoincidents.batch.limit import LIMIT_S
from geoincidents.batch.outcome import Outcome
from geoincidents.batch.pool import Pool
from geoincidents.batch.work import read_chunk
from geoincidents.gazetteer import Gazetteer
from geoincidents.ingest.beside import Beside
from geoincidents.ingest.draft import Draft
from geoincidents.ingest.pieces import Piece
from geoincidents.ingest.source import Source
from geoincidents.model import Skipped

SAID = "Two rockets hit the airport in Erbil on Monday, killing three people. "


def _chunks(count: int, size: int = 3) -> list[Chunk]:
    return [
        tuple(make_article(SAID * 3, article_id=f"a{at}-{number}") for number in range(size))
        for at in range(count)
    ]


def _sort(results: Iterable[Result]) -> list[Outcome]:
    return sorted(take_outcomes(results), key=lambda one: one.key)


def take_outcomes(results: Iterable[Result]) -> list[Outcome]:
    """Give results that are all of articles."""
    outcomes = [one for one in results if isinstance(one, Outcome)]
    assert outcomes == list(results)
    return outcomes


def test_a_worker_that_is_killed_costs_nothing_but_time(gazetteer: Gazetteer) -> None:
    """Its articles are read by others; nobody is blamed for a kill from outside."""
    chunks = _chunks(12)
    expected = _sort([one for chunk in chunks for one in read_chunk(chunk, gazetteer)])
    pool = Pool(2)
    got: list[Result] = []
    try:
        for outcomes in pool.read(chunks):
            if not got:
                os.kill(pool.list_processes()[0], signal.SIGKILL)
            got += outcomes
        assert len(pool.list_processes()) == 2
    finally:
        pool.close()
    assert _sort(got) == expected


def test_an_article_that_ends_every_worker_is_named_and_the_rest_goes_on() -> None:
    """After the second death at one article it is left out, with the reason and what next."""
    hard = make_article(SAID * 60_000, article_id="hard")
    pool = Pool(1, limit_s=600)
    is_over = threading.Event()

    def kill_what_is_busy() -> None:
        while not is_over.is_set():
            for process, article in pool.list_busy().items():
                if article == hard:
                    os.kill(process, signal.SIGKILL)
            time.sleep(0.05)

    killer = threading.Thread(target=kill_what_is_busy)
    killer.start()
    easy = [make_article(SAID, article_id=f"easy-{number}") for number in range(4)]
    try:
        chunk = (*easy[:2], hard, *easy[2:])
        got = take_outcomes([one for results in pool.read([chunk]) for one in results])
    finally:
        is_over.set()
        killer.join()
        pool.close()
    assert len(got) == 5
    (blamed,) = [one for one in got if one.fault]
    assert blamed.is_passing
    assert "2 workers ended" in blamed.fault[0]  # type: ignore[index] # it has one
    assert sum(bool(one.found) for one in got) == 4


def test_the_limit_holds_in_a_thread(gazetteer: Gazetteer) -> None:
    """The workers of a cluster read in threads: there an article has as much time, and no more."""
    long = make_article(SAID * 2000, article_id="long")
    short = make_article(SAID, article_id="short")
    with ThreadPoolExecutor(1) as threads:
        results = threads.submit(read_chunk, [long, short, long], gazetteer, limit_s=0.2).result()
        first, second, third = take_outcomes(results)
        assert first.fault == third.fault
        assert first.fault is not None
        assert first.fault[0] == "takes longer than 0.2 s"
        assert second.found
        again = threads.submit(read_chunk, [short] * 50, gazetteer, limit_s=LIMIT_S).result()
    assert [one.fault for one in take_outcomes(again)] == [None] * 50


def test_an_input_that_takes_too_long_is_named_and_the_rest_goes_on(gazetteer: Gazetteer) -> None:
    """A page that a library does not get through costs itself alone."""
    pages = [b"<html><body><p>Two rockets hit Erbil.</p></body></html>"] * 3
    pages[1] = b"<html><body>" + b"<p>Two rockets hit the airport in Erbil.</p>" * 60_000
    chunk = tuple(
        Numbered(number, make_piece(f"{number}.html", data)) for number, data in enumerate(pages)
    )
    read_chunk(chunk[:1], gazetteer)  # importing what parses pages takes time, too
    got = read_chunk(chunk, gazetteer, limit_s=0.5)
    parsed = [one for one in got if isinstance(one, Parsed)]
    assert [one.number for one in parsed] == [0, 1, 2]
    (skipped,) = parsed[1].list_items()
    assert isinstance(skipped, Skipped)
    assert (skipped.path, skipped.reason) == ("1.html", "takes longer than 0.5 s")
    assert all(isinstance(one, Draft) for at in (0, 2) for one in parsed[at].list_items())


def make_piece(name: str, data: bytes) -> Piece:
    """Make a piece of a page."""
    stem, _, ending = name.partition(".")
    source = Source(
        shown=name, file_id=stem, stem=stem, folder_name="", extension=f".{ending}", data=data
    )
    return Piece(source=source, beside=Beside())


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are those of Linux")
def test_an_article_for_which_memory_is_too_small_is_named(tmp_path: Path) -> None:
    """It is said, tried again the next time, and the next article is read."""
    (tmp_path / "a.txt").write_text(SAID * 100_000, "utf-8")
    (tmp_path / "b.txt").write_text(SAID, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", _LITTLE_MEMORY, str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
    )
    first, second = ran.stdout.splitlines() or [ran.stderr, ""]
    assert first == "('out of memory', 'split it into smaller articles') True 0"
    assert second == "None False 1"


_LITTLE_MEMORY = """
import resource, sys
from pathlib import Path
from geoincidents.batch.work import read_chunk
from geoincidents.gazetteer import load_gazetteer
from geoincidents.ingest import read_articles
large, small = read_articles(sys.argv[1])
gazetteer = load_gazetteer()
read_chunk([small], gazetteer)
pages = int(Path("/proc/self/statm").read_text().split()[0])
limit = pages * resource.getpagesize() + 40 * 2**20
resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
for one in read_chunk([large, small], gazetteer, limit_s=100):
    print(one.fault, one.is_passing, len(one.found))
"""


@pytest.mark.filterwarnings(  # the first word may come while Python tidies up: then it comes again
    "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_an_article_over_the_time_limit_is_named_and_its_worker_lives(
    gazetteer: Gazetteer,
) -> None:
    """The limit is one of processor time, for each article alone."""
    long = make_article(SAID * 2000, article_id="long")
    short = make_article(SAID, article_id="short")
    read_chunk([short], gazetteer)  # whoever reads first makes the expressions, which takes time
    first, second = take_outcomes(read_chunk([long, short], gazetteer, limit_s=0.2))
    assert first.fault is not None
    assert first.fault[0] == "takes longer than 0.2 s"
    assert first.is_passing
    assert second.found
