"""Tag lines of JSON: a geoparser as a filter."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from geoincidents.gazetteer import Gazetteer
from geoincidents.tagging.toponyms import SENSES, Toponym, tag_places, tag_spans

if TYPE_CHECKING:
    from geoincidents.gazetteer.lookups import OnlineNames


def tag_lines(  # noqa: PLR0913 - what a filter may be told, each its own
    lines: Iterable[bytes],
    gazetteer: Gazetteer,
    *,
    senses: frozenset[str] = SENSES,
    given_spans: bool = False,
    on_fault: Callable[[str], None],
    online: "OnlineNames | None" = None,
) -> Iterator[str]:
    """Give a JSON line of tagged toponyms for each JSON line of {"id", "text"}.

    With `given_spans` only the toponyms (start, end) of each line are placed, whatever their sense.
    `on_fault` hears of each line that is no such document; the others go on. `online` is asked for
    names that the gazetteer does not know.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            document = json.loads(line)
            key, text = _check_document(document)
            if given_spans:
                found = tag_spans(text, _check_spans(document, text), gazetteer, online=online)
            else:
                tagged = tag_places(text, gazetteer, online=online)
                found = tuple(t for t in tagged if t.sense in senses)
        except (ValueError, RecursionError) as error:
            on_fault(f"line {number}: {error}")
            continue
        toponyms = [describe_toponym(toponym) for toponym in found]
        yield json.dumps({"id": key, "toponyms": toponyms}, ensure_ascii=False)


def describe_toponym(toponym: Toponym) -> dict[str, object]:
    """Give a toponym as flat JSON; what is not known is null."""
    choice = toponym.choice
    place = choice.place if choice else None
    return {
        "start": toponym.start,
        "end": toponym.end,
        "surface": toponym.surface,
        "sense": toponym.sense,
        "name": place.name if place else None,
        "place_id": place.place_id if place else None,
        "lat": place.latitude if place else None,
        "lon": place.longitude if place else None,
        "kind": place.kind if place else None,
        "radius_m": place.radius_m if place else None,
        "confidence": choice.confidence if choice else None,
    }


def _check_document(document: object) -> tuple[str | int, str]:
    if not isinstance(document, dict):
        msg = f'it is {type(document).__name__}, not {{"id", "text"}}'
        raise ValueError(msg)  # noqa: TRY004 - a fault of the input, as every other
    key, text = document.get("id"), document.get("text")
    if not isinstance(key, str | int) or not isinstance(text, str):
        msg = '"id" (text or number) and "text" (text) are needed'
        raise ValueError(msg)  # noqa: TRY004 - a fault of the input, as every other
    try:
        text.encode()
    except UnicodeEncodeError:
        msg = '"text" holds half a character (a lone surrogate)'
        raise ValueError(msg) from None
    return key, text


def _check_spans(document: dict[str, object], text: str) -> list[tuple[int, int]]:
    toponyms = document.get("toponyms")
    if not isinstance(toponyms, list):
        msg = '"toponyms" is needed: a list of {"start", "end"}'
        raise ValueError(msg)  # noqa: TRY004 - a fault of the input, as every other
    return [_check_span(toponym, len(text)) for toponym in toponyms]


def _check_span(toponym: object, length: int) -> tuple[int, int]:
    start = toponym.get("start") if isinstance(toponym, dict) else None
    end = toponym.get("end") if isinstance(toponym, dict) else None
    if type(start) is not int or type(end) is not int:
        msg = f"a toponym needs start and end, not {toponym!r}"
        raise ValueError(msg)
    if not 0 <= start < end <= length:
        msg = f"start {start}, end {end} is not within the text of {length} characters"
        raise ValueError(msg)
    return start, end
