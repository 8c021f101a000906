"""EXACT IN, PUBLISHABLE OUT: places of people moved, their names struck; Incidents in and out."""

from geoincidents.protect.protecting import protect_incidents
from geoincidents.protect.rules import Rules, load_rules, read_rules
from geoincidents.protect.secret import (
    EXACT_NAME,
    EXACT_RUN_NAME,
    SEED_NAME,
    find_rules,
    keep_rules,
    keep_secret,
    make_exact_folder,
    name_exact_folder,
)

__all__ = [
    "EXACT_NAME",
    "EXACT_RUN_NAME",
    "SEED_NAME",
    "Rules",
    "find_rules",
    "keep_rules",
    "keep_secret",
    "load_rules",
    "make_exact_folder",
    "name_exact_folder",
    "protect_incidents",
    "read_rules",
]
