"""Make one incident of two that are one event: nothing that either says is lost."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar

from geoincidents.geodesy import keep_finest, measure
from geoincidents.model.casualties import Casualties, CasualtyGroup
from geoincidents.model.count import Count
from geoincidents.model.incident import Incident
from geoincidents.model.location import Location, Trajectory
from geoincidents.model.when import When
from geoincidents.titles import describe_when, make_title

_T = TypeVar("_T")
_SAME_SPOT_M = 500
_GENERAL = ("unspecified_attack", "explosion", "airstrike", "missile_attack")


def merge_pair(first: Incident, second: Incident, reasons: tuple[str, ...] = ()) -> Incident:
    """Give the incident that both tell of; the better placed one leads.

    Quotes, claims, attributions and articles of both are kept; values that differ become a range
    and a line in `contradictions`.
    """
    lead, other = sorted((first, second), key=_order)
    impacts, where = _join_places(lead.impacts, other.impacts)
    launches, from_where = _join_places(lead.launches, other.launches)
    joined = replace(
        lead,
        incident_id=min(first.incident_id, second.incident_id),
        incident_type=_choose_type(lead, other)[0],
        event_type=_choose_type(lead, other)[1],
        sub_event_type=_choose_type(lead, other)[2],
        when=_join_when(lead.when, other.when),
        weapon=lead.weapon or other.weapon,
        munitions=_join_count(lead.munitions, other.munitions),
        impacts=impacts,
        launches=launches,
        targets=_unique([*lead.targets, *other.targets]),
        trajectories=_join_lines(lead, other, where, from_where),
        casualties=_join_casualties(lead.casualties, other.casualties),
        perpetrator=lead.perpetrator or other.perpetrator,
        claims=_unique([*lead.claims, *other.claims]),
        denials=_unique([*lead.denials, *other.denials]),
        attributions=_unique([*lead.attributions, *other.attributions]),
        reports=tuple(
            sorted({*lead.reports, *other.reports}, key=lambda r: (r.article_id, r.role))
        ),
        evidence=tuple(
            sorted({*lead.evidence, *other.evidence}, key=lambda q: (q.article_id, q.start, q.end))
        ),
        contradictions=_unique(
            [*lead.contradictions, *other.contradictions, *_find_contradictions(lead, other)]
        ),
        explain=_unique(
            [*lead.explain, *other.explain, *(f"joined over articles: {r}" for r in reasons)]
        ),
        articles=tuple(sorted({*lead.articles, *other.articles}, key=lambda a: a.article_id)),
        place_text=None if impacts else lead.place_text or other.place_text,
        country=None if impacts else lead.country or other.country,
    )
    return replace(joined, title=make_title(joined))


def _order(incident: Incident) -> tuple[object, ...]:
    """Put first what is told as news, then what is placed best, then by id."""
    primary = any(r.role == "primary" for r in incident.reports)
    radius = min((p.radius_m for p in incident.impacts), default=10**9)
    return (not primary, not incident.impacts, radius, incident.incident_id)


def _unique(items: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(items))


def _choose_type(lead: Incident, other: Incident) -> tuple[str, str, str]:
    """Take the more precise type: "drone strike" says more than "airstrike"."""
    ranked = sorted(
        (lead, other),
        key=lambda i: _GENERAL.index(i.incident_type) if i.incident_type in _GENERAL else 9,
        reverse=True,
    )
    best = ranked[0] if lead.incident_type in _GENERAL else lead
    return best.incident_type, best.event_type, best.sub_event_type


def _join_places(
    mine: tuple[Location, ...], theirs: tuple[Location, ...]
) -> tuple[tuple[Location, ...], dict[int, int]]:
    """Give the finest places of both, and where each of the second's went."""
    both = list(mine)
    for place in theirs:
        if not any(measure(place.position, held.position)[0] <= _SAME_SPOT_M for held in both):
            both.append(place)
    kept = keep_finest(both)
    moved = {
        i: j
        for i, place in enumerate(theirs)
        for j, held in enumerate(kept)
        if measure(place.position, held.position)[0] <= _SAME_SPOT_M
    }
    return kept, moved


def _join_lines(
    lead: Incident, other: Incident, where: dict[int, int], from_where: dict[int, int]
) -> tuple[Trajectory, ...]:
    kept, _ = _join_places(lead.impacts, other.impacts)
    starts, _ = _join_places(lead.launches, other.launches)
    lines: dict[tuple[int, int], Trajectory] = {}
    for line in lead.trajectories:
        impact, launch = lead.impacts[line.impact], lead.launches[line.launch]
        if impact in kept and launch in starts:
            key = (starts.index(launch), kept.index(impact))
            lines[key] = replace(line, launch=key[0], impact=key[1])
    for line in other.trajectories:
        if line.impact in where and line.launch in from_where:
            key = (from_where[line.launch], where[line.impact])
            lines.setdefault(key, replace(line, launch=key[0], impact=key[1]))
    return tuple(lines[key] for key in sorted(lines))


def _join_when(first: When, second: When) -> When:
    """Give the days that both windows hold."""
    start = max(first.start or date.min, second.start or date.min)
    end = min(first.end or date.max, second.end or date.max)
    finer = min((first, second), key=lambda w: w.width_days)
    return replace(
        finer,
        start=None if start == date.min else start,
        end=None if end == date.max else end,
        time_of_day=first.time_of_day or second.time_of_day,
    )


def _join_count(first: Count | None, second: Count | None) -> Count | None:
    """Give the range that holds both; what is vaguer than the other says nothing new."""
    if first is None or second is None or first == second:
        return first or second
    for vague, exact in ((first, second), (second, first)):
        if vague.max is None and exact.max is not None and (vague.min or 0) <= (exact.min or 0):
            return exact
    if first.max is None or second.max is None:
        return Count(min=max(first.min or 0, second.min or 0))
    lows = [c.min for c in (first, second) if c.min is not None]
    return Count(min=min(lows, default=None), max=max(first.max, second.max))


def _join_casualties(first: Casualties, second: Casualties) -> Casualties:
    groups: dict[str, CasualtyGroup] = {}
    for group in (*first.by, *second.by):
        held = groups.get(group.category)
        groups[group.category] = (
            group
            if held is None
            else CasualtyGroup(
                category=group.category,
                killed=_join_count(held.killed, group.killed),
                wounded=_join_count(held.wounded, group.wounded),
            )
        )
    texts = _unique(t for c in (first, second) if c.text for t in c.text.split("; "))
    return Casualties(
        killed=_join_count(first.killed, second.killed),
        wounded=_join_count(first.wounded, second.wounded),
        by=tuple(groups[key] for key in sorted(groups)),
        text="; ".join(texts) or None,
    )


def _find_contradictions(first: Incident, second: Incident) -> list[str]:
    found = []
    sides = [", ".join(a.article_id for a in i.articles) for i in (first, second)]
    for name, mine, theirs in (
        ("killed", first.casualties.killed, second.casualties.killed),
        ("wounded", first.casualties.wounded, second.casualties.wounded),
        ("munitions", first.munitions, second.munitions),
    ):
        if mine and theirs and not _agree(mine, theirs):
            found.append(f"{name}: {_say(mine)} ({sides[0]}), {_say(theirs)} ({sides[1]})")
    if first.incident_type != second.incident_type:
        found.append(
            f"type: {first.incident_type} ({sides[0]}), {second.incident_type} ({sides[1]})"
        )
    if first.when != second.when and describe_when(first.when) != describe_when(second.when):
        days = describe_when(first.when), describe_when(second.when)
        found.append(f"date: {days[0]} ({sides[0]}), {days[1]} ({sides[1]})")
    return found


def _agree(first: Count, second: Count) -> bool:
    """Tell whether one number can be what both say: 2, and at least 2."""
    low = max(first.min or 0, second.min or 0)
    high = min(c.max for c in (first, second, _ANY) if c.max is not None)
    return low <= high


_ANY = Count(min=0, max=10**9)


def _say(count: Count) -> str:
    if count.min == count.max:
        return str(count.min)
    if count.max is None:
        return f"at least {count.min}"
    return f"{count.min if count.min is not None else 0} to {count.max}"
