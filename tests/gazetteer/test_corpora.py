"""Names in real news: how many hits are places, how many places are hit."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from geoincidents.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("corpus", "precision", "recall"), [("trnews", 0.90, 0.74), ("geovirus", 0.87, 0.88)]
)
def test_bare_hits_are_mostly_places(
    gazetteer: Gazetteer, shared: Path, corpus: str, precision: float, recall: float
) -> None:
    """Before any reading of context, most names that are found are places, and most are found."""
    right = wrong = known = found = 0
    path = shared / "corpora" / "geoparsing" / f"{corpus}.jsonl"
    for line in path.read_text("utf-8").splitlines():
        article = json.loads(line)
        hits = [h for h in gazetteer.scan(article["text"]) if h.form != "demonym"]
        gold = article["toponyms"]
        for hit in hits:
            is_right = any(t["start"] < hit.end and t["end"] > hit.start for t in gold)
            right, wrong = right + is_right, wrong + (not is_right)
        known += len(gold)
        found += sum(any(t["start"] < h.end and t["end"] > h.start for h in hits) for t in gold)
    assert right / (right + wrong) >= precision
    assert found / known >= recall


def test_places_of_the_samples_are_found(gazetteer: Gazetteer, shared: Path, seeds: Path) -> None:
    """Of the named places in the samples, at least 97 % are hit at the right point."""
    table = shared / "gold" / "seeds" / "full" / "places.csv"
    rows = list(csv.DictReader(StringIO(table.read_text("utf-8"))))
    named = [r for r in rows if r["sense"] == "literal" and r["lat"] and not r["nested_in"]]
    missed = []
    for row in named:
        text = (seeds / row["file"]).read_bytes().decode("utf-8")
        start, end = int(row["start"]), int(row["end"])
        places = [
            gazetteer.place(hit.place_ids[0])
            for hit in gazetteer.scan(text)
            if hit.start < end and hit.end > start
        ]
        near = 0.02 + float(row["radius_km"]) / 100
        if not any(
            abs(place.longitude - float(row["lon"])) <= near
            and abs(place.latitude - float(row["lat"])) <= near
            for place in places
        ):
            missed.append(row["surface"])
    assert len(missed) <= 0.03 * len(named), missed
