"""Impact, launch, target and route are told apart; a weapon that does not reach is a warning."""

from collections.abc import Callable

import pytest

from geoincidents.model import Incident

Reader = Callable[[str], tuple[Incident, ...]]

TOLD = [
    (
        "Missiles fired from Kermanshah crossed Sulaymaniyah and struck a house in Erbil.",
        (["Erbil"], ["Kermanshah"], []),
    ),
    (
        "Two rockets hit Balad air base on Tuesday. They were fired from a village near Khalis.",
        (["Balad Air Base"], ["Khalis"], []),
    ),
    (
        "Two rockets aimed at Balad air base landed in Yathrib on Tuesday, killing one.",
        (["Yathrib"], [], ["Balad Air Base"]),
    ),
    (
        "Gunmen driving from Mosul to Erbil attacked a checkpoint near Makhmur, killing three.",
        (["Makhmur"], [], []),
    ),
    (
        "A convoy travelling from Kuwait through Basra was hit by a bomb in Nasiriyah on Tuesday.",
        (["Nasiriyah"], [], []),
    ),
]


@pytest.mark.parametrize(("text", "wanted"), TOLD, ids=[text[:30] for text, _ in TOLD])
def test_roles_are_told_apart(
    text: str, wanted: tuple[list[str], list[str], list[str]], read_incidents: Reader
) -> None:
    """Names of the places hit, fired from, and aimed at; none for a place passed."""
    (one,) = read_incidents(f"BAGHDAD (Reuters) - {text}")
    assert (
        [place.name for place in one.impacts],
        [place.name for place in one.launches],
        [target.name for target in one.targets],
    ) == wanted


def test_a_launch_out_of_reach_is_a_contradiction_and_changes_nothing(
    read_incidents: Reader,
) -> None:
    """107 mm from 21 to 39 km: the line stays, the warning stands beside it."""
    (one,) = read_incidents(
        "BAGHDAD (Reuters) - Three 107 mm rockets were fired from Taji at Baghdad airport on "
        "Tuesday, wounding two soldiers."
    )
    (line,) = one.trajectories
    assert line.distance_min_m is not None
    assert line.distance_min_m > 8000
    assert one.contradictions == ("107 mm reaches about 8 km: stated launch is 21 to 39 km away",)
    assert one.contradictions[0] in one.explain


def test_each_launch_and_impact_has_its_line(read_incidents: Reader) -> None:
    """One place of launch and two places hit are two lines, each with its ranges."""
    (one,) = read_incidents(
        "BAGHDAD (Reuters) - Rockets launched from Mosul hit Erbil airport and the US consulate in "
        "Erbil on Tuesday, wounding six."
    )
    assert [(line.launch, line.impact) for line in one.trajectories] == [(0, 0), (0, 1)]
    for line in one.trajectories:
        assert (line.distance_min_m or 0) < line.distance_m < (line.distance_max_m or 0)
