"""Stop the reading of an article that takes too long."""

import contextlib
import ctypes
import signal
import sys
import threading
import time
from collections.abc import Iterator
from types import FrameType

LIMIT_S = 10.0  # of processor time: a busy machine must not decide what is on a map
_AGAIN_S = 0.5  # of processor time, where the first word that the time is up was lost
_LOOK_S = 0.05  # the least time between two looks at the clock of a thread


class TooLongError(BaseException):
    """Say that the time of an article is up; no rule that catches its own errors may swallow it."""


@contextlib.contextmanager
def limit_time(limit_s: float = LIMIT_S) -> Iterator[None]:
    """Let a block take so much processor time of its thread, or of its process in the main thread.

    Raises:
        TooLongError: the time is up.
    """
    if threading.current_thread() is not threading.main_thread():
        with _limit_thread(limit_s):
            yield
        return
    alarm = getattr(signal, "SIGPROF", None)
    if alarm is None:  # Windows has none: there the pool's own clock stands
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError

    former = signal.signal(alarm, stop)
    # Again and again: what is raised while Python tidies up (a weak reference) is lost.
    signal.setitimer(signal.ITIMER_PROF, limit_s, min(limit_s, _AGAIN_S))
    try:
        with _pass_over_lost():
            yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(alarm, former)


@contextlib.contextmanager
def _pass_over_lost() -> Iterator[None]:
    """Keep Python from telling users of a word that was lost: it comes again."""
    former = sys.unraisablehook

    def tell(lost: "sys.UnraisableHookArgs") -> None:
        if not issubclass(lost.exc_type, TooLongError):
            former(lost)

    sys.unraisablehook = tell
    try:
        yield
    finally:
        sys.unraisablehook = former


@contextlib.contextmanager
def _limit_thread(limit_s: float) -> Iterator[None]:
    """Let a block of a thread take so much of its processor time: no signal reaches a thread."""
    clock = getattr(time, "pthread_getcpuclockid", None)
    if clock is None:
        yield
        return
    thread, is_over, lock = threading.get_ident(), threading.Event(), threading.Lock()
    number = clock(thread)
    start = time.clock_gettime(number)

    def watch() -> None:
        until = start + limit_s
        while not is_over.wait(max(_LOOK_S, until - time.clock_gettime(number))):
            with lock:
                if not is_over.is_set() and time.clock_gettime(number) >= until:
                    _raise_in(thread, TooLongError)
                    until += _AGAIN_S

    threading.Thread(target=watch, daemon=True).start()
    try:
        yield
    finally:
        with lock:
            is_over.set()
            _raise_in(thread, None)  # what was sent in the last moment is called back


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    told = None if error is None else ctypes.py_object(error)
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), told)
