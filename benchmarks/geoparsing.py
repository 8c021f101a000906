"""Measure `places tag` on TR-News and GeoVirus beside the stored outputs of other geoparsers.

    python benchmarks/geoparsing.py [SHARED]

SHARED holds corpora/geoparsing; it defaults to ../shared. Which senses count is a matter of the
corpus: TR-News marks every name, also "Russian" and that of an organisation; GeoVirus marks names
of places, also where they stand for a state, and no adjectives. All senses are scored as well.
"""

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from time import process_time
from typing import Any

from geoincidents.gazetteer import Gazetteer, load_gazetteer
from geoincidents.tagging import SENSES, describe_toponym, tag_lines, tag_places

ROOT = Path(__file__).parents[1]
COUNTED = {"trnews": SENSES, "geovirus": frozenset({"literal", "metonym"})}
PEERS = {"trnews": "TR-News", "geovirus": "GeoVirus"}
NEAR_KM = 161


def score(folder: Path, corpus: str, lines: list[str], *options: str) -> str:
    """Give the exact-match line of the corpus's own scorer."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.write("".join(f"{line}\n" for line in lines))
        file.flush()
        words = [sys.executable, str(folder / "score.py"), str(folder / f"{corpus}.jsonl")]
        done = subprocess.run(  # noqa: S603 - this interpreter, the scorer of the corpus
            [*words, file.name, "--json", *options], check=True, capture_output=True, text=True
        )
    exact = json.loads(done.stdout)["exact"]
    return (
        f"P {exact['precision']:.3f} R {exact['recall']:.3f} F1 {exact['f1']:.3f} "
        f"acc@161 {exact['acc161']:.3f} of {exact['placed']}"
    )


def measure(gazetteer: Gazetteer, folder: Path, corpus: str) -> None:
    """Print the scores of one corpus."""
    lines = (folder / f"{corpus}.jsonl").read_bytes().split(b"\n")
    faults: list[str] = []
    runs: dict[str, dict[str, Any]] = {
        "end to end, its senses": {"senses": COUNTED[corpus]},
        "end to end, all senses": {"senses": SENSES},
        "gold spans given": {"senses": SENSES, "given_spans": True},
    }
    for label, options in runs.items():
        began = process_time()
        tagged = list(tag_lines(lines, gazetteer, on_fault=faults.append, **options))
        spent = process_time() - began
        print(f"{corpus:9} {label:24} {score(folder, corpus, tagged)}  {spent:.2f} s CPU")
        if corpus == "geovirus" and "its" in label:
            patched = score(folder, corpus, tagged, "--patched")
            print(f"{corpus:9} {'  patched coordinates':24} {patched}")
    assert not faults, faults  # noqa: S101 - a corpus that is not read gives no figure


def measure_confidence(gazetteer: Gazetteer, folder: Path) -> None:
    """Print the share of right places by the confidence that they were given."""
    from geopy.distance import great_circle  # noqa: PLC0415 - only here

    right: dict[bool, list[bool]] = defaultdict(list)
    for corpus, senses in COUNTED.items():
        for line in (folder / f"{corpus}.jsonl").read_text("utf-8").splitlines():
            document = json.loads(line)
            gold = {(one["start"], one["end"]): one for one in document["toponyms"]}
            for toponym in tag_places(document["text"], gazetteer):
                known = gold.get((toponym.start, toponym.end))
                told = describe_toponym(toponym)
                if known and known["lat"] is not None and told["lat"] and toponym.sense in senses:
                    away = great_circle((known["lat"], known["lon"]), (told["lat"], told["lon"])).km
                    right[float(str(told["confidence"])) >= 0.9].append(away < NEAR_KM)  # noqa: PLR2004 - the promise
    for sure, results in sorted(right.items()):
        print(
            f"confidence {'>= 0.9' if sure else '<  0.9'}: {sum(results)}/{len(results)} "
            f"({sum(results) / len(results):.3f}) within {NEAR_KM} km"
        )


def measure_peers(folder: Path, corpus: str) -> None:
    """Print the scores of the stored outputs of other geoparsers, by the same scorer."""
    texts = [
        json.loads(line) for line in (folder / f"{corpus}.jsonl").read_text("utf-8").splitlines()
    ]
    for path in sorted((folder / "peers").glob(f"{PEERS[corpus]}_*.txt")):
        name = path.stem.split("_")[1]
        rows = path.read_text("utf-8").splitlines()
        if name == "gold" or len(rows) != len(texts):
            continue
        lines = []
        for text, row in zip(texts, rows, strict=True):
            found = [cells.split(",,") for cells in row.split("||") if cells.count(",,") >= 5]  # noqa: PLR2004 - surface, name, lat, lon, start, end
            toponyms = [_read_peer(cells) for cells in found]
            lines.append(json.dumps({"id": text["id"], "toponyms": toponyms}))
        print(f"{corpus:9} {name:24} {score(folder, corpus, lines)}")


def _read_peer(cells: list[str]) -> dict[str, object]:
    surface, _, lat, lon, start, end = cells[:6]
    return {
        "surface": surface,
        "lat": float(lat) if lat else None,
        "lon": float(lon) if lon else None,
        "start": int(float(start)),
        "end": int(float(end)),
    }


def main() -> None:
    """Run every measurement."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
    folder = shared / "corpora" / "geoparsing"
    gazetteer = load_gazetteer()
    for corpus in COUNTED:
        measure(gazetteer, folder, corpus)
        measure_peers(folder, corpus)
    measure_confidence(gazetteer, folder)


if __name__ == "__main__":
    main()
