"""Made-up cases of harm: articles out of a table of sentences and people, the same for one seed."""

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from geoincidents.model import Article, Incidents

MANY = 200
SEED = bytes(range(32))
PARTICLES = {"al", "bin", "ibn", "abd", "umm"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Hold an article with what must not come out of it: names, words of places, a position."""

    article: Article
    secrets: tuple[str, ...]
    position: tuple[float, float] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Hold the cases with what was found of them, and what may be published of that."""

    cases: tuple[Case, ...]
    exact: Incidents
    safe: Incidents

    @property
    def moved(self) -> frozenset[tuple[float, float]]:
        """Give longitude and latitude of what must not come out: places moved, those in words."""
        found = {case.position for case in self.cases if case.position}
        for before, after in zip(self.exact, self.safe, strict=True):
            for old, new in zip(before.impacts, after.impacts, strict=True):
                if old.position != new.position:
                    found.add((old.longitude, old.latitude))
        return frozenset(found)


@cache
def read_table() -> dict[str, Any]:
    """Give the table of sentences."""
    return tomllib.loads((Path(__file__).parent / "protect" / "cases.toml").read_text("utf-8"))


def make_cases(count: int = MANY, seed: int = 9) -> Iterator[Case]:
    """Give so many cases; every sentence of the table in turn, people and places drawn."""
    draw = random.Random(seed)  # noqa: S311 - no secret: made-up people
    table = read_table()
    for number in range(count):
        yield make_case(number, table["texts"][number % len(table["texts"])], draw)


def make_case(number: int, sentence: str, draw: random.Random) -> Case:
    """Give one case: its text, title, address and file name all name the victim."""
    table = read_table()
    a, b, c = draw.sample(table["names"], 3)
    longitude, latitude = (round(draw.uniform(*span), 5) for span in ((42.9, 43.4), (36.1, 36.6)))
    words = {
        "a": a, "b": b, "c": c, "s": a.split()[-1], "age": str(draw.randint(18, 90)),
        "home": draw.choice(table["streets"]), "village": draw.choice(table["villages"]),
        "clinic": draw.choice(table["clinics"]), "shelter": draw.choice(table["shelters"]),
        "at": f"{latitude}, {longitude}",
    }  # fmt: skip
    text = f"{sentence.format(**words)} Nobody claimed the attack.\n"
    used = {name for name in words if f"{{{name}}}" in sentence}
    title = draw.choice(table["titles"]).format(**words)
    slug = re.sub(r"[^a-z0-9]+", "-", a.lower()).strip("-")
    article = Article(
        article_id=f"{number:03}-{slug}" if number % 3 == 0 else f"{number:03}",
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        title=title,
        published=date(2021, 5, 10),
        url=f"https://news.example/{slug}-killed"
        if number % 2
        else f"https://news.example/{number}",
        path=f"articles/{number:03}-{slug}.txt",
    )
    people = [words[name] for name in ("a", "b", "c") if name in used]
    secrets = {*people, *(part for name in people for part in list_parts(name))}
    secrets |= {words[one] for one in ("home", "village", "clinic", "shelter") if one in used}
    return Case(
        article=article,
        secrets=tuple(sorted(secrets)),
        position=(longitude, latitude) if "at" in used else None,
    )


def list_parts(name: str) -> list[str]:
    """Give the words of a name that point at somebody when they stand alone."""
    return [word for word in name.split() if word.lower() not in PARTICLES]
