"""A filter keeps what may fit, and says so where it makes no sense or leaves nothing."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from incident_samples import build_samples
from strategies import days, incident_sets

from geoincidents import filtering
from geoincidents.errors import FilterError
from geoincidents.filtering import (
    Box,
    Filter,
    FilterWords,
    build_filter,
    filter_incidents,
    is_kept,
)
from geoincidents.model import Incident, Incidents, Walked, When, is_walked

SAMPLES = Incidents(build_samples())
ONE = next(one for one in SAMPLES if one.impacts)


def _on(start: date | None, end: date | None) -> Incident:
    return replace(ONE, when=When(start=start, end=end))


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        (date(2019, 12, 1), date(2019, 12, 31), True),  # may have been on the 15th or later
        (date(2019, 12, 1), date(2019, 12, 14), False),
        (None, date(2019, 12, 20), True),
        (None, date(2019, 12, 1), False),
        (date(2020, 2, 1), None, False),
        (None, None, False),
    ],
)
def test_a_window_of_days_is_kept_where_it_may_fit(
    start: date | None,
    end: date | None,
    kept: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    """A window that meets that of the filter is kept; an incident of no known day is not."""
    wanted = Filter(since=date(2019, 12, 15), until=date(2020, 1, 15))
    assert is_kept(_on(start, end), wanted) is kept


@pytest.mark.parametrize(
    ("box", "inside"),
    [((44, 33, 45, 34), True), ((45, 33, 44, 34), False), ((170, 30, 45, 40), True)],
)
def test_a_box_may_lie_over_the_antimeridian(
    box: tuple[float, float, float, float],
    inside: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    """West greater than east is the way round the other side of the earth."""
    west, south, east, north = box
    assert Box(west=west, south=south, east=east, north=north).holds(44.4, 33.3) is inside


def test_a_country_is_in_no_box() -> None:
    """A place known only as a country has no point, so no box holds it; its country does."""
    place = replace(ONE.impacts[0], precision="country")
    vague = replace(ONE, impacts=(place,))
    assert not is_kept(vague, Filter(bbox=Box(west=-180, south=-90, east=180, north=90)))
    assert is_kept(vague, Filter(countries=frozenset({"IQ"})))


@given(incident_sets(), days, days)
def test_what_is_kept_is_what_each_part_keeps(found: Incidents, first: date, last: date) -> None:
    """A filter of several parts keeps what each part keeps; an open one keeps all."""
    parts = [
        Filter(since=first),
        Filter(until=last),
        Filter(types=frozenset({"ied", "clash"})),
        Filter(countries=frozenset({"IQ"})),
    ]
    both = Filter(
        since=first,
        until=last,
        types=frozenset({"ied", "clash"}),
        countries=frozenset({"IQ"}),
    )
    assert filter_incidents(found, Filter()) == found
    for one in found:
        assert is_kept(one, Filter())
        if is_kept(one, both):
            assert all(is_kept(one, part) for part in parts)
        # One window may meet both ends without lying between them only where they are crossed.
        elif first <= last:
            assert not all(is_kept(one, part) for part in parts)


def test_words_may_be_many() -> None:
    """Several values stand in one word or in many, in any case, with hyphens or underscores."""
    wanted = build_filter(
        FilterWords(types=("Rocket-Attack, ied", "clash"), countries=("iq,SY",), bbox="38 29 48 37")
    )
    assert wanted.types == {"rocket_attack", "ied", "clash"}
    assert wanted.countries == {"IQ", "SY"}
    assert wanted.bbox == Box(west=38, south=29, east=48, north=37)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (FilterWords(types=("roket_attack",)), "did you mean rocket_attack?"),
        (FilterWords(statuses=("done",)), "there are executed"),
        (FilterWords(roles=("primry",)), "did you mean primary?"),
        (FilterWords(countries=("Iraq",)), "write two letters"),
        (FilterWords(bbox="1,2,3"), "west,south,east,north"),
        (FilterWords(bbox="1,2,3,nan"), "west,south,east,north"),
        (FilterWords(bbox="1,2,3,91"), "west,south,east,north"),
        (FilterWords(bbox="1,40,3,20"), "swap them"),
        (FilterWords(since=date(2021, 2, 1), until=date(2021, 1, 1)), "swap them"),
        (FilterWords(min_confidence=2), "not within 0..1"),
    ],
)
def test_words_that_make_no_sense_are_named(words: FilterWords, said: str) -> None:
    """The fault names the option and what would make sense."""
    with pytest.raises(FilterError, match=said.replace("?", r"\?")):
        build_filter(words)


def test_all_faults_are_named_at_once() -> None:
    """One message has every fault."""
    with pytest.raises(FilterError) as caught:
        build_filter(FilterWords(types=("x",), countries=("x",), bbox="x"))
    assert all(option in str(caught.value) for option in ("--type", "--country", "--bbox"))


@given(st.sampled_from(["XX", "ZZ"]))
def test_a_filter_that_leaves_nothing_is_refused(country: str) -> None:
    """Nothing is no result: the message says what there is; of no incidents there is none."""
    with pytest.raises(FilterError, match="countries IQ"):
        filter_incidents(SAMPLES, Filter(countries=frozenset({country})))
    assert len(filter_incidents(Incidents(()), Filter(countries=frozenset({country})))) == 0


def test_very_many_stay_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is walked through is held where few are kept, else walked through: the same ones."""
    walked = Incidents(Walked(lambda: iter(SAMPLES.items), len(SAMPLES)))
    wanted = Filter(since=date(2000, 1, 1))
    expected = list(filter_incidents(SAMPLES, wanted))
    assert len(expected) > 1
    for most, stays in ((len(expected), False), (len(expected) - 1, True)):
        monkeypatch.setattr(filtering, "MOST_HELD", most)
        kept = filter_incidents(walked, wanted)
        assert is_walked(kept.items) is stays
        assert (len(kept), list(kept), list(kept)) == (len(expected), expected, expected)
