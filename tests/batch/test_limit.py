"""Stop the reading of an article that takes too long, wherever the word of it strikes."""

import threading
import time
import weakref
from collections.abc import Callable

import pytest

from geoincidents.batch.limit import TooLongError, limit_time

_LIMIT_S = 0.1
_LONG_S = 30.0  # of processor time: never reached where the limit stands


class _Thing:
    """Stand for what a library keeps weak references to."""


def _spin(seconds: float) -> None:
    until = time.thread_time() + seconds
    while time.thread_time() < until:
        pass


def _spin_while_tidying_up() -> None:
    """Spend the time in the end of a weak reference, where Python loses what is raised."""
    thing = _Thing()
    reference = weakref.ref(thing, lambda _: _spin(2 * _LIMIT_S))
    del thing
    assert reference() is None
    _spin(_LONG_S)


def _read_limited(work: Callable[[], None], ends: list[bool]) -> None:
    try:
        with limit_time(_LIMIT_S):
            work()
    except TooLongError:
        ends.append(True)
    else:
        ends.append(False)


def test_a_limit_that_was_lost_comes_again() -> None:
    """Where the time ends while Python tidies up, the article is stopped, and nobody is told."""
    ends: list[bool] = []
    _read_limited(_spin_while_tidying_up, ends)
    assert ends == [True]


@pytest.mark.parametrize(("seconds", "end"), [(_LONG_S, True), (0.0, False)])
def test_a_thread_has_its_own_limit(seconds: float, end: object) -> None:
    """A worker of a cluster reads in a thread; an article within its time is not touched."""
    ends: list[bool] = []
    reading = threading.Thread(target=_read_limited, args=(lambda: _spin(seconds), ends))
    reading.start()
    reading.join()
    assert ends == [end]
