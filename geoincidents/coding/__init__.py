"""Say how sure a place or a date is in the codes of ACLED and UCDP GED."""

from geoincidents.coding.events import EventCode, code_event, list_incident_types
from geoincidents.coding.families import is_same_family
from geoincidents.coding.precision import (
    code_date_prec,
    code_geo_precision,
    code_time_precision,
    code_where_prec,
    read_precision_codes,
)

__all__ = [
    "EventCode",
    "code_date_prec",
    "code_event",
    "code_geo_precision",
    "code_time_precision",
    "code_where_prec",
    "is_same_family",
    "list_incident_types",
    "read_precision_codes",
]
