"""Look up the names of UCDP Syria and ESOC Iraq, with Who's On First added.

    python benchmarks/places_lookup.py [SHARED]

SHARED holds corpora/ and sources/; it defaults to ../shared. The index is built in a temporary
folder.
"""

import csv
import gzip
import io
import os
import re
import resource
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geoincidents.gazetteer import Gazetteer

ROOT = Path(__file__).parents[1]
NEAR_M = 10_000
# Phrases of ESOC that are relative, not the plain name of a place.
RELATIVE = re.compile(
    r"\d|\b(?:near|between|north|south|east|west|outside|around|road|highway|central|km|miles?)\b",
    re.IGNORECASE,
)


def read_rows(path: Path) -> list[dict[str, str]]:
    """Give the rows of a gzipped CSV."""
    with gzip.open(path) as file:
        return list(csv.DictReader(io.TextIOWrapper(file, encoding="utf-8")))


def add_sources(shared: Path) -> None:
    """Add all countries of Who's On First and build the index; print what it costs."""
    from geoincidents.gazetteer import load_gazetteer  # noqa: PLC0415 - reads the variables
    from geoincidents.gazetteer.sources.adding import add_source  # noqa: PLC0415 - see above

    load_gazetteer().close()
    began, count = perf_counter(), 0
    for path in sorted((shared / "sources" / "whosonfirst").glob("*places.csv.gz")):
        count += add_source(path, "whosonfirst").places
    added = perf_counter()
    load_gazetteer().close()
    built = perf_counter()
    load_gazetteer().close()
    opened = perf_counter()
    resident = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{count:,} places added in {added - began:.1f} s, index built in {built - added:.1f} s, "
        f"opened in {(opened - built) * 1000:.0f} ms, resident {resident:.0f} MB at most"
    )


def measure_ucdp(shared: Path, *, show: bool) -> None:
    """Print the share of the exactly known places of UCDP Syria that lie within 10 km."""
    from geoincidents.gazetteer import load_gazetteer  # noqa: PLC0415 - see above
    from geoincidents.gazetteer.distance import estimate_distance  # noqa: PLC0415 - see above
    from geoincidents.gazetteer.looking import find_place  # noqa: PLC0415 - see above

    gazetteer = load_gazetteer()
    events = [
        row
        for row in read_rows(shared / "corpora" / "ucdp_syria" / "dev.csv.gz")
        if row["where_prec"] == "1"
    ]
    names = {(row["where_coordinates"], row["adm_1"]): row for row in events}
    right: dict[tuple[str, str], bool] = {}
    for key, row in names.items():
        place = find_place(gazetteer, key[0], country="SY", admin1=key[1])
        right[key] = (
            place is not None
            and estimate_distance(
                place.longitude, place.latitude, float(row["longitude"]), float(row["latitude"])
            )
            <= NEAR_M
        )
        if show and not right[key]:
            print("  missed", key, place and (place.name, place.admin1))
    found = sum(right[row["where_coordinates"], row["adm_1"]] for row in events)
    print(
        f"UCDP Syria: names {sum(right.values())}/{len(right)} "
        f"({sum(right.values()) / len(right):.3f}), events {found}/{len(events)} "
        f"({found / len(events):.3f}) within 10 km"
    )


def measure_esoc(shared: Path, *, show: bool) -> None:
    """Print the share of the plain place phrases of ESOC Iraq in the right governorate."""
    from geoincidents.gazetteer import load_gazetteer  # noqa: PLC0415 - see above
    from geoincidents.gazetteer.looking import find_place  # noqa: PLC0415 - see above

    gazetteer = load_gazetteer()
    rows = [
        row
        for row in read_rows(shared / "corpora" / "esoc_iraq" / "dev.csv.gz")
        if row["location"].strip() and row["governorate"] and not RELATIVE.search(row["location"])
    ]
    right = 0
    wrong: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        wanted = {know_area(gazetteer, row[column]) for column in ("governorate", "alt_province")}
        place = find_place(gazetteer, row["location"].strip(), country="IQ")
        if place is not None and (place.admin1 or place.name) in wanted - {None}:
            right += 1
        else:
            wrong[row["location"], row["governorate"], str(place and place.place_id)] += 1
    for missed, count in wrong.most_common(60 if show else 0):
        print("  wrong", count, missed)
    print(f"ESOC Iraq: {right}/{len(rows)} ({right / len(rows):.3f}) in the right governorate")


def know_area(gazetteer: "Gazetteer", name: str) -> str | None:
    """Give the governorate of Iraq as ours is called."""
    for place in gazetteer.candidates(f"{name} Governorate") if name else ():
        if place.country == "IQ" and place.kind == "admin1":
            return place.admin1 or place.name
    return None


def main() -> None:
    """Run every measurement."""
    given = [word for word in sys.argv[1:] if word != "--show"]
    shared = Path(given[0]) if given else ROOT.parent / "shared"
    show = "--show" in sys.argv
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("GEOINCIDENTS_CACHE", f"{folder}/cache")
        os.environ.setdefault("GEOINCIDENTS_DATA", f"{folder}/data")
        if not Path(os.environ["GEOINCIDENTS_DATA"]).is_dir():
            add_sources(shared)
        measure_ucdp(shared, show=show)
        measure_esoc(shared, show=show)


if __name__ == "__main__":
    main()
