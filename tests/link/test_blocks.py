"""Linking block by block is linking all at once."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from geoincidents.link import find_blocks, link_block, link_incidents, make_link_key
from geoincidents.model import (
    ArticleRef,
    Casualties,
    Count,
    Incident,
    Location,
    Quote,
    ReportRef,
    When,
)

FIRST = date(2024, 3, 1)
PLACES = [
    (44.0, 36.2, 500),
    (44.01, 36.21, 3000),
    (44.2, 36.2, 30_000),
    (44.6, 36.4, 90_000),
    (47.8, 30.5, 4000),
    (43.0, 34.0, 500_000),
    (-179.99, 10.0, 4000),
    (179.99, 10.0, 4000),
]
NAMES = ["Omar Karimi", "Omar Kareemi", "OMAR KARIMI", "Sara Haddad and Ali Karimi", "Two men", ""]


@st.composite
def _draw_when(draw: st.DrawFn) -> When:
    if draw(st.integers(0, 5)) == 0:
        return When(precision="unknown")
    start = FIRST + timedelta(days=draw(st.integers(0, 4)))
    length = draw(st.sampled_from([0, 0, 0, 1, 6]))
    precision = "day" if length <= 1 else "week"
    end = None if draw(st.integers(0, 9)) == 0 else start + timedelta(days=length)
    return When(start=start, end=end, precision=precision)


@st.composite
def _draw_place(draw: st.DrawFn) -> Location:
    longitude, latitude, radius_m = draw(st.sampled_from(PLACES))
    return Location(
        text="there",
        relation="at",
        longitude=longitude,
        latitude=latitude,
        radius_m=radius_m,
        precision=draw(st.sampled_from(["facility", "settlement"])),
    )


@st.composite
def draw_incidents(draw: st.DrawFn) -> list[Incident]:
    """Give incidents of few days, places, names and articles, so that many are one event."""
    made = []
    for number in range(draw(st.integers(0, 12))):
        article_id = draw(st.sampled_from("abcdef"))
        killed = draw(st.sampled_from([None, 1, 2, 9]))
        made.append(
            Incident(
                incident_id=f"gi-{number:02}",
                title="",
                incident_type=draw(st.sampled_from(["rocket_attack", "explosion", "abduction"])),
                event_type="",
                sub_event_type="",
                status="executed",
                when=draw(_draw_when()),
                impacts=tuple(draw(st.lists(_draw_place(), max_size=2))),
                casualties=Casualties(
                    killed=None if killed is None else Count(min=killed, max=killed),
                    text=draw(st.sampled_from(NAMES)) or None,
                ),
                reports=(ReportRef(article_id=article_id, role="primary"),),
                evidence=(Quote(article_id=article_id, start=number, end=number + 1, quote="x"),),
                articles=(ArticleRef(article_id=article_id, sha256="0" * 64),),
            )
        )
    return made


@given(incidents=draw_incidents())
@settings(max_examples=300)
def test_blocks_give_what_comparing_all_gives(incidents: list[Incident]) -> None:
    """Whatever is joined, also by way of what was joined before, lies in one block."""
    assert link_incidents(incidents) == link_block(incidents)


def test_far_places_and_days_are_blocks_of_their_own() -> None:
    """What is far apart, or days apart, is never compared; what has no key never at all."""
    when = When(start=FIRST, end=FIRST, precision="day")
    later = When(start=FIRST + timedelta(days=2), end=FIRST + timedelta(days=2), precision="day")
    keys = [make_link_key(_place(0, when)), make_link_key(_place(1, when)),
            make_link_key(_place(4, when)), make_link_key(_place(0, later))]  # fmt: skip
    assert list(find_blocks(key for key in keys if key is not None)) == [[0, 1]]
    assert make_link_key(_place(0, When(precision="unknown"))) is None
    assert make_link_key(_place(5, when)) is None


def _place(number: int, when: When) -> Incident:
    longitude, latitude, radius_m = PLACES[number]
    place = Location(
        text="there",
        relation="at",
        longitude=longitude,
        latitude=latitude,
        radius_m=radius_m,
        precision="facility",
    )
    return Incident(
        incident_id="gi-1",
        title="",
        incident_type="explosion",
        event_type="",
        sub_event_type="",
        status="executed",
        when=when,
        impacts=(place,),
    )
