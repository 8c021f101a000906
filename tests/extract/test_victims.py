"""People named as killed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.extract.victims import find_named_victims


@pytest.mark.parametrize(
    ("text", "name", "number"),
    [
        ("Gunmen shot dead Judge Rosa Delgado in Cali.", "Rosa Delgado", 1),
        ("A US missile killed top Iranian general, Qassem Suleimani, in Baghdad.", "Suleimani", 1),
        (
            "It killed General Qassem Suleimani and Abu Mahdi Al Muhandis in Baghdad.",
            "Abu Mahdi Al Muhandis",
            2,
        ),
        ("The assassination of Benazir Bhutto in 2007 shook the country.", "Benazir Bhutto", 1),
        ("Rosa Delgado was gunned down on Tuesday.", "Rosa Delgado", 1),
        ("Rosa Delgado died in hospital.", "Rosa Delgado", 1),
    ],
)
def test_a_name_of_who_was_killed(text: str, name: str, number: int) -> None:
    """A name after "killed" or before "died" is a victim; two joined by "and" are two."""
    found = find_named_victims(text, 0, len(text))
    assert found is not None
    start, end, people = found
    assert name in text[start:end]
    assert people == number


@pytest.mark.parametrize(
    "text",
    [
        "The strike killed five people in Baghdad.",
        "Rosa Delgado killed three men.",
        "Rosa Delgado condemned the attack.",
        "Nobody was killed.",
        "",
    ],
)
def test_nobody_named(text: str) -> None:
    """Numbers of people, and names of those who kill or speak, are no named victims."""
    assert find_named_victims(text, 0, len(text)) is None


@given(st.text(max_size=120))
def test_offsets_hold_in_any_text(text: str) -> None:
    """Whatever the text, the name lies within it."""
    found = find_named_victims(text, 0, len(text))
    assert found is None or 0 <= found[0] < found[1] <= len(text)


def test_an_attacker_who_was_killed_is_no_victim() -> None:
    """A name behind "the gunman, identified as" is of who attacked."""
    text = "The assailant, who was identified as Rosa Delgado, was later killed by police."
    assert find_named_victims(text, 0, len(text)) is None
