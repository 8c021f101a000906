"""Ask whether two incidents of different articles are one event."""

import re

from geoincidents.coding import is_same_family
from geoincidents.geodesy import measure
from geoincidents.model.incident import Incident
from geoincidents.model.location import Location
from geoincidents.model.when import When
from geoincidents.text.likeness import is_same_name

ENOUGH = 1.0  # the weight at which two incidents are one
_SLACK_M = 2000  # two outlets may put one place as far apart as this
_WIDE_M = 60_000  # places vaguer than this say little


def weigh_pair(first: Incident, second: Incident) -> tuple[float, tuple[str, ...]]:
    """Give the weight for one event and the reasons; 0 where something speaks against it.

    Two incidents that share an article are two: within an article the reading has decided.
    """
    if {a.article_id for a in first.articles} & {a.article_id for a in second.articles}:
        return 0.0, ("told apart by one article",)
    if not is_same_family(first.incident_type, second.incident_type):
        return 0.0, ("types differ",)
    if not first.when.meets(second.when):
        return 0.0, ("dates differ",)
    near = _places_meet(first.impacts, second.impacts)
    if near is False:
        return 0.0, ("places differ",)
    reasons: list[str] = []
    weight = 0.0
    if share_names(first, second):
        weight += 1.0
        reasons.append("the same people are named")
    if _same_day(first.when, second.when):
        weight += 0.6
        reasons.append("the same day")
    if near:
        weight += 0.4
        reasons.append("places overlap")
    return weight, tuple(reasons)


def _same_day(first: When, second: When) -> bool:
    return (
        first.precision == "day" == second.precision
        and first.start is not None
        and first.meets(second)
    )


def _places_meet(first: tuple[Location, ...], second: tuple[Location, ...]) -> bool | None:
    """Tell whether any two places overlap; `None` where one side has none, or only a wide one."""
    if not first or not second:
        return None
    pairs = [(a, b) for a in first for b in second]
    if any(
        measure(a.position, b.position)[0] <= a.radius_m + b.radius_m + _SLACK_M for a, b in pairs
    ):
        narrow = all(min(p.radius_m for p in side) <= _WIDE_M for side in (first, second))
        return True if narrow else None
    return False


_NAME = re.compile(r"\b[A-Z][\w'’-]{3,}")
_TITLES = {
    "General",
    "Iran",
    "Iraqi",
    "Iranian",
    "American",
    "President",
    "Minister",
    "Three",
    "Four",
    "Five",
}


def share_names(first: Incident, second: Incident) -> bool:
    """Tell whether the words on those killed name the same person, whatever the spelling."""
    mine, theirs = (_victim_names(i) for i in (first, second))
    return any(is_same_name(a, b) for a in mine for b in theirs)


def _victim_names(incident: Incident) -> set[str]:
    text = incident.casualties.text or ""
    parts = re.split(r"\sand\s|;", text)
    names = set()
    for part in parts:
        found = [n for n in _NAME.findall(part) if n not in _TITLES]
        if len(found) > 1:  # a first name and a surname: a person
            names.add(found[-1].lower())
    return names
