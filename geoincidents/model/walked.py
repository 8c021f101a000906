"""A sequence that stays where it is: walked through as often as asked, never held."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, overload

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, eq=False)
class Walked(Sequence[_T], Generic[_T]):
    """Hold a sequence by how it is walked through; a single item costs a walk up to it.

    So does its length, a whole one, where `size` is not known beforehand.
    """

    walk: Callable[[], Iterator[_T]]
    size: int | None = None

    @overload
    def __getitem__(self, index: int) -> _T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_T]: ...
    def __getitem__(self, index: int | slice) -> _T | Sequence[_T]:
        if isinstance(index, slice):
            return tuple(self)[index]
        wanted = index + len(self) if index < 0 else index
        for number, item in enumerate(self):
            if number == wanted:
                return item
        raise IndexError(index)

    def __len__(self) -> int:
        return sum(1 for _ in self) if self.size is None else self.size

    def __bool__(self) -> bool:
        return any(True for _ in self)

    def __iter__(self) -> Iterator[_T]:
        return self.walk()


def is_walked(items: Sequence[Any]) -> bool:
    """Tell whether items stay on the disk; those are in their order, and should stay there."""
    return isinstance(items, Walked)
