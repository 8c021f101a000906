"""Give the tests of runs over many articles an archive of made-up ones."""

from pathlib import Path

import pytest
from made_archives import write_archive


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Give a folder with articles in three files, some of one id, some twice, one broken."""
    folder = tmp_path / "archive"
    write_archive(folder / "a.jsonl", range(40))
    write_archive(folder / "b.jsonl", range(30, 60), seed=1)  # ten ids of a, other texts
    write_archive(folder / "c.jsonl", range(55, 70), seed=1)  # five articles of b once more
    (folder / "d.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    return folder
