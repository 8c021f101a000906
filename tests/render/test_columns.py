"""Columns and streams of a page give back what was put in, packed on the way or not."""

import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geoincidents.errors import OutputError
from geoincidents.render.payload import Streams, columns, streams
from geoincidents.render.payload.columns import (
    BLOCK_BYTES,
    TYPES,
    ByteColumn,
    NumberColumn,
    count_bytes,
)

PARTS = st.lists(st.lists(st.integers(-(2**31), 2**31 - 1), max_size=5), max_size=5)


@given(PARTS, st.sampled_from([1, 16, BLOCK_BYTES]))
def test_numbers_come_back_by_planes(parts: list[list[int]], block_bytes: int) -> None:
    """All lowest bytes come first, then all the next, in the smallest type that holds all."""
    column = NumberColumn()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(columns, "BLOCK_BYTES", block_bytes)
        for part in parts:
            column.extend(part)
    values = np.array([value for part in parts for value in part], dtype=np.int64)
    kind = column.kind
    assert len(column) == len(values)
    for smaller in TYPES:
        if count_bytes(smaller) < count_bytes(kind):
            bounds = np.iinfo(TYPES[smaller])
            assert values.min() < bounds.min or values.max() > bounds.max
    numbers = values.astype(TYPES[kind])
    planes = numbers.view(np.uint8).reshape(len(numbers), count_bytes(kind)).T
    assert b"".join(column.walk_planes()) == planes.tobytes()
    assert (numbers.astype(np.int64) == values).all()


def test_a_number_that_is_too_large_adds_nothing() -> None:
    """What no type holds is refused, and the column stays as it was."""
    column = NumberColumn()
    column.extend([1, 2])
    with pytest.raises(OverflowError):
        column.extend([3, 2**31])
    assert b"".join(column.walk_planes()) == b"\x01\x02"


def test_bytes_come_back() -> None:
    """Texts that are more than a block are the same texts."""
    column = ByteColumn()
    pieces = [bytes([number % 251]) * 1000 for number in range(BLOCK_BYTES // 400)]
    for piece in pieces:
        column.extend(piece)
    assert b"".join(column.walk()) == b"".join(pieces)
    assert len(column) == sum(map(len, pieces))


def test_streams_of_many_threads_are_kept_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces that come from several threads at once are found again, also out of a file."""
    monkeypatch.setattr(streams, "HELD_BYTES", 1000)
    kept = Streams()
    wanted = {f"one-{k}": [bytes([k]) * (100 * k + n) for n in range(20)] for k in range(8)}
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(kept.add, wanted, wanted.values()))
    kept.order(sorted(wanted, reverse=True))
    assert list(kept) == sorted(wanted, reverse=True)
    for name, pieces in wanted.items():
        assert kept[name] == b"".join(kept.walk(name)) == b"".join(pieces)
        assert kept.measure(name) == len(kept[name])


def test_no_room_for_what_waits_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk under the temporary folder ends in one line that names it."""
    monkeypatch.setattr(streams, "HELD_BYTES", 1)
    with Path("/dev/full").open("r+b", buffering=0) as full:
        monkeypatch.setattr(tempfile, "SpooledTemporaryFile", lambda **_: full)
        kept = Streams()
        with pytest.raises(OutputError, match=r"cannot write .*: .*[Nn]o space"):
            kept.add("core", [b"12"])
