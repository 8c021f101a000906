"""What became of some of the munitions, and of the attackers, is no attack of its own."""

from datetime import date

import pytest
from made_articles import make_article

from geoincidents.extract import extract_reading
from geoincidents.extract.shares import is_part, tells_share
from geoincidents.gazetteer import Gazetteer
from geoincidents.model import Report

PUBLISHED = date(2024, 6, 13)  # a Thursday


def _read(gazetteer: Gazetteer, text: str) -> tuple[Report, ...]:
    return extract_reading(make_article(text, published=PUBLISHED), gazetteer).reports


@pytest.mark.parametrize(
    "text",
    [
        "One hit a nine-storey block.",
        "The others fell in open fields.",
        "Most were intercepted, officials said.",
        "A third landed near the school.",
        "The rest were shot down.",
        "The army said 90% of them were intercepted.",
        "Debris fell on a warehouse.",
        "It landed in an open area.",
    ],
)
def test_numerals_alone_are_of_munitions_told_before(text: str) -> None:
    """“One hit”, “the others fell”: whoever reads it knows one and others of what."""
    assert tells_share(text, 0, len(text))


@pytest.mark.parametrize(
    "text", ["One in five voters stayed at home.", "Prices fell.", "Both parties won seats."]
)
def test_other_numerals_are_not(text: str) -> None:
    """A number before a verb of anything else is no share of a salvo."""
    assert not tells_share(text, 0, len(text))


def test_most_is_a_part_and_all_is_not() -> None:
    """“Most were intercepted” leaves some that were not."""
    most, both = "Most were intercepted.", "Both were shot down."
    assert is_part(most, 0, len(most))
    assert not is_part(both, 0, len(both))


def test_shares_join_the_salvo(gazetteer: Gazetteer) -> None:
    """A salvo, what was shot down and what hit are one incident, with the places hit."""
    (report,) = _read(
        gazetteer,
        "Eight drones were launched at Kharkiv on Tuesday. Six were shot down. "
        "One hit a block of flats, killing 12 people. Another fell in a field.",
    )
    assert report.incident_type == "drone_strike"
    assert report.status == "executed"
    assert report.casualties.killed is not None
    assert report.casualties.killed.min == 12


def test_all_shot_down_is_an_interception(gazetteer: Gazetteer) -> None:
    """Where both drones were shot down the attack was intercepted, and is no shooting."""
    (report,) = _read(
        gazetteer, "Two drones targeted the airport of Erbil on Tuesday. Both were shot down."
    )
    assert (report.incident_type, report.status) == ("drone_strike", "intercepted")


def test_the_end_of_the_attackers_is_no_attack(gazetteer: Gazetteer) -> None:
    """Gunmen who are shot dead by soldiers are told of, not counted as another attack."""
    (report,) = _read(
        gazetteer,
        "Two gunmen opened fire at a bus stop in Jerusalem on Tuesday, killing three people, "
        "before they were shot dead by soldiers. The attackers were killed by police.",
    )
    assert report.perpetrator == "Two gunmen"


def test_he_who_was_shot_while_speaking_is_no_attacker(gazetteer: Gazetteer) -> None:
    """Who is "he" behind "when" is of whom the sentence tells, unless guards killed him."""
    (report,) = _read(
        gazetteer, "The envoy was giving a speech in Ankara on Tuesday when he was gunned down."
    )
    assert report.incident_type == "armed_attack"
    assert not _read(gazetteer, "The man ran from the camp in Ankara when he was shot by police.")
