"""Spellings of one name are found among many as by comparing every two."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from geoincidents.link.spellings import list_alike
from geoincidents.text.likeness import is_same_name

# Few letters, so that names are alike; one repeated often, and two of one box.
NAMES = st.lists(st.text("aeimn\u0121\u0161", min_size=1, max_size=14), unique=True, max_size=12)


@given(NAMES)
def test_every_pair_that_is_alike_is_found(names: list[str]) -> None:
    """Whatever the names, those that comparing all gives are given, each pair once."""
    found = [frozenset(pair) for pair in list_alike(names)]
    assert len(found) == len(set(found))
    alike = {
        frozenset(pair)
        for pair in combinations(names, 2)
        if is_same_name(*pair) or is_same_name(*reversed(pair))
    }
    assert set(found) == alike | {frozenset((name,)) for name in names}


def test_a_name_of_one_letter_repeated_is_compared_too() -> None:
    """Letters beyond those that are counted one by one are letters all the same."""
    names = ["a" * 40, "a" * 30, "a" * 10, "b" * 40]
    pairs = {frozenset(pair) for pair in list_alike(names) if len(set(pair)) > 1}
    assert pairs == {frozenset(names[:2])}


def test_no_name_has_no_pair() -> None:
    """Nothing gives nothing."""
    assert list(list_alike([])) == []
