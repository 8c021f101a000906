"""The laws of linking: Incident in, Incident out, nothing lost."""

from collections import Counter
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import incidents

from geoincidents.link import link_incidents
from geoincidents.model import (
    ArticleRef,
    Attribution,
    Casualties,
    Claim,
    Count,
    Denial,
    Incident,
    Location,
    Quote,
    ReportRef,
    When,
)

DAYS = [
    When(start=date(2024, 3, day), end=date(2024, 3, day), precision="day") for day in (4, 5, 6)
]
MARCH = When(start=date(2024, 3, 1), end=date(2024, 3, 31), precision="month")
OPEN = When(end=date(2024, 3, 5))
WHENS = [*DAYS[:2], DAYS[0], MARCH, OPEN, When()]
TEXTS = [None, "General Amin Karim", "Amin Kareem and Rosa Diaz", "five people", "KARIM"]
TOLLS = [None, Count(min=1, max=1), Count(min=2, max=2), Count(min=2), Count(min=30, max=30)]


def _place(longitude: float, radius_m: int, precision: str) -> Location:
    return Location(
        text="there",
        relation="at",
        longitude=longitude,
        latitude=33.0,
        radius_m=radius_m,
        precision=precision,
    )


PLACES = [
    _place(44.0, 2000, "facility"),
    _place(44.002, 3000, "facility"),
    _place(44.01, 8000, "settlement"),
    _place(45.0, 2000, "settlement"),
    _place(44.5, 500_000, "country"),
]


@st.composite
def _alike(draw: st.DrawFn) -> Incident:
    """Draw one of few days, places, types and people, told by some of few articles."""
    told_by = draw(st.lists(st.sampled_from("abcdefghijk"), min_size=1, max_size=2, unique=True))
    start = draw(st.integers(0, 99))
    return Incident(
        incident_id=draw(st.uuids()).hex,
        title="",
        incident_type=draw(
            st.sampled_from(["rocket_attack", "rocket_attack", "missile_attack", "ied"])
        ),
        event_type="Explosions/Remote violence",
        sub_event_type="Shelling/artillery/missile attack",
        status="executed",
        when=draw(st.sampled_from(WHENS)),
        impacts=tuple(draw(st.lists(st.sampled_from(PLACES), max_size=2, unique=True))),
        casualties=Casualties(
            killed=draw(st.sampled_from(TOLLS)), text=draw(st.sampled_from(TEXTS))
        ),
        claims=draw(st.sampled_from([(), (Claim(actor="Hill Brigade"),), (Claim(actor="Front"),)])),
        denials=draw(st.sampled_from([(), (Denial(actor="Front"),)])),
        attributions=draw(st.sampled_from([(), (Attribution(actor="Front", by="police"),)])),
        reports=tuple(ReportRef(article_id=name, role="primary") for name in told_by),
        evidence=tuple(
            Quote(article_id=name, start=start, end=start + 3, quote="Two") for name in told_by
        ),
        contradictions=draw(st.sampled_from([(), ("“two” against “three”",)])),
        articles=tuple(ArticleRef(article_id=name, sha256=name * 64) for name in sorted(told_by)),
    )


# Many of these are told twice; those of strategies.py are of any form and seldom alike.
alikes = st.lists(_alike(), min_size=1, max_size=7)
anything = st.lists(incidents(with_areas=False), max_size=3, unique_by=lambda one: one.incident_id)


@given(alikes)
def test_linking_twice_changes_nothing(found: list[Incident]) -> None:
    """What has been linked has nothing left to link."""
    linked = link_incidents(found)
    assert link_incidents(linked) == linked


@given(alikes.flatmap(lambda found: st.tuples(st.just(found), st.permutations(found))))
def test_the_order_of_the_input_does_not_matter(
    pair: tuple[list[Incident], list[Incident]],
) -> None:
    """The same incidents in any order give the same result, in the same order."""
    found, shuffled = pair
    assert link_incidents(shuffled) == link_incidents(found)


@given(alikes)
def test_nothing_that_anybody_says_is_lost(found: list[Incident]) -> None:
    """Quotes, claims, denials, attributions, articles and contradictions all stay."""
    linked = link_incidents(found)
    for name in ("evidence", "claims", "denials", "attributions", "articles", "contradictions"):
        said = {item for one in found for item in getattr(one, name)}
        assert said <= {item for one in linked for item in getattr(one, name)}
    assert {r for one in found for r in one.reports} == {r for one in linked for r in one.reports}


@given(alikes)
def test_nothing_is_made_up(found: list[Incident]) -> None:
    """Quotes, claims, articles and places hit are those of the input, and ids are among its ids."""
    linked = link_incidents(found)
    for name in ("evidence", "claims", "denials", "attributions", "articles", "impacts"):
        said = {item for one in found for item in getattr(one, name)}
        assert {item for one in linked for item in getattr(one, name)} <= said
    assert {one.incident_id for one in linked} <= {one.incident_id for one in found}


@given(alikes)
def test_incidents_of_one_article_stay_apart(found: list[Incident]) -> None:
    """An article that tells of three attacks tells of three after linking: its reading decided."""
    before = Counter(article.article_id for one in found for article in set(one.articles))
    after = Counter(
        article
        for one in link_incidents(found)
        for article in {item.article_id for item in one.articles}
    )
    assert after == before


@given(alikes)
def test_each_incident_is_given_once(found: list[Incident]) -> None:
    """No more incidents come out than go in, none twice, in the order of date."""
    linked = link_incidents(found)
    ids = [one.incident_id for one in linked]
    assert len(ids) == len(set(ids)) <= len(found)
    starts = [one.when.start or one.when.end or date.max for one in linked]
    assert starts == sorted(starts)


@given(alikes)
def test_windows_are_not_widened(found: list[Incident]) -> None:
    """Two tellings of one event meet: the window that comes out lies in one that went in."""
    for one in link_incidents(found):
        assert any(
            (one.when.start or date.min) >= (told.when.start or date.min)
            and (one.when.end or date.max) <= (told.when.end or date.max)
            for told in found
        )


@given(anything)
@settings(max_examples=25)
def test_lines_keep_their_ends(found: list[Incident]) -> None:
    """Each line of what comes out runs from a launch that is there to an impact that is there."""
    for one in link_incidents(found):
        for line in one.trajectories:
            assert 0 <= line.launch < len(one.launches)
            assert 0 <= line.impact < len(one.impacts)


@given(anything)
@settings(max_examples=25)
def test_the_laws_hold_for_incidents_of_any_form(found: list[Incident]) -> None:
    """Whatever the fields hold: linking again and the other way round gives the same."""
    linked = link_incidents(found)
    assert link_incidents(linked) == linked == link_incidents(reversed(found))
    quotes = {quote for one in found for quote in one.evidence}
    assert {quote for one in linked for quote in one.evidence} == quotes


@given(incidents(with_areas=False))
@settings(max_examples=25)
def test_an_incident_alone_is_untouched(one: Incident) -> None:
    """What nobody else tells of comes out as it went in."""
    assert link_incidents([one]) == (one,)


def test_nothing_gives_nothing() -> None:
    """No incidents link to no incidents."""
    assert link_incidents([]) == ()
