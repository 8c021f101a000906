"""Processes that read: what happens to one of them happens to one article."""

import os
import signal
import threading
import time

from made_articles import make_article

from geoincidents.batch.outcome import Outcome
from geoincidents.batch.pool import Pool
from geoincidents.batch.work import Chunk, read_chunk
from geoincidents.gazetteer import Gazetteer

SAID = "Two rockets hit the airport in Erbil on Monday, killing three people. "


def _chunks(count: int, size: int = 3) -> list[Chunk]:
    return [
        tuple(make_article(SAID * 3, article_id=f"a{at}-{number}") for number in range(size))
        for at in range(count)
    ]


def _sort(outcomes: list[Outcome]) -> list[Outcome]:
    return sorted(outcomes, key=lambda one: one.key)


def test_a_worker_that_is_killed_costs_nothing_but_time(gazetteer: Gazetteer) -> None:
    """Its articles are read by others; nobody is blamed for a kill from outside."""
    chunks = _chunks(12)
    expected = _sort([one for chunk in chunks for one in read_chunk(chunk, gazetteer)])
    pool = Pool(2)
    got: list[Outcome] = []
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
        got = [one for outcomes in pool.read([(*easy[:2], hard, *easy[2:])]) for one in outcomes]
    finally:
        is_over.set()
        killer.join()
        pool.close()
    assert len(got) == 5
    (blamed,) = [one for one in got if one.fault]
    assert blamed.is_passing
    assert "2 workers ended" in blamed.fault[0]  # type: ignore[index] # it has one
    assert sum(bool(one.found) for one in got) == 4


def test_an_article_over_the_time_limit_is_named_and_its_worker_lives(
    gazetteer: Gazetteer,
) -> None:
    """The limit is one of processor time, for each article alone."""
    long = make_article(SAID * 2000, article_id="long")
    short = make_article(SAID, article_id="short")
    first, second = read_chunk([long, short], gazetteer, limit_s=0.2)
    assert first.fault is not None
    assert first.fault[0] == "takes longer than 0.2 s"
    assert first.is_passing
    assert second.found
