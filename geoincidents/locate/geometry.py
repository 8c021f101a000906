"""Turn a phrase and its places into geometry with a radius that holds the true place."""

import math
import tomllib
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from geoincidents.geodesy import draw_disc, draw_sector, intersect, measure, travel
from geoincidents.model.location import Area, Location, Position
from geoincidents.model.phrase import Phrase
from geoincidents.model.place import Place

_HALF_CIRCLE = 180.0
_EIGHTH = 45.0
_WINDS = {
    "north": 0.0,
    "northeast": 45.0,
    "east": 90.0,
    "southeast": 135.0,
    "south": 180.0,
    "southwest": 225.0,
    "west": 270.0,
    "northwest": 315.0,
}
_MAX_DISTANCE_M = 3_000_000  # no article places a thing by a distance of half a continent


@cache
def _defaults() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "defaults.toml").read_text(encoding="utf-8"))


def name_precision(place: Place) -> str:
    """Give the location_precision of schema.md for a place of the gazetteer."""
    return str(_defaults()["precision"].get(place.kind, "facility"))


def place_phrase(
    phrase: Phrase, places: tuple[Place, ...], holders: tuple[Place, ...]
) -> Location | None:
    """Give the location of a phrase whose anchors are `places`, held by `holders`, inner first.

    `None` where the words contradict the earth: a distance of thousands of kilometres.
    """
    anchor = places[-1]
    if phrase.distance_m and phrase.distance_m > _MAX_DISTANCE_M:
        return None
    if phrase.relation in {"between", "along", "border_of"} and len(places) > 1:
        return _place_between(phrase, places[0], places[1])
    if phrase.relation == "bearing" and phrase.bearing_deg is not None:
        return _place_bearing(phrase, anchor, holders)
    if phrase.relation == "bearing" and phrase.distance_m:
        return _place_within(phrase, anchor, phrase.distance_m)
    if phrase.relation == "part_of" and phrase.part:
        return _place_part(phrase, anchor)
    if phrase.relation == "near":
        return _place_near(phrase, anchor)
    return _base(phrase, anchor, rule=f"{phrase.relation} {anchor.name}: the place and its radius")


def _base(phrase: Phrase, anchor: Place, rule: str) -> Location:
    return Location(
        text=" ".join(phrase.text.split()),
        relation=phrase.relation,
        place_id=anchor.place_id,
        name=anchor.name,
        place_kind=anchor.kind,
        admin1=anchor.name if anchor.kind == "admin1" else anchor.admin1,
        country=anchor.country,
        longitude=round(anchor.longitude, 6),
        latitude=round(anchor.latitude, 6),
        radius_m=anchor.radius_m,
        precision=name_precision(anchor),
        munitions=phrase.munitions,
        rule=rule,
    )


def _centre(place: Place) -> Position:
    return Position(place.longitude, place.latitude)


def _place_near(phrase: Phrase, anchor: Place) -> Location:
    table = _defaults()
    if phrase.descriptor in {"missed", "aimed at"}:
        row = table["missed"]
        why = f"aimed at {anchor.name}, what was hit is not named"
    else:
        row = table["near_kinds"].get(anchor.kind) or table["near"][name_precision(anchor)]
        why = f"near {anchor.name}"
    radius = max(row["least_m"], round(anchor.radius_m * row["times"]))
    base = _base(
        phrase, anchor, rule=f"{why}: {row['times']} times its radius, at least {row['least_m']} m"
    )
    precision = base.precision if base.precision in {"admin1", "region", "country"} else "near"
    return replace(base, radius_m=radius, precision=precision)


def _place_within(phrase: Phrase, anchor: Place, distance_m: float) -> Location:
    radius = round(distance_m * (1 + _share(phrase))) + anchor.radius_m
    base = _base(
        phrase, anchor, rule=f"{distance_m:.0f} m from {anchor.name}, direction not said: a disc"
    )
    return replace(base, radius_m=radius, precision="near")


def _share(phrase: Phrase) -> float:
    table = _defaults()["bearing"]
    return float(table["share_vague"] if phrase.distance_vague else table["share_exact"])


def _place_bearing(phrase: Phrase, anchor: Place, holders: tuple[Place, ...]) -> Location:
    table = _defaults()["bearing"]
    bearing = phrase.bearing_deg or 0.0
    coarse = math.isclose(bearing % _EIGHTH, 0.0)
    half = table["half_width_deg"] if coarse else table["half_width_fine_deg"]
    if phrase.distance_m:
        return _place_distance(phrase, anchor, half)
    reach = _defaults()["reach_m"][name_precision(anchor)]
    area = draw_sector(
        _centre(anchor), bearing - _EIGHTH, bearing + _EIGHTH, 0, anchor.radius_m + reach
    )
    area, held = _cut_to_holders(area, holders)
    rule = f"{_name_wind(bearing)} of {anchor.name}, no distance said: within {(anchor.radius_m + reach) / 1000:.0f} km"
    return _of_area(phrase, anchor, area, f"{rule}{held}", "near", holders)


def _place_distance(phrase: Phrase, anchor: Place, half: float) -> Location:
    distance, bearing = phrase.distance_m or 0.0, phrase.bearing_deg or 0.0
    slack = distance * _share(phrase) + min(anchor.radius_m / 2, distance / 2)
    area = draw_sector(
        _centre(anchor),
        bearing - half,
        bearing + half,
        max(0.0, distance - slack),
        distance + slack,
    )
    point = travel(_centre(anchor), bearing, distance)
    base = _base(
        phrase,
        anchor,
        rule=f"{distance / 1000:.1f} km {_name_wind(bearing)} of {anchor.name}, {half:g} degrees each side",
    )
    return replace(
        base,
        longitude=round(point.longitude, 6),
        latitude=round(point.latitude, 6),
        radius_m=round(math.hypot(slack, distance * math.sin(math.radians(half)))),
        precision="near",
        area=area,
    )


def _cut_to_holders(area: Area, holders: tuple[Place, ...]) -> tuple[Area, str]:
    for holder in holders:
        if holder.kind == "country":
            continue
        cut = intersect(area, draw_disc(_centre(holder), holder.radius_m))
        if cut is not None:
            return cut, f", inside {holder.name}"
    return area, ""


def _of_area(
    phrase: Phrase, anchor: Place, area: Area, rule: str, precision: str, holders: tuple[Place, ...]
) -> Location:
    """Place a polygon: a point of its middle, and the radius that holds its corners."""
    ring = area.coordinates[0]
    middle = Position(
        sum(x for x, _ in ring[:-1]) / (len(ring) - 1),
        sum(y for _, y in ring[:-1]) / (len(ring) - 1),
    )
    radius = max(measure(middle, Position(x, y))[0] for x, y in ring)
    base = _base(phrase, anchor, rule=rule)
    holder = next((h for h in holders if h.kind == "admin1"), None)
    return replace(
        base,
        longitude=round(middle.longitude, 6),
        latitude=round(middle.latitude, 6),
        radius_m=round(radius),
        precision=precision,
        area=area,
        admin1=holder.name if holder else base.admin1,
    )


def _place_part(phrase: Phrase, anchor: Place) -> Location:
    table = _defaults()["part_of"]
    base = _base(phrase, anchor, rule=f"{phrase.part} of {anchor.name}: a part of its disc")
    bearing = _WINDS.get(phrase.part or "")
    if bearing is None:
        return replace(base, radius_m=round(anchor.radius_m * table["centre_radius"]))
    point = travel(_centre(anchor), bearing, anchor.radius_m * table["offset"])
    half = table["half_width_deg"]
    return replace(
        base,
        longitude=round(point.longitude, 6),
        latitude=round(point.latitude, 6),
        radius_m=round(anchor.radius_m * table["radius"]),
        precision="region" if base.precision == "country" else base.precision,
        area=draw_sector(_centre(anchor), bearing - half, bearing + half, 0, anchor.radius_m),
    )


def _place_between(phrase: Phrase, first: Place, second: Place) -> Location:
    distance, bearing = measure(_centre(first), _centre(second))
    middle = travel(_centre(first), bearing, distance / 2)
    base = _base(
        phrase,
        second,
        rule=f"between {first.name} and {second.name}: half-way, within half the distance",
    )
    same_country = first.country == second.country
    return replace(
        base,
        name=f"between {first.name} and {second.name}",
        longitude=round(middle.longitude, 6),
        latitude=round(middle.latitude, 6),
        radius_m=max(1000, round(distance * _defaults()["between"]["share"])),
        precision="region" if name_precision(first) in {"country", "admin1", "region"} else "near",
        admin1=base.admin1 if same_country and first.admin1 == second.admin1 else None,
        country=first.country if same_country else None,
    )


def _name_wind(bearing: float) -> str:
    names = [*_WINDS]
    if math.isclose(bearing % _EIGHTH, 0.0):
        return names[round(bearing / _EIGHTH) % len(names)]
    return f"{bearing:g} degrees"
