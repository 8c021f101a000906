"""Scores against expert readings of articles, by the scorer that stands beside them."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from geoincidents.gazetteer import Gazetteer
from geoincidents.ingest import read_articles
from geoincidents.model import Incidents
from geoincidents.pipeline import find_incidents
from geoincidents.store import write_jsonl


def _score(gold: Path, found: Incidents, articles: Path, folder: Path) -> dict[str, Any]:
    predicted = folder / "incidents.jsonl"
    write_jsonl(found, predicted)
    scorer = gold.parent / "score.py"
    ran = subprocess.run(
        [sys.executable, scorer, gold, predicted, "--articles", articles, "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    scores: dict[str, Any] = json.loads(ran.stdout)
    return scores


def _need(folder: Path) -> Path:
    if not folder.is_dir():
        pytest.skip(f"the expert readings are not there: ../shared/gold/{folder.name}")
    return folder


def test_sample_articles_are_read_as_an_expert_reads_them(
    shared: Path, samples: Incidents, seeds: Path, tmp_path: Path
) -> None:
    """The five samples: every required incident, no false alarm, each quote whole."""
    scores = _score(_need(shared / "gold" / "seeds"), samples, seeds, tmp_path)
    assert scores["required"] == scores["found"] == 15
    assert scores["recall"] == 1.0
    assert scores["end_to_end"] >= 0.90
    for name in ("place", "launch", "lines"):
        assert scores["fields"][name] >= 0.95, name
    assert scores["evidence_focus"] >= 0.5
    assert scores["false_alarms"] == 0
    assert scores["broken_quotes"] == 0
    assert scores["joined_over_articles"] == "2/2"


def test_ten_other_articles_are_read_well(
    shared: Path, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    """Ten news articles of two years: nothing of the rules is made for the samples alone."""
    gold = _need(shared / "gold" / "wikinews")
    articles = tmp_path / "articles"
    shutil.copytree(gold / "articles", articles)
    shutil.copy(gold / "articles.csv", articles)
    found = find_incidents(read_articles(articles), gazetteer=gazetteer)
    scores = _score(gold, found, gold / "articles", tmp_path)
    assert scores["end_to_end"] >= 0.70
    assert scores["broken_quotes"] == 0
    assert scores["fields"]["lines"] == 1.0
