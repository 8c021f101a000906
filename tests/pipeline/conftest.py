"""The sample articles, read, placed and linked once for all tests of this room."""

from pathlib import Path

import pytest

from geoincidents.gazetteer import Gazetteer
from geoincidents.ingest import read_articles
from geoincidents.model import Incidents
from geoincidents.pipeline import find_incidents


@pytest.fixture(scope="session")
def samples(seeds: Path, gazetteer: Gazetteer) -> Incidents:
    """Give the incidents of the five sample articles."""
    return find_incidents(read_articles(seeds), gazetteer=gazetteer)
