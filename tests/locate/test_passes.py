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
from geoincidents.locate.passes.container import holds, keep_held, keep_holding
from geoincidents.locate.passes.focus import find_focus, keep_focus
from geoincidents.locate.passes.kind_cue import keep_kind
from geoincidents.locate.passes.resolve import resolve_mentions
from geoincidents.locate.passes.settled import keep_near
from geoincidents.locate.shapes import Shape
from geoincidents.locate.strangers import find_spoken, is_far_hamlet, is_stranger
from geoincidents.locate.world import are_neighbours, find_country
from geoincidents.model import Area, Incident, Location, Mention, Phrase, Place, Position
from geoincidents.tagging import tag_places


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


def test_a_name_behind_another_holds_it(gazetteer: Gazetteer) -> None:
    """Of what it can mean only what may hold the name before it is kept; nothing where none can."""
    held, province = make_place(), make_place("admin1", place_id="a", name="A", admin1=None)
    town, other = make_place("city", place_id="t"), replace(province, place_id="o", country="SY")
    context = Context(gazetteer=gazetteer, held=(held,))
    assert keep_holding(make_mention(), [town, province, other], context) == [province]
    assert keep_holding(make_mention(), [town], context) == []
    assert keep_holding(make_mention(), [town], Context(gazetteer=gazetteer)) == [town]


def test_the_country_that_is_named_most_has_the_name(gazetteer: Gazetteer) -> None:
    """Unless it has hardly a share or its place is a hamlet; what is spoken of outvotes."""
    first = make_place("city", place_id="gn.1", country="IR", rank=5.0, population=200_000)
    second = make_place("city", place_id="gn.2", country="IQ", rank=4.0, population=50_000)

    def keep(focus: dict[str, float], spoken: str = "", **changed: object) -> list[str]:
        context = Context(gazetteer=gazetteer, focus=focus, spoken=frozenset(spoken.split()))
        kept = keep_focus(make_mention(), [first, replace(second, **changed)], context)  # type: ignore[arg-type]
        return [place.place_id for place in kept]

    both = ["gn.1", "gn.2"]
    assert keep({"IQ": 0.6, "IR": 0.1}) == ["gn.2"]
    assert keep({"IQ": 0.1, "IR": 0.6}) == ["gn.1"]
    assert keep({"IQ": 0.14, "IR": 0.1}) == both
    assert keep({"IQ": 0.15, "IR": 0.1}) == ["gn.2"]
    assert keep({"IQ": 0.2, "IR": 0.6}, "IQ") == ["gn.2"]
    assert keep({"IQ": 0.2, "IR": 0.6}, "IQ IR") == ["gn.1"]
    assert keep({"IQ": 0.6, "IR": 0.2}, population=14_999) == ["gn.1"]
    assert keep({"IQ": 0.6, "IR": 0.2}, population=15_000) == ["gn.2"]
    assert keep({"IQ": 0.6, "IR": 0.2}, population=None) == ["gn.2"]
    assert keep({"IQ": 0.6, "IR": 0.2}, rank=3.5) == ["gn.2"]
    assert keep({"IQ": 0.6, "IR": 0.2}, rank=3.3) == ["gn.1"]
    # A place of our tables in a country that is spoken of is no hamlet.
    told = {"population": 100, "place_id": "iq.p", "rank": 0.0}
    assert keep({"IQ": 0.6}, "IQ", **told) == ["iq.p"]
    assert keep({"IQ": 0.6, "IR": 0.2}, "IQ IR", **told) == ["gn.1"]
    assert keep({"IQ": 0.6, "IR": 0.2}, "IQ", **told | {"place_id": "wof.3"}) == ["gn.1"]


def test_a_world_city_stays_unless_another_country_has_three_times_its_share(
    gazetteer: Gazetteer,
) -> None:
    """A country or continent stays whatever is named."""
    city = make_place("city", place_id="c", country="IR", rank=5.0, population=1_000_000)
    other = make_place("city", place_id="o", rank=5.0)

    def keep(first: Place, share: float) -> list[Place]:
        context = Context(gazetteer=gazetteer, focus={"IQ": 0.6, "IR": share})
        return keep_focus(make_mention(), [first, other], context)

    assert keep(city, 0.2) == [city, other]
    assert keep(city, 0.19) == [other]
    assert keep(replace(city, population=999_999), 0.2) == [other]
    country = make_place("country", country="IR")
    assert keep(country, 0.0) == [country]


def test_what_is_near_must_be_written_as_the_name_is(gazetteer: Gazetteer) -> None:
    """A far place of just this name is not given up for a near one of a like name."""
    saada = make_place(place_id="y", name="Sa'ada", latitude=17.0)
    saddah = make_place(place_id="s", name="As Saddah")
    context = Context(gazetteer=gazetteer, settled={"x": make_place("city", latitude=33.5)})
    assert keep_near(make_mention(surface="Saada"), [saada, saddah], context) == [saada, saddah]
    assert keep_near(make_mention(surface="Sadda"), [saada, saddah], context) == [saddah]
    far = replace(context, settled={"x": make_place("country", latitude=33.5)})
    assert keep_near(make_mention(surface="Sadda"), [saada, saddah], far) == [saada, saddah]


def test_who_is_spoken_of_and_who_is_a_stranger(gazetteer: Gazetteer) -> None:
    """A country, a province or a great city speak for a country; a namesake does not."""
    iraq, tehran = gazetteer.country_id("IQ"), gazetteer.candidates("Tehran")[0]
    hamlet = make_place("village", place_id="gn.9", country="US", population=None)
    mentions = [
        make_mention(place_ids=(iraq,), sense="person"),
        make_mention(place_ids=(tehran.place_id,)),
        make_mention(),
    ]
    assert find_spoken(mentions, gazetteer) == {"IR"}
    assert find_spoken([make_mention(place_ids=(iraq,))], gazetteer) == {"IQ"}
    spoken = frozenset({"IQ"})
    assert is_stranger(hamlet, spoken)
    assert not is_stranger(hamlet, frozenset())
    assert not is_stranger(replace(hamlet, country="IQ"), spoken)
    assert not is_stranger(replace(hamlet, country=None), spoken)
    assert not is_stranger(replace(hamlet, place_id="us.ours"), spoken)
    assert not is_stranger(replace(hamlet, kind="river"), spoken)
    assert is_stranger(replace(hamlet, population=499_999), spoken)
    assert not is_stranger(replace(hamlet, population=500_000), spoken)
    assert is_stranger(replace(hamlet, kind="building", place_id="us.ours"), spoken)
    assert not is_stranger(replace(hamlet, kind="airport", place_id="us.ours"), spoken)
    assert is_far_hamlet(hamlet, spoken)
    assert not is_far_hamlet(replace(hamlet, country="IQ"), spoken)
    assert is_far_hamlet(replace(hamlet, population=14_999), spoken)
    assert not is_far_hamlet(replace(hamlet, population=15_000), spoken)
    assert is_far_hamlet(replace(hamlet, kind="building", place_id="us.ours"), spoken)
    assert not is_far_hamlet(replace(hamlet, kind="airport", place_id="us.ours"), spoken)


def test_the_holder_is_chosen_before_the_held(gazetteer: Gazetteer) -> None:
    """The Balad of "Balad, Salah al-Din" is that of the whole article, wherever it stands."""

    def name(surface: str, start: int, container: str | None = None) -> Mention:
        ids = tuple(place.place_id for place in gazetteer.candidates(surface))
        return make_mention(
            surface=surface, start=start, end=start + len(surface), place_ids=ids,
            container=container,
        )  # fmt: skip

    mentions = [name("Balad", 0), name("Balad", 20, "Salah al-Din"), name("Salah al-Din", 27)]
    found = resolve_mentions(mentions, gazetteer)
    assert [one.mention for one in found] == mentions
    first, second, holder = (one.choice for one in found)
    assert first is not None
    assert second is not None
    assert holder is not None
    assert (holder.place.kind, holder.place.country) == ("admin1", "IQ")
    assert second.place.country == "IQ"
    assert first.place == second.place
    assert resolve_mentions([make_mention(container="Nowhere")], gazetteer)[0].choice is None


def test_a_holder_outweighs_a_greater_namesake(gazetteer: Gazetteer) -> None:
    """The Tripoli of "Tripoli, Lebanon" is no city of Libya, and the Georgia of Atlanta a state."""

    def name(surface: str, start: int, container: str | None = None) -> Mention:
        ids = tuple(place.place_id for place in gazetteer.candidates(surface))
        return make_mention(surface=surface, start=start, place_ids=ids, container=container)

    mentions = [
        name("Tripoli", 0),
        name("Atlanta", 10, "Georgia"),
        name("Georgia", 20),
        name("Tripoli", 30, "Lebanon"),
        name("Lebanon", 40),
        name("Tripoli", 50),
    ]
    choices = [one.choice for one in resolve_mentions(mentions, gazetteer)]
    found = [(one.place.kind, one.place.country) for one in choices if one]
    tripoli, state = ("city", "LB"), ("admin1", "US")
    assert found == [tripoli, ("city", "US"), state, tripoli, ("country", "LB"), tripoli]
    again = "one sense in one article"
    decided = [one.decided for one in choices if one]
    assert decided == [again, "container", "holding", "focus", "holding", again]
    alone = resolve_mentions([mentions[0], mentions[2]], gazetteer)
    assert [one.choice.place.country for one in alone if one.choice] == ["LY", "GE"]


def test_how_sure_a_choice_is_hangs_on_what_decided(gazetteer: Gazetteer) -> None:
    """And on how sure its table is; a second mention is as sure as the first; regions are vague."""
    context = Context(gazetteer=gazetteer)

    def weigh(*surfaces: str) -> list[tuple[str, float]]:
        found = []
        for surface in surfaces:
            ids = tuple(place.place_id for place in gazetteer.candidates(surface))
            choice = weigh_candidates(make_mention(surface=surface, place_ids=ids), context)
            assert choice is not None
            assert choice.considered[0].place == choice.place
            assert [one.lost_to for one in choice.considered].count(None) == 1
            found.append((choice.decided, choice.confidence))
        return found

    sure = gazetteer.candidates("Lebanon")[0]
    assert sure.confidence == "high"
    assert weigh("Lebanon", "Lebanon") == [("focus", 0.95), ("one sense in one article", 0.95)]
    (greatest,) = weigh("Tripoli")
    share = {"high": 1.0, "medium": 0.98, "low": 0.85}
    assert greatest == (
        "rank",
        round(0.79 * share[gazetteer.candidates("Tripoli")[0].confidence], 2),
    )


def test_countries_and_provinces_are_no_namesakes_of_towns(gazetteer: Gazetteer) -> None:
    """What an article is about tells towns apart, and nothing greater."""
    context = Context(gazetteer=gazetteer, area=("IQ", "A"), focus={"IQ": 0.6, "SY": 0.2})
    here = make_place(rank=5.0)
    for kind in ("country", "continent", "admin1"):
        far = make_place(kind, place_id="f", country="SY", admin1=None, rank=5.0)
        assert keep_area(make_mention(), [far, here], context) == [far, here]
    continent = make_place("continent", place_id="f", country=None, rank=5.0)
    assert keep_focus(make_mention(), [continent, here], context) == [continent]


def test_only_places_of_like_rank_are_near(gazetteer: Gazetteer) -> None:
    """A hamlet nearby is not meant by the name of a city; a country is near nothing."""
    first = make_place("city", place_id="1", latitude=20.0, rank=5.0)
    near = {"x": make_place("city", latitude=33.5)}

    def keep(rank: float, settled: dict[str, Place]) -> list[str]:
        other = make_place(place_id="2", rank=rank)
        context = Context(gazetteer=gazetteer, settled=settled)
        mention = make_mention(surface="Q")
        return [place.place_id for place in keep_near(mention, [first, other], context)]

    assert keep(4.0, near) == ["2"]
    assert keep(3.5, near) == ["1", "2"]
    for kind in ("country", "region", "continent"):
        assert keep(4.0, {"x": make_place(kind, latitude=33.5)}) == ["1", "2"]


def test_the_neighbour_that_is_spoken_of_most_is_meant(gazetteer: Gazetteer) -> None:
    """The border of an article is that to the neighbour it names, and to no far country."""
    iraq = gazetteer.place(gazetteer.country_id("IQ"))

    def find(focus: dict[str, float], *spoken: str) -> str | None:
        context = Context(gazetteer=gazetteer, focus=focus, spoken=frozenset(spoken))
        found = ArticleResolver(gazetteer=gazetteer, context=context).find_neighbour(iraq)
        return found.country if found else None

    assert find({"IQ": 0.5, "SY": 0.1, "IR": 0.3, "US": 0.9}) == "IR"
    assert find({"IQ": 0.5, "SY": 0.3, "IR": 0.1}) == "SY"
    assert find({"IQ": 0.5}, "IQ", "TR") == "TR"
    assert find({"IQ": 0.5, "US": 0.5}) is None


def test_a_way_is_measured_from_the_town_of_a_province(gazetteer: Gazetteer) -> None:
    """Where the province of a name was chosen, a way "60 km east of" it begins in the town."""
    ids = [place.place_id for place in gazetteer.candidates("Homs")]
    province = next(one for one in ids if gazetteer.place(one).kind == "admin1")
    town = next(one for one in ids if gazetteer.place(one).kind == "city")
    mention = make_mention(surface="Homs", place_ids=(province, town), kind_cue="province")
    resolver = ArticleResolver(gazetteer=gazetteer, context=Context(gazetteer=gazetteer))
    found = [resolver.find(mention, relation=relation) for relation in ("in", "bearing")]
    assert [place.kind if place else None for place in found] == ["admin1", "city"]
    alone = replace(mention, place_ids=(province,))
    kept = ArticleResolver(gazetteer=gazetteer, context=Context(gazetteer=gazetteer)).find(
        alone, relation="offset"
    )
    assert kept is not None
    assert kept.kind == "admin1"


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


def test_a_name_of_several_states_says_nothing_against_one(gazetteer: Gazetteer) -> None:
    """What may lie in the state that the article is about does, and does not outvote it."""
    text = (
        "Kentucky State Police held a Metcalfe County man after a shooting in Adair County. "
        "He was taken to the Adair County jail and will be tried in Adair County."
    )
    found = [one.choice.place for one in tag_places(text, gazetteer) if one.choice]
    assert {place.admin1 for place in found if place.name == "Adair County"} == {"Kentucky"}


def test_a_town_stands_beside_the_province_of_its_name(gazetteer: Gazetteer) -> None:
    """A name alone is the town, and the province where its kind is said."""
    for name in ("Karak", "Ibb", "Muharraq"):
        assert gazetteer.candidates(name)[0].kind in {"city", "town"}
        assert "admin1" in {place.kind for place in gazetteer.candidates(name)}
