"""Part incidents into blocks that have nothing to do with each other, by day, place and name.

A block holds every incident that linking could join, also by way of what it has joined before, so
that linking block by block gives what linking all at once gives. For two joined incidents have the
days that both have, the places and the names of either: whatever meets them meets one of the two.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geoincidents.link.comparing import SLACK_M, WIDE_M, find_victim_names
from geoincidents.link.spellings import list_alike
from geoincidents.model.incident import Incident

_EARTH_M = 6_371_008.8
_ROUNDNESS = 0.994  # a distance on the sphere is at most so much more than on the ellipsoid
_ROWS_AT_ONCE = 256

Reals = NDArray[np.float64]
Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LinkKey:
    """Hold what an incident may be joined by: its days (ordinals), places and victims.

    `places` are longitude, latitude (degrees) and radius (metres). Where `needs_name` it has no one
    day, or no narrow place: without a victim that both name it is joined to nothing.
    """

    start: int
    end: int
    places: tuple[tuple[float, float, float], ...]
    names: tuple[str, ...]
    needs_name: bool = False


def make_link_key(incident: Incident) -> LinkKey | None:
    """Give the key of an incident; `None` where no other can ever be joined to it."""
    when = incident.when
    names = tuple(sorted(find_victim_names(incident.casualties.text or "")))
    is_day = when.precision == "day" and when.start is not None
    is_narrow = any(place.radius_m <= WIDE_M for place in incident.impacts)
    # Without a name it takes one day and a narrow place on both sides to be one event.
    impacts = incident.impacts if names or (is_day and is_narrow) else ()
    if not names and not impacts:
        return None
    return LinkKey(
        (when.start or date.min).toordinal(),
        (when.end or date.max).toordinal(),
        tuple((place.longitude, place.latitude, float(place.radius_m)) for place in impacts),
        names,
        not (is_day and is_narrow),
    )


def find_blocks(keys: Iterable[LinkKey]) -> Iterator[list[int]]:
    """Give the blocks of two and more, as ascending positions in `keys`.

    Of a key about 60 bytes are held, so that the keys of millions can be streamed through.
    """
    spots = _Spots()
    needs_name = array("b")
    starts, ends = array("i"), array("i")
    holders: dict[str, list[int]] = defaultdict(list)
    for number, key in enumerate(keys):
        needs_name.append(key.needs_name)
        starts.append(key.start)
        ends.append(key.end)
        for place in key.places:
            spots.add(number, place)
        for name in key.names:
            holders[name].append(number)
    spans = _Spans(np.array(starts, dtype=np.int64), np.array(ends, dtype=np.int64))
    sets = _Sets(len(starts))
    _join_named(holders, spans, sets)
    # What needs a name and shares it with none stays as it is; with one it may get day or place.
    may_join = sets.tell_joined() | ~np.frombuffer(needs_name, dtype=np.bool_)
    _join_near(spots, spans, may_join, sets)
    return sets.walk_blocks()


@dataclass(frozen=True, slots=True)
class _Spans:
    """Hold the first and the last day of each key."""

    starts: Numbers
    ends: Numbers


class _Spots:
    """Hold the places of all keys, each with the number of its key."""

    __slots__ = ("_numbers", "_places")

    def __init__(self) -> None:
        self._numbers = array("i")
        self._places = array("d")

    def add(self, number: int, place: tuple[float, float, float]) -> None:
        self._numbers.append(number)
        self._places.extend(place)

    @property
    def numbers(self) -> NDArray[np.int32]:
        return np.frombuffer(self._numbers, dtype=np.int32)

    @property
    def places(self) -> Reals:
        return np.frombuffer(self._places, dtype=np.float64).reshape(-1, 3)


class _Sets:
    """Keep disjoint sets of numbers."""

    __slots__ = ("_parents",)

    def __init__(self, count: int) -> None:
        self._parents = array("q", range(count))

    def find(self, number: int) -> int:
        parents = self._parents
        while parents[number] != number:
            parents[number] = number = parents[parents[number]]
        return number

    def join(self, first: int, second: int) -> None:
        one, other = self.find(first), self.find(second)
        if one != other:
            self._parents[max(one, other)] = min(one, other)

    def tell_joined(self) -> NDArray[np.bool_]:
        """Tell of each number whether it is in a set with others."""
        roots = self._find_roots()
        return np.asarray(np.bincount(roots, minlength=len(roots))[roots] > 1, dtype=np.bool_)

    def walk_blocks(self) -> Iterator[list[int]]:
        """Give the sets of two and more, each in order, by their least number."""
        members = np.flatnonzero(self.tell_joined())
        roots = self._find_roots()[members]
        order = np.argsort(roots, kind="stable")
        edges = np.flatnonzero(np.diff(roots[order], prepend=-1))
        for first, behind in pairwise([*edges.tolist(), len(order)]):
            yield members[order[first:behind]].tolist()

    def _find_roots(self) -> Numbers:
        """Give of each number the least of its set."""
        parents = np.array(self._parents, dtype=np.int64)
        while not np.array_equal(above := parents[parents], parents):
            parents = above
        return parents


def _join_near(spots: _Spots, spans: _Spans, may_join: NDArray[np.bool_], sets: _Sets) -> None:
    """Join what may be near each other at one time, day by day."""
    numbers, places = spots.numbers, spots.places
    order = np.flatnonzero(may_join[numbers])
    order = order[np.argsort(spans.starts[numbers[order]], kind="stable")]
    starts = spans.starts[numbers[order]]
    edges = np.flatnonzero(np.diff(starts, prepend=-1)).tolist()
    going = order[:0]
    for first, behind in pairwise([*edges, len(order)]):
        fresh = order[first:behind]
        going = np.concatenate((going[spans.ends[numbers[going]] >= starts[first]], fresh))
        owners = numbers[going]
        for at in range(0, len(fresh), _ROWS_AT_ONCE):
            some = fresh[at : at + _ROWS_AT_ONCE]
            near = _find_near(places[some], places[going])
            for own, meets in zip(numbers[some].tolist(), near, strict=True):
                for other in set(owners[meets].tolist()):
                    sets.join(own, other)


def _find_near(some: Reals, others: Reals) -> NDArray[np.bool_]:
    """Tell which places may overlap: never too few, since the sphere is taken for the earth."""
    longitude, latitude = np.radians(some[:, 0, None]), np.radians(some[:, 1, None])
    its_longitude, its_latitude = np.radians(others[:, 0]), np.radians(others[:, 1])
    chord = (
        np.sin((its_latitude - latitude) / 2) ** 2
        + np.cos(latitude) * np.cos(its_latitude) * np.sin((its_longitude - longitude) / 2) ** 2
    )
    distance_m = 2 * _EARTH_M * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    reach_m = some[:, 2, None] + others[:, 2] + SLACK_M
    return np.asarray(distance_m * _ROUNDNESS <= reach_m + 1)


def _join_named(holders: Mapping[str, list[int]], spans: _Spans, sets: _Sets) -> None:
    """Join what names victims alike and may be of one time."""
    for name, other in list_alike(list(holders)):
        held = np.unique([*holders[name], *holders[other]])
        held = held[np.lexsort((spans.ends[held], spans.starts[held]))]
        reached, last = -1, -1
        for number, start, end in zip(
            held.tolist(), spans.starts[held].tolist(), spans.ends[held].tolist(), strict=True
        ):
            if start <= reached:
                sets.join(last, number)
            reached, last = max(reached, end), number
