"""Weapons: what, which calibre, how many."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.coding import code_event
from geoincidents.extract.weapons import TYPE_OF_KIND, choose_weapon, find_weapons
from geoincidents.model import Count


def _row(
    text: str, name: str, kind: str, *count: int | None, mm: int | None = None
) -> tuple[str, str, str, Count | None, int | None]:
    """Give a row; no bounds stand for a number that is not said."""
    bounds = Count(min=count[0], max=count[1]) if count else None
    return text, name, kind, bounds, mm


@pytest.mark.parametrize(
    ("text", "name", "kind", "munitions", "calibre"),
    [
        _row("Two rockets hit the base.", "rockets", "rocket", 2, 2),
        _row("Seven rockets targeted the airbase.", "rockets", "rocket", 7, 7),
        _row("At least 17 rockets fell.", "rockets", "rocket", 17, None),
        _row("Twenty to thirty rockets were fired.", "rockets", "rocket", 20, 30),
        _row("Rockets fell on the camp.", "Rockets", "rocket", 2, None),
        _row("Several rockets fell.", "rockets", "rocket", 2, None),
        _row("Dozens of rockets fell.", "rockets", "rocket", 24, None),
        _row("The rockets came from the north.", "rockets", "rocket"),
        _row("A rocket struck a home.", "rocket", "rocket", 1, 1),
        _row("Four Katyusha rockets hit a base.", "Katyusha rockets", "rocket", 4, 4),
        _row("A Katyusha rocket struck a home.", "Katyusha rocket", "rocket", 1, 1),
        _row("More than a dozen 107mm rockets fell.", "107mm rockets", "rocket", 13, None, mm=107),
        _row("a volley of 107mm rockets were fired", "107mm rockets", "rocket", 2, None, mm=107),
        _row("Five 122 mm Grad rockets fell.", "122 mm Grad rockets", "rocket", 5, 5, mm=122),
        _row("A 240-millimetre rocket fell.", "240-millimetre rocket", "rocket", 1, 1, mm=240),
        _row("A larger 240-millimetre rocket", "240-millimetre rocket", "rocket", 1, 1, mm=240),
        _row("Two rocket-propelled grenades", "rocket-propelled grenades", "rocket", 2, 2),
        _row("Two ballistic missiles hit the city.", "ballistic missiles", "missile", 2, 2),
        _row("A cruise missile hit the port.", "cruise missile", "missile", 1, 1),
        _row("about 40 missiles were fired", "missiles", "missile", 40, 40),
        _row("Several mortar shells fell.", "mortar shells", "mortar", 2, None),
        _row("Three mortars landed near the school.", "mortars", "mortar", 3, 3),
        _row("An 81mm mortar round hit a house.", "81mm mortar round", "mortar", 1, 1, mm=81),
        _row("A roadside bomb targeted a convoy.", "roadside bomb", "ied", 1, 1),
        _row("Two roadside bombs exploded.", "roadside bombs", "ied", 2, 2),
        _row("A car bomb went off outside.", "car bomb", "ied", 1, 1),
        _row("A dynamite charge went off.", "dynamite charge", "ied", 1, 1),
        _row("two letter bombs exploded", "letter bombs", "ied", 2, 2),
        _row("They hurled petrol bombs at it.", "petrol bombs", "ied", 2, None),
        _row("A suicide bomber blew himself up.", "suicide bomber", "suicide"),
        _row("A suicide car bomb exploded.", "suicide car bomb", "suicide"),
        _row("Two drones hit the refinery.", "drones", "drone", 2, 2),
        _row("Shahed-136 drones hit Kyiv.", "Shahed-136 drones", "drone", 2, None),
        _row("An armed drone struck a car.", "drone", "drone", 1, 1),
        _row("A swarm of 18 drones attacked.", "drones", "drone", 18, 18),
        _row("Israeli warplanes bombed the depot.", "warplanes", "aircraft"),
        _row("Barrel bombs fell on Aleppo.", "Barrel bombs", "aircraft"),
        _row("A helicopter gunship fired on it.", "helicopter gunship", "aircraft"),
        _row("Artillery shells hit the hospital.", "Artillery shells", "artillery", 2, None),
        _row("Tank shells struck a block.", "Tank shells", "artillery", 2, None),
        _row("155mm artillery shells", "155mm artillery shells", "artillery", 2, None, mm=155),
        _row("A hand grenade was thrown.", "hand grenade", "grenade", 1, 1),
        _row("Gunmen opened fire on a bus.", "Gunmen", "firearm"),
        _row("A man with a knife stabbed four.", "knife", "blade"),
        _row("They were armed with AK-47 rifles.", "AK-47", "firearm"),
        _row("an IED attack hit the convoy", "IED", "ied"),
        _row("a rocket attack on the airport", "rocket", "rocket"),
        _row("The missile strike killed ten.", "missile", "missile"),
    ],
)
def test_weapon_and_number(
    text: str, name: str, kind: str, munitions: Count | None, calibre: int | None
) -> None:
    """A weapon is named as written; the number counts what was fired, where one is said of it."""
    weapon, count = choose_weapon(find_weapons(text, 0, len(text)))
    assert weapon is not None
    assert (weapon.name, weapon.kind, count, weapon.calibre_mm) == (name, kind, munitions, calibre)


@pytest.mark.parametrize(
    "text",
    [
        "Iran's ballistic missile programmes are in dispute.",
        "The missile defence was switched on.",
        "A rocket launcher was found in a field.",
        "They signed a missile deal.",
        "Miners died at a gold mine.",
        "Children gathered sea shells on the beach.",
        "A surface-to-air missile battery was moved.",
        "The strike was condemned by the minister.",
        "They were bombarded with questions about minerals.",
    ],
)
def test_what_is_no_weapon(text: str) -> None:
    """Launchers, programmes, mines of gold and shells of the sea were not fired."""
    assert find_weapons(text, 0, len(text)) == []


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("Five of the rockets missed the base.", 5),
        ("The first rocket landed near the hotel.", 1),
        ("A second missile hit the bridge.", 1),
    ],
)
def test_a_share_is_marked(text: str, share: int) -> None:
    """“Five of the rockets”, "the first rocket" count a share of what was fired."""
    (found,) = find_weapons(text, 0, len(text))
    assert found.part
    assert found.munitions == Count(min=share, max=share)


def test_dozens_of_rockets_are_no_share() -> None:
    """“Dozens of missiles” is a number of them; “five of the missiles” is a share."""
    text = "Dozens of missiles were launched."
    (found,) = find_weapons(text, 0, len(text))
    assert not found.part


def test_the_total_wins_over_shares() -> None:
    """Seven fired, five missed: seven, not five and not twelve."""
    text = "Seven rockets were fired. Five of the rockets missed. The first rocket hit a roof."
    _, count = choose_weapon(find_weapons(text, 0, len(text)))
    assert count == Count(min=7, max=7)


def test_the_weapon_named_best_wins() -> None:
    """The calibre is kept where one telling gives it and another does not."""
    text = "Rockets fell on the city. More than a dozen 107mm rockets were fired, police said."
    weapon, count = choose_weapon(find_weapons(text, 0, len(text)))
    assert weapon is not None
    assert weapon.calibre_mm == 107
    assert count == Count(min=13)


def test_no_weapon_is_none() -> None:
    """Where no weapon is named nothing is guessed."""
    assert choose_weapon([]) == (None, None)


@pytest.mark.parametrize("kind", sorted(TYPE_OF_KIND))
def test_each_kind_makes_a_type_of_the_schema(kind: str) -> None:
    """The incident type that a kind of weapon makes is one that has codes."""
    assert code_event(TYPE_OF_KIND[kind]).event_type


@given(st.text(max_size=120))
def test_offsets_hold_in_any_text(text: str) -> None:
    """Whatever the text, a weapon is the words at its offsets, and counts are in order."""
    for item in find_weapons(text, 0, len(text)):
        assert " ".join(text[item.start : item.end].split()) == item.weapon.name
        count = item.munitions
        assert count is None or count.max is None or (count.min or 0) <= count.max


def _read_table() -> list[tuple[str, ...]]:
    with Path(__file__).with_name("weapons.csv").open(encoding="utf-8", newline="") as file:
        return [tuple(row.values()) for row in csv.DictReader(file)]


@pytest.mark.parametrize(("text", "weapon", "number"), _read_table())
def test_weapons_in_the_words_of_wires(text: str, weapon: str, number: str) -> None:
    """Models, loads and shares: what was used, and how many as far as it is said."""
    named, count = choose_weapon(find_weapons(text, 0, len(text)))
    low, _, _ = number.partition("+")
    high = None if number.endswith("+") else low
    told = ("-", "-") if count is None else (str(count.min), count.max and str(count.max))
    assert (named.name if named else "-").lower() == weapon.lower()
    assert told == (low, high)
