"""Part incidents into blocks that have nothing to do with each other, by day, place and name.

A block holds every incident that linking could join, also by way of what it has joined before, so
that linking block by block gives what linking all at once gives. For two joined incidents have the
days that both have, the places and the names of either: whatever meets them meets one of the two.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from geoincidents.link.comparing import SLACK_M, WIDE_M, find_victim_names
from geoincidents.model.incident import Incident
from geoincidents.text.likeness import SAME_NAME, is_same_name

_EARTH_M = 6_371_008.8
_ROUNDNESS = 0.994  # a distance on the sphere is at most so much more than on the ellipsoid
_LETTERS = 64  # letters are counted in so many boxes: two in one box only make names more alike
_ROWS_AT_ONCE = 256

Reals = NDArray[np.float64]


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


def find_blocks(keys: Iterable[LinkKey]) -> list[list[int]]:
    """Give the blocks of two and more, as ascending positions in `keys`.

    Of a key about 50 bytes are held, so that the keys of millions can be streamed through.
    """
    table = array("d")
    needs_name = array("b")
    spans: dict[int, tuple[int, int]] = {}
    holders: dict[str, list[int]] = defaultdict(list)
    count = 0
    for number, key in enumerate(keys):
        count += 1
        needs_name.append(key.needs_name)
        for place in key.places:
            table.extend((key.start, key.end, number, *place))
        for name in key.names:
            spans[number] = key.start, key.end
            holders[name].append(number)
    sets = _Sets(count)
    _join_named(holders, spans, sets)
    near = np.frombuffer(table, dtype=np.float64).reshape(-1, 6)
    # What needs a name and shares it with none stays as it is; with one it may get day or place.
    may_join = sets.tell_joined() | ~np.frombuffer(needs_name, dtype=np.bool_)
    _join_near(near[may_join[near[:, 2].astype(np.int64)]], sets)
    return sets.list_blocks()


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
        roots = [self.find(number) for number in range(len(self._parents))]
        sizes = np.bincount(np.array(roots, dtype=np.int64), minlength=len(roots))
        return np.asarray(sizes[roots] > 1, dtype=np.bool_)

    def list_blocks(self) -> list[list[int]]:
        blocks: dict[int, list[int]] = {}
        for number in range(len(self._parents)):
            root = self.find(number)  # the least of its set, so it comes first
            if root != number:
                blocks.setdefault(root, [root]).append(number)
        return list(blocks.values())


def _join_near(table: Reals, sets: _Sets) -> None:
    """Join what may be near each other at one time, day by day."""
    table = table[np.argsort(table[:, 0], kind="stable")]
    starts = table[:, 0]
    edges = [*np.unique(starts, return_index=True)[1].tolist(), len(table)]
    going = table[:0]
    for first, behind in pairwise(edges):
        fresh = table[first:behind]
        going = np.concatenate((going[going[:, 1] >= table[first, 0]], fresh))
        numbers = going[:, 2].astype(np.int64)
        for at in range(0, len(fresh), _ROWS_AT_ONCE):
            some = fresh[at : at + _ROWS_AT_ONCE]
            for row, meets in zip(some, _find_near(some, going), strict=True):
                own = int(row[2])
                for other in set(numbers[meets].tolist()):
                    sets.join(own, other)


def _find_near(some: Reals, others: Reals) -> NDArray[np.bool_]:
    """Tell which places may overlap: never too few, since the sphere is taken for the earth."""
    longitude, latitude = np.radians(some[:, 3, None]), np.radians(some[:, 4, None])
    its_longitude, its_latitude = np.radians(others[:, 3]), np.radians(others[:, 4])
    chord = (
        np.sin((its_latitude - latitude) / 2) ** 2
        + np.cos(latitude) * np.cos(its_latitude) * np.sin((its_longitude - longitude) / 2) ** 2
    )
    distance_m = 2 * _EARTH_M * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    reach_m = some[:, 5, None] + others[:, 5] + SLACK_M
    return np.asarray(distance_m * _ROUNDNESS <= reach_m + 1)


def _join_named(
    holders: Mapping[str, list[int]], spans: Mapping[int, tuple[int, int]], sets: _Sets
) -> None:
    """Join what names victims alike and may be of one time."""
    for name, other in _list_alike(sorted(holders)):
        reached, last = -1, -1
        for number in sorted({*holders[name], *holders[other]}, key=spans.__getitem__):
            start, end = spans[number]
            if start <= reached:
                sets.join(last, number)
            reached, last = max(reached, end), number


def _list_alike(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give every pair of names that may be spellings of one, each name with itself too."""
    if not names:
        return
    letters = np.zeros((len(names), _LETTERS), dtype=np.int16)
    for number, name in enumerate(names):
        for letter in name:
            letters[number, ord(letter) % _LETTERS] += 1
    lengths = letters.sum(axis=1)
    for number, name in enumerate(names):
        yield name, name
        rest = slice(number + 1, None)
        # No order of the letters makes more of them agree.
        most = np.minimum(letters[number], letters[rest]).sum(axis=1)
        enough = 2 * most >= SAME_NAME * (lengths[number] + lengths[rest])
        for at in np.flatnonzero(enough).tolist():
            other = names[number + 1 + at]
            if is_same_name(name, other) or is_same_name(other, name):
                yield name, other
