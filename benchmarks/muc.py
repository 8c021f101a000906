"""Read the texts of MUC-3/4 and score the incidents with `../shared/corpora/muc/score.py`.

The 1,300 texts of dev are for work on the reading; `--test` reads tst1 and tst2, which nobody tunes
on. Scored the official way: optional templates count where they are hit, places are read from the
features as well. Predictions go to `--keep DIR`, else to a folder that is deleted.
"""

import argparse
import calendar
import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from geoincidents import find_incidents
from geoincidents.model import Article, Articles
from geoincidents.store import write_geojson, write_jsonl

SHARED = Path(__file__).resolve().parents[2] / "shared"
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
DATELINE = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d{2})$")
CENTURY = 1900
FULL_DATE = 3  # parts


def read_rows(path: Path) -> list[dict[str, Any]]:
    """Give the texts of one set with their keys, impossible days of the keys mended."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row in rows:
        for template in row["templates"]:
            for window in template.get("date_range", []):
                for edge in ("earliest", "latest"):
                    window[edge] = mend_day(window.get(edge))
    return rows


def mend_day(day: str | None) -> str | None:
    """Turn "1989-11-31", a slip of the key that the scorer stops at, into the last of the month."""
    parts = [int(part) for part in (day or "").split("-") if part]
    if len(parts) != FULL_DATE:
        return day
    year, month, number = parts
    return f"{year}-{month:02}-{min(number, calendar.monthrange(year, month)[1]):02}"


def make_article(row: dict[str, Any]) -> Article:
    """Give a text as an article of the day of its dateline."""
    found = DATELINE.search(row["date"] or "")
    day = None
    if found and found[2] in MONTHS:
        day = date(CENTURY + int(found[3]), MONTHS.index(found[2]) + 1, int(found[1]))
    return Article(
        article_id=row["docid"],
        text=row["text"],
        sha256=sha256(row["text"].encode()).hexdigest(),
        published=day,
    )


def score_set(name: str, shared: Path, folder: Path, options: list[str]) -> None:
    """Read one set, write key and predictions to `folder`, and let the scorer print its table."""
    rows = read_rows(shared / f"corpora/muc/muc34_{name}.jsonl.gz")
    begun = time.perf_counter()
    incidents = find_incidents(Articles(tuple(make_article(row) for row in rows)))
    taken = time.perf_counter() - begun
    key, found, features = (folder / f"{name}.{end}" for end in ("key", "jsonl", "geojson"))
    key.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8", newline="\n")
    write_jsonl(incidents, found)
    write_geojson(incidents, features)
    print(f"{name}: {len(rows)} texts, {len(incidents)} incidents, {taken:.1f} s", flush=True)
    words = [sys.executable, str(shared / "corpora/muc/score.py"), str(key), str(found)]
    words += ["--official", "--features", str(features), *options]
    subprocess.run(words, check=True)  # noqa: S603 - the scorer, on files of ours


def main() -> int:
    """Print the table of each set."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the corpora")
    parser.add_argument("--test", action="store_true", help="read tst1 and tst2 in place of dev")
    parser.add_argument("--keep", type=Path, help="folder for key, predictions and details")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("tst1", "tst2") if given.test else ("dev",):
            # What went wrong with which text is for dev alone: tst1 and tst2 stay unread.
            details = [] if given.test else ["--details", str(folder / f"{name}.details")]
            score_set(name, given.shared, folder, details)
    return 0


if __name__ == "__main__":
    sys.exit(main())
