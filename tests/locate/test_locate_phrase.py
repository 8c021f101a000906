"""`locate_phrase` gives a location or a reason, from the words alone."""

from pathlib import Path

import pytest
from shapely.geometry import box

from geoincidents import locate_phrase, locate_phrases
from geoincidents.expressions import Locator, describe_location
from geoincidents.geodesy import measure
from geoincidents.locate import read_outlines
from geoincidents.locate.outlines import Outline, Outlines
from geoincidents.model import Location, NoLocation, Phrase, Position


@pytest.fixture(scope="module")
def locator() -> Locator:
    """Give a locator for Iraq."""
    return Locator(country="IQ")


def place(locator: Locator, words: str) -> Location:
    """Place words that can be placed."""
    found = locator.locate(words)
    assert isinstance(found, Location), found
    return found


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("near Xyzzy", "no place in IQ is known by the name 'Xyzzy'"),
        ("west of Erbil, east of Erbil", "contradict each other"),
        ("5,000 km west of Balad", "5000 km is farther than any place is told by a distance"),
        ("20 north of Erbil", "a distance needs a unit"),
        ("91.5, 44.4", "latitude 91.5 is not within -90 to 90"),
        ("44.3661, 33.3152", "are latitude and longitude swapped?"),
        ("the base", "points back to a place told before"),
        ("there", "points back to a place told before"),
        ("Kirkuk, Tuz and Amerli", "name 3 places"),
        ("", "no words"),
        ("somewhere", "no place"),
        ("x " * 300, "longer than 400 characters"),
    ],
)
def test_what_cannot_be_placed_says_why(locator: Locator, words: str, reason: str) -> None:
    """No geometry, a stated reason, the words kept."""
    found = locator.locate(words)
    assert isinstance(found, NoLocation)
    assert reason in found.reason
    assert found.text.strip(" .") in words


def test_each_of_a_list_is_a_place(locator: Locator) -> None:
    """Kirkuk, Tuz and Amerli are three places, and each keeps the relation of the first."""
    names = [
        one.name
        for one in locator.locate_each("Kirkuk, Tuz and Amerli")
        if isinstance(one, Location)
    ]
    assert names == ["Kirkuk", "Tuz Khurmatu", "Amerli"]
    relations = {one.relation for one in locator.locate_each("near Kirkuk and Mosul")}
    assert relations == {"near"}


@pytest.mark.parametrize(
    ("words", "name", "precision"),
    [
        ("five miles west of Erbil", "Erbil", "near"),
        ("northern Iraq", "Iraq", "region"),
        ("in Al-Jadriya, Baghdad", "Al-Jadriya", "neighbourhood"),
        ("a village in the Makhmour district of Nineveh", "Makhmur District", "admin2"),
        ("Mansour neighbourhood of Baghdad", "Mansour", "neighbourhood"),
        ("between Tikrit and Baiji", "between Tikrit and Baiji", "near"),
        ("20 km from Karbala", "Karbala", "near"),
        ("near the Syrian border", "border of Iraq and Syria", "region"),
        ("near Arousa roundabout, central Basra", "Basra", "settlement"),
        ("the provincial capital of Anbar", "Anbar", "admin1"),
    ],
)
def test_place_and_precision(locator: Locator, words: str, name: str, precision: str) -> None:
    """The place meant, at the precision that the words give."""
    found = place(locator, words)
    assert (found.name, found.precision) == (name, precision)
    assert found.rule


@pytest.mark.parametrize(
    ("words", "rule", "precision"),
    [
        (
            "outside Baghdad",
            "outside Baghdad: from 1 to 1.5 times its radius and 8000 m more",
            "near",
        ),
        (
            "on the outskirts of Mosul",
            "outskirts Mosul: from 0.6 to 1.2 times its radius and 3000 m more",
            "near",
        ),
        ("near Kirkuk", "near Kirkuk: 2.0 times its radius, at least 10000 m", "near"),
        ("near Diyala province", "near Diyala: 1.2 times its radius, at least 30000 m", "admin1"),
        ("northern Mosul", "north of Mosul: half of it", "settlement"),
        ("northwestern Diyala", "northwest of Diyala: a quarter of it", "region"),
        ("central Baghdad", "centre of Baghdad: the inner sixth", "settlement"),
        (
            "halfway between Tikrit and Baiji",
            "halfway between Tikrit and Baiji: about the middle of the line",
            "near",
        ),
        (
            "between Tikrit and Baiji",
            "between Tikrit and Baiji: a strip 9.7 km to each side of the line",
            "near",
        ),
        (
            "on the road to Kirkuk",
            "road to Kirkuk, from where is not said: within 30 km of its edge",
            "near",
        ),
        ("upstream of Mosul", "upstream of Mosul: within 42 km, any direction", "near"),
        (
            "20 km from Karbala",
            "20.0 km from Karbala, direction not said: 14.0 to 26.0 km away",
            "near",
        ),
        (
            "20 to 30 km from Karbala",
            "20.0 to 30.0 km (range) from Karbala, direction not said: 15.0 to 35.5 km away",
            "near",
        ),
        ("on the Iraqi border", "border of Iraq: 20 km to each side", "region"),
        ("in Kirkuk province", "in Kirkuk: the place and its radius", "admin1"),
    ],
)
def test_the_rule_says_what_was_drawn(
    locator: Locator, words: str, rule: str, precision: str
) -> None:
    """What people are told of a shape names its figures."""
    found = place(locator, words)
    assert (found.rule, found.precision) == (rule, precision)


def test_a_part_lies_on_its_side(locator: Locator) -> None:
    """Halves and quarters hold the point, on the side that is said, within the whole."""
    whole = place(locator, "Diyala province")
    for words, east, north in (
        ("northern Diyala", 0, 1),
        ("southern Diyala", 0, -1),
        ("northeastern Diyala", 1, 1),
        ("southwestern Diyala", -1, -1),
    ):
        part = place(locator, words)
        assert east * (part.longitude - whole.longitude) >= 0
        assert north * (part.latitude - whole.latitude) > 0
    strip = place(locator, "between Tikrit and Baiji")
    middle = place(locator, "halfway between Tikrit and Baiji")
    assert middle.position == strip.position
    assert middle.radius_m < strip.radius_m
    ring = place(locator, "on the outskirts of Mosul")
    assert ring.position == place(locator, "Mosul").position


def test_an_unknown_name_leaves_what_holds_it_and_says_so(locator: Locator) -> None:
    """The rule names what is not known."""
    assert "'Arousa roundabout'" in place(locator, "near Arousa roundabout, Basra").rule


def test_a_place_far_from_where_the_words_put_it_is_another_one(locator: Locator) -> None:
    """A namesake elsewhere is not taken: the words beside it stand."""
    found = place(locator, "Balad, 20 km east of Basra")
    assert found.name == "Basra"
    assert "lies elsewhere" in found.rule


def test_words_that_point_back_need_to_be_told(locator: Locator) -> None:
    """With `about`, "the base" is a place: a village in Diyala, east of it, lies in both."""
    told = Locator(country="IQ", about="Balad air base")
    found = place(told, "a village in Diyala, east of the base")
    assert found.name == "Balad Air Base"
    assert found.radius_m < 20_000
    assert "inside Diyala" in found.rule
    assert isinstance(locator.locate("a village in Diyala, east of the base"), Location)


@pytest.mark.parametrize(
    ("words", "of"),
    [
        ("outside the Green Zone", "the Green Zone"),
        ("on the edge of Mosul", "Mosul"),
        ("30 km from Kirkuk", "Kirkuk"),
        ("more than 10 km from Basra", "Basra"),
    ],
)
def test_what_lies_about_a_place_is_shown_at_its_middle(
    locator: Locator, words: str, of: str
) -> None:
    """The area leaves the place out, the point is its middle: on the ring it would tell a side.

    The radius reaches the outer edge, and no farther.
    """
    found = place(locator, words)
    assert found.area is not None
    outer, _ = found.area.coordinates
    assert found.position == place(locator, of).position
    reach = [measure(found.position, Position(*at))[0] for at in outer]
    assert max(reach) == pytest.approx(found.radius_m, rel=0.002)


@pytest.mark.parametrize(("east_deg", "is_middle"), [(43.16, 0), (43.4, 1)])
def test_a_ring_has_its_point_on_the_side_that_is_left_of_it(
    east_deg: float, is_middle: int
) -> None:
    """Where its province leaves half a ring, a side is told; where it leaves most, none is."""
    nineveh = Outline(
        name="Nineveh", level="admin1", country="IQ", names=frozenset({"nineveh"}),
        shape=box(41.0, 35.0, east_deg, 37.0),
    )  # fmt: skip
    held = Locator(country="IQ", outlines=Outlines([nineveh]))
    words = "30 km from Mosul"
    found, whole = place(held, f"{words}, Nineveh province"), place(held, words)
    assert found.rule.endswith("inside Nineveh")
    assert (found.position == whole.position) == is_middle
    assert found.longitude <= whole.longitude
    assert nineveh.measure_gap(found.longitude, found.latitude) == 0


def test_a_border_all_about_a_country_is_shown_at_its_middle() -> None:
    """Where no other country is told, no stretch of the border stands for all of it."""
    found = Locator().locate("near the Iraqi border")
    assert isinstance(found, Location)
    whole = Locator().locate("Iraq")
    assert isinstance(whole, Location)
    assert measure(found.position, whole.position)[0] < 100_000
    assert found.radius_m < whole.radius_m * 1.5


def test_batch_is_in_step_with_its_rows() -> None:
    """One result a row, in order, each with the country of its row; fits a data frame."""
    found = locate_phrases(["Kirkuk", "near Xyzzy", "Aleppo"], country=["IQ", "IQ", "SY"])
    rows = [describe_location(one) for one in found]
    assert [row.get("country") for row in rows] == ["IQ", None, "SY"]
    assert rows[1]["text"] == "near Xyzzy"
    assert "reason" in rows[1]


def test_a_phrase_is_placed_like_its_words() -> None:
    """What the reader of articles makes can be given in place of words."""
    (phrase,) = Locator().read("five miles west of Erbil")
    assert isinstance(phrase, Phrase)
    assert locate_phrase(phrase) == locate_phrase("five miles west of Erbil")


def test_polygons_name_the_provinces_touched(shared: Path) -> None:
    """With outlines an area names the provinces it meets, and its point the one it lies in."""
    outlines = read_outlines(shared / "sources" / "whosonfirst" / "wof_iq_adm1.geojson.gz")
    found = locate_phrase("65km SW of Kirkuk", country="IQ", outlines=outlines)
    assert isinstance(found, Location)
    assert set(found.admin1_touched) == {"Kirkuk", "Sala ad-Din"}
    assert found.admin1 in found.admin1_touched
    whole = locate_phrase("northern Diyala", country="IQ", outlines=outlines)
    assert isinstance(whole, Location)
    assert "Diyala" in whole.admin1_touched
