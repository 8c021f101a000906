"""An index that another process may be opening is never swept."""

import os
import time
from pathlib import Path

import pytest

from geoincidents.folders import find_folder
from geoincidents.gazetteer.cache import (
    CACHE_VARIABLE,
    IN_USE_SECONDS,
    KEPT_INDEXES,
    open_index_folder,
)


def _build(folder: Path) -> None:
    (folder / "index").write_bytes(b"index")


@pytest.mark.parametrize(("idle", "left"), [(False, KEPT_INDEXES + 2), (True, KEPT_INDEXES)])
def test_only_idle_indexes_make_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, idle: bool, left: int
) -> None:
    """A build leaves every index of the last hour; of older ones a few of the newest."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path))
    then = time.time() - (2 * IN_USE_SECONDS if idle else 0)
    for i in range(KEPT_INDEXES + 2):
        former = tmp_path / f"gazetteer-former{i}"
        former.mkdir()
        os.utime(former, (then + i, then + i))
    built, temporary = open_index_folder(find_folder("gazetteer"), _build, None)
    assert not temporary
    assert len([p for p in tmp_path.glob("gazetteer-*") if p.is_dir() and p != built]) == left
