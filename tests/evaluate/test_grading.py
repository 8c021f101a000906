"""A found incident is graded field by field as docs/gold.md defines."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from gold_samples import find_place, make_gold, make_right

from geoincidents.evaluate.gold import GoldIncident
from geoincidents.evaluate.grading import FIELDS, grade_fields, is_told, measure_km, share_family
from geoincidents.model import Casualties, Claim, Count, Trajectory, Weapon, When

LINE = Trajectory(launch=0, impact=0, distance_m=1, bearing_deg=0, vague=True)


def give_gold(**changes: Any) -> GoldIncident:  # noqa: ANN401 - any field
    """Give the rockets of our gold set, with changes."""
    return msgspec.convert({**make_gold()[0][0], **changes}, GoldIncident)


def test_right_in_all_is_right_in_each() -> None:
    """What is as gold has it earns every field."""
    assert grade_fields(give_gold(notes=""), make_right()) == dict.fromkeys(FIELDS, 1.0)


@pytest.mark.parametrize(
    ("field", "change"),
    [
        ("type", {"incident_type": "ied"}),
        ("date", {"when": When(start=date(2020, 6, 2), end=date(2020, 6, 2), precision="day")}),
        ("date", {"when": When(start=date(2020, 6, 1), end=date(2020, 6, 1), precision="week")}),
        ("date", {"when": When()}),
        ("place", {"impacts": ()}),
        ("place", {"impacts": (find_place(44.6, 34.01),)}),
        ("launch", {"launches": (find_place(44.6, 34.01),)}),
        ("lines", {"trajectories": (LINE,)}),
        ("killed", {"casualties": Casualties(wounded=Count(min=0, max=0))}),
        ("wounded", {"casualties": Casualties(killed=Count(min=3, max=3))}),
        ("claim", {"claims": (Claim(actor="A group"),)}),
        ("status", {"status": "failed"}),
    ],
)
def test_wrong_value_costs_its_field_alone(field: str, change: dict[str, Any]) -> None:
    """A wrong value, or silence where gold speaks, costs this field and no other."""
    grades = grade_fields(give_gold(notes=""), replace(make_right(), **change))
    assert grades == {**dict.fromkeys(FIELDS, 1.0), field: 0.0}


def test_half_of_the_weapon_is_half_right() -> None:
    """Number of munitions and calibre are half of the field each."""
    found = replace(make_right(), weapon=Weapon(name="rockets", kind="rocket", calibre_mm=122))
    assert grade_fields(give_gold(notes=""), found)["weapon"] == 0.5


@pytest.mark.parametrize(
    ("field", "gold", "found"),
    [
        ("killed", {"killed_alt": [[5, None]]}, {"casualties": Casualties(killed=Count(min=5))}),
        ("status", {"status_alt": ["failed"]}, {"status": "failed"}),
        ("type", {}, {"incident_type": "shelling"}),
        ("claim", {"claimed_by": ["The Free Men of Iraq"]}, {"claims": (Claim(actor="free men"),)}),
    ],
)
def test_what_is_right_as_well_is_right(
    field: str, gold: dict[str, Any], found: dict[str, Any]
) -> None:
    """Each value that gold accepts earns the field; a claim needs one word of the name."""
    assert grade_fields(give_gold(**gold), replace(make_right(), **found))[field] == 1


@pytest.mark.parametrize(
    ("precision", "window", "right"),
    [
        ("month", When(start=date(2020, 6, 1), end=date(2020, 6, 30), precision="month"), True),
        ("month", When(start=date(2020, 6, 15), end=date(2020, 6, 15), precision="day"), False),
        ("month", When(start=date(2020, 1, 1), end=date(2020, 12, 31), precision="year"), False),
        ("month", When(start=date(2020, 7, 1), end=date(2020, 7, 31), precision="month"), False),
        ("unknown", When(end=date(2020, 6, 5)), True),
        ("unknown", When(start=date(2020, 6, 5), end=date(2020, 6, 5), precision="day"), False),
    ],
)
def test_window_is_no_tighter_and_not_much_wider_than_golds(
    precision: str,
    window: When,
    right: bool,  # noqa: FBT001 - a case of the table
) -> None:
    """A vague date claims no day, meets gold's window, and is at most 35 days wider."""
    gold = give_gold(date={"start": "2020-06-01", "end": "2020-06-30", "precision": precision})
    assert grade_fields(gold, replace(make_right(), when=window))["date"] == right


@pytest.mark.parametrize(
    ("radius_km", "off_deg", "claimed_m", "share"),
    [
        (0.5, 0.0, 500, 1.0),
        (0.5, 0.02, 500, 1.0),  # 1.8 km: within 2 km
        (0.5, 0.03, 500, 0.0),
        (8, 0.05, 8000, 1.0),
        (8, 0.05, 1000, 0.0),  # false precision
        (8, 0.005, 1000, 1.0),  # as tight, but it holds the place
        (2, 0.0, 10_000, 1.0),
        (2, 0.0, 10_001, 0.0),  # holds everything, says nothing
    ],
)
def test_circle_has_to_be_honest(
    radius_km: float, off_deg: float, claimed_m: int, share: float
) -> None:
    """A place is met within 2 km or gold's radius, by a circle neither too small nor too wide."""
    gold = give_gold(impacts=[{"name": "x", "lon": 44.15, "lat": 34.0, "radius_km": radius_km}])
    found = replace(make_right(), impacts=(find_place(44.15 + off_deg, 34.0, claimed_m),))
    assert grade_fields(gold, found)["place"] == share


def test_places_too_many_cost_their_share() -> None:
    """Each place found beside gold's one makes the share smaller; so does each that is missing."""
    more = (find_place(44.15, 34.01), find_place(40.0, 30.0))
    assert grade_fields(give_gold(), replace(make_right(), impacts=more))["place"] == 0.5
    two = [{"lon": 44.15, "lat": 34.01, "radius_km": 2}, {"lon": 40, "lat": 30, "radius_km": 2}]
    assert grade_fields(give_gold(impacts=two), make_right())["place"] == 0.5


def test_whole_country_may_stay_off_the_map() -> None:
    """Where gold's place is as wide as a country, none is right as well."""
    wide = [{"name": "Iraq", "lon": 43.7, "lat": 33.2, "radius_km": 500}]
    assert grade_fields(give_gold(impacts=wide), replace(make_right(), impacts=()))["place"] == 1


def test_silence_on_both_sides_is_no_merit() -> None:
    """A field that neither tells of does not count, type, date and weapon always do."""
    quiet: dict[str, Any] = {"impacts": [], "killed": None, "wounded": None}
    found = replace(make_right(), impacts=(), casualties=Casualties())
    told = {field for field in FIELDS if is_told(field, give_gold(**quiet), found)}
    assert told == {"type", "date", "weapon"}


def test_distance_is_longitude_first() -> None:
    """A degree of longitude on the equator is 111.2 km, near the pole far less."""
    assert measure_km((0, 0), (1, 0)) == pytest.approx(111.195, abs=0.001)
    assert measure_km((0, 89), (1, 89)) < 2


@pytest.mark.parametrize(
    ("types", "kind", "same"),
    [
        (["rocket_attack"], "shelling", True),
        (["rocket_attack"], "ied", False),
        (["airstrike"], "assassination", True),
        (["unspecified_attack"], "protest", True),
        (["arson"], "unspecified_attack", True),
        (["arson"], "a kind of its own", False),
    ],
)
def test_families_are_who_may_be_whom(types: list[str], kind: str, same: bool) -> None:  # noqa: FBT001 - a case
    """Only types of one family can be one incident; an unspecified attack is of every family."""
    assert share_family(types, kind) == same


def test_measure_knows_every_type_of_the_schema(root: Path) -> None:
    """Every incident type that a run can give is of a family of its own."""
    table = (root / "geoincidents" / "coding" / "events.toml").read_text("utf-8")
    assert [kind for kind in tomllib.loads(table) if not share_family([kind], kind)] == []
