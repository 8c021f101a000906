"""Give the elements of a folium map names that are the same in every run."""

import re
from collections.abc import Iterator

from branca.element import Element

RANDOM_ID = re.compile(r"(?<=_)[0-9a-f]{32}(?![0-9a-f])")


def make_stable(root: Element, texts: tuple[str, ...]) -> list[str]:
    """Replace the random ids of `root` and all beneath it by numbers in the order of the tree.

    Only ids that an element really has are replaced: a hash in somebody's data stays.
    """
    known = {id_ for element in _walk(root, set()) for id_ in (element._id,)}  # noqa: SLF001
    numbers: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        if match[0] not in known:
            return match[0]
        return numbers.setdefault(match[0], f"{len(numbers):04d}")

    return [RANDOM_ID.sub(number, text) for text in texts]


def _walk(element: Element, seen: set[int]) -> Iterator[Element]:
    """Give an element, its children, and elements that it merely holds (a marker's icon)."""
    if id(element) in seen:
        return
    seen.add(id(element))
    yield element
    held = [*element._children.values(), *vars(element).values()]  # noqa: SLF001 - no public way
    for value in held:
        if isinstance(value, Element):
            yield from _walk(value, seen)
