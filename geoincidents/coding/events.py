"""Code the type of an incident as ACLED does; the table is `events.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCode:
    """Hold the label for people and ACLED's two labels of an incident type."""

    label: str
    event_type: str
    sub_event_type: str


@cache
def _read_table() -> dict[str, EventCode]:
    text = files("geoincidents.coding").joinpath("events.toml").read_text(encoding="utf-8")
    return {kind: EventCode(**row) for kind, row in tomllib.loads(text).items()}


def code_event(incident_type: str) -> EventCode:
    """Give the codes of an incident type of the schema.

    Raises:
        KeyError: the type is none of the schema.
    """
    return _read_table()[incident_type]


def list_incident_types() -> tuple[str, ...]:
    """Give the incident types of the schema."""
    return tuple(_read_table())
