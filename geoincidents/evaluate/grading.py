"""Grade one found incident against gold, field by field; docs/gold.md defines each."""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

from geopy.distance import great_circle

from geoincidents.evaluate.gold import Bounds, GoldDate, GoldIncident, Spot
from geoincidents.model import Count, Incident, Location, When

FIELDS = (
    "type",
    "date",
    "place",
    "launch",
    "lines",
    "killed",
    "wounded",
    "weapon",
    "claim",
    "status",
)
NEAR_KM = 2.0  # a miss that nobody sees on a map of a city
COUNTRY_KM = 200.0  # so wide a place may as well stay off the map
VAGUE_KM = 10.0
TOO_WIDE = 4  # a circle of so many times the radius says nothing
SLACK_DAYS = 35  # by which a window of weeks or months may be wider than gold's
SHORT_WORD = 2


@cache
def load_families() -> dict[str, frozenset[str]]:
    """Give the incident types of each family."""
    table = tomllib.loads(Path(__file__).with_name("families.toml").read_text("utf-8"))
    return {name: frozenset(types) for name, types in table["families"].items()}


def share_family(types: Iterable[str], kind: str) -> bool:
    """Say whether an incident of `kind` may be the one that gold calls one of `types`."""
    return bool(_list_families(set(types)) & _list_families({kind}))


def _list_families(types: set[str]) -> set[str]:
    families = load_families()
    if "unspecified_attack" in types:
        return set(families)
    return {name for name, members in families.items() if members & types}


def measure_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the great-circle distance of two (longitude, latitude) in km."""
    return float(great_circle(one[::-1], other[::-1]).km)


def grade_fields(gold: GoldIncident, found: Incident) -> dict[str, float]:
    """Give the share right of each field, 0 to 1."""
    return {
        "type": float(found.incident_type in gold.types),
        "date": float(_is_date_right(gold.date, found.when)),
        "place": grade_places(gold.impacts, found.impacts),
        "launch": grade_places(gold.launches, found.launches),
        "lines": float(len(found.trajectories) in {gold.lines, *gold.lines_alt}),
        "killed": float(_is_count_right(gold.killed, gold.killed_alt, found.casualties.killed)),
        "wounded": float(_is_count_right(gold.wounded, gold.wounded_alt, found.casualties.wounded)),
        "weapon": _grade_weapon(gold, found),
        "claim": float(_is_claim_right(gold, found)),
        "status": float((found.status or "executed") in {gold.status, *gold.status_alt}),
    }


_SAID_BY_GOLD: dict[str, Callable[[GoldIncident], bool]] = {
    "type": lambda gold: bool(gold.types),
    "date": lambda gold: bool(gold.date.start or gold.date.end),
    "place": lambda gold: bool(gold.impacts),
    "launch": lambda gold: bool(gold.launches),
    "lines": lambda gold: bool(gold.lines),
    "killed": lambda gold: bool(give_bounds(gold.killed)),
    "wounded": lambda gold: bool(give_bounds(gold.wounded)),
    "weapon": lambda gold: bool(
        gold.weapon and (give_bounds(gold.weapon.count) or gold.weapon.calibre_mm)
    ),
    "claim": lambda gold: bool(gold.claimed_by),
    "status": lambda gold: gold.status != "executed",
}
_SAID_BY_FOUND: dict[str, Callable[[Incident], bool]] = {
    "type": lambda found: bool(found.incident_type),
    "date": lambda found: bool(found.when.start or found.when.end),
    "place": lambda found: bool(found.impacts),
    "launch": lambda found: bool(found.launches),
    "lines": lambda found: bool(found.trajectories),
    "killed": lambda found: bool(give_bounds(found.casualties.killed)),
    "wounded": lambda found: bool(give_bounds(found.casualties.wounded)),
    "weapon": lambda found: bool(
        give_bounds(found.munitions) or (found.weapon and found.weapon.calibre_mm)
    ),
    "claim": lambda found: bool(found.claims),
    "status": lambda found: (found.status or "executed") != "executed",
}
_ALWAYS_COUNTED = {"type", "date", "weapon"}


def is_said_by_gold(field: str, gold: GoldIncident) -> bool:
    """Say whether gold says anything of a field."""
    return _SAID_BY_GOLD[field](gold)


def is_said_by_found(field: str, found: Incident) -> bool:
    """Say whether a found incident says anything of a field."""
    return _SAID_BY_FOUND[field](found)


def is_told(field: str, gold: GoldIncident, found: Incident) -> bool:
    """Say whether a field counts for a match: silence on both sides is no merit."""
    if field in _ALWAYS_COUNTED:
        return True
    return is_said_by_gold(field, gold) or is_said_by_found(field, found)


def give_bounds(count: Count | None) -> Bounds | None:
    """Give least and most of a count, `None` where it says nothing."""
    if count is None or (count.min is None and count.max is None):
        return None
    return count.min, count.max


def grade_places(gold: Sequence[Spot], found: Sequence[Location]) -> float:
    """Give the share of gold's spots that are met.

    Met is within 2 km or gold's radius. A claimed radius far smaller than gold's that misses is
    false precision, one over four times as wide (and over 10 km) is no answer.
    """
    spots = [
        (spot, (spot.lon, spot.lat))
        for spot in gold
        if spot.lon is not None and spot.lat is not None
    ]
    if not spots:
        return 0.0 if found else 1.0
    if not found:
        return float(all(spot.radius_km >= COUNTRY_KM for spot, _ in spots))
    met = sum(_is_met(spot, point, found) for spot, point in spots)
    return met / max(len(spots), len(found))


def find_nearest(point: tuple[float, float], found: Sequence[Location]) -> tuple[Location, float]:
    """Give the found place nearest to (longitude, latitude), and how far off it is in km."""
    measured = [(measure_km(point, (place.longitude, place.latitude)), place) for place in found]
    miss, best = min(measured, key=lambda pair: pair[0])
    return best, miss


def _is_met(spot: Spot, point: tuple[float, float], found: Sequence[Location]) -> bool:
    best, miss = find_nearest(point, found)
    claimed = best.radius_m / 1000
    false_precision = claimed < spot.radius_km / 2 and miss > max(claimed, 1)
    no_answer = claimed > max(VAGUE_KM, TOO_WIDE * spot.radius_km)
    return miss <= max(NEAR_KM, spot.radius_km) and not false_precision and not no_answer


def _is_date_right(gold: GoldDate, found: When) -> bool:
    """Judge a window: inside gold's for a day, else meeting it and not much wider."""
    gold_start, gold_end = _close_window(gold.start, gold.end)
    start, end = _close_window(found.start, found.end)
    meets = start <= gold_end and end >= gold_start
    if gold.precision == "day":
        inside = start >= gold_start and end <= gold_end
        return found.precision == "day" and inside and found.start is not None
    if gold.precision == "unknown":
        return found.precision in {"unknown", "year", "month"} and meets
    narrow = (end - start).days <= (gold_end - gold_start).days + SLACK_DAYS
    return found.precision != "day" and meets and narrow


def _close_window(start: date | None, end: date | None) -> tuple[date, date]:
    return start or date.min, end or date.max


def _is_count_right(gold: Count | None, also: Sequence[Bounds], found: Count | None) -> bool:
    bounds = give_bounds(found)
    return bounds == give_bounds(gold) or bounds in also


def _grade_weapon(gold: GoldIncident, found: Incident) -> float:
    said = give_bounds(gold.weapon.count) if gold.weapon else None
    count_right = said is None or give_bounds(found.munitions) in [said, *gold.count_alt]
    calibre = gold.weapon.calibre_mm if gold.weapon else None
    claimed = found.weapon.calibre_mm if found.weapon else None
    return (count_right + ((claimed or None) == (calibre or None))) / 2


def _is_claim_right(gold: GoldIncident, found: Incident) -> bool:
    actors = [claim.actor for claim in found.claims]
    return any(
        bool(_list_words(actors) & _list_words(right)) if right else not actors
        for right in (gold.claimed_by, *gold.claimed_alt)
    )


def _list_words(names: Iterable[str]) -> set[str]:
    """Give the words of names that are longer than "al"."""
    plain = ("".join(c.lower() if c.isalnum() else " " for c in name) for name in names)
    return {word for name in plain for word in name.split() if len(word) > SHORT_WORD}
