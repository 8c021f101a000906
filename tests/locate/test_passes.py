"""What each pass keeps of the places that a name can mean, and how areas hold one another."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from shapely import Polygon, box

from geoincidents.errors import InputError
from geoincidents.expressions import Locator
from geoincidents.gazetteer import Gazetteer
from geoincidents.geodesy import Frame
from geoincidents.locate import read_outlines, world
from geoincidents.locate.anchors import Resolver, widen_district
from geoincidents.locate.article import ArticleResolver
from geoincidents.locate.geometry import finish_shape
from geoincidents.locate.outlines import Outline, Outlines
from geoincidents.locate.passes.area import keep_area
from geoincidents.locate.passes.chain import Context, weigh_candidates
from geoincidents.locate.passes.container import holds, keep_held
from geoincidents.locate.passes.focus import find_focus
from geoincidents.locate.passes.kind_cue import keep_kind
from geoincidents.locate.shapes import Shape
from geoincidents.locate.world import are_neighbours, find_country
from geoincidents.model import Area, Incident, Location, Mention, Phrase, Place, Position


def make_place(kind: str = "town", **fields: object) -> Place:
    """Give a place of a kind in the middle of Iraq."""
    place = Place(
        place_id="p", name="P", kind=kind, longitude=44.0, latitude=33.0, radius_m=5_000,
        country="IQ", admin1="A",
    )  # fmt: skip
    return replace(place, **fields)  # type: ignore[arg-type] # what a test says


def make_mention(**fields: object) -> Mention:
    """Give a name of a text."""
    return replace(Mention(start=0, end=1, surface="P"), **fields)  # type: ignore[arg-type]


def test_a_world_city_is_no_namesake(gazetteer: Gazetteer) -> None:
    """London stays London in an article about a province of another country."""
    context = Context(gazetteer=gazetteer, area=("IQ", "A"))
    here = make_place()
    city = make_place("city", place_id="c", country="GB", admin1="E", population=1_000_000)
    assert keep_area(make_mention(), [city, here], context) == [city, here]
    assert keep_area(make_mention(), [replace(city, population=999_999), here], context) == [here]
    assert keep_area(make_mention(), [replace(city, country="IQ"), here], context) == [here]


def test_a_name_without_places_has_none(gazetteer: Gazetteer) -> None:
    """Nothing is chosen of nothing, and it is no vote for any country."""
    assert weigh_candidates(make_mention(), Context(gazetteer=gazetteer)) is None
    assert find_focus([make_mention()], gazetteer) == {}


def test_provinces_of_a_list_hold_nothing(gazetteer: Gazetteer) -> None:
    """In "Georgia, Alabama" neither lies in the other; a country holds its provinces."""
    state, hamlet = make_place("admin1", place_id="s"), make_place("village", admin1="B")
    beside = make_place("admin1", place_id="b", name="B", admin1=None)
    listed = Context(gazetteer=gazetteer, containers=(beside,))
    assert keep_held(make_mention(), [state, hamlet], listed) == [state, hamlet]
    assert keep_held(make_mention(), [hamlet, state], listed) == [hamlet]


def test_an_area_holds_what_lies_in_it() -> None:
    """By country, by province, else by distance; a town by its province; nothing itself."""
    place = make_place()
    assert not holds(place, place)
    assert holds(make_place("country", place_id="c"), place)
    assert not holds(make_place("country", place_id="c", country="SY"), place)
    assert holds(make_place("admin1", place_id="a", name="A", admin1=None), place)
    assert not holds(make_place("admin1", place_id="a", name="B", admin1="B"), place)
    near = make_place("admin2", place_id="d", latitude=33.05, radius_m=5_000)  # 5.5 km away
    assert holds(near, place)
    assert not holds(replace(near, radius_m=4_000), place)
    assert holds(make_place("city", place_id="t"), place)
    assert not holds(make_place("city", place_id="t", admin1="B"), place)
    assert not holds(make_place("city", place_id="t"), replace(place, admin1=None))


def test_a_province_known_by_its_town_is_that_of_the_town(gazetteer: Gazetteer) -> None:
    """What no candidate is, the seat of one tells; other kinds are not made up."""
    (town, *_) = gazetteer.candidates("Mosul")
    context = Context(gazetteer=gazetteer)
    (kept,) = keep_kind(make_mention(kind_cue="province"), [town], context)
    assert (kept.name, kept.kind) == ("Nineveh", "admin1")
    assert keep_kind(make_mention(kind_cue="port"), [town], context) == []
    assert keep_kind(make_mention(kind_cue="province"), [replace(town, admin1=None)], context) == []
    assert keep_kind(make_mention(), [town], context) == [town]


def test_a_country_has_the_outline_of_its_name_or_of_its_point() -> None:
    """Nothing else has one; what no land lies under has none, and no neighbours."""
    iraq = make_place("country", name="Iraq")
    named = find_country(iraq)
    assert named is not None
    by_point = find_country(replace(iraq, name="Nowhere"))
    assert by_point is not None
    assert by_point.shape is named.shape
    assert find_country(make_place("admin1", name="Iraq")) is None
    at_sea = replace(iraq, name="Nowhere", longitude=-30.0, latitude=40.0)
    assert find_country(at_sea) is None
    assert not are_neighbours(iraq, at_sea)
    assert not are_neighbours(iraq, replace(iraq, name="Nowhere"))
    assert are_neighbours(iraq, make_place("country", name="Syria", longitude=38.0, latitude=35.0))


def test_without_the_map_of_the_world_no_country_has_an_outline(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A build may leave the map out: discs stand in."""
    monkeypatch.setattr(world, "_read_world", lambda: None)
    assert find_country(make_place("country", name="Iraq", place_id="never asked for")) is None
    monkeypatch.undo()
    monkeypatch.setattr(world, "_FILE", "nowhere.json")
    assert world._read_world.__wrapped__() is None  # noqa: SLF001 - the map is read once a process


def test_no_outlines_hold_nothing(tmp_path: Path) -> None:
    """Of none loaded nothing is found; a file that is none of areas is named."""
    none = Outlines()
    ring = (((44.0, 33.0), (45.0, 33.0), (45.0, 34.0), (44.0, 33.0)),)
    assert none.at(44.0, 33.0) == []
    assert none.touched(Area(type="Polygon", coordinates=ring)) == []
    assert none.find(make_place("admin1")) is None
    path = tmp_path / "areas.geojson"
    for words in ("{", '{"features": [{}]}', "[]"):
        path.write_text(words, "utf-8")
        with pytest.raises(InputError, match="no GeoJSON of areas"):
            read_outlines(path)


def test_a_town_stands_for_its_district_and_nothing_else_does() -> None:
    """Where only the town is known its district is wider; an area stays what it is."""
    wide = widen_district(make_place("town"))
    assert (wide.kind, wide.name, wide.place_id) == ("admin2", "P district", "p#district")
    assert wide.radius_m > 5_000
    assert "P" in wide.aliases
    area = make_place("admin1")
    assert widen_district(area) is area


def test_a_point_is_moved_into_its_area() -> None:
    """Of an area that bends round its middle the point shown lies inside, its radius holds all."""
    bent = Polygon([(0, 0), (9e3, 0), (9e3, 1e3), (1e3, 1e3), (1e3, 9e3), (0, 9e3)])
    shape = Shape(
        frame=Frame(Position(44.0, 33.0)), polygon=bent, point=(5e3, 5e3), rule="r",
        precision="near", plain=False,
    )  # fmt: skip
    location = finish_shape(
        Phrase(start=0, end=1, text="p", relation="near"), shape, (make_place(),)
    )
    x, y = shape.frame.find(location.position)
    assert bent.buffer(1).covers(Polygon([(x, y), (x + 0.1, y), (x, y + 0.1)]))
    assert all(
        ((x - a) ** 2 + (y - b) ** 2) ** 0.5 <= location.radius_m + 1
        for a, b in bent.exterior.coords
    )


@pytest.mark.parametrize(
    ("east_deg", "words", "rule", "radius_m"),
    [
        (44.5, "5 km east of Mosul", "22.5 degrees each side, inside Nineveh", 3885),  # nothing cut
        (43.14, "5 km east of Mosul", "22.5 degrees each side, inside Nineveh", 786),
        (43.0, "5 km east of Mosul", "2.0 to 8.0 km away, 22.5 degrees each side", 3885),
        (43.0, "in Mosul", "in Mosul: the place and its radius, inside Nineveh", 5492),
        (42.9, "in Mosul", "the Mosul of the gazetteer is not in Nineveh", None),  # 20 km off
    ],
)
def test_a_border_cuts_what_it_holds(
    east_deg: float, words: str, rule: str, radius_m: int | None
) -> None:
    """To what lies inside; what lies wholly outside, though near, is kept, and far off is not."""
    nineveh = Outline(
        name="Nineveh", level="admin1", country="IQ", names=frozenset({"nineveh"}),
        shape=box(41.0, 35.0, east_deg, 37.0),
    )  # fmt: skip
    locator = Locator(country="IQ", outlines=Outlines([nineveh]))
    found = locator.locate(f"{words}, Nineveh province")
    assert isinstance(found, Location), found
    assert rule in found.rule
    assert radius_m in {None, found.radius_m}
    assert ("inside" in found.rule) == ("inside" in rule)


def test_a_district_sounds_like_its_name(gazetteer: Gazetteer) -> None:
    """The district that bears the name, and no other; a name that nobody knows has no places."""
    resolver = Resolver(gazetteer=gazetteer, country="IQ")
    assert [p.name for p in resolver.list_places("Mosul", "district")] == ["Mosul District"]
    assert resolver.list_places("Xyzzy-Abcde", None) == ()


def test_a_holder_without_places_holds_nothing(gazetteer: Gazetteer) -> None:
    """The name is settled without it."""
    (mosul, *_) = gazetteer.candidates("Mosul")
    phrase = Phrase(
        start=0, end=1, text="p", relation="in",
        anchors=(make_mention(surface="Mosul", place_ids=(mosul.place_id,)),),
        containers=(make_mention(surface="Xyzzy"),),
    )  # fmt: skip
    resolver = ArticleResolver(gazetteer=gazetteer, context=Context(gazetteer=gazetteer))
    assert resolver.settle(phrase) == ([mosul], [])


Reader = Callable[[str], tuple[Incident, ...]]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # what only describes the place may be told wrong
        ("A bomb exploded 5 km west of Mosul, 300 km east of Baghdad, on Monday", ["Mosul"]),
        ("A bomb exploded near Xyzzy on Monday", []),
        ("Rockets hit the airport at Baghdad International Airport on Monday",
         ["Baghdad International Airport"]),
        # of the countries spoken of, the neighbour is the other side of a border
        ("French and Syrian officials said that a bomb exploded near the Iraqi border on Monday",
         ["border of Syria and Iraq"]),
    ],
)  # fmt: skip
def test_an_article_places_what_its_words_tell(
    read_incidents: Reader, text: str, names: list[str]
) -> None:
    """And no more: a name that nobody knows stays without a place."""
    france = " France and Paris agreed." if "French" in text else ""
    (one,) = read_incidents(f"{text}, killing three people.{france}")
    assert [place.name for place in one.impacts] == names


@pytest.mark.parametrize("more", ["", " One of them had the West Nile virus."])
def test_an_article_that_names_no_place_has_no_country(read_incidents: Reader, more: str) -> None:
    """A river in the name of a disease is none."""
    (one,) = read_incidents(f"A bomb exploded on Monday, killing three people.{more}")
    assert (one.impacts, one.country) == ((), None)
