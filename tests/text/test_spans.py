"""Spans: the answer is that of asking each of them."""

from hypothesis import given
from hypothesis import strategies as st

from geoincidents.text.spans import Spans

OFFSETS = st.integers(0, 20)


@given(st.lists(st.tuples(OFFSETS, OFFSETS)), OFFSETS)
def test_spans_hold_what_one_of_them_holds(spans: list[tuple[int, int]], offset: int) -> None:
    """Whatever their order, and also where one holds another, no span is overlooked."""
    held = any(start <= offset < end for start, end in spans)
    assert Spans(spans).hold(offset) == held
