"""Words that point back mean the right place told before, or none, with the reason."""

from collections.abc import Callable

import pytest

from geoincidents.model import Incident

Reader = Callable[[str], tuple[Incident, ...]]

TOLD = {
    "Balad Air Base": (
        "Rockets hit Balad air base on Monday, wounding two soldiers. On Thursday a drone"
        " struck the same base, killing one."
    ),
    "Kirkuk": (
        "Police found a car in Kirkuk on Monday. On Tuesday a roadside bomb exploded "
        "there, killing three soldiers."
    ),
    "Samarra": (
        "Two soldiers were shot dead in Samarra on Monday. A second bomb exploded nearby "
        "on Tuesday, wounding two."
    ),
    "Ramadi": (
        "Officials in Anbar province said troops had entered Ramadi. A car bomb exploded "
        "in the provincial capital on Tuesday, killing nine people."
    ),
    "Baghdad": (
        "Kirkuk lies north of Baghdad. A car bomb exploded in the capital on Tuesday, "
        "killing nine people."
    ),
    "Hawija": (
        "Gunmen came to Hawija on Sunday. A bomb exploded in the town on Tuesday, killing"
        " nine people."
    ),
    "Kafr Xan": (
        "Gunmen attacked the village of Kafr Xan, about 10 km south of Mosul, on Monday, "
        "killing six. On Friday a bomb exploded in the village, killing nine people."
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_words_point_back_to_the_right_place(name: str, read_incidents: Reader) -> None:
    """The last attack of each text is where the words before it say."""
    *_, last = read_incidents(f"BAGHDAD (Reuters) - {TOLD[name]}")
    assert [place.name for place in last.impacts] == [name]


def test_nearby_is_near_and_no_finer(read_incidents: Reader) -> None:
    """The word is about the place told before, with a radius of its own."""
    first, second = read_incidents(f"BAGHDAD (Reuters) - {TOLD['Samarra']}")
    assert second.impacts[0].relation == "near"
    assert second.impacts[0].radius_m > first.impacts[0].radius_m


def test_there_were_is_no_place(read_incidents: Reader) -> None:
    """The "there" of "there were clashes" points to nothing."""
    (one,) = read_incidents(
        "BAGHDAD (Reuters) - Militants were in Mosul and there were clashes on Tuesday in which "
        "nine people were killed."
    )
    assert all(place.text != "there" for place in one.impacts)


def test_the_capital_of_a_province_is_no_town_of_another(read_incidents: Reader) -> None:
    """Kirkuk is not "the provincial capital" of Diyala: no place, and the reason in the record."""
    (one,) = read_incidents(
        "BAGHDAD (Reuters) - Officials in Diyala province met in Kirkuk. A car bomb exploded in "
        "the provincial capital on Tuesday, killing nine people."
    )
    assert one.impacts == ()
    assert any("not placed: no capital was told before it" in line for line in one.explain)
