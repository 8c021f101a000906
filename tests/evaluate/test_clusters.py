"""B-cubed is what Bagga and Baldwin (1998) define."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.evaluate import score_clusters

LABELS = st.dictionaries(st.integers(0, 12), st.integers(0, 4), min_size=1)


def test_example_of_the_paper() -> None:
    """Their second example: 12 mentions, two of three chains joined."""
    gold = {n: (0 if n <= 5 else 1 if n <= 7 else 2) for n in range(1, 13)}
    wrong = {**gold, **dict.fromkeys(range(8, 13), 0)}
    rates = score_clusters(gold, wrong)
    assert rates.precision == pytest.approx(7 / 12)
    assert rates.recall == 1


@given(LABELS)
def test_same_clusters_under_other_names_are_right(gold: dict[int, int]) -> None:
    """Labels are names: only who stands with whom counts."""
    assert score_clusters(gold, {n: f"c{label}" for n, label in gold.items()}).f1 == pytest.approx(
        1
    )


@given(LABELS, LABELS)
def test_rates_turn_round_with_the_sides(one: dict[int, int], other: dict[int, int]) -> None:
    """Over the same mentions, precision one way is recall the other way."""
    mentions = one.keys() & other.keys()
    left = {n: one[n] for n in mentions}
    right = {n: other[n] for n in mentions}
    there, back = score_clusters(left, right), score_clusters(right, left)
    assert there.precision == pytest.approx(back.recall)
    assert there.recall == pytest.approx(back.precision)


@given(LABELS)
def test_mention_left_out_stands_alone(gold: dict[int, int]) -> None:
    """Joining nothing is never wrong, only incomplete."""
    rates = score_clusters(gold, {})
    assert rates.precision == pytest.approx(1)
    assert rates.recall == pytest.approx(len(set(gold.values())) / len(gold))


def test_nothing_scores_nothing() -> None:
    """Without a mention there is nothing to score."""
    assert score_clusters({}, {1: 2}).f1 == 0
