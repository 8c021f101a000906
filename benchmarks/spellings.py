"""Measure how many further spellings of known places are found, and where they are taken for.

    python benchmarks/spellings.py [SHARED]

Spellings are the English names that Who's On First has for a place that our tables hold under
another of them. Each is looked up alone, and in a sentence that names its country.
"""

import csv
import gzip
import re
import sys
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from geoincidents.gazetteer import Gazetteer, load_gazetteer
from geoincidents.gazetteer.distance import estimate_distance
from geoincidents.model import Place
from geoincidents.tagging import tag_places
from geoincidents.text.names import fold_name

ROOT = Path(__file__).parents[1]
LEVELS = {"locality", "county", "region"}
NEAR_M = 15_000
LIKE = 0.6  # what is less like any known spelling is another name ("Panticapaeum" for Kerch)
LATIN = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ɏ'’ʻʼ .-]{2,39}")
# Names of the area for that of its town, and the adjectives of Ukrainian areas: no spellings.
OTHER = re.compile(
    r"\b(?:County|District|Province|Governorate|Emirate|Oblast'?|City|Camp|Region|Municipality"
    r"|Markaz|Markz|Bandar|Port)\b|ska\b|s[’']ka\b|kyi$"
    r"|^(?:Eastern|Northern|Southern|Central|Western|North|South|First|Second|Third)"
)


def list_spellings(gazetteer: Gazetteer, folder: Path) -> Iterator[tuple[str, str, float, float]]:
    """Give country, spelling, longitude and latitude of each spelling that we do not hold."""
    seen: set[tuple[str, str]] = set()
    for path in sorted(folder.glob("wof_*_places.csv.gz")):
        code = path.name.split("_")[1].upper()
        for row in csv.DictReader(gzip.decompress(path.read_bytes()).decode().splitlines()):
            if row["status"] != "ok" or row["placetype"] not in LEVELS or not row["lat"]:
                continue
            at = float(row["lon"]), float(row["lat"])
            names = {row["name"], *row["names_eng"].split("|")}
            folded = {fold_name(name): name for name in sorted(names) if LATIN.fullmatch(name)}
            known = [f for f in folded if any(is_meant(p, code, *at) for p in find(gazetteer, f))]
            for fold, name in folded.items():
                alike = (SequenceMatcher(None, fold, other).ratio() for other in known)
                if gazetteer.knows(name) or OTHER.search(name) or (code, fold) in seen:
                    continue
                if max(alike, default=0.0) >= LIKE:
                    seen.add((code, fold))
                    yield code, name, *at


def find(gazetteer: Gazetteer, folded: str) -> tuple[Place, ...]:
    """Give the places of a name that is spelled so, and of no other."""
    return gazetteer.candidates(folded) if gazetteer.knows(folded) else ()


def is_meant(place: Place, code: str, longitude: float, latitude: float) -> bool:
    """Say whether a place lies about a point of a country."""
    far = estimate_distance(longitude, latitude, place.longitude, place.latitude)
    return place.country == code and far < max(NEAR_M, place.radius_m)


def main() -> None:
    """Print the shares."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared"
    gazetteer = load_gazetteer()
    counts: Counter[str] = Counter()
    for code, name, *at in list_spellings(gazetteer, shared / "sources/whosonfirst"):
        counts["spellings"] += 1
        places = gazetteer.candidates(name)
        counts["looked up: the place is among the candidates"] += any(
            is_meant(place, code, *at) for place in places
        )
        country = gazetteer.place(gazetteer.country_id(code)).name
        text = f"Two people were killed in {name} on Monday, officials in {country} said."
        start = text.index(name)
        tagged = [one for one in tag_places(text, gazetteer) if one.start <= start < one.end]
        chosen = [one.choice.place for one in tagged if one.choice]
        right = any(is_meant(place, code, *at) for place in chosen)
        counts["in a sentence: found and right"] += right
        counts["in a sentence: taken for another place"] += bool(chosen) and not right
    for what, count in counts.items():
        print(f"{what:48} {count:5} {count / counts['spellings']:6.1%}")


if __name__ == "__main__":
    main()
