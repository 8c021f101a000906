"""Join reports of attacks over documents of ECB+, and score what was joined by B-cubed.

Read are all documents of a split together. Scored are those of the subtopics whose event is an
attack: which documents tell of the same one, by the incident that each tells first; and which
mentions of attacks are of one event, by the incident whose quotes hold them. Beside our linking
stand three others over the same reading: no joining at all, the same day and place (what a simple
script would do), and the documents' own topic (a bound for whoever knows it).
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Hashable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

from geoincidents import extract_reading, link_incidents, load_gazetteer, locate_reading
from geoincidents.evaluate import score_clusters
from geoincidents.model import Article, Incident

SHARED = Path(__file__).resolve().parents[2] / "shared"
# Chosen by reading the documents: pirates, shootings, bombs and arson by people.
ATTACKS = {
    "dev": ("12_ecb", "12_ecbplus", "18_ecb", "18_ecbplus"),
    "train": ("8_ecb", "8_ecbplus", "13_ecb", "16_ecbplus", "19_ecb", "22_ecbplus", "33_ecbplus"),
}
VIOLENT = re.compile(r"attack|hijack|shoot|shot|gunn|opened fire|bomb|explo|stab|kill|murder|slay")

Mention = tuple[str, int]
Placed = tuple[Incident, Hashable]


def read_rows(shared: Path, split: str) -> list[dict[str, Any]]:
    """Give the documents of a split with their mentions."""
    path = shared / f"corpora/ecbplus/ecbplus_{split}.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def find_each(rows: Sequence[dict[str, Any]]) -> list[Incident]:
    """Give the incidents of each document by itself, in the order of the documents."""
    gazetteer = load_gazetteer()
    found: list[Incident] = []
    for row in rows:
        digest = sha256(row["text"].encode()).hexdigest()
        article = Article(article_id=row["id"], text=row["text"], sha256=digest)
        found += locate_reading(extract_reading(article, gazetteer), gazetteer)
    return found


def join_same_day_and_place(incidents: Sequence[Incident]) -> list[Placed]:
    """Put together what names the same day and place; what lacks one stands alone."""
    placed: list[Placed] = []
    for one in incidents:
        places = [place.place_id or place.name for place in one.impacts]
        known = one.when.start and one.when.precision == "day" and places
        placed.append((one, (one.when.start, places[0]) if known else one.incident_id))
    return placed


def label_documents(placed: Sequence[Placed]) -> dict[str, Hashable]:
    """Give each document the label of the incident that it tells first."""
    first: dict[str, tuple[int, Hashable]] = {}
    for one, label in placed:
        for quote in one.evidence:
            if quote.article_id not in first or quote.start < first[quote.article_id][0]:
                first[quote.article_id] = (quote.start, label)
    return {name: label for name, (_, label) in first.items()}


def label_mentions(
    mentions: Sequence[Mention], placed: Sequence[Placed]
) -> dict[Mention, Hashable]:
    """Give each mention the label of the incident whose quotes hold it."""
    spans: dict[str, list[tuple[int, int, Hashable]]] = {}
    for one, label in placed:
        for quote in one.evidence:
            spans.setdefault(quote.article_id, []).append((quote.start, quote.end, label))
    return {
        (name, at): label
        for name, at in mentions
        for start, end, label in spans.get(name, [])
        if start <= at < end
    }


def list_mentions(rows: Sequence[dict[str, Any]]) -> dict[Mention, str]:
    """Give the chain of each mention that belongs to a chain of words of attacks."""
    events = [(row["id"], one) for row in rows for one in row["mentions"] if one["kind"] == "event"]
    violent = {one["coref"] for _, one in events if VIOLENT.search(one["surface"].lower())}
    return {(name, one["start"]): one["coref"] for name, one in events if one["coref"] in violent}


def main() -> int:
    """Print B-cubed of our linking and of the others, over documents and over mentions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the corpora")
    parser.add_argument("--split", choices=sorted(ATTACKS), default="dev")
    given = parser.parse_args()
    rows = read_rows(given.shared, given.split)
    topics = {row["id"]: row["subtopic"] for row in rows}
    each = find_each(rows)
    ways: dict[str, Callable[[], list[Placed]]] = {
        "our linking": lambda: [(one, one.incident_id) for one in link_incidents(each)],
        "same day and place": lambda: join_same_day_and_place(each),
        "no joining": lambda: [(one, one.incident_id) for one in each],
        "same topic (bound)": lambda: [(one, topics[one.evidence[0].article_id]) for one in each],
    }
    chosen = [row for row in rows if row["subtopic"] in ATTACKS[given.split]]
    documents = {row["id"]: row["subtopic"] for row in chosen}
    mentions = list_mentions(chosen)
    print(f"{given.split}: {len(documents)} documents, {len(mentions)} mentions of attacks")
    print(f"{'':20}{'documents':>26}{'mentions':>26}")
    print(f"{'':20}" + f"{'prec.':>12}{'recall':>7}{'F1':>7}" * 2)
    for name, way in ways.items():
        placed = way()
        told = label_documents(placed)
        held = label_mentions(list(mentions), placed)
        line = f"{name:20}"
        for rates in (score_clusters(documents, told), score_clusters(mentions, held)):
            line += f"{rates.precision:12.3f}{rates.recall:7.3f}{rates.f1:7.3f}"
        print(line)
    share = sum(name in told for name in documents)
    print(f"an incident was found in {share} documents, and around {len(held)} mentions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
