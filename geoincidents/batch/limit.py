"""Stop the reading of an article that takes too long."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from types import FrameType

LIMIT_S = 10.0  # of processor time: a busy machine must not decide what is on a map


class TooLongError(BaseException):
    """Say that the time of an article is up; no rule that catches its own errors may swallow it."""


@contextlib.contextmanager
def limit_time(limit_s: float = LIMIT_S) -> Iterator[None]:
    """Let a block take so much processor time; without effect outside the main thread.

    Raises:
        TooLongError: the time is up.
    """
    alarm = getattr(signal, "SIGPROF", None)  # Windows has none: there the pool's own clock stands
    if alarm is None or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError

    former = signal.signal(alarm, stop)
    signal.setitimer(signal.ITIMER_PROF, limit_s)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(alarm, former)
