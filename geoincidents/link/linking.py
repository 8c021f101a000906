"""Join incidents that several articles tell of."""

from collections.abc import Iterable

from geoincidents.link.comparing import ENOUGH, weigh_pair
from geoincidents.link.merging import merge_pair
from geoincidents.model.incident import Incident


def link_incidents(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Give the incidents of the real world, each once, in the order of date and id.

    The pair with the most in common is joined first, then the next with what has become of them,
    until no two are one event: the order of the input does not matter, and linking again changes
    nothing.
    """
    held = sorted(incidents, key=lambda i: i.incident_id)
    while best := _find_best(held):
        first, second, reasons = best
        held = [i for i in held if i is not first and i is not second]
        held.append(merge_pair(first, second, reasons))
        held.sort(key=lambda i: i.incident_id)
    return tuple(sorted(held, key=lambda i: i.order))


def _find_best(incidents: list[Incident]) -> tuple[Incident, Incident, tuple[str, ...]] | None:
    best: tuple[float, Incident, Incident, tuple[str, ...]] | None = None
    for i, first in enumerate(incidents):
        for second in incidents[i + 1 :]:
            if not first.when.meets(second.when):
                continue
            weight, reasons = weigh_pair(first, second)
            if weight >= ENOUGH and (best is None or weight > best[0]):
                best = (weight, first, second, reasons)
    return best[1:] if best else None
