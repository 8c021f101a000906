"""Ask whether an offset lies within any of many spans, without asking each."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate


class Spans:
    """Hold spans (start, end) of a text, in any order, also over each other."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        # The farthest end so far: a long span may hold the short ones that begin after it.
        self._ends = list(accumulate((end for _, end in ordered), max))

    def hold(self, offset: int) -> bool:
        """Tell whether a span begins at or before an offset and ends after it."""
        before = bisect_right(self._starts, offset)
        return before > 0 and offset < self._ends[before - 1]
