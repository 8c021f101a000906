"""Choose among places of one name: one small pass a file, each says what it knows."""

from geoincidents.locate.passes.chain import (
    PASSES_SAY,
    Choice,
    Considered,
    Context,
    choose_place,
    weigh_candidates,
)
from geoincidents.locate.passes.focus import find_focus
from geoincidents.locate.passes.resolve import Resolved, read_context, resolve_mentions

__all__ = [
    "PASSES_SAY",
    "Choice",
    "Considered",
    "Context",
    "Resolved",
    "choose_place",
    "find_focus",
    "read_context",
    "resolve_mentions",
    "weigh_candidates",
]
