"""Codes of precision follow the codebooks that `precision.toml` cites."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from strategies import PRECISIONS, locations, whens

from geoincidents import coding
from geoincidents.model import Location, When

PLACE = Location(
    text="near Balad",
    relation="near",
    longitude=44.15,
    latitude=34.01,
    radius_m=5000,
    precision="near",
    country="IQ",
)
DAY = date(2021, 3, 15)


@pytest.mark.parametrize(
    ("precision", "acled", "ucdp"),
    [
        ("facility", 1, 1),
        ("neighbourhood", 1, 1),
        ("settlement", 1, 1),
        ("near", 2, 2),
        ("admin2", 2, 3),
        ("admin1", 3, 4),
        ("region", 3, 5),
        ("country", None, 6),
    ],
)
def test_a_place_is_coded_by_how_it_is_known(precision: str, acled: int | None, ucdp: int) -> None:
    """A town is 1 in both; a province is 3 with ACLED and 4 with UCDP; a country has no ACLED."""
    place = replace(PLACE, precision=precision, relation="in")
    assert coding.code_geo_precision(place) == acled
    assert coding.code_where_prec(place) == ucdp


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"radius_m": 25_000}, 2),
        ({"radius_m": 25_001}, 5),
        ({"relation": "along", "precision": "region", "radius_m": 60_000}, 5),
        ({"relation": "between", "precision": "settlement", "radius_m": 60_000}, 5),
        ({"relation": "along", "precision": "country", "radius_m": 600_000}, 6),
        ({"place_kind": "sea", "country": None, "precision": "region"}, 7),
        ({"place_kind": "sea", "country": "IQ", "precision": "region"}, 5),
    ],
)
def test_wide_linear_and_open_water_places_have_codes_of_their_own(
    change: dict[str, str | int | None], code: int
) -> None:
    """UCDP: over 25 km round a point, a line of such length, and waters of no country."""
    assert coding.code_where_prec(replace(PLACE, **change)) == code  # type: ignore[arg-type] # fields of several types


@pytest.mark.parametrize(
    ("days", "code"),
    [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (31, 4), (32, 5), (366, 5), (367, None)],
)
def test_a_window_is_coded_by_its_days(days: int, code: int | None) -> None:
    """UCDP: a day, 2-6 days, a week, up to a month, up to a year, and nothing longer."""
    when = When(start=DAY, end=DAY + timedelta(days=days - 1), precision="unknown")
    assert coding.code_date_prec(when) == code


@pytest.mark.parametrize(
    ("precision", "acled", "ucdp"),
    [("day", 1, 1), ("week", 2, 3), ("month", 3, 4), ("year", None, 5), ("unknown", None, None)],
)
def test_an_open_window_is_coded_by_its_word(
    precision: str, acled: int | None, ucdp: int | None
) -> None:
    """Without both ends the word decides; less than a month has no code with ACLED."""
    when = When(start=DAY, precision=precision)
    assert coding.code_time_precision(when) == acled
    assert coding.code_date_prec(when) == ucdp


@given(locations(with_areas=False), whens())
def test_every_code_is_on_its_scale(place: Location, when: When) -> None:
    """No code leaves its scale, and every precision of a place has one with UCDP."""
    assert coding.code_geo_precision(place) in {1, 2, 3, None}
    assert coding.code_where_prec(place) in {1, 2, 3, 4, 5, 6, 7}
    assert coding.code_time_precision(when) in {1, 2, 3, None}
    assert coding.code_date_prec(when) in {1, 2, 3, 4, 5, None}
    assert place.precision in PRECISIONS
