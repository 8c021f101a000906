"""One run at a time writes an output, wherever its locks can stand."""

import errno
from pathlib import Path

import pytest

from geoincidents.gazetteer.cache import CACHE_VARIABLE
from geoincidents.locking import hold_output

fcntl = pytest.importorskip("fcntl", reason="Windows locks files in another way")


def test_a_disk_without_locks_is_no_obstacle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some network disks know no locks: the run goes on, as where no lock can be written."""

    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(errno.ENOSYS, "Function not implemented")

    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setattr(fcntl, "flock", refuse)
    with hold_output(tmp_path / "a.json"):
        reached = True
    assert reached
