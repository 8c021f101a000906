"""Our scores agree with the scorer that the gold sets came with, to the third decimal."""

import json
import random
import subprocess
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from gold_samples import BOMB, DRONE, ROCKETS, THREAT, find_incident, make_right

from geoincidents import find_incidents, read_articles
from geoincidents.evaluate import evaluate_incidents, read_gold, show_scores
from geoincidents.store import encode_jsonl, read_jsonl

ROUNDS = 6
KINDS = ("ied", "rocket_attack", "airstrike", "clash", "unspecified_attack")


def change_row(row: dict[str, Any], dice: random.Random) -> None:
    """Let a row be as a worse reading would give it: type, date, places, toll and quotes off."""
    chances = {name: dice.random() for name in ("type", "precision", "start", "none", "toll")}
    if chances["type"] < 0.3:
        row["incident_type"] = dice.choice(KINDS)
    if chances["precision"] < 0.3:
        row["when"] |= {"precision": dice.choice(("day", "month", "unknown"))}
    if chances["start"] < 0.2:
        row["when"] |= {"start": None}
    for place in row["impacts"] + row["launches"]:
        place["longitude"] += dice.choice((0, 0, 0.01, 0.1))
        place["radius_m"] = int(place["radius_m"] * dice.choice((0.1, 1, 1, 5)))
    if chances["none"] < 0.2:
        row |= {"impacts": [], "trajectories": [], "status": "failed"}
    if chances["toll"] < 0.3:
        row["casualties"] |= {"killed": {"min": dice.randrange(5), "max": None}}
        row["claims"] = [{"actor": "Some men"}]
    for quote in row["evidence"]:
        quote["end"] += dice.choice((0, 0, 150))


def change_rows(rows: list[dict[str, Any]], dice: random.Random) -> list[dict[str, Any]]:
    """Give rows of a worse reading in another order: some missing, some twice."""
    changed = []
    for row in dice.sample(deepcopy(rows), len(rows)):
        change_row(row, dice)
        if dice.random() < 0.9:
            changed.append(row)
        if dice.random() < 0.2:
            changed.append({**row, "incident_id": f"{row['incident_id']}-again"})
    return changed


def compare(gold: Path, found: Path, shared: Path) -> None:
    """Hold every figure of the scorer against ours."""
    words = [sys.executable, str(shared / "gold" / "score.py"), str(gold), str(found), "--json"]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    theirs = json.loads(done.stdout)
    ours = show_scores(evaluate_incidents(read_jsonl(found), read_gold(gold)))
    assert {name: ours[name] for name in theirs} == theirs


@pytest.fixture(scope="module")
def runs(seeds: Path, shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give our reading of both sets."""
    articles = tmp_path_factory.mktemp("wikinews")
    for path in [
        *(shared / "gold/wikinews/articles").glob("*.txt"),
        shared / "gold/wikinews/articles.csv",
    ]:
        (articles / path.name).write_bytes(path.read_bytes())
    folders = {"seeds": seeds, "wikinews": articles}
    return {
        name: encode_jsonl(find_incidents(read_articles(path))) for name, path in folders.items()
    }


@pytest.mark.parametrize("turn", range(ROUNDS))
@pytest.mark.parametrize("name", ["seeds", "wikinews"])
def test_gold_sets_agree(
    name: str, turn: int, runs: dict[str, bytes], shared: Path, tmp_path: Path
) -> None:
    """Both sets agree on the run as it is and on worse ones."""
    rows = [json.loads(line) for line in runs[name].splitlines()]
    if turn:
        rows = change_rows(rows, random.Random(turn))  # noqa: S311 - no secret, but the same each time
    found = tmp_path / "incidents.jsonl"
    found.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    compare(shared / "gold" / name, found, shared)


def test_empty_run_agrees(gold_folder: Path, shared: Path, tmp_path: Path) -> None:
    """A run without an incident agrees as well."""
    found = tmp_path / "incidents.jsonl"
    found.touch()
    compare(gold_folder, found, shared)


def test_own_set_agrees(gold_folder: Path, shared: Path, tmp_path: Path) -> None:
    """Our own small set, with a false alarm and an optional one, agrees."""
    found = tmp_path / "incidents.jsonl"
    some = [
        make_right(),
        find_incident("bomb", BOMB, incident_type="ied"),
        find_incident("drone", DRONE, incident_type="drone_strike"),
        find_incident("threat", THREAT),
        find_incident("double", ROCKETS[1]),
    ]
    found.write_bytes(encode_jsonl(some))
    compare(gold_folder, found, shared)
