"""Measure how fast articles are read, located and linked, and that the time grows with the text.

    python benchmarks/reading_speed.py [SHARED]

Articles of 3 KB are cut from the news of SHARED/corpora/wikinews_raw and, where every paragraph
tells of an attack, of SHARED/corpora/muc (dev), on one core. Then single texts of three shapes at
half and at full size: 1 MB without a line end, a live blog of 100,000 words, nothing but sentences
of attacks. Every figure is given by CPU time and by the clock, beside a loop of plain Python in the
same run, so that machines can be compared. Exit code 1 where a limit of the project is missed.
"""

import gzip
import json
import resource
import sys
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from pathlib import Path

from measuring import CALIBRATION, Spent, measure, run_loop

from geoincidents.extract import extract_reading
from geoincidents.gazetteer import Gazetteer, load_gazetteer
from geoincidents.link import link_incidents
from geoincidents.locate import locate_reading
from geoincidents.model import Article, Incident, Reading

ROOT = Path(__file__).parents[1]
ARTICLE_CHARACTERS = 3_000
MOST_ARTICLES = 500
WARM_UP = 10
LINE_CHARACTERS = 1_000_000
BLOG_WORDS = 100_000
ATTACKS = 4_000
LEAST_ARTICLES_S = 150
MOST_LINE_S = 10
MOST_GROWTH = 2.2
PLACES = ("Baghdad", "Erbil", "Mosul", "Kirkuk", "Basra", "Damascus", "Aleppo", "Sanaa", "Aden")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September")


def make_article(number: int, text: str) -> Article:
    """Give a text as an article of a day that only serves to date it."""
    return Article(
        article_id=f"article-{number}",
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        published=date(2020, 1, 1),
    )


def cut_articles(texts: Sequence[str]) -> list[Article]:
    """Join texts and cut them to articles of 3 KB."""
    whole = "\n\n".join(texts)
    cuts = range(0, len(whole) - ARTICLE_CHARACTERS, ARTICLE_CHARACTERS)
    pieces = [whole[i : i + ARTICLE_CHARACTERS] for i in cuts][:MOST_ARTICLES]
    return [make_article(number, piece) for number, piece in enumerate(pieces)]


def read_news(shared: Path) -> list[str]:
    """Give news of every kind, else the samples of the project."""
    path = shared / "corpora" / "wikinews_raw" / "wikinews.jsonl"
    if path.is_file():
        return [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    return [one.read_text("utf-8") for one in sorted((ROOT / "seeds").glob("*.txt"))] * 40


def read_attacks(shared: Path) -> list[str]:
    """Give news of attacks, in capitals as the wire wrote them, or nothing."""
    path = shared / "corpora" / "muc" / "muc34_dev.jsonl.gz"
    if not path.is_file():
        return []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def repeat_to(text: str, size: int) -> str:
    """Give a text as often after itself as it takes to reach a size."""
    return (text * (size // len(text) + 1))[:size]


def write_blog(texts: Sequence[str], words: int) -> str:
    """Give a live blog: short entries, each beneath its time of day."""
    told = " ".join(texts).split()
    entries: list[str] = []
    for start in range(0, words, 60):
        minute = start // 60 % 1440
        piece = " ".join(told[i % len(told)] for i in range(start, start + 60))
        entries.append(f"{minute // 60:02}:{minute % 60:02}\n{piece}.")
    return "\n\n".join(entries)


def write_attacks(count: int) -> str:
    """Give so many sentences, each of an attack at a place on a day."""
    return " ".join(
        f"On {MONTHS[i % 9]} {1 + i % 28}, {i % 7 + 2} rockets hit the airport of"
        f" {PLACES[i % len(PLACES)]}, killing {i % 11 + 1} soldiers and wounding two civilians."
        for i in range(count)
    )


def measure_articles(label: str, articles: list[Article], gazetteer: Gazetteer) -> float:
    """Print articles a second of the stages and of all; give those of all by CPU time."""
    located: list[Incident] = []
    for article in articles[:WARM_UP]:
        locate_reading(extract_reading(article, gazetteer), gazetteer)
    readings: list[Reading] = []

    def extract() -> None:
        readings.extend(extract_reading(article, gazetteer) for article in articles)

    def locate() -> None:
        for reading in readings:
            located.extend(locate_reading(reading, gazetteer))

    spent = {
        "extract": measure(extract),
        "locate": measure(locate),
        "link": measure(lambda: link_incidents(located)),
    }
    cpu, wall = sum(s.cpu_s for s in spent.values()), sum(s.wall_s for s in spent.values())
    shares = ", ".join(f"{name} {one.cpu_s / cpu:.0%}" for name, one in spent.items())
    speed = f"{len(articles) / cpu:6.0f} articles/s of CPU, {len(articles) / wall:.0f} by the clock"
    print(f"{label:44} {speed} ({shares}; {len(located)} incidents)")
    return len(articles) / cpu


def measure_growth(label: str, half: str, whole: str, gazetteer: Gazetteer) -> tuple[Spent, float]:
    """Print the seconds for a text and for one twice as long; give the longer's and the factor."""

    def work(text: str) -> Spent:
        article = make_article(0, text)
        return measure(
            lambda: link_incidents(locate_reading(extract_reading(article, gazetteer), gazetteer))
        )

    first, second = work(half), work(whole)
    growth = second.cpu_s / first.cpu_s
    print(
        f"{label:44} {second.cpu_s:6.2f} s of CPU, {second.wall_s:.2f} by the clock;"
        f" {first.cpu_s:.2f} for half of it: {growth:.2f} times"
    )
    return second, growth


def main() -> int:
    """Run every measurement, and say which limit is missed."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
    loops = [measure(run_loop).cpu_s]
    opened = measure(lambda: load_gazetteer().close())
    gazetteer = load_gazetteer()
    news, attacks = read_news(shared), read_attacks(shared)
    speeds = [measure_articles("news of every kind, 3 KB", cut_articles(news), gazetteer)]
    if attacks:
        measure_articles("news of attacks, in capitals, 3 KB", cut_articles(attacks), gazetteer)
    line = repeat_to(" ".join(" ".join(news).split()) + " ", LINE_CHARACTERS)
    shapes = {
        "1 MB in a single line": (line[: LINE_CHARACTERS // 2], line),
        "a live blog of 100,000 words": (
            write_blog(news, BLOG_WORDS // 2),
            write_blog(news, BLOG_WORDS),
        ),
        "4,000 sentences of attacks in one line": (
            write_attacks(ATTACKS // 2),
            write_attacks(ATTACKS),
        ),
    }
    grown = [measure_growth(label, *texts, gazetteer) for label, texts in shapes.items()]
    loops.append(measure(run_loop).cpu_s)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"gazetteer opened in {opened.wall_s * 1000:.0f} ms; {peak_mb:.0f} MB resident at most")
    print(f"loop of {CALIBRATION:,} steps of plain Python: {min(loops):.2f} to {max(loops):.2f} s")
    faults = [
        *([f"below {LEAST_ARTICLES_S} articles/s"] if min(speeds) < LEAST_ARTICLES_S else []),
        *([f"1 MB takes over {MOST_LINE_S} s"] if grown[0][0].cpu_s > MOST_LINE_S else []),
        *(f"twice the text takes {g:.2f} times" for _, g in grown if g > MOST_GROWTH),
    ]
    for fault in faults:
        print(f"MISSED: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
