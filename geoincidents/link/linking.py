"""Join incidents that several articles tell of."""

import heapq
from collections.abc import Iterable
from datetime import date

from geoincidents.link.blocks import find_blocks, make_link_key
from geoincidents.link.comparing import ENOUGH, weigh_pair
from geoincidents.link.merging import merge_pair
from geoincidents.model.incident import Incident


def link_incidents(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Give the incidents of the real world, each once, in the order of date and id.

    The pair with the most in common is joined first, then the next with what has become of them,
    until no two are one event: the order of the input does not matter, and linking again changes
    nothing. Only what could be one event is compared: see `find_blocks`.
    """
    ordered = sorted(incidents, key=_order)
    keys = [make_link_key(one) for one in ordered]
    linkable = [number for number, key in enumerate(keys) if key is not None]
    blocks = list(find_blocks(key for key in keys if key is not None))
    in_blocks = {linkable[at] for block in blocks for at in block}
    linked = [one for number, one in enumerate(ordered) if number not in in_blocks]
    for block in blocks:
        linked += link_block([ordered[linkable[at]] for at in block])
    return tuple(sorted(linked, key=_order))


def link_block(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Give what `link_incidents` gives, by comparing all whose days meet.

    Each pair is weighed once; what has been joined is weighed anew.
    """
    held = dict(enumerate(sorted(incidents, key=_order)))
    heap: list[_Pair] = []
    days = sorted(held, key=lambda number: held[number].when.start or date.min)
    open_ended: list[int] = []  # those whose window may still meet what starts later
    for number in days:
        start = held[number].when.start or date.min
        open_ended = [n for n in open_ended if (held[n].when.end or date.max) >= start]
        for other in open_ended:
            _push(heap, held, other, number)
        open_ended.append(number)
    fresh = len(held)
    while heap:
        _, _, _, first, second, reasons = heapq.heappop(heap)
        if first not in held or second not in held:
            continue
        held[fresh] = merge_pair(held.pop(first), held.pop(second), reasons)
        for other in list(held):
            if other != fresh:
                _push(heap, held, other, fresh)
        fresh += 1
    return tuple(sorted(held.values(), key=_order))


# Weight (negated: the heaviest first), the two ids, the two numbers, the reasons.
_Pair = tuple[float, str, str, int, int, tuple[str, ...]]


def _push(heap: list[_Pair], held: dict[int, Incident], first: int, second: int) -> None:
    one, other = held[first], held[second]
    if not one.when.meets(other.when):
        return
    weight, reasons = weigh_pair(one, other)
    if weight >= ENOUGH:
        ids = sorted((one.incident_id, other.incident_id))
        heapq.heappush(heap, (-weight, ids[0], ids[1], first, second, reasons))


def _order(incident: Incident) -> tuple[object, ...]:
    when = incident.when
    return (when.start or when.end or date.max, when.end or date.max, incident.incident_id)
