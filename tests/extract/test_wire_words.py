"""Sentences of wire reports: what counts the people hit, where it was fired from, what is none."""

import pytest
from made_articles import make_article

from geoincidents.extract import extract_reading
from geoincidents.gazetteer import Gazetteer
from geoincidents.locate import locate_reading
from geoincidents.model import Count, Incident


def _find(gazetteer: Gazetteer, text: str) -> tuple[Incident, ...]:
    return locate_reading(extract_reading(make_article(text), gazetteer), gazetteer)


@pytest.mark.parametrize(
    ("text", "killed", "wounded"),
    [
        ("Gunmen opened fire on a guard in Kirkuk on Monday, and killed him.", 1, None),
        ("Gunmen ambushed troops in Kirkuk on Monday; the army said it had lost 14 men.", 14, None),
        ("A bomb hit Kirkuk on Monday. Four guards embraced martyrdom on the spot.", 4, None),
        ("Four men hailing from Punjab were gunned down in Kirkuk on Monday.", 4, None),
        ("Six men queueing for fuel burned to death when a drone hit Kirkuk.", 6, None),
        ("A bomb hit a convoy in Kirkuk on Monday. A driver lost both legs.", None, 1),
        (
            (
                "The death toll from Monday's suicide attack on a post of the border guards at a"
                " market in the old town of Kirkuk rose to six on Tuesday, officials said."
            ),
            6,
            None,
        ),
        (
            (
                "Shells hit a market in Kirkuk on Monday.\n\nA further 26 people were hurt, and"
                " hospitals in Mosul, 160 km to the north, were appealing for blood."
            ),
            None,
            26,
        ),
        (
            (
                "A drone hit a tank in Kirkuk on Monday.\n\nTwo guards were hurt, a doctor of"
                " the hospital in Mosul said."
            ),
            None,
            2,
        ),
        ("Bombs fell on farmers in Kirkuk, killing at least 17 of them.", (17, None), None),
        ("Gunmen hit a post in Kirkuk. Guards fired back, killing two of them.", None, None),
        # what a war has killed is of no attack
        ("A missile hit Kirkuk on Monday.\n\nThe war has killed 130,000 people.", None, None),
        # a man and those with him are not one
        ("A bomb killed him, his wife and a child in Kirkuk on Monday.", None, None),
    ],
)
def test_people_hit(
    gazetteer: Gazetteer,
    text: str,
    killed: int | tuple[int, None] | None,
    wounded: int | None,
) -> None:
    """Everybody who is counted, and nobody of another time or place."""
    (incident,) = _find(gazetteer, text)
    assert {place.name for place in incident.impacts} == {"Kirkuk"}
    hit = incident.casualties
    assert [hit.killed, hit.wounded] == [_count(killed), _count(wounded)]


def _count(told: int | tuple[int, None] | None) -> Count | None:
    least, most = told if isinstance(told, tuple) else (told, told)
    return None if least is None else Count(min=least, max=most)


@pytest.mark.parametrize(
    ("text", "launch", "impact"),
    [
        (
            (
                "Three rockets hit a camp in Mosul on Monday. The army said these were fired from"
                " a stream bed just north of Kirkuk."
            ),
            "Kirkuk",
            "Mosul",
        ),
        (
            (
                "A drone hit a tank in Mosul on Monday. The service said the aircraft had taken off"
                " from Kirkuk."
            ),
            "Kirkuk",
            "Mosul",
        ),
        (
            (
                "Five rockets hit a base in Mosul on Monday. A patrol found the launch site in an"
                " orchard on the edge of Kirkuk, across the Tigris, a spokesman said."
            ),
            "Kirkuk",
            "Mosul",
        ),
        (
            "Rockets fired from Sadr City at a base in Baghdad killed two on Monday.",
            "Sadr City",
            "Baghdad",
        ),
    ],
)
def test_where_it_was_fired_from(gazetteer: Gazetteer, text: str, launch: str, impact: str) -> None:
    """The place beside what the weapons stood on is no place hit."""
    (incident,) = _find(gazetteer, text)
    assert [place.name for place in incident.launches] == [launch]
    assert [place.name for place in incident.impacts] == [impact]


@pytest.mark.parametrize(
    "text",
    [
        '"I thought the enemy had dropped a bomb on us," said a man in Mosul.',
        "Rockets were launched from Mosul on three occasions last month.",
        "The army, which seized power in Mosul in 2014, says its offensive goes on.",
        "Shelling has become a weekly event in Mosul.",
    ],
)
def test_what_is_no_attack(gazetteer: Gazetteer, text: str) -> None:
    """What somebody thought, what happens again and again, and a campaign have no pin."""
    assert _find(gazetteer, text) == ()


def test_a_fire_is_no_attacker(gazetteer: Gazetteer) -> None:
    """An accident among soldiers is no attack; an exchange of fire is."""
    assert _find(gazetteer, "On Monday a storm at the army's depot in Kirkuk killed 19.") == ()
    (clash,) = _find(gazetteer, "An exchange of fire killed two soldiers in Kirkuk on Monday.")
    assert clash.incident_type == "clash"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Rebels clashed with soldiers near Kirkuk on Monday, leaving six dead.", 1),
        ("Protesters clashed with police in Kirkuk on Monday.", 0),
        ("Fans clashed with police in Kirkuk on Monday, injuring ten officers.", 0),
        ("The minister clashed with the army over the budget in Kirkuk on Monday.", 0),
    ],
)
def test_who_clashes(gazetteer: Gazetteer, text: str, count: int) -> None:
    """A clash has two armed sides."""
    assert [one.incident_type for one in _find(gazetteer, text)] == ["clash"] * count


def test_a_scare_quote_opens_no_speech(gazetteer: Gazetteer) -> None:
    """The words behind “"rebels"” are those of the report: their day is the report's."""
    (incident,) = _find(gazetteer, 'The "rebels" had fired two rockets at Kirkuk yesterday.')
    assert incident.when.start is not None


def test_a_quarter_is_finer_than_its_town(gazetteer: Gazetteer) -> None:
    """The town that a sentence begins with only holds the quarter that was hit."""
    (incident,) = _find(gazetteer, "In Baghdad, a bomb exploded in Sadr City on Monday.")
    assert [place.name for place in incident.impacts] == ["Sadr City"]


def test_who_condemns_is_no_place_hit(gazetteer: Gazetteer) -> None:
    """An airport far from who speaks of it is a place; a capital that denounces is none."""
    (incident,) = _find(
        gazetteer, "A bomb hit Kabul airport on Monday. Tehran denounced the bombing."
    )
    assert [place.country for place in incident.impacts] == ["AF"]


def test_here_is_where_it_was_said(gazetteer: Gazetteer) -> None:
    """“A spokesman said here” places nothing."""
    (incident,) = _find(
        gazetteer, "MOSUL: Mortars hit a post in Kirkuk on Monday, a defence spokesman said here."
    )
    assert [place.name for place in incident.impacts] == ["Kirkuk"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen killed two doctors at the hospital in Kirkuk on Monday.", "Kirkuk"),
        ("Four people died in an airstrike on a hospital in Kirkuk on Monday.", "Kirkuk"),
        ("Patients in a hospital in Kirkuk were killed by shelling on Monday.", "Kirkuk"),
        ("A bomb hit Kirkuk on Monday, a nurse at the hospital in Mosul said.", "Kirkuk"),
        ("A bomb hit Kirkuk on Monday. Two were taken to a hospital in Mosul.", "Kirkuk"),
    ],
)
def test_hospitals_are_hit_or_help(gazetteer: Gazetteer, text: str, name: str) -> None:
    """A hospital that is attacked is a place hit; one where the wounded lie is none."""
    (incident,) = _find(gazetteer, text)
    assert [place.name for place in incident.impacts] == [name]


def test_a_station_is_no_place(gazetteer: Gazetteer) -> None:
    """“Kirkuk television reported” names who tells; “near Kirkuk television” is a place."""
    (told,) = _find(gazetteer, "Kirkuk television reported that a missile hit Mosul on Monday.")
    assert {place.name for place in told.impacts} == {"Mosul"}
    (near,) = _find(gazetteer, "A bomb exploded near Kirkuk television on Monday, killing two.")
    assert {place.name for place in near.impacts} == {"Kirkuk"}


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed four at a market, police said. It happened in Kirkuk on Thursday.",
        "Two rockets hit a camp, officials said. It happened late on Thursday near Kirkuk.",
    ],
)
def test_it_happened_there_and_then(gazetteer: Gazetteer, text: str) -> None:
    """Day and place told after the attack are its own."""
    (incident,) = _find(gazetteer, text)
    assert [place.name for place in incident.impacts] == ["Kirkuk"]
    assert incident.when.precision == "day"


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed four in Mosul on Monday. It happened as police met in Kirkuk.",
        "A bomb killed four in Mosul. It happened on Monday as police met in Kirkuk.",
        "A bomb killed four in Mosul on Monday. It happened again in Kirkuk on Tuesday.",
        "A bomb killed four in Mosul on Monday. It happened because guards in Kirkuk slept.",
    ],
)
def test_it_happened_elsewhere_is_of_another(gazetteer: Gazetteer, text: str) -> None:
    """What has a day and a place keeps them."""
    (incident,) = _find(gazetteer, text)
    assert [place.name for place in incident.impacts] == ["Mosul"]
