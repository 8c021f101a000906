"""Find which of very many names may be spellings of one, without comparing every two of them."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from geoincidents.text.likeness import SAME_NAME, is_same_name

_BOXES = 64  # letters are counted in so many boxes: two in one box only make names more alike
_LEVELS = 8  # a letter is told apart so many times; what is beyond only makes names more alike

Bits = NDArray[np.uint64]


def list_alike(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give every pair of distinct names that may be spellings of one, each name with itself too."""
    names = sorted(names, key=len)
    lengths = np.array([len(name) for name in names], dtype=np.int64)
    bits, beyond = _count_letters(names)
    for number, name in enumerate(names):
        yield name, name
        length = len(name)
        # Those of one length and longer: of a much longer one too few letters are in this one.
        behind = int(np.searchsorted(lengths, (2 / SAME_NAME - 1) * length + 1, side="right"))
        rest = slice(number + 1, behind)
        # No order of the letters makes more of them agree.
        most = np.minimum(beyond[number], beyond[rest])
        for own, others in zip(bits[:, number], bits[:, rest], strict=True):
            most += np.bitwise_count(own & others)
        enough = 2 * most >= SAME_NAME * (length + lengths[rest])
        for at in np.flatnonzero(enough).tolist():
            other = names[number + 1 + at]
            if 2 * _measure_common(name, other) >= SAME_NAME * (length + len(other)) and (
                is_same_name(name, other) or is_same_name(other, name)
            ):
                yield name, other


def _count_letters(names: Sequence[str]) -> tuple[Bits, NDArray[np.int64]]:
    """Give for each level which letters a name has so often, and how many it has beyond."""
    levels: list[list[int]] = []
    beyond = np.zeros(len(names), dtype=np.int64)
    for number, name in enumerate(names):
        held = [0] * _LEVELS
        for letter in name:
            bit = 1 << ord(letter) % _BOXES
            for level in range(_LEVELS):
                if not held[level] & bit:
                    held[level] |= bit
                    break
            else:
                beyond[number] += 1
        levels.append(held)
    bits = np.array(levels, dtype=np.uint64).reshape(-1, _LEVELS).T
    return np.ascontiguousarray(bits[bits.any(axis=1)]), beyond


def _measure_common(first: str, second: str) -> int:
    """Give the length of the longest common subsequence: no comparison by blocks finds more.

    Bit by bit after Hyyrö, Bit-parallel LCS-length computation revisited (2004).
    """
    places: dict[str, int] = {}
    for number, letter in enumerate(first):
        places[letter] = places.get(letter, 0) | 1 << number
    every = (1 << len(first)) - 1
    left = every
    for letter in second:
        found = left & places.get(letter, 0)
        left = ((left + found) | (left - found)) & every
    return len(first) - left.bit_count()
