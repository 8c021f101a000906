"""The reading does not fall below what was promised of it, on sets that lie beside the project."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from geoincidents import find_incidents, read_articles
from geoincidents.evaluate import Scores, evaluate_incidents, read_gold


def load_benchmark(root: Path, name: str) -> ModuleType:
    """Give a benchmark as a module."""
    spec = importlib.util.spec_from_file_location(name, root / "benchmarks" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def score(name: str, root: Path, shared: Path, folder: Path) -> Scores:
    """Give the scores of a gold set."""
    articles = load_benchmark(root, "gold").gather_articles(name, shared, folder)
    return evaluate_incidents(
        find_incidents(read_articles(articles)), read_gold(shared / "gold" / name)
    )


def test_samples_are_read(root: Path, shared: Path, tmp_path: Path) -> None:
    """Of the five samples, nearly everything is right."""
    scores = score("seeds", root, shared, tmp_path)
    assert scores.end_to_end >= 0.95
    assert scores.said_right >= 0.93
    assert scores.all_fields_right >= 12


def test_wikinews_is_read(root: Path, shared: Path, tmp_path: Path) -> None:
    """Of ten articles of Wikinews, most is right and little invented."""
    scores = score("wikinews", root, shared, tmp_path)
    assert scores.end_to_end >= 0.70
    assert scores.rates.precision >= 0.85
    assert scores.fields["place"].right >= 0.70


@pytest.mark.slow
def test_quiet_articles_stay_quiet(root: Path, shared: Path) -> None:
    """Of articles without a word of attacks, at most 3 in 100 give an incident, true ones too."""
    articles = load_benchmark(root, "quiet").read_quiet(shared, flagged=False)
    told = {report.article_id for one in find_incidents(articles) for report in one.reports}
    assert len(articles) > 200
    assert len(told) <= 0.03 * len(articles)
