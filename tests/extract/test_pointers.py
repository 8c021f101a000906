"""Words that stand for a city, and names that no table knows, give a place as far as they go."""

import pytest
from made_articles import make_article

from geoincidents.gazetteer import Gazetteer
from geoincidents.model import Incident
from geoincidents.pipeline import find_incidents


def read_one(text: str, gazetteer: Gazetteer) -> Incident:
    """Give the one incident of a text."""
    (incident,) = find_incidents([make_article(text)], gazetteer=gazetteer)
    return incident


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A suicide bomber killed seven people in the Afghan capital on Monday.", "Kabul"),
        ("BOGOTA, 5 May (AP) -- A bomb killed two policemen in this city today.", "Bogotá"),
        ("BOGOTA, 5 May (AP) -- A judge was shot dead here today by gunmen.", "Bogotá"),
        (
            "Gunmen killed two policemen in the capital on Monday, the government of Peru said.",
            "Lima",
        ),
        ("A car bomb killed ten people in the Somali capital, Mogadishu, on Monday.", "Mogadishu"),
    ],
)
def test_a_capital_and_this_city_are_names(text: str, name: str, gazetteer: Gazetteer) -> None:
    """The capital is that of the people or the country named, this city that of the dateline."""
    assert [place.name for place in read_one(text, gazetteer).impacts] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed two policemen here on Monday.",
        "Gunmen killed two policemen in the capital on Monday.",
        "Talks went on in Geneva. Gunmen killed two policemen in the capital on Monday.",
        "Gunmen killed two policemen in capital letters on Monday, the Peruvian police said.",
    ],
)
def test_what_points_nowhere_gives_no_place(text: str, gazetteer: Gazetteer) -> None:
    """Without a dateline or a country nobody knows which city is meant."""
    assert read_one(text, gazetteer).impacts == ()


def test_an_unknown_quarter_lies_in_the_city_named_with_it(gazetteer: Gazetteer) -> None:
    """The words keep the quarter, the point and its radius are those of the city."""
    text = "A bomb went off in the Zorbelino neighborhood of Bogota on Monday, killing two people."
    (place,) = read_one(text, gazetteer).impacts
    assert "Zorbelino" in place.text
    assert place.name == "Bogotá"


def test_an_unknown_village_takes_the_province_that_holds_it(gazetteer: Gazetteer) -> None:
    """It is no finer than what holds it."""
    text = (
        "Rebels attacked a post in Zorbelino, Huila department, Colombia, on Monday, killing two."
    )
    (place,) = read_one(text, gazetteer).impacts
    assert (place.place_kind, place.admin1) == ("admin1", "Huila")
    assert "Zorbelino" in place.text


def test_an_unknown_place_alone_stays_off_the_map_with_its_words(gazetteer: Gazetteer) -> None:
    """Nothing is guessed; the words are kept."""
    text = "Rebels attacked an army post in Zorbelino on Monday, killing two soldiers."
    incident = read_one(text, gazetteer)
    assert incident.impacts == ()
    assert incident.place_text == "an army post in Zorbelino"
    assert incident.off_map_reason == "no table knows the place 'an army post in Zorbelino'"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        (
            "An airstrike in Syria's Deir el-Zour province killed five men on Monday.",
            None,
            "admin1",
        ),
        ("Gunmen killed ten soldiers in the Homs desert in Syria on Monday.", None, "admin1"),
        (
            "A bomb killed two people in Lashkar Gah, Helmand province, on Monday.",
            "Lashkar Gah",
            "city",
        ),
        (
            "KABUL, June 10 (Agency) -- A bomb killed three men in the west of the city on Monday.",
            "Kabul",
            "city",
        ),
        (
            "AMMAN/BEIRUT, June 10 (Agency) -- A drone strike killed ten men in Syria on Monday.",
            "Syria",
            "country",
        ),
    ],
)
def test_the_word_beside_a_name_decides(
    text: str, name: str | None, kind: str, gazetteer: Gazetteer
) -> None:
    """A province is not its town, the city that of the dateline, and a dateline no place hit."""
    (place,) = read_one(text, gazetteer).impacts
    assert place.place_kind == kind
    assert name is None or place.name == name


def test_somebody_is_taken_where_it_happened(gazetteer: Gazetteer) -> None:
    """What is taken from a home in Cali is taken in Cali; it is no place of launch."""
    text = "Armed men kidnapped a judge from his home in Cali on Monday, the police said."
    incident = read_one(text, gazetteer)
    assert [place.name for place in incident.impacts] == ["Cali"]
    assert incident.launches == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            """A block of flats fell down in Magnitogorsk, a city in Russia, on Monday. A boy was
            flown to Moscow for treatment. On Tuesday a bomb killed three people in the city.""",
            "Magnitogorsk",
        ),
        (
            """The premier held talks in Paris. In Herat, a bomb killed two men on Monday. A second
            bomb killed two women in the city on Monday.""",
            "Herat",
        ),
        (
            "Talks went on in Canberra. Bombs killed two in the capital [city of Tunis] on Monday.",
            "Tunis",
        ),
    ],
)
def test_the_city_is_none_named_in_passing(text: str, name: str, gazetteer: Gazetteer) -> None:
    """Where people are flown to or speak is not "the city", and a bracket names the capital."""
    for incident in find_incidents([make_article(text)], gazetteer=gazetteer):
        assert [place.name for place in incident.impacts] == [name]


def test_three_names_in_a_row_are_one_place(gazetteer: Gazetteer) -> None:
    """The "States" behind a town and its state make no state of the town."""
    text = "A shooting in Kenosha, Wisconsin, United States left two people dead on Monday."
    (place,) = read_one(text, gazetteer).impacts
    assert (place.name, place.place_kind) == ("Kenosha", "town")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "In Washington, D.C., rioters set fire to St. John's Church at Lafayette Square.",
            ["Washington, D.C."],
        ),
        ("A bomb killed two people in Taksim Square in Istanbul on Monday.", ["Taksim"]),
        ("A bomb killed two people in Baghdad's Firdos Square on Monday.", ["Firdos Square"]),
        ("A bomb killed two people on Lahore Avenue in Karachi on Monday.", ["Karachi"]),
    ],
)
def test_a_square_is_not_the_town_it_is_called_after(
    text: str, names: list[str], gazetteer: Gazetteer
) -> None:
    """Squares, streets and churches bear the names of towns that lie elsewhere."""
    assert [place.name for place in read_one(text, gazetteer).impacts] == names
