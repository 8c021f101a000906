"""Read articles that tell of no attack: how many give an incident all the same, each by name.

Read are those of `../shared/corpora/wikinews_raw` whose title and text hold no word of attacks,
without the ten that were read for gold. A person has to judge each line: some do tell of one.
"""

import argparse
import json
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path

from geoincidents import find_incidents
from geoincidents.model import Article, Articles, Incident

SHARED = Path(__file__).resolve().parents[2] / "shared"
QUOTE = 160  # characters shown


def read_quiet(shared: Path, *, flagged: bool) -> Articles:
    """Give the quiet articles; with `flagged` all but those of gold."""
    lines = (shared / "corpora/wikinews_raw/wikinews.jsonl").read_text("utf-8").splitlines()
    gold = {path.stem for path in (shared / "gold/wikinews/articles").glob("*.txt")}
    rows = [json.loads(line) for line in lines]
    return Articles(
        tuple(
            Article(
                article_id=row["id"],
                text=row["text"],
                sha256=sha256(row["text"].encode()).hexdigest(),
                title=row["title"],
                published=date.fromisoformat(row["date"]),
                url=row["url"],
            )
            for row in rows
            if row["id"].removeprefix("wikinews-") not in gold
            and (flagged or not (row["attack_vocabulary"] or row["attack_title"]))
        )
    )


def show_incident(one: Incident, article_id: str) -> str:
    """Give an incident in a line: type, day, and the first words that it stands on."""
    quote = next(quote for quote in one.evidence if quote.article_id == article_id)
    words = " ".join(quote.quote.split())[:QUOTE]
    return f"    {one.incident_type} ({one.status}), {one.when.start or 'no day'}: {words}"


def main() -> int:
    """Print the articles with an incident, and their share."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the corpora")
    parser.add_argument(
        "--flagged", action="store_true", help="read the articles with words of attacks as well"
    )
    given = parser.parse_args()
    articles = read_quiet(given.shared, flagged=given.flagged)
    incidents = find_incidents(articles)
    told = 0
    for article in articles:
        own = [
            one
            for one in incidents
            if any(quote.article_id == article.article_id for quote in one.evidence)
        ]
        if own:
            told += 1
            print(f"{article.article_id} {article.published} {article.title}")
            for one in own:
                print(show_incident(one, article.article_id))
    print(f"{told} of {len(articles)} articles with an incident: {told / len(articles):.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
