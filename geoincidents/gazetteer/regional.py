"""Call the provinces of a source as ours are called ("Al-Anbar" is Anbar)."""

import csv
import sqlite3
from collections import defaultdict
from pathlib import Path

from geoincidents.gazetteer.distance import estimate_distance
from geoincidents.gazetteer.kinds import read_kinds
from geoincidents.gazetteer.skeleton import make_skeleton
from geoincidents.gazetteer.variants import cut_kind
from geoincidents.text.names import fold_name


class AreaNames:
    """Know the first-level areas of our index, and those of sources by name or by place."""

    def __init__(self, rows: sqlite3.Connection) -> None:
        self._areas: dict[str, list[tuple[str, set[str], float, float]]] = defaultdict(list)
        kind = read_kinds()["admin1"]
        found = rows.execute(
            "SELECT name, aliases, admin1, country, longitude, latitude FROM places "
            "WHERE kind = 'admin1'"
        )
        for name, aliases, admin1, country, x, y in found:
            names = {
                fold_name(cut_kind(one, kind))
                for one in (name, *aliases.split("|"), admin1 or name)
            }
            self._areas[country].append(
                (admin1 or name, names | {make_skeleton(n) for n in names}, x, y)
            )
        self._known: dict[tuple[str, str], str] = {}

    def learn(self, path: Path) -> None:
        """Match the areas that a source names in its column `admin1`."""
        sums: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        with path.open(encoding="utf-8", newline="") as stream:
            for cells in csv.DictReader(stream):
                if cells["admin1"]:
                    total = sums[cells["country"], cells["admin1"]]
                    total[0] += float(cells["longitude"])
                    total[1] += float(cells["latitude"])
                    total[2] += 1
        for (country, name), (x, y, count) in sums.items():
            self._known[country, name] = self._match(country, name, x / count, y / count)

    def find(self, country: str, name: str) -> str:
        """Give our name of an area of a source, its own where we have none."""
        return self._known.get((country, name), name)

    def _match(self, country: str, name: str, longitude: float, latitude: float) -> str:
        areas = self._areas.get(country)
        if not areas:
            return name
        folded = fold_name(cut_kind(name.split("(", maxsplit=1)[0].strip(), read_kinds()["admin1"]))
        bare = folded.removeprefix("al ")
        for wanted in (folded, bare, make_skeleton(folded)):
            for ours, names, _, _ in areas:
                if wanted in names:
                    return ours
        nearest = min(
            areas, key=lambda area: estimate_distance(longitude, latitude, area[2], area[3])
        )
        return nearest[0]
