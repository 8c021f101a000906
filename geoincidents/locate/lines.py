"""Join launches to impacts: distance, bearing, how vague both are, and whether a weapon reaches."""

import math
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from geoincidents.geodesy import measure
from geoincidents.model.location import VAGUE_END_M, Location, Trajectory
from geoincidents.model.phrase import Phrase
from geoincidents.model.report import Report
from geoincidents.model.weapon import Weapon

_HALF_CIRCLE_DEG = 180


def draw_lines(
    report: Report,
    launches: Sequence[tuple[Phrase, Location]],
    impacts: Sequence[tuple[Phrase, Location]],
) -> tuple[Trajectory, ...]:
    """Give a line for each launch and impact that the report joins; none where only a country is.

    `launches` and `impacts` are those that could be placed, each with its phrase of the report.
    """
    lines = []
    for line in report.lines:
        launch = _find(report.launches[line.launch], launches)
        impact = _find(report.impacts[line.impact], impacts)
        if launch is None or impact is None:
            continue
        start, end = launches[launch][1], impacts[impact][1]
        if "country" not in {end.precision, start.precision}:
            lines.append(draw_line_of(launch, impact, start, end))
    return tuple(lines)


def _find(phrase: Phrase, placed: Sequence[tuple[Phrase, Location]]) -> int | None:
    return next((i for i, (other, _) in enumerate(placed) if other is phrase), None)


def draw_line_of(launch: int, impact: int, start: Location, end: Location) -> Trajectory:
    """Give the line from one launch to one impact, with the ranges that the radii of both allow."""
    distance, bearing = measure(start.position, end.position)
    slack = start.radius_m + end.radius_m
    inside = distance <= slack  # the two may be one place: any direction
    spread = _HALF_CIRCLE_DEG if inside else math.degrees(math.asin(slack / distance))
    return Trajectory(
        launch=launch,
        impact=impact,
        distance_m=round(distance),
        bearing_deg=round(bearing) % 360,
        vague=max(start.radius_m, end.radius_m) > VAGUE_END_M,
        distance_min_m=max(0, round(distance - slack)),
        distance_max_m=round(distance + slack),
        bearing_spread_deg=math.ceil(spread),
    )


@cache
def _read_reach() -> dict[tuple[str, int], float]:
    text = (Path(__file__).parent / "reach.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["weapon"]
    return {(row["kind"], row["calibre_mm"]): row["reach_km"] for row in rows}


def check_reach(weapon: Weapon | None, lines: Sequence[Trajectory]) -> tuple[str, ...]:
    """Say which lines are longer than the weapon reaches, even at their shortest."""
    if weapon is None or weapon.calibre_mm is None:
        return ()
    reach = _read_reach().get((weapon.kind, weapon.calibre_mm))
    if reach is None:
        return ()
    return tuple(
        f"{weapon.calibre_mm} mm reaches about {reach:g} km: stated launch is "
        f"{(line.distance_min_m or 0) / 1000:.0f} to "
        f"{(line.distance_max_m or 0) / 1000:.0f} km away"
        for line in lines
        if (line.distance_min_m or 0) > reach * 1000
    )
