"""The gazetteer of our own tables, built once and kept between runs of the tests."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from geoincidents.gazetteer import Gazetteer, load_gazetteer
from geoincidents.gazetteer.cache import CACHE_VARIABLE


@pytest.fixture(scope="session")
def cache_folder(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for indexes that outlives the run, where pytest keeps a cache at all."""
    cache = getattr(pytestconfig, "cache", None)
    return Path(cache.mkdir("gazetteer")) if cache else tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def gazetteer(cache_folder: Path) -> Iterator[Gazetteer]:
    """Give the gazetteer of our tables."""
    former = os.environ.get(CACHE_VARIABLE)
    os.environ[CACHE_VARIABLE] = str(cache_folder)
    try:
        opened = load_gazetteer()
    finally:
        if former is None:
            del os.environ[CACHE_VARIABLE]
        else:
            os.environ[CACHE_VARIABLE] = former
    yield opened
    opened.close()
