"""What speaks for one event told by two articles, and what speaks against it."""

from dataclasses import replace
from datetime import date

import pytest

from geoincidents.link import link_incidents
from geoincidents.link.comparing import ENOUGH, weigh_pair
from geoincidents.model import (
    ArticleRef,
    Casualties,
    Claim,
    Count,
    Incident,
    Location,
    Quote,
    ReportRef,
    Trajectory,
    When,
)

DAY = When(start=date(2024, 3, 5), end=date(2024, 3, 5), precision="day")
AIRPORT = Location(
    text="the airport",
    relation="at",
    name="Erbil International Airport",
    longitude=43.9632,
    latitude=36.2376,
    radius_m=3000,
    precision="facility",
)
FAR = replace(AIRPORT, name="Basra", longitude=47.78, latitude=30.51)


def _tell(article_id: str, **changes: object) -> Incident:
    """Give two rockets at an airport on a day, as one article tells it."""
    told = Incident(
        incident_id=f"gi-{article_id}",
        title="Rocket attack",
        incident_type="rocket_attack",
        event_type="Explosions/Remote violence",
        sub_event_type="Shelling/artillery/missile attack",
        status="executed",
        when=DAY,
        impacts=(AIRPORT,),
        reports=(ReportRef(article_id=article_id, role="primary"),),
        evidence=(Quote(article_id=article_id, start=0, end=3, quote="Two"),),
        articles=(ArticleRef(article_id=article_id, sha256="0" * 64),),
    )
    return replace(told, **changes)  # type: ignore[arg-type] # the tests name fields of Incident


def test_the_same_day_and_place_are_one_event() -> None:
    """Two outlets on rockets at one airport on one day tell of one event."""
    (joined,) = link_incidents([_tell("a"), _tell("b")])
    assert [a.article_id for a in joined.articles] == ["a", "b"]
    assert [q.article_id for q in joined.evidence] == ["a", "b"]
    assert any(line.startswith("joined over articles") for line in joined.explain)


@pytest.mark.parametrize(
    "changes",
    [
        {"when": When(start=date(2024, 3, 7), end=date(2024, 3, 7), precision="day")},
        {"impacts": (FAR,)},
        {"incident_type": "abduction"},
        {"casualties": Casualties(killed=Count(min=40, max=40))},
        {"articles": (ArticleRef(article_id="a", sha256="0" * 64),)},
    ],
    ids=["another day", "another place", "another type", "another toll", "the same article"],
)
def test_what_speaks_against_one_event(changes: dict[str, object]) -> None:
    """Days, places, types or tolls that cannot be one, and one article, keep two apart."""
    first = _tell("a", casualties=Casualties(killed=Count(min=2, max=2)))
    second = _tell("b", **{"casualties": Casualties(killed=Count(min=3, max=3)), **changes})
    weight, reasons = weigh_pair(first, second)
    assert weight == 0
    assert len(reasons) == 1
    assert len(link_incidents([first, second])) == 2


def test_a_day_alone_is_not_enough() -> None:
    """Two attacks of a day of which one has no place are not taken for one."""
    assert weigh_pair(_tell("a"), _tell("b", impacts=()))[0] < ENOUGH


def test_a_country_says_nothing() -> None:
    """“In Iraq” on the same day is no place that two tellings could share."""
    country = replace(AIRPORT, name="Iraq", radius_m=500_000, precision="country")
    assert weigh_pair(_tell("a"), _tell("b", impacts=(country,)))[0] < ENOUGH


def test_the_same_people_killed_are_one_event() -> None:
    """A named victim joins two tellings whatever the spelling, the day or the finer type."""
    first = _tell(
        "a",
        incident_type="drone_strike",
        casualties=Casualties(killed=Count(min=1), text="General Qassem Soleimani"),
    )
    second = _tell(
        "b",
        incident_type="missile_attack",
        when=When(start=date(2024, 1, 1), end=date(2024, 12, 31), precision="year"),
        impacts=(),
        casualties=Casualties(killed=Count(min=2), text="General Qassem Suleimani"),
    )
    (joined,) = link_incidents([first, second])
    assert joined.incident_type == "drone_strike"
    assert (joined.when.start, joined.when.end) == (DAY.start, DAY.end)


def test_tolls_that_differ_are_a_range_and_a_contradiction() -> None:
    """Five of one article and six of another are 5 to 6, and a line says who says which."""
    five = _tell("a", casualties=Casualties(killed=Count(min=5, max=5)))
    six = _tell("b", casualties=Casualties(killed=Count(min=6, max=6)))
    (joined,) = link_incidents([five, six])
    assert joined.casualties.killed == Count(min=5, max=6)
    assert joined.contradictions == ("killed: 5 (a), 6 (b)",)


def test_silence_contradicts_nothing() -> None:
    """What one article does not say is taken from the other, without a contradiction."""
    told = _tell("a", casualties=Casualties(killed=Count(min=5, max=5)))
    claimed = _tell("b", claims=(Claim(actor="Hill Brigade"),))
    (joined,) = link_incidents([told, claimed])
    assert joined.casualties.killed == Count(min=5, max=5)
    assert joined.claims == (Claim(actor="Hill Brigade"),)
    assert joined.contradictions == ()


def test_a_line_is_kept_with_its_ends() -> None:
    """A line that only one article supports runs between the same places after joining."""
    launch = replace(AIRPORT, name="a village", longitude=43.85)
    line = Trajectory(launch=0, impact=0, distance_m=10_000, bearing_deg=90, vague=False)
    other = replace(AIRPORT, name="a quarter", longitude=43.98, radius_m=2000)
    plain = _tell("a", impacts=(other,))
    lined = _tell("b", launches=(launch,), trajectories=(line,))
    (joined,) = link_incidents([plain, lined])
    (kept,) = joined.trajectories
    assert joined.launches[kept.launch].longitude == 43.85
    assert joined.impacts[kept.impact].longitude == AIRPORT.longitude
    assert kept.distance_m == 10_000


def test_three_tellings_are_one_event() -> None:
    """Whoever tells of one event is joined, however many they are."""
    told = [_tell(name) for name in "abcde"]
    (joined,) = link_incidents(told)
    assert [a.article_id for a in joined.articles] == list("abcde")
