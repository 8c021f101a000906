"""One line about an incident that a person can read."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from strategies import incidents, whens

from geoincidents.model import Incident, Incidents, When
from geoincidents.titles import describe_when, make_title


def _when(start: str | None, end: str | None, precision: str) -> When:
    first, last = (date.fromisoformat(day) if day else None for day in (start, end))
    return When(start=first, end=last, precision=precision, text="words")


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (_when("2020-10-05", "2020-10-05", "day"), "5 October 2020"),
        (_when("2019-12-11", "2019-12-12", "day"), "11 or 12 December 2019"),
        (_when("2020-01-01", "2020-01-31", "month"), "January 2020"),
        (
            _when("2020-12-29", "2021-01-28", "month"),
            "between 29 December 2020 and 28 January 2021",
        ),
        (_when("2019-01-01", "2019-12-31", "year"), "2019"),
        (_when(None, "2021-03-15", "unknown"), "before 15 March 2021"),
        (_when("2020-12-31", "2021-01-01", "day"), "31 December 2020 or 1 January 2021"),
        (_when(None, None, "unknown"), "date not said"),
    ],
)
def test_a_date_in_words_of_its_precision(when: When, words: str) -> None:
    """A title claims no day that the words do not give."""
    assert describe_when(when) == words


@given(whens())
def test_any_window_has_words(when: When) -> None:
    """Whatever the window, there is something to say of it."""
    assert describe_when(when)


@given(incidents(with_areas=False))
@settings(max_examples=25)
def test_any_incident_has_a_title(one: Incident) -> None:
    """Whatever the incident, its title names the type and ends with the date."""
    title = make_title(one)
    assert title.endswith(describe_when(one.when))
    assert title != describe_when(one.when)


def test_titles_of_the_samples(samples: Incidents) -> None:
    """A title says type, place and date; without a place it says type and date."""
    titles = {one.title for one in samples}
    assert "Rocket attack, near Babylon Hotel, 5 October 2020" in titles
    assert "Rocket attack, December 2019" in titles
    assert all(one.title == make_title(one) for one in samples)


def test_a_title_follows_what_is_known(samples: Incidents) -> None:
    """A title is made of the incident alone: without its places it names none."""
    placed = next(one for one in samples if one.impacts)
    bare = make_title(replace(placed, impacts=()))
    assert placed.impacts[0].text not in bare
    assert (placed.impacts[0].name or "?") not in bare
