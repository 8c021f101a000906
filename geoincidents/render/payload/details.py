"""Give what the containers leave of a record: words, and whatever few incidents have."""

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

import msgspec

from geoincidents import caution
from geoincidents.coding import code_event
from geoincidents.features import replace_surrogates
from geoincidents.model import Attribution, Count, Incident, Location, Target, Trajectory, Weapon

Record = dict[str, Any]  # plain values of JSON


def show_details(
    incident: Incident, located: Sequence[Location], *, may_be_graphic: bool = True
) -> Record:
    """Give the rest of one record; `located` are its places as `list_places` gives them.

    `may_be_graphic` is what `spot_graphic` says of its quotes.
    """
    record: Record = {}
    if (incident.event_type, incident.sub_event_type) != find_labels(incident.incident_type):
        record["event_type"] = incident.event_type
        record["sub_event_type"] = incident.sub_event_type
    if incident.when.text:
        record["when"] = {"text": incident.when.text}
    if incident.weapon:
        record["weapon"] = _show_weapon(incident.weapon)
    if any(places := [_show_place(place) for place in located]):
        record["places"] = places
    if incident.trajectories and any(lines := list(map(_show_line, incident.trajectories))):
        record["lines"] = lines
    if incident.targets:
        record["targets"] = [_show_target(target) for target in incident.targets]
    casualties = incident.casualties
    if casualties.by or casualties.text:
        record["casualties"] = prune({"by": casualties.by, "text": casualties.text})
    _add_statements(record, incident)
    _add_cautions(record, incident, may_be_graphic=may_be_graphic)
    return record


def _add_cautions(record: Record, incident: Incident, *, may_be_graphic: bool) -> None:
    if len(incident.articles) > 1 or len(incident.reports) > 1:
        note = caution.note_sources(incident)
        if note != caution.ONE_SOURCE:
            record["source_note"] = note
    if may_be_graphic and (content := caution.note_content(incident)):
        record["content_note"] = content
    if incident.protection:
        record["protection"] = incident.protection


def _add_statements(record: Record, incident: Incident) -> None:
    if incident.place_text:
        record["place_text"] = incident.place_text
    if incident.country:
        record["country"] = incident.country
    if incident.munitions:
        record["munitions"] = _show_count(incident.munitions)
    if incident.attributions:
        record["attributions"] = [_show_attribution(one) for one in incident.attributions]
    if incident.claims:
        record["claims"] = [{"actor": one.actor} for one in incident.claims]
    if incident.denials:
        record["denials"] = [{"actor": one.actor} for one in incident.denials]
    if incident.confidence_note:
        record["confidence_note"] = incident.confidence_note
    if incident.contradictions:
        record["contradictions"] = list(incident.contradictions)
    if incident.explain:
        record["explain"] = list(incident.explain)


@cache
def find_labels(incident_type: str) -> tuple[str, str] | None:
    """Give the two labels of an incident type, or `None` where the table has no such type."""
    try:
        codes = code_event(incident_type)
    except KeyError:
        return None
    return codes.event_type, codes.sub_event_type


def prune(value: Any) -> Any:  # noqa: ANN401 - any noun or value of JSON
    """Give plain values without those that say nothing."""
    if isinstance(value, list | tuple):
        return [prune(one) for one in value]
    if isinstance(value, dict):
        return {name: prune(one) for name, one in value.items() if not _is_empty(one)}
    if is_dataclass(value) and not isinstance(value, type):
        return prune({name: getattr(value, name) for name in _list_fields(type(value))})
    return value


def clean_value(value: Any) -> Any:  # noqa: ANN401 - any value of JSON
    """Put U+FFFD for every lone surrogate."""
    if isinstance(value, str):
        return replace_surrogates(value)
    if isinstance(value, list):
        return [clean_value(one) for one in value]
    if isinstance(value, dict):
        return {name: clean_value(one) for name, one in value.items()}
    return value


def encode_value(value: object) -> bytes:
    """Give a value as JSON, lone surrogates as U+FFFD."""
    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError:
        return msgspec.json.encode(clean_value(value))


def _is_empty(value: object) -> bool:
    return value is None or value in ("", (), [])


@cache
def _list_fields(noun: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(noun))


# The following run for every incident: written out, they take a third of the time.


def _show_count(count: Count) -> Record:
    record: Record = {}
    if count.min is not None:
        record["min"] = count.min
    if count.max is not None:
        record["max"] = count.max
    return record


def _show_attribution(one: Attribution) -> Record:
    record: Record = {"actor": one.actor, "scope": one.scope}
    if one.by:
        record["by"] = one.by
    return record


def _show_weapon(weapon: Weapon) -> Record:
    record: Record = {"name": weapon.name}
    if weapon.calibre_mm is not None:
        record["calibre_mm"] = weapon.calibre_mm
    return record


def _show_place(place: Location) -> Record:
    record: Record = {}
    if place.text:
        record["text"] = place.text
    if place.place_id:
        record["place_id"] = place.place_id
    if place.place_kind:
        record["place_kind"] = place.place_kind
    if place.munitions:
        record["munitions"] = _show_count(place.munitions)
    if place.rule:
        record["rule"] = place.rule
    if place.admin1_touched:
        record["admin1_touched"] = list(place.admin1_touched)
    return record


def _show_target(target: Target) -> Record:
    record: Record = {"text": target.text}
    if target.name:
        record["name"] = target.name
    if target.location:
        record["located"] = True
    return record


def _show_line(line: Trajectory) -> Record:
    record: Record = {}
    if line.distance_min_m is not None:
        record["distance_min_m"] = line.distance_min_m
    if line.distance_max_m is not None:
        record["distance_max_m"] = line.distance_max_m
    if line.bearing_spread_deg is not None:
        record["bearing_spread_deg"] = line.bearing_spread_deg
    return record
