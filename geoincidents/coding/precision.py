"""Code how sure a place or a date is, as ACLED and UCDP GED do; the table is `precision.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import TypedDict, cast

from geoincidents.model import Location, When


class _Limits(TypedDict):
    near_radius_m: int
    near_beyond: int
    linear_relations: list[str]
    linear: int
    international_kinds: list[str]
    international: int


class _Step(TypedDict):
    at_most: int
    code: int


class _Table(TypedDict):
    geo_precision: dict[str, int]
    where_prec: dict[str, int]
    where_prec_limits: _Limits
    time_precision: dict[str, int]
    date_prec_days: list[_Step]
    date_prec: dict[str, int]


@cache
def read_precision_codes() -> _Table:
    """Give the table of the codes, for who codes by it elsewhere: the page, in its downloads."""
    text = files("geoincidents.coding").joinpath("precision.toml").read_text(encoding="utf-8")
    return cast("_Table", tomllib.loads(text))


def code_geo_precision(place: Location) -> int | None:
    """Give ACLED's 1-3, or `None` for a country: ACLED codes no event so."""
    return read_precision_codes()["geo_precision"].get(place.precision)


def code_where_prec(place: Location) -> int | None:
    """Give UCDP's 1-7 after the precision, and for wide or linear places after the radius."""
    table = read_precision_codes()
    limits = table["where_prec_limits"]
    if place.country is None and place.place_kind in limits["international_kinds"]:
        return limits["international"]
    if place.radius_m > limits["near_radius_m"]:
        if place.precision == "near":
            return limits["near_beyond"]
        if place.relation in limits["linear_relations"] and place.precision != "country":
            return limits["linear"]
    return table["where_prec"].get(place.precision)


def code_time_precision(when: When) -> int | None:
    """Give ACLED's 1-3, or `None` for less than a month: ACLED codes no event so."""
    return read_precision_codes()["time_precision"].get(when.precision)


def code_date_prec(when: When) -> int | None:
    """Give UCDP's 1-5 after the days of the window, else after the word; `None` over a year."""
    table = read_precision_codes()
    if when.start is None or when.end is None:
        return table["date_prec"].get(when.precision)
    days = (when.end - when.start).days + 1
    codes = (step["code"] for step in table["date_prec_days"] if days <= step["at_most"])
    return next(codes, None)
