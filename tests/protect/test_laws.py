"""The laws of protection: Incidents in, Incidents out; nobody is lost, nobody is found."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from protect_cases import SEED, Run
from strategies import incidents

from geoincidents.gazetteer import Gazetteer
from geoincidents.geodesy import measure
from geoincidents.model import (
    Article,
    ArticleRef,
    Incident,
    Incidents,
    Input,
    Location,
    Quote,
    When,
)
from geoincidents.protect import load_rules, protect_incidents
from geoincidents.store import decode_jsonl, encode_jsonl

TEXT = "A rocket hit the house of Zorban Kelmut in Mosul, killing him, Governor Adil Marwan said."


def make_incident(place: Location | None = None, quote: str = TEXT) -> Incident:
    """Give an incident at a place, told in one sentence."""
    return Incident(
        incident_id="gi-1",
        title="Rocket attack",
        incident_type="rocket_attack",
        event_type="Explosions/Remote violence",
        sub_event_type="Shelling/artillery/missile attack",
        status="executed",
        when=When(start=date(2021, 3, 1), end=date(2021, 3, 1), precision="day"),
        impacts=(place,) if place else (),
        evidence=(Quote(article_id="a", start=0, end=len(quote), quote=quote),),
        articles=(ArticleRef(article_id="a", sha256="0" * 64, url="https://x.example/kelmut"),),
    )


def make_place(longitude: float = 43.14, latitude: float = 36.34, radius_m: int = 300) -> Location:
    """Give a place known well enough to find a door."""
    return Location(
        text="the house behind the mill", relation="at", longitude=longitude, latitude=latitude,
        radius_m=radius_m, precision="facility", admin1="Nineveh", country="IQ",
    )  # fmt: skip


def protect(one: Incident, gazetteer: Gazetteer, seed: bytes = SEED) -> Incident:
    """Protect one incident."""
    return protect_incidents([one], seed=seed, gazetteer=gazetteer)[0]


@settings(max_examples=25)
@given(found=st.lists(incidents(), max_size=4, unique_by=lambda one: one.incident_id))
def test_protecting_again_changes_nothing(found: list[Incident], gazetteer: Gazetteer) -> None:
    """As many incidents, quotes and articles come out as go in; a second time nothing changes."""
    once = protect_incidents(found, seed=SEED, gazetteer=gazetteer)
    assert [one.incident_id for one in once] == [one.incident_id for one in found]
    for before, after in zip(found, once, strict=True):
        assert len(after.evidence) == len(before.evidence)
        assert [(q.start, q.end) for q in after.evidence] == [
            (q.start, q.end) for q in before.evidence
        ]
        assert len(after.impacts) == len(before.impacts)
    assert protect_incidents(once, seed=SEED, gazetteer=gazetteer) == once


def test_made_cases_are_closed(made_run: Run, gazetteer: Gazetteer) -> None:
    """What was protected is of the schema, and protecting it again changes nothing."""
    assert decode_jsonl(encode_jsonl(made_run.safe), "x").items == tuple(
        sorted(made_run.safe, key=lambda one: one.order)
    )
    assert protect_incidents(made_run.safe, seed=SEED, gazetteer=gazetteer) == made_run.safe


@given(longitude=st.floats(-179, 179), latitude=st.floats(-80, 80), radius_m=st.integers(1, 4999))
def test_a_place_is_moved_and_still_held(
    longitude: float, latitude: float, radius_m: int, gazetteer: Gazetteer
) -> None:
    """A home is never shown where it is, and the radius holds where it is."""
    rules = load_rules()
    before = make_place(longitude, latitude, radius_m)
    after = protect(make_incident(before), gazetteer).impacts[0]
    far, _ = measure(before.position, after.position)
    assert far + radius_m <= after.radius_m + 1
    assert after.radius_m >= rules.least_radius_m
    if after.place_id is None:
        assert rules.inner_m - 1 <= far <= rules.outer_m + 1


def test_one_spot_is_moved_one_way(gazetteer: Gazetteer) -> None:
    """The same spot goes the same way under one seed, and another under another."""
    far = make_place(-30.0, 40.0)  # an ocean: no district
    first, again = (protect(make_incident(far), gazetteer).impacts[0] for _ in range(2))
    other = protect(make_incident(far), gazetteer, bytes(32)).impacts[0]
    assert first == again
    assert first.position != other.position


def test_a_struck_quote_says_so(gazetteer: Gazetteer) -> None:
    """A quote that words were struck out of is marked and keeps its place; others are untouched."""
    other = Quote(article_id="a", start=100, end=118, quote="Nobody claimed it.")
    one = make_incident(make_place())
    safe = protect(replace(one, evidence=(*one.evidence, other)), gazetteer)
    assert safe.evidence[0].struck
    assert (safe.evidence[0].start, safe.evidence[0].end) == (0, len(TEXT))
    assert safe.evidence[1] == other
    assert safe.protection == "place moved; words withheld"


def test_office_holders_are_named(gazetteer: Gazetteer) -> None:
    """Who is named for an office stays; the private person is struck, also out of the address."""
    safe = protect(make_incident(make_place()), gazetteer)
    assert "Adil Marwan" in safe.evidence[0].quote
    assert "Kelmut" not in repr(safe)
    assert "kelmut" not in repr(safe)
    assert safe.articles[0].url is None


@pytest.mark.parametrize(
    "quote",
    [
        "The House of Representatives condemned a rocket attack on Mosul airport.",
        "Rockets hit an airbase; two soldiers were taken to hospital.",
        "The White House said that a rocket hit the embassy.",
    ],
)
def test_what_is_no_home_is_not_moved(quote: str, gazetteer: Gazetteer) -> None:
    """Parliaments, ministries and the way to hospital are no homes and no clinics."""
    place = replace(make_place(), text="the airbase")
    safe = protect(make_incident(place, quote), gazetteer)
    assert safe.impacts == (place,)
    assert safe.protection == "nothing to protect"


def test_a_wide_place_stays(gazetteer: Gazetteer) -> None:
    """A place that is vaguer than what is kept points at nobody, and stays."""
    place = replace(make_place(radius_m=9000), text="Mosul", name="Mosul")
    assert protect(make_incident(place), gazetteer).impacts == (place,)


def test_the_words_of_an_article_do_not_come_out(made_run: Run) -> None:
    """Articles of a protected run have their length and hash, and no text."""
    for before, after in zip(made_run.exact.articles, made_run.safe.articles, strict=True):
        assert isinstance(before, Article)
        assert isinstance(after, Input)
        assert (after.characters, after.sha256) == (len(before.text), before.sha256)


def test_places_of_one_article_go_together(gazetteer: Gazetteer) -> None:
    """An incident at the spot of a home that the same article tells of is moved with it."""
    home = make_incident(make_place())
    text = "A shell hit a field."
    field = replace(make_incident(replace(make_place(), text="a field"), text), incident_id="gi-2")
    safe = protect_incidents(Incidents((home, field)), seed=SEED, gazetteer=gazetteer)
    assert safe[1].impacts[0].position == safe[0].impacts[0].position
