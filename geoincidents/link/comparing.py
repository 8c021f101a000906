"""Ask whether two incidents of different articles are one event."""

import re

from geoincidents.coding import is_same_family
from geoincidents.geodesy import measure
from geoincidents.model.count import Count
from geoincidents.model.incident import Incident
from geoincidents.model.location import Location
from geoincidents.model.when import When
from geoincidents.text.likeness import is_same_name

ENOUGH = 1.0  # the weight at which two incidents are one
SLACK_M = 2000  # two outlets may put one place as far apart as this
_TOLL_SLACK = 3
_FINE = {"facility", "neighbourhood", "near"}
WIDE_M = 60_000  # places vaguer than this say little


def weigh_pair(first: Incident, second: Incident) -> tuple[float, tuple[str, ...]]:
    """Give the weight for one event and the reasons; 0 where something speaks against it.

    Two incidents that share an article are two: within an article the reading has decided.
    """
    if against := _find_against(first, second):
        return 0.0, (against,)
    reasons: list[str] = []
    weight = 0.0
    if share_names(first, second):
        weight += 1.0
        reasons.append("the same people are named")
    if _same_day(first.when, second.when):
        weight += 0.6
        reasons.append("the same day")
    near = _places_meet(first.impacts, second.impacts)
    if near and (_is_fine(first, second) or first.incident_type == second.incident_type):
        weight += 0.4
        reasons.append("places overlap")
    return weight, tuple(reasons)


def _find_against(first: Incident, second: Incident) -> str | None:
    """Say what speaks against one event, or `None`."""
    if {a.article_id for a in first.articles} & {a.article_id for a in second.articles}:
        return "told apart by one article"
    if not is_same_family(first.incident_type, second.incident_type):
        return "types differ"
    if not first.when.meets(second.when):
        return "dates differ"
    if _places_meet(first.impacts, second.impacts) is False:
        return "places differ"
    tolls = (first.casualties.killed, second.casualties.killed)
    return "tolls differ" if _differ(*tolls) else None


def _differ(first: Count | None, second: Count | None) -> bool:
    """Tell whether two tolls are too far apart for one event: more than twice, and more than 3."""
    if first is None or second is None:
        return False
    low, high = sorted((_middle(first), _middle(second)))
    return high > low * 2 and high - low > _TOLL_SLACK


def _middle(count: Count) -> int:
    return count.min if count.min is not None else count.max or 0


def _is_fine(first: Incident, second: Incident) -> bool:
    """Tell whether both name a place finer than a town: a town alone is no identity."""
    return all(any(p.precision in _FINE for p in i.impacts) for i in (first, second))


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
        measure(a.position, b.position)[0] <= a.radius_m + b.radius_m + SLACK_M for a, b in pairs
    ):
        narrow = all(min(p.radius_m for p in side) <= WIDE_M for side in (first, second))
        return True if narrow else None
    return False


_NAME = re.compile(r"\b[A-Z][\w'’-]{3,}")
_PARTS = re.compile(r"\sand\s|;")


def share_names(first: Incident, second: Incident) -> bool:
    """Tell whether the words on those killed name the same person, whatever the spelling."""
    mine, theirs = (_victim_names(i) for i in (first, second))
    return any(is_same_name(a, b) for a in mine for b in theirs)


def _victim_names(incident: Incident) -> set[str]:
    text = incident.casualties.text or ""
    if text.isupper():  # in a text of capitals every word looks like a name
        return set()
    return find_victim_names(text)


def find_victim_names(text: str) -> set[str]:
    """Give the surnames of the people that words on casualties name, in small letters."""
    names = set()
    for part in _PARTS.split(text):
        found = _NAME.findall(part)
        if len(found) > 1:  # a first name and a surname: a person
            names.add(found[-1].lower())
    return names
