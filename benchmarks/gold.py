"""Score our reading of the gold sets of `../shared/gold` by our own measure, and by theirs.

The figures of both have to agree; exit code 1 where they do not.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from geoincidents import find_incidents, read_articles
from geoincidents.evaluate import evaluate_incidents, read_gold, show_scores
from geoincidents.evaluate.summary import list_lines, list_verdicts
from geoincidents.store import write_jsonl

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def gather_articles(name: str, shared: Path, folder: Path) -> Path:
    """Give the folder of a set's articles, with their articles.csv beside them."""
    if name == "seeds":
        return ROOT / "seeds"
    sources = [*(shared / "gold" / name / "articles").glob("*.txt")]
    for path in [*sources, shared / "gold" / name / "articles.csv"]:
        shutil.copyfile(path, folder / path.name)
    return folder


def score_set(name: str, shared: Path) -> bool:
    """Print the scores of one set, and say whether both measures agree."""
    gold = shared / "gold" / name
    with tempfile.TemporaryDirectory() as temporary:
        articles = read_articles(gather_articles(name, shared, Path(temporary)))
        found = Path(temporary) / "incidents.found"
        incidents = find_incidents(articles)
        write_jsonl(incidents, found)
        words = [sys.executable, str(shared / "gold/score.py"), str(gold), str(found), "--json"]
        done = subprocess.run(words, check=True, capture_output=True, text=True)  # noqa: S603 - ours
    theirs = json.loads(done.stdout)
    scores = evaluate_incidents(incidents, read_gold(gold), articles=articles)
    ours = {**show_scores(scores), "broken_quotes": None}
    print(f"== {name}: {len(articles)} articles")
    for line in [*list_lines(scores), "", *list_verdicts(scores)]:
        print(line)
    return all(ours[figure] == value for figure, value in theirs.items())


def main() -> int:
    """Print the scores of each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the gold sets")
    parser.add_argument("sets", nargs="*", default=["seeds", "wikinews"], help="which of them")
    given = parser.parse_args()
    agreed = [score_set(name, given.shared) for name in given.sets]
    print("both measures agree" if all(agreed) else "THE MEASURES DIFFER")
    return 0 if all(agreed) else 1


if __name__ == "__main__":
    sys.exit(main())
