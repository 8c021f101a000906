"""Attacks that happened, told from threats, plans, aggregates and second mentions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.extract.clauses import Trigger, find_triggers, split_clauses
from geoincidents.extract.modality import (
    count_attacks,
    find_reason_against,
    find_status,
    is_aggregate,
    is_another,
    is_definite,
    is_plural_reference,
)
from geoincidents.model import Count
from geoincidents.text.sentences import split_sentences
from geoincidents.text.view import make_view


def _trigger(text: str, word: str) -> Trigger:
    return next(t for t in find_triggers(text, 0, len(text)) if t.word == word)


def _clauses(text: str) -> list[str]:
    view = make_view(text)
    return [
        view[clause.start : clause.end].strip(" ,.")
        for sentence in split_sentences(view)
        for clause in split_clauses(view, sentence)
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The rebels threatened to attack Nairobi.", "attack"),
        ("They vowed that they would bomb the port, or launch an attack on it.", "attack"),
        ("If rockets hit the base again, the army will answer.", "hit"),
        ("Militants could strike Garissa within days.", "strike"),
        ("He warned of an attack on the port.", "attack"),
        ("Police foiled a bomb attack in Lahore.", "bomb attack"),
        ("The strike on the depot was called off.", "strike"),
        ("Troops held an exercise in which rockets hit a village.", "hit"),
        ("Such an attack would prompt a mass bombing campaign.", "attack"),
        ("The army has not attacked the town.", "attacked"),
        ("They are plotting an attack in Paris.", "attack"),
    ],
)
def test_what_has_not_happened_has_a_reason(text: str, word: str) -> None:
    """Threats, conditions, plans, drills, negations and what was called off did not happen."""
    assert find_reason_against(text, 0, len(text), _trigger(text, word))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The rebels attacked Nairobi.", "attacked"),
        ("Rockets hit the base in May.", "hit"),
        ("In May, rebels attacked the town.", "attacked"),
        ("Rebels may have attacked the convoy.", "attacked"),
        ("An attack on the port killed two.", "attack"),
    ],
)
def test_what_has_happened_has_none(text: str, word: str) -> None:
    """A month is no modal, and "may have" tells of what may be past."""
    assert find_reason_against(text, 0, len(text), _trigger(text, word)) is None


@pytest.mark.parametrize(
    ("text", "word", "many"),
    [
        ("At least 39 rocket attacks were launched on bases.", "rocket attacks", True),
        ("It is the latest in a string of assaults.", "assaults", True),
        ("Attacks in the past year have caused few casualties.", "attacks", True),
        ("Rockets have hit the base regularly since 2014.", "hit", True),
        ("Rebels repeatedly attacked the town.", "attacked", True),
        ("A rocket attack hit the base on Monday.", "rocket attack", False),
        ("The clashes in the town killed six.", "clashes", False),
        ("Seven rockets hit the base.", "hit", False),
    ],
)
def test_many_attacks_at_once_are_an_aggregate(text: str, word: str, *, many: bool) -> None:
    """Numbers, frames, plurals and adverbs of many attacks are told from one."""
    assert is_aggregate(text, 0, len(text), _trigger(text, word)) is many


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("at least 39 rocket attacks were launched", Count(min=39)),
        ("dozens of missile attacks", Count(min=24)),
        ("seven air strikes", Count(min=7, max=7)),
        ("a string of attacks", None),
    ],
)
def test_the_number_of_an_aggregate(text: str, count: Count | None) -> None:
    """The number that is said of many attacks is kept; where none is said there is none."""
    assert count_attacks(text, 0, len(text)) == count


@pytest.mark.parametrize(
    ("text", "word", "known"),
    [
        ("The attack killed two.", "attack", True),
        ("This latest attack shows it.", "attack", True),
        ("Monday's attack was the first.", "attack", True),
        ("Friday's deadly rocket attack was the first.", "rocket attack", True),
        ("An attack killed two.", "attack", False),
        ("A rocket attack killed two.", "rocket attack", False),
    ],
)
def test_a_definite_attack_may_have_been_told_before(text: str, word: str, *, known: bool) -> None:
    """“The attack” and "Monday's attack" point back, "an attack" does not."""
    assert is_definite(text, 0, len(text), _trigger(text, word)) is known


@pytest.mark.parametrize(
    ("text", "known"), [("The attacks killed two.", True), ("Attacks are rare.", False)]
)
def test_the_attacks_point_back(text: str, *, known: bool) -> None:
    """“The attacks” may be those told before; "attacks" are any."""
    assert is_plural_reference(text, 0, len(text), _trigger(text, "attacks")) is known


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("Another blast hit Tripoli.", True),
        ("A second rocket attack followed.", True),
        ("In a separate attack, two died.", True),
        ("A similar attack hit the airport.", True),
        ("The attack hit the airport.", False),
        ("Two rockets hit the airport.", False),
    ],
)
def test_another_attack_is_said_to_be_one(text: str, *, another: bool) -> None:
    """“Another”, "a second", "a separate" attack is none of those told before."""
    assert is_another(text, 0, len(text)) is another


@pytest.mark.parametrize(
    ("text", "armed", "status"),
    [
        ("Two rockets hit the base.", True, "executed"),
        ("Two rockets fell but did not explode.", True, "failed"),
        ("Three missiles were intercepted over the city.", True, "intercepted"),
        ("Four drones were shot down.", True, "intercepted"),
        ("A jet was shot down.", False, "executed"),
        ("The army allegedly shelled the town.", True, "alleged"),
    ],
)
def test_status(text: str, status: str, *, armed: bool) -> None:
    """What failed, was intercepted or is only alleged is told from what was done."""
    assert find_status(text, 0, len(text), armed=armed) == status


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        (
            "Rockets hit Erbil after a drone strike killed a general.",
            ["Rockets hit Erbil", "a drone strike killed a general"],
        ),
        (
            "The army shelled the town in response to an ambush near Homs.",
            ["The army shelled the town", "an ambush near Homs"],
        ),
        ("He died after being shot in Cali.", ["He died after being shot in Cali"]),
        ("Two died after gunmen opened fire.", ["Two died after gunmen opened fire"]),
        ("Rockets hit Erbil before dawn.", ["Rockets hit Erbil before dawn"]),
    ],
)
def test_a_sentence_is_cut_between_two_events(text: str, clauses: list[str]) -> None:
    """Two events joined by "after" or "in response to" are two clauses; one event stays whole."""
    assert _clauses(text) == clauses


@given(st.text(max_size=120))
def test_clauses_lie_in_order_within_their_sentence(text: str) -> None:
    """Whatever the text, clauses do not overlap and hold the triggers that they name."""
    view = make_view(text)
    for sentence in split_sentences(view):
        end = sentence.start
        for clause in split_clauses(view, sentence):
            assert end <= clause.start <= clause.end <= sentence.end
            end = clause.end
            for trigger in clause.triggers:
                assert clause.start <= trigger.start < trigger.end <= clause.end
