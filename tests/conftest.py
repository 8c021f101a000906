"""What the tests of every room stand on."""

from importlib.metadata import version
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# How long one example takes says more of the machine than of the code.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def root() -> Path:
    """Give the top folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """Give the folder of the sample articles."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the folder of reference material, or skip the test."""
    if not SHARED.is_dir():
        pytest.skip("the reference material is not there: ../shared")
    return SHARED


def pytest_report_header() -> str:
    """Name the versions that results hang on."""
    names = ("folium", "geopandas", "shapely", "pyproj", "typer")
    return "stack: " + ", ".join(f"{name} {version(name)}" for name in names)
