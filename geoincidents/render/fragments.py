"""Take from folium the markup of a map and its layers, the same in every run."""

import re
from collections.abc import Iterator

from branca.element import Element, Figure, JavascriptLink

from geoincidents.errors import GeoincidentsError

RANDOM_ID = re.compile(r"(?<=_)[0-9a-f]{32}(?![0-9a-f])")


def render_fragments(figure: Figure, page_map: Element) -> list[str]:
    """Give head, body, script and the name of the map, under ids that do not change.

    Raises:
        GeoincidentsError: a layer brings a script from the network.
    """
    elements = list(_walk(figure, set()))
    # Rendering adds children (links, icons): without this a second page would hold them twice.
    before = [(element, element._children.copy()) for element in elements]  # noqa: SLF001
    try:
        for child in figure._children.values():  # noqa: SLF001 - branca has no public way
            child.render()
        _refuse_links(figure)
        parts = (figure.header.render(), figure.html.render(), figure.script.render())
        known = {element._id for element in _walk(figure, set())}  # noqa: SLF001
    finally:
        for element, children in before:
            element._children = children  # noqa: SLF001 - branca has no public way
    return _number_ids((*parts, page_map.get_name()), known)


def _refuse_links(figure: Figure) -> None:
    """Refuse what the page's policy would block in silence."""
    children = figure.header._children.values()  # noqa: SLF001 - branca has no public way
    links = [child for child in children if isinstance(child, JavascriptLink)]
    if links:
        addresses = ", ".join(link.url for link in links)
        msg = (
            f"a layer on this map needs {addresses}, but the page carries no script of others; "
            "leave the layer out, or add it to a folium.Map of your own"
        )
        raise GeoincidentsError(msg)


def _number_ids(texts: tuple[str, ...], known: set[str]) -> list[str]:
    """Replace random ids by numbers in the order of reading.

    Only ids that an element really has are replaced: a hash in somebody's data stays.
    """
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
