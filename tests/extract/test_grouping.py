"""What an article tells of one attack comes together, and two attacks stay two."""

from datetime import date

import pytest
from made_articles import make_article

from geoincidents.extract import extract_reading
from geoincidents.gazetteer import Gazetteer
from geoincidents.model import Report

PUBLISHED = date(2024, 6, 13)  # a Thursday


def _read(gazetteer: Gazetteer, text: str) -> tuple[Report, ...]:
    return extract_reading(make_article(text, published=PUBLISHED), gazetteer).reports


@pytest.mark.parametrize(
    "text",
    [
        # the lead names the town, what follows names the day
        (
            "The toll of a missile strike on a block of flats in Dnipro has risen to 30.\n\n"
            "A missile struck the nine-storey block on Tuesday afternoon, wounding 75 people."
        ),
        # a part of the same operation
        (
            "Gunmen attacked the parliament in Tehran on Wednesday, killing seven people.\n\n"
            "At around the same time, a bomber detonated explosives at a shrine, killing two."
        ),
        # the attack of a lead is the news, though "the" stands before it
        "The death toll from Tuesday's suicide bombing at a mosque in Peshawar rose to 100.",
        # many strikes that are one operation
        "Air strikes hit Sanaa overnight, killing 14 people in one building, residents said.",
        # what a camera saw is of what was told
        (
            "Two assailants attacked the headquarters of a firm in Ankara on Wednesday.\n\n"
            "Footage showed a man with an assault rifle at the gate in Kahramankazan."
        ),
        "A second blast hit Mogadishu minutes later on Tuesday, killing three people.",
    ],
)
def test_one_attack_is_one_report(gazetteer: Gazetteer, text: str) -> None:
    """Summary, details, parts and pictures of one attack are one report."""
    assert len(_read(gazetteer, text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        (
            "Hours after two rockets landed near the US embassy in Baghdad on Sunday, "
            "drones struck a base near Erbil."
        ),
        (
            "Rebels killed eleven people in a raid on Goma on Tuesday.\n\n"
            "The same night, militiamen ambushed an army patrol near Bunia, killing four soldiers."
        ),
        (
            "Israel struck a suburb of Beirut on Tuesday, killing a commander blamed for a rocket "
            "attack on Haifa."
        ),
        (
            "A bomb killed two people in Lahore on Tuesday.\n\n"
            "Earlier in the day, a roadside bomb hit a convoy near Quetta."
        ),
        (
            "Jets hit Sanaa on Tuesday in retaliation for a strike on a mosque in Damascus. "
            "That strike, on 1 June, killed seven people."
        ),
    ],
)
def test_two_attacks_are_two_reports(gazetteer: Gazetteer, text: str) -> None:
    """What came before, in answer, or on the same night elsewhere is another attack."""
    assert len(_read(gazetteer, text)) == 2


def test_the_same_junction_is_where_the_attack_before_was(gazetteer: Gazetteer) -> None:
    """“At the same junction” stands for the place told before, and its words are quoted."""
    article = make_article(
        "Two car bombs killed nine people in Mogadishu on Tuesday.\n\n"
        "It was at the same junction where a truck bomb killed 500 people in October 2017.",
        published=PUBLISHED,
    )
    old = next(
        r for r in extract_reading(article, gazetteer).reports if r.when.precision == "month"
    )
    (place,) = old.impacts
    assert place.text == "the same junction"
    assert article.text[place.start : place.end] == place.text
    assert place.anchors[0].surface == "Mogadishu"


def test_an_entry_of_a_live_page_is_of_its_day(gazetteer: Gazetteer) -> None:
    """A line that opens with a clock tells of the day on which the page was published."""
    (report,) = _read(gazetteer, "09:05 – Shells hit the market of Kharkiv, killing five people.")
    assert report.when.start == report.when.end == PUBLISHED


@pytest.mark.parametrize(
    "text",
    [
        "A man held for a shooting in Nice that left two people dead was released on Tuesday.",
        "On Tuesday a judge sentenced the man for the shooting in Nice that left two people dead.",
        "As of Tuesday two people had died of a shooting in Nice.",
    ],
)
def test_the_day_of_the_aftermath_is_not_that_of_the_attack(
    gazetteer: Gazetteer, text: str
) -> None:
    """Who is freed on Tuesday has not shot on Tuesday."""
    assert all(report.when.start is None for report in _read(gazetteer, text))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Missiles were fired at Nevatim on Tuesday. Most were intercepted.", "executed"),
        ("All six drones over Lviv on Tuesday were intercepted.", "intercepted"),
        ("Air defences shot down 20 of the 25 missiles over Kyiv on Tuesday.", "executed"),
    ],
)
def test_only_the_whole_is_intercepted(gazetteer: Gazetteer, text: str, status: str) -> None:
    """An attack is intercepted where nothing got through."""
    (report,) = _read(gazetteer, text)
    assert report.status == status


def test_a_threat_does_not_hide_what_has_happened(gazetteer: Gazetteer) -> None:
    """“Threatened the rebels who had shelled Goma”: the shelling was."""
    reports = _read(
        gazetteer,
        "The president threatened the rebels who had shelled Goma on Sunday, killing two.",
    )
    assert [r.incident_type for r in reports] == ["shelling"]
