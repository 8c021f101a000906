"""Put columns of numbers, codes and texts into one block of bytes, as docs/page-data.md says.

Columns grow chunk by chunk, so that nobody has to hold all nouns at once, and those of a chunk are
walked over while they are near the processor: memory is what takes long.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter
from typing import Any

import msgspec
from numpy.typing import NDArray

from geoincidents.features import replace_surrogates
from geoincidents.render.payload.columns import (
    LARGEST,
    MISSING,
    ByteColumn,
    NumberColumn,
    count_bytes,
)


class Container:
    """Gather arrays and dictionaries by name; `encode` gives the block.

    What is added under a name that is known goes on where that column ends.
    """

    def __init__(self) -> None:
        self._columns: dict[str, NumberColumn] = {}
        self._texts: dict[str, ByteColumn] = {}
        self._steps: set[str] = set()
        self._codes: dict[str, dict[str | None, int]] = {}

    def count(self, name: str) -> int:
        """Give how many items a column has so far."""
        return len(self._columns.get(name, ()))

    def add_numbers(self, name: str, values: Sequence[int | None]) -> None:
        """Add whole numbers; `None` and what no type holds is missing."""
        column = self._find_column(name)
        if None in values:
            values = [MISSING if value is None else value for value in values]
        try:
            column.extend(values)  # type: ignore[arg-type] # None is gone
        except OverflowError:  # a file may hold a number of a hundred figures
            column.extend(max(MISSING, min(value or 0, LARGEST)) for value in values)

    def add_array(self, name: str, values: NDArray[Any]) -> None:
        """Add whole numbers that lie in an array and fit in four bytes."""
        self._find_column(name).extend_array(values)

    def add_codes(self, name: str, values: Sequence[str | None], into: str) -> None:
        """Add texts as numbers of the dictionary `into`; what is not said is 0."""
        codes = self._codes.setdefault(into, {None: 0, "": 0})
        for value in dict.fromkeys(values):
            if value not in codes:
                codes[value] = len(codes) - 1
        self._find_column(name).extend(map(codes.__getitem__, values))

    def add_code_lists(self, name: str, lists: Sequence[Sequence[str]], into: str) -> None:
        """Add lists of texts as `name.ends` and `name.codes`."""
        self.add_steps(name, [len(one) for one in lists])
        self.add_codes(f"{name}.codes", [value for one in lists for value in one], into)

    def add_steps(self, name: str, lengths: Iterable[int]) -> None:
        """Add `name.ends`, where the list of each row ends, as the steps from one to the next."""
        self._steps.add(f"{name}.ends")
        self._find_column(f"{name}.ends").extend(lengths)

    def add_texts(self, name: str, texts: Sequence[str]) -> None:
        """Add texts as `name.ends` and `name.bytes`."""
        encoded = [text.encode("utf-8") for text in clean_texts(texts)]
        self.add_steps(name, map(len, encoded))
        self._texts.setdefault(f"{name}.bytes", ByteColumn()).extend(b"".join(encoded))

    def list_texts(self, dictionary: str) -> list[str]:
        """Give the texts of a dictionary in the order of their codes."""
        return [text for text in self._codes.get(dictionary, ()) if text]

    def encode(self, rename: Mapping[str, Callable[[str], str]] | None = None) -> Iterator[bytes]:
        """Give the length of the header, the header, then the arrays, piece by piece.

        `rename` has for a dictionary what its texts are to be called in the end.
        """
        arrays: dict[str, tuple[str, int, int]] = {}
        offset = 0
        for name, kind, length, size in self._list_arrays():
            arrays[name] = (kind, offset, length)
            offset += size
        dicts = {name: clean_texts(self.list_texts(name)) for name in self._codes}
        for name, call in (rename or {}).items():
            dicts[name] = list(map(call, dicts.get(name, ())))
        header = msgspec.json.encode({"arrays": arrays, "dicts": dicts})
        yield len(header).to_bytes(4, "little") + header
        yield from chain.from_iterable(one.walk_planes() for one in self._columns.values())
        yield from chain.from_iterable(one.walk() for one in self._texts.values())

    def _list_arrays(self) -> Iterator[tuple[str, str, int, int]]:
        """Give name, type, items and bytes of each array in their order."""
        for name, column in self._columns.items():
            kind = column.kind
            steps = "+" if name in self._steps else ""
            yield name, steps + kind, len(column), len(column) * count_bytes(kind)
        for name, text in self._texts.items():
            yield name, "u8", len(text), len(text)

    def _find_column(self, name: str) -> NumberColumn:
        column = self._columns.get(name)
        if column is None:
            column = self._columns[name] = NumberColumn()
        return column


def split_columns(nouns: Sequence[object], *names: str) -> tuple[Sequence[Any], ...]:
    """Give the values of fields as columns, in one walk over the nouns.

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
