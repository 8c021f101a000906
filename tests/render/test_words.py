"""What the page says is never more exact than the record."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.model import Count, Location, Weapon, When
from geoincidents.render import words


def _when(start: str | None, end: str | None, precision: str, time: str | None = None) -> When:
    return When(
        start=date.fromisoformat(start) if start else None,
        end=date.fromisoformat(end) if end else None,
        precision=precision,
        time_of_day=time,
    )


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (_when("2020-10-05", "2020-10-05", "day"), "on 5 October 2020"),
        (
            _when("2021-02-15", "2021-02-15", "day", "evening"),
            "on 15 February 2021, in the evening",
        ),
        (_when("2021-02-15", "2021-02-15", "day", "night"), "on 15 February 2021, at night"),
        (_when("2021-02-15", "2021-02-15", "day", "21:30"), "on 15 February 2021, at 21:30"),
        (_when("2020-09-29", "2020-09-30", "day"), "on 29 or 30 September 2020"),
        (_when("2021-03-01", "2021-03-07", "week"), "between 1 and 7 March 2021"),
        (_when("2020-01-01", "2020-01-31", "month"), "in January 2020"),
        (
            _when("2019-12-29", "2020-01-28", "month"),
            "some time between 29 December 2019 and 28 January 2020",
        ),
        (_when("2006-01-01", "2006-12-31", "year"), "some time in 2006"),
        (_when("2006-01-01", "2007-12-31", "year"), "some time from 2006 to 2007"),
        (_when(None, "2021-03-15", "unknown"), "no later than 15 March 2021"),
        (_when("2021-03-15", None, "unknown"), "on or after 15 March 2021"),
        (_when(None, None, "unknown"), "date not said"),
    ],
)
def test_dates(when: When, said: str) -> None:
    """A date is said as sure as it is."""
    assert words.describe_when(when) == said


@given(
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.integers(1, 4000),
    st.sampled_from(["week", "month", "year", "unknown"]),
)
def test_no_window_is_said_as_one_day(start: date, days: int, precision: str) -> None:
    """A window of more than one day is never said to be "on" a day."""
    end = date.fromordinal(start.toordinal() + days)
    said = words.describe_when(When(start=start, end=end, precision=precision))
    assert not said.startswith("on ")
    assert str(end.year) in said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (None, "not said"),
        (Count(), "not said"),
        (Count(min=0, max=0), "none"),
        (Count(min=6, max=6), "6"),
        (Count(min=13), "at least 13"),
        (Count(max=4), "at most 4"),
        (Count(min=2, max=4), "2 to 4"),
    ],
)
def test_counts(count: Count | None, said: str) -> None:
    """Nobody hurt is not the same as nothing said."""
    assert words.describe_count(count) == said


@pytest.mark.parametrize(
    ("distance_m", "said"),
    [(500, "500 m"), (1000, "1 km"), (1500, "1.5 km"), (9960, "10 km"), (71_234, "71 km")],
)
def test_distances(distance_m: int, said: str) -> None:
    """A distance has no more figures than it can bear."""
    assert words.describe_distance(distance_m) == said


def _place(relation: str, text: str, name: str | None = "Erbil") -> Location:
    return Location(
        text=text,
        relation=relation,
        name=name,
        longitude=44,
        latitude=36,
        radius_m=4000,
        precision="near",
        admin1="Erbil",
        country="IQ",
    )


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (_place("near", "near the city"), "near Erbil, Iraq"),
        (_place("at", "the base", "Balad Air Base"), "at Balad Air Base, Erbil, Iraq"),
        (_place("bearing", "five miles west of Erbil"), "five miles west of Erbil, Iraq"),
        (_place("part_of", "northwest of the city"), "northwest of the city (Erbil), Iraq"),
        (_place("in", "a village", None), "in a village, Erbil, Iraq"),
    ],
)
def test_places(place: Location, said: str) -> None:
    """A place is said with its relation; where the words say more than the name, by the words."""
    assert words.describe_place(place) == said
    assert words.describe_radius(place) == "within 4 km"


def test_weapons() -> None:
    """Calibre and number follow the name, each only where it is said and not said twice."""
    rocket = Weapon(name="rocket", kind="rocket", calibre_mm=107)
    assert words.describe_weapon(rocket, Count(min=13)) == "rocket, 107 mm, number: at least 13"
    named = Weapon(name="107mm rocket", kind="rocket", calibre_mm=107)
    assert words.describe_weapon(named, None) == "107mm rocket"
    assert words.describe_weapon(None, None) == "not said"
