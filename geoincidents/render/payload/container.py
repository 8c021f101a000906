"""Put columns of numbers, codes and texts into one block of bytes, as docs/page-data.md says."""

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from geoincidents.features import replace_surrogates

MISSING = -(2**31)
LARGEST = 2**31 - 1
UNSIGNED = (("u8", 2**8), ("u16", 2**16), ("u32", 2**32))
TYPES = {"u8": "<u1", "u16": "<u2", "u32": "<u4", "i32": "<i4"}

Numbers = NDArray[np.int64]


class Container:
    """Gather arrays and dictionaries by name; `encode` gives the block."""

    def __init__(self) -> None:
        self._arrays: dict[str, tuple[str, bytes, int]] = {}
        self._codes: dict[str, dict[str | None, int]] = {}

    def add_numbers(self, name: str, values: Iterable[int | None] | Numbers) -> None:
        """Add whole numbers in the narrowest type; `None` and what no type holds is missing."""
        if not isinstance(values, np.ndarray):
            values = _gather_numbers([MISSING if value is None else value for value in values])
        kind = _choose_type(values)
        self._arrays[name] = (kind, _split_planes(values, kind), len(values))

    def add_codes(self, name: str, values: Sequence[str | None], into: str) -> None:
        """Add texts as numbers of the dictionary `into`; what is not said is 0."""
        codes = self._codes.setdefault(into, {None: 0, "": 0})
        for value in dict.fromkeys(values):
            if value not in codes:
                codes[value] = len(codes) - 1
        found = map(codes.__getitem__, values)
        self.add_numbers(name, np.fromiter(found, dtype=np.int64, count=len(values)))

    def add_code_lists(self, name: str, lists: Sequence[Sequence[str]], into: str) -> None:
        """Add lists of texts as `name.ends` and `name.codes`."""
        self.add_steps(name, [len(one) for one in lists])
        self.add_codes(f"{name}.codes", [value for one in lists for value in one], into)

    def add_steps(self, name: str, lengths: Sequence[int]) -> None:
        """Add `name.ends`, where the list of each row ends, as the steps from one to the next."""
        values = np.array(lengths, dtype=np.int64)
        kind = _choose_type(values)
        self._arrays[f"{name}.ends"] = (f"+{kind}", _split_planes(values, kind), len(values))

    def add_texts(self, name: str, texts: Sequence[str]) -> None:
        """Add texts as `name.ends` and `name.bytes`."""
        encoded = [text.encode("utf-8") for text in clean_texts(texts)]
        self.add_steps(name, [len(one) for one in encoded])
        data = b"".join(encoded)
        self._arrays[f"{name}.bytes"] = ("u8", data, len(data))

    def encode(self) -> bytes:
        """Give the length of the header, the header, then the arrays."""
        places: dict[str, tuple[str, int, int]] = {}
        parts: list[bytes] = []
        offset = 0
        for name, (kind, data, length) in self._arrays.items():
            places[name] = (kind, offset, length)
            parts.append(data)
            offset += len(data)
        dicts = {
            name: clean_texts([text for text in codes if text])
            for name, codes in self._codes.items()
        }
        header = msgspec.json.encode({"arrays": places, "dicts": dicts})
        return len(header).to_bytes(4, "little") + header + b"".join(parts)


def split_columns(nouns: Sequence[object], *names: str) -> tuple[Sequence[Any], ...]:
    """Give the values of fields as columns, in one walk over the nouns: memory is what takes long.

    A name may have dots: `when.start`.
    """
    if not nouns:
        return tuple([] for _ in names)
    return tuple(zip(*map(attrgetter(*names), nouns), strict=True))


def clean_texts(texts: Sequence[str]) -> Sequence[str]:
    """Put U+FFFD for every lone surrogate, which no file can hold."""
    try:
        "".join(texts).encode("utf-8")
    except UnicodeEncodeError:
        return [replace_surrogates(text) for text in texts]
    return texts


def _gather_numbers(values: list[int]) -> Numbers:
    try:
        numbers = np.array(values, dtype=np.int64)
    except OverflowError:  # a file may hold a number of a hundred figures
        numbers = np.array([max(MISSING, min(value, LARGEST)) for value in values], dtype=np.int64)
    return np.clip(numbers, MISSING, LARGEST)


def _choose_type(values: Numbers) -> str:
    if not len(values):
        return "u8"
    if values.min() < 0:
        return "i32"
    largest = int(values.max())
    return next(kind for kind, limit in UNSIGNED if largest < limit)


def _split_planes(values: Numbers, kind: str) -> bytes:
    """Give all lowest bytes, then all the next: deflate finds more in them than side by side."""
    numbers = values.astype(TYPES[kind])
    planes = numbers.view(np.uint8).reshape(len(numbers), numbers.itemsize)
    return planes.T.tobytes()
