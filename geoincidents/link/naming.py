"""Give an id of its own to an incident whose hash is that of another by chance."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from geoincidents.model.incident import Incident

_MORE_DIGITS = 12  # with those that it has 96 bits: not twice in all the news there is


def name_apart(incidents: Iterable[Incident]) -> tuple[Incident, ...]:
    """Give incidents, in their order, so that no two have one id; most are given as they are.

    The first in the order of date and id keeps it, each later one gets further digits, made of its
    quotes: in whatever order they come, each gets the same.
    """
    named = list(incidents)
    alike: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(named):
        alike[one.incident_id].append(number)
    taken = set(alike)
    for numbers in alike.values():
        if len(numbers) > 1:
            numbers.sort(key=lambda at: (named[at].order, _describe(named[at])))
            for number in numbers[1:]:
                named[number] = replace(named[number], incident_id=_lengthen(named[number], taken))
    return tuple(named)


def _lengthen(incident: Incident, taken: set[str]) -> str:
    """Give a longer id that nobody has, and take it."""
    key = _describe(incident)
    while True:
        key = sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        name = f"{incident.incident_id}{key[:_MORE_DIGITS]}"
        if name not in taken:
            taken.add(name)
            return name


def _describe(incident: Incident) -> str:
    """Say what tells an incident from another of its id: its quotes first, then all of it."""
    quotes = [(one.article_id, one.start, one.end) for one in incident.evidence]
    return repr((quotes, incident))
