"""Flat rows say what the incident says, and no more."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from incident_samples import build_samples, place
from strategies import incidents

from geoincidents.features import COLUMNS, Feature, list_features
from geoincidents.model import (
    ArticleRef,
    Attribution,
    Casualties,
    CasualtyGroup,
    Claim,
    Count,
    Denial,
    Incident,
    Quote,
    ReportRef,
    Target,
    Trajectory,
    Weapon,
    When,
)

BARE = Incident(
    incident_id="a1",
    title="Something",
    incident_type="unspecified_attack",
    event_type="",
    sub_event_type="",
    status="alleged",
    when=When(),
)


def _row(incident: Incident, number: int = 0) -> Feature:
    return list_features(incident)[number]


def test_columns_are_those_of_the_schema(shared: Path) -> None:
    """Names and order are the public promise of the schema; what came later stands behind."""
    schema = (shared / "design" / "schema.md").read_text("utf-8")
    table = schema.split("## Columns")[1].split("## The lossless")[0]
    # The last row names `confidence_note` in its text.
    named = re.findall(r"`(\w+)`", "".join(re.findall(r"(?m)^\| (`[^|]*) \|", table)))
    promised = [*named, "confidence_note"]
    assert list(COLUMNS)[: len(promised)] == promised


def test_columns_are_those_of_the_docs(root: Path) -> None:
    """docs/formats.md has a row for every column, in order and with its type."""
    page = (root / "docs" / "formats.md").read_text("utf-8")
    rows = re.findall(r"(?m)^\| `(\w+)` \| (text|int|float|date) \|", page)
    assert rows == list(COLUMNS.items())


@given(incidents())
def test_ids_are_stable_and_told_apart(incident: Incident) -> None:
    """An id is made of the incident, the role and the place in the list; none stands twice."""
    rows = list_features(incident, areas=True)
    ids = [row.id for row in rows]
    assert len(set(ids)) == len(ids)
    assert all(one.startswith(f"{incident.incident_id}-") for one in ids)
    assert ids == [row.id for row in list_features(replace(incident, title="another"), areas=True)]


@given(incidents())
def test_there_is_a_row_for_every_place_and_line(incident: Incident) -> None:
    """One row for each impact, or one without a place; one for each launch and trajectory."""
    roles = [row.role for row in list_features(incident)]
    assert roles.count("impact") == max(1, len(incident.impacts))
    assert roles.count("launch") == len(incident.launches)
    assert roles.count("trajectory") == len(incident.trajectories)
    assert [row.properties["feature_role"] for row in list_features(incident)] == roles


def test_an_incident_without_place_has_a_row_without_geometry() -> None:
    """What has no place is not lost, and gets no pin."""
    row = _row(BARE)
    assert row.geometry is None
    assert row.properties["title"] == "Something"
    assert row.properties["place_text"] is row.properties["longitude"] is None


def test_an_impact_known_as_a_country_has_no_pin() -> None:
    """A pin in the middle of a country would claim what nobody said; the country stays."""
    iraq = place("Iraq", "Iraq", 43.7, 33.2, 500_000)
    row = _row(replace(BARE, impacts=(replace(iraq, precision="country", country="IQ"),)))
    assert row.geometry is None
    columns = row.properties
    assert columns["country"] == "IQ"
    assert columns["location_precision"] == "country"
    assert columns["where_prec"] == 6
    assert columns["geo_precision"] is None
    for name in ("longitude", "latitude", "coordinate_uncertainty_m"):
        assert columns[name] is None


def test_a_vague_launch_keeps_its_point() -> None:
    """A launch place is drawn at its centre however vague; the radius says how sure it is."""
    iran = replace(place("Iran", "Iran", 53.7, 32.4, 900_000), precision="country")
    row = _row(replace(BARE, launches=(iran,)), 1)
    assert row.geometry is not None
    assert row.geometry.coordinates == (53.7, 32.4)
    assert row.properties["coordinate_uncertainty_m"] == 900_000
    assert row.properties["launch_name"] == "Iran"


def test_a_line_to_a_country_or_of_no_length_is_not_drawn() -> None:
    """A line needs two places that differ; its row stays, with both names."""
    balad = place("Balad", "Balad", 44.15, 34.01, 4000)
    line = Trajectory(launch=0, impact=0, distance_m=0, bearing_deg=0, vague=False)
    for impact in (balad, replace(balad, longitude=40.0, precision="country")):
        attack = replace(BARE, launches=(balad,), impacts=(impact,), trajectories=(line,))
        row = _row(attack, 2)
        assert row.role == "trajectory"
        assert row.geometry is None
        assert row.properties["launch_text"] == row.properties["place_text"] == "Balad"


def test_what_is_told_of_an_incident_stands_in_its_columns() -> None:
    """Each column carries its own fact: a claim is not an attribution."""
    told = replace(
        BARE,
        when=When(
            start=date(2021, 3, 15),
            end=date(2021, 3, 15),
            precision="day",
            text="on Monday",
            time_of_day="evening",
        ),
        weapon=Weapon(name="Katyusha rockets", kind="rocket", calibre_mm=107),
        munitions=Count(min=7),
        targets=(Target(text="the base", name="Balad Air Base"), Target(text="the base")),
        casualties=Casualties(
            killed=Count(min=5, max=5),
            wounded=Count(min=2),
            by=(
                CasualtyGroup(category="military", killed=Count(min=1, max=1)),
                CasualtyGroup(category="civilian", killed=Count(min=4, max=4)),
            ),
            text="five killed",
        ),
        perpetrator="a cell",
        claims=(Claim(actor="A"), Claim(actor="B")),
        attributions=(Attribution(actor="C", by="D"), Attribution(actor="E", by="D")),
        denials=(Denial(actor="F"),),
        reports=(
            ReportRef(article_id="x", role="background"),
            ReportRef(article_id="y", role="primary"),
        ),
        evidence=(
            Quote(article_id="x", start=0, end=3, quote="one\ntwo"),
            Quote(article_id="y", start=0, end=5, quote="three"),
            Quote(article_id="y", start=9, end=14, quote="three"),
        ),
        articles=(
            ArticleRef(
                article_id="x", sha256="0", title="T", publisher="P", url="https://a.example"
            ),
            ArticleRef(article_id="y", sha256="1"),
        ),
        confidence=0.75,
        confidence_note="named town",
    )
    columns = _row(told).properties
    expected = {
        "report_role": "primary",
        "date_start": "2021-03-15",
        "date_end": "2021-03-15",
        "time_precision": 1,
        "date_prec": 1,
        "time_of_day": "evening",
        "weapon": "Katyusha rockets",
        "calibre_mm": 107,
        "munitions_min": 7,
        "munitions_max": None,
        "target_name": "Balad Air Base",
        "target_text": "the base",
        "killed_min": 5,
        "killed_max": 5,
        "wounded_min": 2,
        "wounded_max": None,
        "civilians_killed_min": 4,
        "civilians_killed_max": 4,
        "casualties_text": "five killed",
        "perpetrator": "a cell",
        "claimed_by": "A; B",
        "attributed_to": "C; E",
        "attributed_by": "D",
        "denied_by": "F",
        "evidence": "one two\nthree",
        "sources": "P: T; y",
        "source_urls": "https://a.example",
        "n_sources": 2,
        "confidence": 0.75,
        "confidence_note": "named town",
    }
    assert {name: columns[name] for name in expected} == expected


def test_a_count_of_one_place_comes_before_that_of_the_incident() -> None:
    """Where the text tells apart how many hit where, the row says that; else the whole."""
    balad = place("Balad", "Balad", 44.15, 34.01, 4000)
    attack = replace(
        BARE,
        munitions=Count(min=7, max=7),
        impacts=(replace(balad, munitions=Count(min=2, max=2)), balad),
    )
    assert [_row(attack, number).properties["munitions_min"] for number in (0, 1)] == [2, 7]


@pytest.mark.parametrize("sample", build_samples(), ids=lambda sample: sample.incident_id)
def test_samples_have_the_rows_that_their_places_ask_for(sample: Incident) -> None:
    """Every incident of the sample articles, as read by hand, becomes rows of the schema."""
    for row in list_features(sample, areas=True):
        assert list(row.properties) == list(COLUMNS)
        assert (row.geometry is None) is (
            row.role == "impact" and row.properties["location_precision"] in {None, "country"}
        )
