"""Spellings of one surname."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.text.likeness import is_same_name

NAMES = st.text("abcdefghijklmnopqrstuvwxyz'-", min_size=1, max_size=14)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("soleimani", "suleimani"),
        ("muhandis", "mohandes"),
        ("kadhimi", "kadhemi"),
        ("gaddafi", "qaddafi"),
        ("zawahiri", "zawahri"),
        ("nasrallah", "nasralla"),
        ("zelensky", "zelenskyy"),
    ],
)
def test_spellings_of_one_name_are_one(first: str, second: str) -> None:
    """Transcriptions of a surname differ by a letter or two and stay one name."""
    assert is_same_name(first, second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("barzani", "biden"), ("trump", "obama"), ("salih", "sadr"), ("kennedy", "sirhan")],
)
def test_two_names_are_two(first: str, second: str) -> None:
    """Surnames of two people are not taken for one."""
    assert not is_same_name(first, second)


@given(NAMES)
def test_a_name_is_like_itself(name: str) -> None:
    """Every name is the same as itself."""
    assert is_same_name(name, name)


@given(NAMES, NAMES)
def test_a_name_is_not_like_one_without_a_letter_in_common(first: str, second: str) -> None:
    """Names that share no letter are two names."""
    other = "".join(char for char in second if char not in first)
    assert not other or not is_same_name(first, other)
