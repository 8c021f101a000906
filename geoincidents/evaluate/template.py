"""Start a gold set: a draft out of the program's own reading, for people to correct."""

from collections.abc import Iterable
from typing import Any

import msgspec

from geoincidents.model import Aggregate, Count, Incident, Incidents, Location

NOTE = "draft of the program: correct every field, then delete the field draft"


def draft_gold(incidents: Incidents) -> tuple[bytes, bytes]:
    """Give `incidents.jsonl` and `not_incidents.jsonl` of a gold set, as drafts.

    Each line carries `draft: true`, which `read_gold` counts, until a person deletes it.
    """
    rows = [_draft_incident(f"G{n:02}", one) for n, one in enumerate(incidents, 1)]
    others = [_draft_negative(one) for one in incidents.aggregates]
    return _encode(rows), _encode(others)


def _encode(rows: Iterable[dict[str, Any]]) -> bytes:
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def _draft_incident(name: str, one: Incident) -> dict[str, Any]:
    weapon = {
        "name": one.weapon.name if one.weapon else None,
        "calibre_mm": one.weapon.calibre_mm if one.weapon else None,
        "count": _show_count(one.munitions),
    }
    return {
        "id": name,
        "draft": True,
        "expectation": "required",
        "title": one.title,
        "members": [
            {
                "article": report.article_id,
                "role": report.role,
                "spans": [
                    [quote.start, quote.end]
                    for quote in one.evidence
                    # Words that only date it may be of another attack.
                    if quote.article_id == report.article_id and quote.supports != ("when",)
                ],
            }
            for report in one.reports
        ],
        "types": [one.incident_type],
        "acled": [one.event_type, one.sub_event_type],
        "status": one.status,
        "date": {
            "start": one.when.start,
            "end": one.when.end,
            "precision": one.when.precision,
            "text": one.when.text,
        },
        "impacts": [_draft_spot(place) for place in one.impacts],
        "launches": [_draft_spot(place) for place in one.launches],
        "lines": len(one.trajectories),
        "weapon": weapon if one.weapon or one.munitions else None,
        "killed": _show_count(one.casualties.killed),
        "wounded": _show_count(one.casualties.wounded),
        "claimed_by": [claim.actor for claim in one.claims],
        "attributed_to": [
            {"actor": blame.actor, "by": blame.by, "scope": blame.scope}
            for blame in one.attributions
        ],
        "notes": NOTE,
    }


def _draft_spot(place: Location) -> dict[str, Any]:
    return {
        "name": place.name or place.text,
        "text": place.text,
        "lon": place.longitude,
        "lat": place.latitude,
        "radius_km": place.radius_m / 1000,
    }


def _show_count(count: Count | None) -> dict[str, int | None] | None:
    return None if count is None else {"min": count.min, "max": count.max}


def _draft_negative(one: Aggregate) -> dict[str, Any]:
    return {
        "article": one.article_id,
        "start": one.start,
        "end": one.end,
        "text": one.quote,
        "kind": "aggregate",
        "refers_to": None,
    }
