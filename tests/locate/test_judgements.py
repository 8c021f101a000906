"""The judgements on the sample articles that concern geometry, each as a rule."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from geoincidents import find_incidents, read_articles
from geoincidents.geodesy import measure
from geoincidents.model import Incident, Incidents, Location, Position

ERBIL = Position(44.009, 36.191)
GREEN_ZONE = "Green Zone"
AIRPORT = "Baghdad International Airport"


@pytest.fixture(scope="module")
def incidents(seeds: Path) -> Incidents:
    """Give the incidents of the sample articles."""
    return find_incidents(read_articles(seeds))


Finder = Callable[..., Incident]


@pytest.fixture
def find(incidents: Incidents) -> Finder:
    """Give the incident of a day and a type."""

    def find_one(day: date, kind: str) -> Incident:
        (found,) = [i for i in incidents if i.when.start == day and i.incident_type == kind]
        return found

    return find_one


def name_impacts(incident: Incident) -> list[str | None]:
    """Give the names of the places hit."""
    return [place.name for place in incident.impacts]


def test_a_missed_target_is_no_impact_without_a_radius(find: Finder) -> None:
    """1: "their home" has no place: near the airport aimed at, within 8 to 10 km, and no line."""
    incident = find(date(2020, 9, 28), "rocket_attack")
    (impact,) = incident.impacts
    assert (impact.name, impact.relation) == (AIRPORT, "near")
    assert 8000 <= impact.radius_m <= 10_000
    assert incident.trajectories == ()


def test_one_incident_of_two_impacts_has_two_lines(find: Finder) -> None:
    """3: Al-Jihad to both impacts; the accuser's "residential areas" and Green Zone are none."""
    incident = find(date(2020, 10, 5), "rocket_attack")
    assert len(incident.impacts) == len(incident.trajectories) == 2
    assert {line.impact for line in incident.trajectories} == {0, 1}
    assert [place.name for place in incident.launches] == ["Al-Jihad"]
    assert GREEN_ZONE not in name_impacts(incident)


def test_iraqi_airways_has_the_radius_of_its_neighbourhood(find: Finder) -> None:
    """Coordinates: no source for the building was found, so the neighbourhood's circle stands."""
    incident = find(date(2020, 10, 5), "rocket_attack")
    building = next(p for p in incident.impacts if "Airways" in (p.name or ""))
    assert building.radius_m >= 1000


def test_a_village_east_of_the_base_is_an_area(find: Finder) -> None:
    """8: Diyala within reach and 45 to 135 degrees of the base: an area, a dashed line."""
    incident = find(date(2021, 3, 15), "rocket_attack")
    (launch,) = incident.launches
    assert launch.area is not None
    assert launch.admin1 == "Diyala"
    base = next(p for p in incident.impacts if p.relation == "at")
    distance, bearing = measure(base.position, launch.position)
    assert 45 <= bearing <= 135
    assert distance <= 25_000
    (line,) = incident.trajectories
    assert line.vague
    assert (line.distance_min_m, line.bearing_spread_deg) != (None, None)


def test_rockets_beside_the_base_have_no_point_of_their_own(find: Finder) -> None:
    """8: two rockets fell outside: a circle round the base, five inside it."""
    incident = find(date(2021, 3, 15), "rocket_attack")
    relations = {place.relation: place for place in incident.impacts}
    assert relations["at"].radius_m < relations["near"].radius_m


def test_basra_is_city_or_province(incidents: Incidents) -> None:
    """9: "forces in Basra": not finer than the city."""
    place = next(p for i in incidents for p in i.impacts if p.name and p.name.startswith("Basra"))
    assert place.radius_m >= 8000


def test_an_unnamed_crossing_is_the_border(incidents: Incidents) -> None:
    """11: the words name no crossing: the border of Iraq and Syria, no town."""
    incident = next(i for i in incidents if i.incident_type == "airstrike")
    (place,) = incident.impacts
    assert (place.relation, place.precision) == ("border_of", "region")


def test_a_launch_eight_kilometres_west_is_vague(find: Finder) -> None:
    """13: 8.05 km west of the point of the city; from its edge up to 15: radius 5 km or more."""
    incident = find(date(2021, 2, 15), "rocket_attack")
    (launch,) = incident.launches
    distance, bearing = measure(ERBIL, launch.position)
    assert distance == pytest.approx(8046.7, abs=1500)
    assert abs(bearing - 270) < 10
    assert launch.radius_m >= 5000
    assert len(incident.trajectories) == 1


def test_what_fell_outside_the_airport_is_a_part_of_the_city(find: Finder) -> None:
    """13: most rockets fell in the northwest of the city, without a line of their own."""
    incident = find(date(2021, 2, 15), "rocket_attack")
    assert {p.relation for p in incident.impacts} == {"at", "part_of"}


def test_an_incident_without_a_place_stays_off_the_map(incidents: Incidents) -> None:
    """14: the attack of December 2019 is in the table and has no geometry."""
    assert any(i.impacts == () and i.off_map_reason for i in incidents)


def test_no_launch_is_made_up(incidents: Incidents) -> None:
    """16: "launched from Iran" is not said: the missile attack on Erbil has no line."""
    missile = [i for i in incidents if i.incident_type == "missile_attack"]
    assert missile
    assert all(i.launches == () and i.trajectories == () for i in missile)


def test_near_the_airport_is_six_kilometres_and_three_attacks_stay_three(
    incidents: Incidents,
) -> None:
    """19: a reference point with 6 km; three attacks within a week are not one."""
    week = [
        i
        for i in incidents
        if i.when.start and date(2019, 12, 5) <= i.when.start <= date(2019, 12, 12)
    ]
    near: list[Location] = [p for i in week for p in i.impacts if p.name == AIRPORT]
    assert len(week) == len(near) == 3
    assert {place.radius_m for place in near} == {6000}


def test_the_embassy_is_a_building_and_its_capital_no_impact(incidents: Incidents) -> None:
    """21: "Baghdad" for a government is no place hit: no impact is the whole city."""
    for incident in incidents:
        assert all(place.name != "Baghdad" for place in incident.impacts)


def test_four_lines_and_no_other(incidents: Incidents) -> None:
    """Only Al-Jihad twice, Diyala to Balad, and the west of Erbil to its airport are lines."""
    assert sum(len(i.trajectories) for i in incidents) == 4
