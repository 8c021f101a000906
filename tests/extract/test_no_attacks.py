"""What has words of violence in it, and tells of no attack that happened."""

import pytest
from made_articles import make_article

from geoincidents.gazetteer import Gazetteer
from geoincidents.pipeline import find_incidents


@pytest.mark.parametrize(
    "text",
    [
        "Seven people were killed on Monday when an old bomber crashed at the airport of Erbil.",
        "After a brief shot at a career in sport on Monday he went home to Lahore.",
        "The company in Lahore is recalling shelled pistachios that it sold on Monday.",
        "Arson investigators were back in Lahore on Monday, and nobody knows what burned.",
        "A court in Lahore on Monday freed four women convicted of sexual assaults.",
        "A drunken driver killed a woman in Lahore on Monday, police said.",
        "The man from Lahore pleaded guilty to attempted murder on Monday.",
        "The navy prevented pirates from attacking a vessel off Mumbai on Monday.",
        "The man was arrested in Lahore on Monday, the day on which he bought an assault rifle.",
        "She was in the protests, like when there was a bomb blast in Mumbai.",
    ],
)
def test_no_attack_is_told(text: str, gazetteer: Gazetteer) -> None:
    """Crashes, crimes, goods, work and what was prevented are no attacks."""
    assert len(find_incidents([make_article(text)], gazetteer=gazetteer)) == 0


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Two soldiers were killed when a helicopter crashed near Erbil after being shot down.",
            "armed_attack",
        ),
        ("A man shot at police in Lahore on Monday and wounded two.", "armed_attack"),
        ("Rebels shelled villages near Erbil on Monday, killing two.", "shelling"),
        ("A suicide bomber killed four people in Lahore on Monday.", "suicide_bombing"),
        ("Rebels killed two in a hit-and-run attack in Lahore on Monday.", "armed_attack"),
    ],
)
def test_what_is_like_it_is_an_attack(text: str, kind: str, gazetteer: Gazetteer) -> None:
    """The same words of an attack are still read as one."""
    (incident,) = find_incidents([make_article(text)], gazetteer=gazetteer)
    assert incident.incident_type == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Unrest over the murder of a judge in Lahore in May went on elsewhere in Sindh.",
            ["Lahore"],
        ),
        (
            "Six aid workers were killed by gunmen on Monday as they drove from the capital, Juba.",
            [],
        ),
    ],
)
def test_where_else_and_where_from_is_not_where(
    text: str, names: list[str], gazetteer: Gazetteer
) -> None:
    """What goes on elsewhere, and a way that begins in a town, place no attack."""
    places = [
        place.name
        for incident in find_incidents([make_article(text)], gazetteer=gazetteer)
        for place in incident.impacts
        if place.place_kind != "country"
    ]
    assert places == names


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (
            """Two people died on Monday in a gas explosion at a shop in Hangzhou. The blast took
            place at 8:40 in a busy quarter of Hangzhou. Videos of the explosion were shared.""",
            0,
        ),
        # Where an attack was told first, a gas leak is only what somebody thought.
        (
            """A bomb killed two people in Hangzhou on Monday. Police had first spoken of a gas
            leak. The blast took place at 8:40 in a busy quarter of Hangzhou.""",
            1,
        ),
        (
            """A gas leak was the cause of a fire in Herat in May. On Monday a bomb killed four
            people in Herat. The blast took place at 8:40.""",
            1,
        ),
    ],
)
def test_the_blast_after_a_gas_explosion_is_of_it(
    text: str, count: int, gazetteer: Gazetteer
) -> None:
    """An accident told first is what "the blast" means."""
    assert len(find_incidents([make_article(text)], gazetteer=gazetteer)) == count
