"""Give the tests of the scores a gold folder of our own."""

from pathlib import Path

import pytest
from gold_samples import make_gold, write_rows


@pytest.fixture
def gold_folder(tmp_path: Path) -> Path:
    """Give the folder of our small gold set."""
    return write_rows(tmp_path / "gold", *make_gold())
