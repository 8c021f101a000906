"""Say how sure a place or a date is in the codes of ACLED and UCDP GED."""

from geoincidents.coding.precision import (
    code_date_prec,
    code_geo_precision,
    code_time_precision,
    code_where_prec,
)

__all__ = ["code_date_prec", "code_geo_precision", "code_time_precision", "code_where_prec"]
