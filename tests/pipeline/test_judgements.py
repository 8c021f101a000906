"""Judgements on the sample articles that a reader could make otherwise, and the one we hold.

Each test restates the facts of the articles that it stands on.
"""

from datetime import date
from pathlib import Path

import pytest

from geoincidents.geodesy import measure
from geoincidents.ingest import read_articles
from geoincidents.model import Count, Incident, Incidents, Position

HOME, GREEN_ZONE, BALAD, ERBIL, WARNINGS = (
    "000_a0ab06e5f5ed47a0",
    "001_d142974a77022bda",
    "002_7b46500b9bd7cb4c",
    "003_4d23d494d5691604",
    "004_5343cf21bd1e42e4",
)
BAGHDAD_AIRPORT = Position(44.2346, 33.2625)
BALAD_BASE = Position(44.3616, 33.9402)
ERBIL_POINT = Position(44.0091, 36.1911)
MILE_M = 1609.344


def _find(samples: Incidents, article_id: str, words: str) -> Incident:
    """Give the incident that quotes these words of an article."""
    found = [
        one
        for one in samples
        if any(
            words in q.quote and q.article_id == article_id and q.supports != ("when",)
            for q in one.evidence
        )
    ]
    assert len(found) == 1, f"{len(found)} incidents quote {words!r}"
    return found[0]


def _quoted(samples: Incidents, article_id: str, words: str) -> bool:
    return any(
        words in q.quote and q.article_id == article_id for one in samples for q in one.evidence
    )


def _on(one: Incident) -> tuple[str, str, str]:
    return str(one.when.start), str(one.when.end), one.when.precision


def _away_m(one: Incident, point: Position) -> float:
    return measure(one.impacts[0].position, point)[0]


@pytest.fixture(scope="module")
def home(samples: Incidents) -> Incident:
    """Give the rocket that was aimed at Baghdad airport and hit a home."""
    return _find(samples, HOME, "aimed at Baghdad airport")


@pytest.fixture(scope="module")
def two_rockets(samples: Incidents) -> Incident:
    """Give the two rockets near the Green Zone."""
    return _find(samples, GREEN_ZONE, "near\u00a0Babel Hotel")


@pytest.fixture(scope="module")
def soleimani(samples: Incidents) -> Incident:
    """Give the strike that killed Qasem Soleimani."""
    return _find(samples, GREEN_ZONE, "Qassem Suleimani")


@pytest.fixture(scope="module")
def volley(samples: Incidents) -> Incident:
    """Give the volley on Erbil airport."""
    return _find(samples, ERBIL, "volley of 107mm rockets")


@pytest.fixture(scope="module")
def balad(samples: Incidents) -> Incident:
    """Give the seven rockets on Balad."""
    return _find(samples, BALAD, "seven rockets targeted")


def test_a_home_without_a_place_lies_near_what_was_aimed_at(home: Incident) -> None:
    """1: "their home" has no place: near the airport within kilometres; no launch is known."""
    (impact,) = home.impacts
    assert (impact.relation, impact.precision) == ("near", "near")
    assert _away_m(home, BAGHDAD_AIRPORT) < 2000
    assert impact.radius_m >= 5000
    assert [t.name for t in home.targets] == ["Baghdad International Airport"]
    assert (home.launches, home.trajectories) == ((), ())


def test_the_airport_nearby_is_known_from_the_other_article(home: Incident) -> None:
    """2: "the airport nearby" of one article is the airport of the other: one event of two."""
    assert [a.article_id for a in home.articles] == [HOME, GREEN_ZONE]
    assert {r.article_id: r.role for r in home.reports} == {
        HOME: "primary",
        GREEN_ZONE: "background",
    }


def test_two_rockets_are_one_attack_with_two_lines(two_rockets: Incident) -> None:
    """3: one attack of two rockets, two impacts, one launch, two lines; nobody was hurt."""
    assert two_rockets.incident_type == "rocket_attack"
    assert two_rockets.munitions == Count(min=2, max=2)
    assert [p.name for p in two_rockets.launches] == ["Al-Jihad"]
    assert len(two_rockets.impacts) == 2
    assert {(t.launch, t.impact) for t in two_rockets.trajectories} == {(0, 0), (0, 1)}
    zero = Count(min=0, max=0)
    assert (two_rockets.casualties.killed, two_rockets.casualties.wounded) == (zero, zero)


def test_what_did_not_explode_and_what_burned_are_a_contradiction(two_rockets: Incident) -> None:
    """3: "did not explode" and "a vehicle was set on fire": carried out, with a contradiction."""
    assert two_rockets.status == "executed"
    assert any(line.startswith("detonation") for line in two_rockets.contradictions)


def test_overnight_and_early_monday_are_monday(two_rockets: Incident) -> None:
    """4: "overnight" and "early Monday", published on Monday 5 October: that day."""
    assert _on(two_rockets) == ("2020-10-05", "2020-10-05", "day")


def test_the_following_day_is_that_after_the_attack(samples: Incidents) -> None:
    """5: "the following day" counts from the attack told before (28 September): the 29th."""
    bomb = _find(samples, GREEN_ZONE, "roadside bomb targeted a convoy")
    assert _on(bomb) == ("2020-09-29", "2020-09-29", "day")
    assert bomb.incident_type == "ied"
    assert bomb.impacts[0].precision == "admin1"
    assert bomb.casualties.killed == Count(min=0, max=0)


def test_five_then_six_is_a_range(home: Incident) -> None:
    """6: five dead of one article and six of the other, a child having died since: five to six."""
    assert home.casualties.killed == Count(min=5, max=6)
    assert home.casualties.wounded == Count(min=2, max=2)
    assert _on(home) == ("2020-09-28", "2020-09-28", "day")


def test_a_missile_and_a_drone_strike_are_one(soleimani: Incident) -> None:
    """7: "a US missile" and "a U.S. drone strike" killed the same man: one strike of January."""
    assert soleimani.incident_type == "drone_strike"
    assert {a.article_id for a in soleimani.articles} == {GREEN_ZONE, ERBIL}
    assert _on(soleimani) == ("2020-01-01", "2020-01-31", "month")
    assert soleimani.casualties.killed == Count(min=2)
    assert _away_m(soleimani, BAGHDAD_AIRPORT) < 4000


def test_a_village_east_of_the_base_is_an_area(balad: Incident) -> None:
    """8: the launch is an unnamed village in Diyala, east of the base: one vague line."""
    (launch,) = balad.launches
    distance_m, bearing_deg = measure(BALAD_BASE, launch.position)
    assert 45 <= bearing_deg <= 135
    assert distance_m < 30_000
    assert launch.radius_m > 3000
    assert launch.admin1 == "Diyala"
    (line,) = balad.trajectories
    assert line.vague
    assert balad.munitions == Count(min=7, max=7)
    assert _on(balad) == ("2021-03-15", "2021-03-15", "day")


def test_recently_has_no_first_day(samples: Incidents) -> None:
    """9: "hit by an IED attack recently": Basra, up to publication, since nobody knows when."""
    convoy = _find(samples, BALAD, "in Basra was hit by an IED attack")
    assert convoy.incident_type == "ied"
    assert _on(convoy) == ("None", "2021-03-15", "unknown")
    assert [p.name for p in convoy.impacts] == ["Basra"]


def test_a_weapon_that_is_not_named_is_not_guessed(samples: Incidents) -> None:
    """10: "an attack on Ain Al-Assad airbase" on 3 March names no weapon."""
    attack = _find(samples, BALAD, "On March 3, an attack on Ain Al-Assad airbase")
    assert attack.incident_type == "unspecified_attack"
    assert attack.weapon is None
    assert _on(attack) == ("2021-03-03", "2021-03-03", "day")
    assert attack.casualties.killed == Count(min=1, max=1)


def test_an_unnamed_crossing_is_the_border(samples: Incidents) -> None:
    """11: "a border-crossing site between Iraq and Syria", shortly before 3 March."""
    strike = _find(samples, BALAD, "bombed a border-crossing site")
    (impact,) = strike.impacts
    assert strike.incident_type == "airstrike"
    assert impact.relation == "border_of"
    assert impact.radius_m > 100_000
    assert strike.when.end == date(2021, 3, 3)
    assert strike.when.precision == "month"


def test_a_strike_that_was_called_off_is_none(samples: Incidents) -> None:
    """12: "a second planned attack was called off": no incident, and no evidence of one."""
    assert not _quoted(samples, BALAD, "A second planned attack was called off")
    assert all(one.status != "called_off" for one in samples)


def test_a_sum_of_those_told_apart(volley: Incident) -> None:
    """13: "at least five civilians" and "another nine": at least 14; "several" adds nothing."""
    assert volley.casualties.wounded == Count(min=14)
    assert volley.casualties.killed == Count(min=1, max=1)
    assert volley.weapon is not None
    assert volley.weapon.calibre_mm == 107
    assert volley.munitions == Count(min=13)


def test_five_miles_west_of_the_point_of_the_city(volley: Incident) -> None:
    """13: the launch lies five miles west of Erbil's point, known to 5 km; one line, vague."""
    (launch,) = volley.launches
    distance_m, bearing_deg = measure(ERBIL_POINT, launch.position)
    assert distance_m == pytest.approx(5 * MILE_M, abs=200)
    assert bearing_deg == pytest.approx(270, abs=1)
    assert launch.radius_m >= 5000
    (line,) = volley.trajectories
    assert volley.impacts[line.impact].name == "Erbil International Airport"
    assert line.vague


def test_an_attack_without_a_place_stays_off_the_map(samples: Incidents) -> None:
    """14: the attack on a contractor "the month before" is in the table, not on the map."""
    attack = _find(samples, ERBIL, "rocket attack that had killed a US civilian contractor")
    assert attack.impacts == ()
    assert attack.off_map_reason == "the article names no place"
    assert _on(attack) == ("2019-12-01", "2019-12-31", "month")
    assert [(a.actor, a.by) for a in attack.attributions] == [("Iran-backed militia", "Washington")]
    assert attack.claims == ()


def test_a_day_that_leans_on_a_month(samples: Incidents) -> None:
    """15: three days before a strike of January 2020: a month, no day; the embassy was stormed."""
    storming = _find(samples, ERBIL, "stormed the US embassy in Baghdad")
    assert storming.incident_type == "storming"
    assert _on(storming) == ("2019-12-29", "2020-01-28", "month")
    assert storming.impacts[0].precision == "facility"


def test_missiles_of_iran_were_not_said_to_start_there(samples: Incidents) -> None:
    """16: "Iranian forces fired missiles at the same airport": no launch place, no line."""
    missiles = _find(samples, ERBIL, "Iranian forces fired missiles")
    assert missiles.incident_type == "missile_attack"
    assert [p.name for p in missiles.impacts] == ["Erbil International Airport"]
    assert (missiles.launches, missiles.trajectories) == ((), ())
    assert missiles.munitions == Count(min=2)
    assert _on(missiles) == ("2020-01-01", "2020-01-31", "month")


def test_rounds_of_raids_and_an_arrest_are_no_incidents(samples: Incidents) -> None:
    """17: "several rounds of bombing raids" is an aggregate, an attempted arrest no attack."""
    assert not _quoted(samples, ERBIL, "several rounds of bombing raids")
    assert not _quoted(samples, ERBIL, "to arrest more than a dozen members")
    assert any("several rounds of bombing raids" in one.quote for one in samples.aggregates)


def test_hours_after_wednesday_may_be_thursday(samples: Incidents) -> None:
    """18: "just hours later" than Wednesday 11 December: the 11th or the 12th."""
    first = _find(samples, WARNINGS, "a further two rockets hit")
    assert (first.when.start, first.when.end) == (date(2019, 12, 11), date(2019, 12, 12))
    friday = _find(samples, WARNINGS, "A larger 240-millimetre rocket")
    assert _on(friday) == ("2019-12-06", "2019-12-06", "day")
    monday = _find(samples, WARNINGS, "four Katyusha rockets hit a base")
    assert _on(monday) == ("2019-12-09", "2019-12-09", "day")
    assert monday.casualties.wounded == Count(min=5, max=5)


def test_three_attacks_near_one_airport_are_three(samples: Incidents) -> None:
    """19: three attacks near one airport within a week stay three, each near it within 6 km."""
    words = ("a further two rockets", "four Katyusha rockets", "A larger 240-millimetre rocket")
    three = [_find(samples, WARNINGS, said) for said in words]
    assert len({one.incident_id for one in three}) == 3
    for one in three:
        (impact,) = one.impacts
        assert impact.relation == "near"
        assert _away_m(one, BAGHDAD_AIRPORT) < 2000
        assert 5000 <= impact.radius_m <= 10_000


def test_attacks_counted_again_are_not_told_again(samples: Incidents) -> None:
    """19: "Two further attacks have happened since" and "the tenth of its type" are no more."""
    assert not _quoted(samples, WARNINGS, "Two further attacks have happened since")
    assert not _quoted(samples, WARNINGS, "is the tenth of its type")


def test_states_and_embassies_that_are_spoken_of_have_no_pin(samples: Incidents) -> None:
    """21: Washington, Tehran, Iran and "its embassy" are spoken of: none of them was hit."""
    names = {p.name for one in samples for p in (*one.impacts, *one.launches)}
    assert names.isdisjoint({"Washington", "Tehran", "Iran", "United States", "Iraq", "Syria"})
    assert all(p.precision != "country" for one in samples for p in one.impacts)
    assert not _quoted(samples, HOME, "threatened to close its embassy")


def test_a_caption_of_a_protest_is_no_incident(samples: Incidents) -> None:
    """22: tear gas at a demonstration of 27 October 2019, in a caption: none of this map."""
    assert not _quoted(samples, GREEN_ZONE, "fire tear gas and close the bridge")
    assert all(one.when.start != date(2019, 10, 27) for one in samples)


def test_the_lines_are_those_that_the_articles_support(samples: Incidents) -> None:
    """Al-Jihad to two impacts, Diyala to Balad, west of Erbil to its airport: no other line."""
    lines = sorted(
        (str(one.when.start), one.launches[t.launch].admin1, one.impacts[t.impact].name)
        for one in samples
        for t in one.trajectories
    )
    assert lines == [
        ("2020-10-05", "Baghdad", "Babylon Hotel"),
        ("2020-10-05", "Baghdad", "Iraqi Airways building, Jadriya"),
        ("2021-02-15", "Erbil", "Erbil International Airport"),
        ("2021-03-15", "Diyala", "Balad Air Base"),
    ]


def test_aggregates_are_kept_and_no_pins(samples: Incidents) -> None:
    """“At least 39 rocket attacks” is a statement with its number, and no incident."""
    (many,) = (one for one in samples.aggregates if "at least 39 rocket attacks" in one.quote)
    assert many.count == Count(min=39)
    assert not _quoted(samples, HOME, "at least 39 rocket attacks")


def test_every_quote_is_the_text_between_its_offsets(samples: Incidents, seeds: Path) -> None:
    """`text[start:end] == quote`, for every quote of every incident and every aggregate."""
    texts = {one.article_id: one.text for one in read_articles(seeds)}
    for one in samples:
        assert one.evidence
        for quote in one.evidence:
            assert texts[quote.article_id][quote.start : quote.end] == quote.quote
    for many in samples.aggregates:
        assert texts[many.article_id][many.start : many.end] == many.quote
