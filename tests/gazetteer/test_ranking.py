"""Which of the places that share a name comes first, where nothing else tells."""

from dataclasses import replace

import pytest

from geoincidents.gazetteer.ranking import (
    MOST_PLACES_A_NAME,
    Entry,
    lift_place,
    order_places,
    rank_below_cities,
    rank_place,
    rank_row,
)
from geoincidents.gazetteer.variants import Name
from geoincidents.model import Place

Rows = dict[str, str]


def make_place(kind: str = "city", **fields: object) -> Place:
    """Give a place of a kind at nowhere."""
    place = Place(place_id="p", name="P", kind=kind, longitude=0, latitude=0, radius_m=5_000)
    return replace(place, **fields)  # type: ignore[arg-type] # what a test says


def make_row(kind: str = "city", population: str = "", rank: str = "") -> Rows:
    """Give what ranks a row of an added source."""
    return {"kind": kind, "population": population, "rank": rank}


@pytest.mark.parametrize(
    ("place", "rank"),
    [
        (make_place("city", population=999_900), 6.0),
        (make_place("village", population=0), 2.0),  # known to be empty is not unknown
        (make_place("city"), 5.0),  # nobody counted: as most of its kind
        (make_place("town"), 4.3),
        (make_place("airport", population=999_900), 4.5),  # an airport has no people
        (make_place("admin1", radius_m=250_000), 6.5),
        (make_place("admin1", radius_m=25_000), 5.3),
        (make_place("admin2", radius_m=2_500_000), 5.4),
        (make_place("country", radius_m=25_000), 9.0),  # a small country is a country
    ],
)
def test_people_rank_a_town_and_size_an_area(place: Place, rank: float) -> None:
    """A town has the logarithm of its people, an area weighs by its radius, others by kind."""
    assert rank_place(place, None).rank == rank


def test_a_table_may_say_the_rank() -> None:
    """A rank that a row gives is taken, people and size or not, to three places."""
    assert rank_place(make_place("city", population=999_900), 3.14159).rank == 3.142
    assert rank_place(make_place("admin1", radius_m=25_000), 0.0).rank == 0.0


@pytest.mark.parametrize(
    ("kind", "country", "rank"),
    [
        ("city", "US", 5.5),
        ("admin1", "IQ", 5.5),
        ("admin2", "SY", 5.5),
        ("admin1", "MZ", 4.5),  # Gaza in Mozambique comes after the city of Gaza
        ("admin2", None, 4.5),
    ],
)
def test_what_our_tables_hold_comes_before_the_world(
    kind: str, country: str | None, rank: float
) -> None:
    """Half a magnitude more, but for areas far from what these tables are about: so much less."""
    assert lift_place(make_place(kind, country=country, rank=5.0)).rank == rank


def make_entry(
    kind: str, rank: float, *names: str, country: str = "IQ", ours: bool = True
) -> Entry:
    """Give an entry with folded names."""
    place = make_place(kind, rank=rank, country=country)
    return Entry(place=place, names=tuple(Name(folded=one) for one in names), curated=ours)


def rank_among(*entries: Entry) -> float:
    """Give the rank that the first comes to have beside the others."""
    return rank_below_cities(list(entries))[0].place.rank


def test_an_area_yields_to_the_town_of_its_name() -> None:
    """A governorate comes just below the best settlement that has one of its names."""
    area = make_entry("admin1", 6.5, "nineveh", "mosul")
    assert rank_among(area, make_entry("city", 6.2, "mosul")) == 5.9
    assert rank_among(area, make_entry("city", 6.2, "mosul"), make_entry("town", 4, "mosul")) == 5.9
    assert rank_among(area, make_entry("town", 4, "nineveh"), make_entry("city", 6, "mosul")) == 5.7
    district = make_entry("admin2", 6.5, "mosul")
    assert rank_among(district, make_entry("city", 6.2, "mosul")) == 5.9


def test_an_area_keeps_its_rank_otherwise() -> None:
    """Where it lies lower as it is, or no settlement of its country shares its name."""
    area = make_entry("admin1", 6.5, "mosul")
    assert rank_among(make_entry("admin1", 1.5, "mosul"), make_entry("city", 6, "mosul")) == 1.5
    for other in (
        make_entry("city", 6, "erbil"),
        make_entry("city", 6, "mosul", country="SY"),
        make_entry("airport", 6, "mosul"),
        make_entry("village", 6, "mosul", ours=False),  # of the world, no city: hardly meant
    ):
        assert rank_among(area, other) == 6.5
    assert rank_among(make_entry("admin1", 6.5)) == 6.5  # nothing calls it


def test_a_city_of_the_world_counts() -> None:
    """What is a city there is one, whether or not a table of ours has it."""
    area = make_entry("admin1", 6.5, "mosul")
    assert rank_among(area, make_entry("city", 6, "mosul", ours=False)) == 5.7
    assert rank_among(area, make_entry("village", 6, "mosul")) == 5.7  # ours knows the village


@pytest.mark.parametrize("country", ["US", "CA", "AU"])
def test_states_come_first_where_news_means_them(country: str) -> None:
    """Kansas is the state; only a city of millions takes the name."""
    state = make_entry("admin1", 6.7, "s", country=country)
    assert rank_among(state, make_entry("city", 6.3, "s", country=country)) == 6.7
    assert rank_among(state, make_entry("city", 6.4, "s", country=country)) == 6.1


def test_nothing_but_areas_is_ranked_again() -> None:
    """Every entry comes out, in its order, and the others are what they were."""
    entries = [make_entry("city", 6, "mosul"), make_entry("admin1", 6.5, "mosul")]
    ranked = rank_below_cities(entries)
    assert ranked[0] is entries[0]
    assert [one.place.kind for one in ranked] == ["city", "admin1"]


@pytest.mark.parametrize(
    ("row", "own", "dump"),
    [
        (make_row(population="999900"), 10.0, 5.5),
        (make_row(), 9.0, 4.5),
        (make_row("airport", population="999900"), 8.5, 4.0),
        (make_row(population="999900", rank="1.23456"), 5.235, 0.735),
    ],
)
def test_own_places_come_first_and_those_of_dumps_last(row: Rows, own: float, dump: float) -> None:
    """Under one name a user's place beats any of ours, and a dump's comes after its equal."""
    assert rank_row(row, is_own=True) == own
    assert rank_row(row, is_own=False) == dump


def test_the_best_place_of_a_name_comes_first() -> None:
    """By its best score under the name, once; of equal ones by id; no name has too many."""
    told = [(1.0, "b", True, False), (3.0, "c", True, False), (1.0, "a", False, True)]
    assert order_places(told) == ["c", "a", "b"]
    assert order_places([*told, (4.0, "b", True, False), (2.0, "b", True, False)]) == [
        "b",
        "c",
        "a",
    ]
    assert order_places([(-2.0, "x", True, False), (-1.0, "y", True, False)]) == ["y", "x"]
    many = [(float(number), f"{number}", True, False) for number in range(100)]
    assert order_places(many) == [f"{number}" for number in range(99, 99 - MOST_PLACES_A_NAME, -1)]
