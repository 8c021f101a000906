"""Measure how words about space are read and placed, against coded events and for speed.

    python benchmarks/locations.py esoc ../shared [--wof] [--misses N]
    python benchmarks/locations.py ucdp ../shared [--wof] [--misses N]
    python benchmarks/locations.py speed

ESOC: Iraqi incidents with free-text places, coded by governorate and district. UCDP: Syrian events
with a place name, coordinates and `where_prec`. Polygons are those of Who's On First; `--wof` also
adds its localities to the gazetteer.
"""

import argparse
import csv
import gzip
import math
import random
import re
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from geopy.distance import geodesic
from shapely import Geometry, Point
from shapely.geometry import Polygon

from geoincidents.coding import code_where_prec
from geoincidents.expressions import Locator
from geoincidents.extract.phrases import read_expression
from geoincidents.gazetteer import Gazetteer, NameHit, load_gazetteer
from geoincidents.gazetteer.skeleton import make_skeleton
from geoincidents.geodesy import draw_discs, draw_sectors, measure
from geoincidents.locate import Outlines, read_outlines
from geoincidents.model import Location, NoLocation, Place, Position
from geoincidents.text.names import fold_name

Row = dict[str, str]
_WINDS = r"north|south|east|west|\b(?:[NSEW]|NE|NW|SE|SW|[NS][NS][EW]|[EW][NS][EW])\b"
RELATIVE = re.compile(
    rf"\d\s*(km|miles?)|between|near|outside|{_WINDS}|road|highway", re.IGNORECASE
)
# ESOC's governorates -> names of the polygons
GOVERNORATES = {
    "Ninewa": "Ninawa", "Salah al-Din": "Sala ad-Din", "Babylon": "Babil", "Anbar": "Al-Anbar",
    "Basrah": "Al-Basrah", "Wassit": "Wasit", "Tameem": "Kirkuk", "Qadissiya": "Al-Qadisiyah",
    "Kerbala": "Karbala'", "Missan": "Maysan", "Muthanna": "Al-Muthannia", "Najaf": "An-Najaf",
    "Erbil": "Arbil", "Sulaymaniyah": "As-Sulaymaniyah", "Thi-Qar": "Dhi-Qar", "Dahuk": "Dihok",
}  # fmt: skip
DISTRICTS = {
    "Al Sadr": ("Thawra1", "Thawra2"), "Khadamiya": ("Kadhimia",), "Adhamiya": ("Adhamia",),
    "Al Resafa": ("Resafa",), "Al-Muqdadiya": ("Muqdadiya",),
}  # fmt: skip
NEAR = "2"

_KINDS = {"locality": "village", "neighbourhood": "neighbourhood"}
_CITY, _TOWN = 50_000, 5_000
_ALIKE = 0.75
_SHORTEST_SKELETON = 3
_RADII_M = {"city": 5000, "town": 3000, "village": 2000, "neighbourhood": 2000}


class WidenedGazetteer:
    """Know the places of a gazetteer, and after them those of Who's On First."""

    def __init__(self, base: Gazetteer, *files: Path) -> None:
        self._base = base
        self._names: dict[str, list[Place]] = defaultdict(list)
        self._skeletons: dict[str, set[str]] = defaultdict(set)
        for path in files:
            for row in csv.DictReader(gzip.decompress(path.read_bytes()).decode().splitlines()):
                if row["status"] == "ok" and row["placetype"] in _KINDS and row["lat"]:
                    self._add(row, path.name.split("_")[1].upper())

    def _add(self, row: dict[str, str], country: str) -> None:
        people = int(float(row["population"] or 0))
        kind = _KINDS[row["placetype"]]
        if kind == "village" and people >= _TOWN:
            kind = "city" if people >= _CITY else "town"
        names = {row["name"], *row["names_eng"].split("|")} - {""}
        place = Place(
            place_id=f"wof:{row['wof_id']}",
            name=row["name"],
            kind=kind,
            longitude=float(row["lon"]),
            latitude=float(row["lat"]),
            radius_m=_RADII_M[kind],
            country=country,
            admin1=row["region"] or None,
            aliases=tuple(sorted(names)),
            source="Who's On First",
            confidence="medium",
            population=people or None,
            rank=math.log10(people) if people else 2.5,
        )
        for folded in {fold_name(name) for name in names} - {""}:
            self._names[folded].append(place)
            self._skeletons[make_skeleton(folded)].add(folded)

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Give the places of a name in both, exact spellings first."""
        folded = fold_name(name)
        skeleton = make_skeleton(folded)
        similar = (
            [
                place
                for other in sorted(self._skeletons.get(skeleton, ()))
                if other != folded and SequenceMatcher(None, folded, other).ratio() >= _ALIKE
                for place in self._names[other]
            ]
            if len(skeleton) >= _SHORTEST_SKELETON
            else []
        )
        return (*self._base.candidates(name), *self._names.get(folded, ()), *similar)

    def scan(self, text: str) -> Sequence[NameHit]:
        """Give the names of the gazetteer itself in a text."""
        return self._base.scan(text)

    def nearest(self, longitude: float, latitude: float, limit: int = 1) -> tuple[Place, ...]:
        """Give the settlements of the gazetteer itself nearest to a point."""
        return self._base.nearest(longitude, latitude, limit)

    def list_sites(
        self, kinds: Sequence[str], longitude: float, latitude: float, reach_m: float
    ) -> tuple[Place, ...]:
        """Give the sites of the gazetteer itself about a point."""
        return self._base.list_sites(kinds, longitude, latitude, reach_m)

    def country_id(self, code: str) -> str:
        """Give the id of a country."""
        return self._base.country_id(code)

    @property
    def place(self) -> Callable[[str], Place]:
        """Give the place of an id of the gazetteer itself."""
        return self._base.place


def read_rows(path: Path) -> list[Row]:
    """Give the rows of a compressed CSV."""
    return list(csv.DictReader(gzip.decompress(path.read_bytes()).decode().splitlines()))


def open_locator(shared: Path, code: str, *, wof: bool) -> tuple[Locator, Outlines]:
    """Give a locator for a country with its polygons, and the polygons."""
    folder = shared / "sources" / "whosonfirst"
    names = [folder / f"wof_{code.lower()}_{level}.geojson.gz" for level in ("adm1", "adm2")]
    outlines = read_outlines(*names)
    base = load_gazetteer()
    places = folder / f"wof_{code.lower()}_places.csv.gz"
    gazetteer = WidenedGazetteer(base, places) if wof else base
    return Locator(country=code, gazetteer=gazetteer, outlines=outlines), outlines


def measure_esoc(shared: Path, *, wof: bool, misses: int) -> None:
    """Print how ESOC's relative phrases are read, and how they meet the coded areas."""
    rows = read_rows(shared / "corpora" / "esoc_iraq" / "dev.csv.gz")
    rows = [row for row in rows if RELATIVE.search(row["location"])]
    locator, outlines = open_locator(shared, "IQ", wof=wof)
    shapes = {one.name: one.shape for one in outlines.items if one.level == "admin1"}
    districts = {fold_name(one.name): one.shape for one in outlines.items if one.level == "admin2"}
    counts: Counter[str] = Counter()
    radii: list[float] = []
    missed: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        words = row["location"]
        results = locator.locate_each(words)
        found = [one for one in results if isinstance(one, Location)]
        counts["rows"] += 1
        if not found:
            reason = results[0].reason if isinstance(results[0], NoLocation) else ""
            missed["not read"].append(f"{words!r}: {reason}")
            continue
        counts["read"] += 1
        if found[0].relation == "bearing" and re.search(r"\d\s*(km|mi)", words):
            radii.append(found[0].radius_m)
        _check_area(
            row,
            found,
            shapes.get(
                GOVERNORATES.get(
                    row["governorate"],
                    "Baghdad" if row["governorate"] == "Baghdad" else row["governorate"],
                )
            ),
            "governorate",
            counts,
            missed,
        )
        wanted = DISTRICTS.get(row["district"], (re.sub(r"^Al[- ]", "", row["district"]),))
        for one in [districts[fold_name(w)] for w in wanted if fold_name(w) in districts][:1]:
            _check_area(row, found, one, "district", counts, missed)
    print(f"ESOC Iraq, relative and road phrases ({'with' if wof else 'without'} Who's On First)")
    _show("read", counts["read"], counts["rows"])
    for level in ("governorate", "district"):
        _show(f"area touches the {level}", counts[f"{level} touched"], counts[level])
        _show(f"point in the {level}", counts[f"{level} inside"], counts[level])
    print(f"  median radius of distance phrases: {statistics.median(radii) / 1000:.1f} km")
    _show_missed(missed, misses)


def _check_area(  # noqa: PLR0913, PLR0917 - what is compared, and where it is counted
    row: Row,
    found: Sequence[Location],
    shape: Geometry | None,
    level: str,
    counts: Counter[str],
    missed: dict[str, list[str]],
) -> None:
    if shape is None:
        return
    counts[level] += 1
    areas = [Polygon(one.area.coordinates[0]) for one in found if one.area]
    touched = any(area.intersects(shape) for area in areas)
    inside = any(Point(one.longitude, one.latitude).intersects(shape) for one in found)
    counts[f"{level} touched"] += touched
    counts[f"{level} inside"] += inside
    if not inside:
        first = found[0]
        kind = "inside" if touched else "touched"
        missed[f"{level} not {kind}"].append(
            f"{row['location']!r} coded {row['governorate']}/{row['district']}: {first.name} "
            f"{first.longitude:.2f},{first.latitude:.2f} r {first.radius_m / 1000:.0f} km "
            f"{first.rule}"
        )


def measure_ucdp(shared: Path, *, wof: bool, misses: int) -> None:
    """Print how UCDP's place names are coded, and whether the true point is inside our area."""
    rows = read_rows(shared / "corpora" / "ucdp_syria" / "dev.csv.gz")
    locator, _ = open_locator(shared, "SY", wof=wof)
    counts: Counter[str] = Counter()
    areas: dict[str, list[float]] = defaultdict(list)
    missed: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        level, words = row["where_prec"], ucdp_words(row)
        counts[level] += 1
        result = locator.locate(words)
        if isinstance(result, NoLocation):
            missed[f"{level} not read"].append(f"{words!r}: {result.reason}")
            continue
        counts[f"{level} read"] += 1
        agrees = code_where_prec(result) == int(level)
        counts[f"{level} agrees"] += agrees
        known = "no place in" not in result.rule and "of the gazetteer is not" not in result.rule
        counts["known"] += known
        counts["known and agreed"] += known and agrees
        true = Position(float(row["longitude"]), float(row["latitude"]))
        far = measure(result.position, true)[0]
        inside = _holds(result, true)
        counts[f"{level} inside"] += inside
        areas[level].append(result.radius_m)
        if not inside or not agrees:
            missed[f"{level} {'outside' if not inside else 'coded otherwise'}"].append(
                f"{words!r} {far / 1000:.1f} km off, ours {code_where_prec(result)}: "
                f"{result.name} {result.place_kind} r {result.radius_m / 1000:.1f} km {result.rule}"
            )
    print(f"UCDP Syria ({'with' if wof else 'without'} Who's On First)")
    print(
        "  where_prec   rows   read  agrees  inside  median radius km   (shares of what was read)"
    )
    for level in sorted(level for level in counts if level.isdigit()):
        read = counts[f"{level} read"] or 1
        middle = statistics.median(areas[level]) / 1000 if areas[level] else 0
        print(
            f"  {level:10} {counts[level]:6} {counts[f'{level} read'] / counts[level]:6.1%}"
            f" {counts[f'{level} agrees'] / read:7.1%} {counts[f'{level} inside'] / read:7.1%}"
            f" {middle:10.1f}"
        )
    total = sum(counts[level] for level in counts if level.isdigit())
    read = sum(counts[key] for key in counts if key.endswith("read"))
    _show("read", read, total)
    _show("agrees, where the name is known", counts["known and agreed"], counts["known"])
    for what in ("agrees", "inside"):
        _show(what, sum(counts[key] for key in counts if key.endswith(what)), read)
    _show_missed(missed, misses)


def ucdp_words(row: Row) -> str:
    """Give the words that a coder had: the place, its district, its province."""
    parts = [row["where_coordinates"], row["adm_2"], row["adm_1"]]
    words = ", ".join(dict.fromkeys(part for part in parts if part and part != "NA"))
    # The name alone does not tell 2 ("within about 25 km of a known point"): the source said so.
    return f"near {words}" if row["where_prec"] == NEAR else words


def _holds(location: Location, point: Position) -> bool:
    if location.area is None:
        return measure(location.position, point)[0] <= location.radius_m
    ring = Polygon(location.area.coordinates[0], location.area.coordinates[1:])
    return bool(ring.intersects(Point(point.longitude, point.latitude)))


def measure_speed() -> None:
    """Print phrases read and areas built a second, beside geopy point by point."""
    rng = random.Random(1)  # noqa: S311 - a fixed sample
    towns = ["Erbil", "Kirkuk", "Tikrit", "Baiji", "Mosul", "Balad", "Samarra", "Taji", "Hit"]
    forms = [
        "{n} km {wind} of {a}", "between {a} and {b}", "near {a}, {n} miles west of {b}",
        "{part} {a}", "{a}, south of {b}", "on the road from {a} to {b}",
    ]  # fmt: skip
    phrases = [
        rng.choice(forms).format(
            n=rng.randint(2, 90),
            a=rng.choice(towns[:4]),
            b=rng.choice(towns[4:]),
            wind=rng.choice(["north", "SW", "south-east"]),
            part=rng.choice(["northern", "central", "western"]),
        )
        for _ in range(20_000)
    ]
    start = time.perf_counter()
    for phrase in phrases:
        read_expression(phrase)
    print(f"phrases read a second: {len(phrases) / (time.perf_counter() - start):,.0f}")
    numbers = np.random.default_rng(1)
    n = 100_000
    lon, lat = numbers.uniform(-179, 179, n), numbers.uniform(-60, 60, n)
    radius, bearing = numbers.uniform(100, 30_000, n), numbers.uniform(0, 360, n)
    draw_discs(lon[:1000], lat[:1000], radius[:1000])
    start = time.perf_counter()
    draw_discs(lon, lat, radius)
    print(f"discs of 64 corners a second: {n / (time.perf_counter() - start):,.0f}")
    start = time.perf_counter()
    draw_sectors(lon, lat, bearing, bearing + 45, radius * 0.8, radius * 1.2)
    print(f"sectors a second: {n / (time.perf_counter() - start):,.0f}")
    few = 200
    start = time.perf_counter()
    for x, y, r in zip(lon[:few], lat[:few], radius[:few], strict=True):
        for corner in range(64):
            geodesic(meters=r).destination((y, x), bearing=corner * 5.625)
    print(f"the same discs by geopy, a second: {few / (time.perf_counter() - start):,.0f}")


def _show(what: str, part: int, whole: int) -> None:
    print(f"  {what}: {part} of {whole} = {part / max(1, whole):.1%}")


def _show_missed(missed: dict[str, list[str]], number: int) -> None:
    rng = random.Random(1)  # noqa: S311 - a fixed sample
    for kind, lines in sorted(missed.items()):
        if number:
            print(f"\n{kind}: {len(lines)}")
        for line in rng.sample(lines, min(number, len(lines))):
            print(f"  {line}")


def main() -> None:
    """Read the command line and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=("esoc", "ucdp", "speed"))
    parser.add_argument("shared", nargs="?", type=Path, default=Path("../shared"))
    parser.add_argument("--wof", action="store_true")
    parser.add_argument("--misses", type=int, default=0)
    asked = parser.parse_args()
    if asked.what == "speed":
        measure_speed()
    elif asked.what == "esoc":
        measure_esoc(asked.shared, wof=asked.wof, misses=asked.misses)
    else:
        measure_ucdp(asked.shared, wof=asked.wof, misses=asked.misses)


if __name__ == "__main__":
    main()
