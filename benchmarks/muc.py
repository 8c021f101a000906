"""Read the texts of MUC-3/4 and score the incidents with `../shared/corpora/muc/score.py`.

The 1,300 texts of dev are for work on the reading; `--test` reads tst1 and tst2, which nobody tunes
on, each and both together. Scored the official way: optional templates count where they are hit,
places are read from the features as well. Of dev the errors are counted by kind. Predictions go to
`--keep DIR`, else to a folder that is deleted.
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
from collections import Counter
from collections.abc import Sequence
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
PREDICTED = "incidents.jsonl"
FEATURES = "incidents.geojson"
GRADES = {
    "1": "right",
    "0.5": "half right",
    "0": "wrong",
    "MIS": "not said",
    "SPU": "not in the key",
}
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


def read_sets(names: Sequence[str], shared: Path, folder: Path) -> dict[str, Path]:
    """Read all texts in one run, write predictions to `folder`; give the key of each set."""
    rows = {name: read_rows(shared / f"corpora/muc/muc34_{name}.jsonl.gz") for name in names}
    if len(names) > 1:
        rows["+".join(names)] = [row for each in rows.values() for row in each]
    articles = Articles(tuple(make_article(row) for name in names for row in rows[name]))
    begun = time.perf_counter()
    incidents = find_incidents(articles)
    taken = time.perf_counter() - begun
    write_jsonl(incidents, folder / PREDICTED)
    write_geojson(incidents, folder / FEATURES)
    print(f"{len(articles)} texts, {len(incidents)} incidents, {taken:.0f} s", flush=True)
    keys = {name: folder / f"{name}.key" for name in rows}
    for name, key in keys.items():
        key.write_text("".join(json.dumps(row) + "\n" for row in rows[name]), "utf-8", newline="\n")
    return keys


def score_set(name: str, key: Path, shared: Path, options: Sequence[str]) -> None:
    """Let the scorer print its table of one set."""
    print(f"== {name}", flush=True)
    words = [sys.executable, str(shared / "corpora/muc/score.py"), str(key)]
    words += [str(key.with_name(PREDICTED)), "--features", str(key.with_name(FEATURES))]
    words += ["--official", *options]
    done = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - the scorer, on files of ours
    print(done.stdout, end="")


def count_errors(key: Path, details: Path) -> None:
    """Print which templates were missed, which incidents too many, which slots wrong, by kind."""
    rows = [json.loads(line) for line in key.read_text("utf-8").splitlines()]
    templates = {(row["docid"], one["template"]): one for row in rows for one in row["templates"]}
    found = key.with_name(PREDICTED).read_text("utf-8").splitlines()
    kinds = {one["incident_id"]: one["incident_type"] for one in map(json.loads, found)}
    missed: Counter[str] = Counter()
    extra: Counter[str] = Counter()
    slots = {slot: Counter[str]() for slot in ("inc-date", "inc-loc", "killed")}
    for line in details.read_text("utf-8").splitlines():
        record = json.loads(line)
        for pair in record["aligned"]:
            template = templates.get((record["docid"], pair["template"]))
            if template is None:
                extra[kinds[pair["incident"]]] += 1
            elif pair["incident"] is None:
                missed[
                    " ".join((give_fill(template, "incident_type"), give_fill(template, "stage")))
                ] += 1
            elif isinstance(pair["grades"], dict):
                for slot, counter in slots.items():
                    grade = str(pair["grades"].get(slot))
                    counter[GRADES.get(grade, "not asked")] += 1
    for heading, counter in (
        ("missed templates", missed),
        ("incidents of no template", extra),
        *slots.items(),
    ):
        print(f"{heading}: " + ", ".join(f"{kind} {n}" for kind, n in counter.most_common()))


def give_fill(template: dict[str, Any], slot: str) -> str:
    """Give the first fill of a slot in small letters."""
    fills = template.get(slot) or [{"value": ["none"]}]
    return str(fills[0]["value"][0]).lower()


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
        names = ("tst1", "tst2") if given.test else ("dev",)
        for name, key in read_sets(names, given.shared, folder).items():
            # What went wrong with which text is for dev alone: tst1 and tst2 stay unread.
            details = [] if given.test else ["--details", str(folder / f"{name}.details")]
            score_set(name, key, given.shared, details)
            if details:
                count_errors(key, Path(details[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
