"""The gazetteer: names in, places out, read from a compiled index."""

import re
import shutil
import sqlite3
import unicodedata
import weakref
from collections.abc import Callable, Sequence
from contextlib import closing
from difflib import SequenceMatcher
from functools import cache, lru_cache
from math import cos, radians
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import marisa_trie

from geoincidents.errors import GazetteerError
from geoincidents.folders import find_folder
from geoincidents.gazetteer.cache import open_index_folder
from geoincidents.gazetteer.distance import METRES_A_DEGREE, estimate_distance
from geoincidents.gazetteer.scan import NameEntry, NameHit, NameScanner
from geoincidents.gazetteer.skeleton import make_skeleton
from geoincidents.gazetteer.sounds import is_alike, make_sound, read_families
from geoincidents.gazetteer.sources.store import (
    FOLDER,
    POLYGONS,
    find_data_folder,
    list_sources,
    name_sources,
)
from geoincidents.gazetteer.stopwords import read_stopwords
from geoincidents.model.place import Place
from geoincidents.text.names import fold_name

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

TRIE_FILE = "names.marisa"
ROWS_FILE = "places.sqlite"
MOST_CANDIDATES = 25
SHORTEST_SKELETON = 3
ALIKE = 0.75  # share of letters that two spellings of one name have in common
ALIKE_SHORT = 0.85
ARTICLE = "al "
NEAREST_REACH_DEG = (0.1, 0.5, 2.0, 9.0)
_CACHED_NAMES = 1 << 16
_CACHED_BOXES = 256
_WORLD = ("gn.", "icao.")  # ids of places of the world's lists
_ARTICLE = re.compile(r"^[ae][ldnrsthz]{1,2}[- ]")


class Gazetteer:
    """Know places by their names; safe to share between threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._trie = marisa_trie.Trie()
        self._trie.mmap(str(folder / TRIE_FILE))
        self._rows = sqlite3.connect(
            f"{(folder / ROWS_FILE).resolve().as_uri()}?mode=ro&immutable=1",
            uri=True,
            check_same_thread=False,
        )
        self._rows.execute("PRAGMA temp_store = memory")  # a full disk must not stop a look-up
        weakref.finalize(self, self._rows.close)
        self._lock = Lock()
        self.place = lru_cache(_CACHED_NAMES)(self._read_place)
        self._entries = lru_cache(_CACHED_NAMES)(self._read_entries)
        self.respell = lru_cache(_CACHED_NAMES)(self._respell)
        # No index serves a box: of each town its surroundings are read once.
        self._rows_about = lru_cache(_CACHED_BOXES)(self._read_rows_about)
        self._scanner = NameScanner(self._trie, self._entries, read_stopwords(), self.place)

    def scan(self, text: str) -> list[NameHit]:
        """Give every name in a text, leftmost and longest, none over another."""
        hits = self._scanner.scan(text)
        return [kept for hit in hits if (kept := self._read_capitals(hit)) is not None]

    def _read_capitals(self, hit: NameHit) -> NameHit | None:
        """Give a hit; a word of capitals ("NAME") without the places that are not so spelled.

        Where all letters are capitals nothing tells a name from a word, and folding makes many
        words alike to a spelling of some village. Towns of the world are left: we keep few of
        their spellings.
        """
        surface = hit.surface
        if hit.form != "name" or " " in surface or not surface.isupper():
            return hit
        word = _spell(surface)
        kept = tuple(
            place_id
            for place_id in hit.place_ids
            if place_id.startswith(_WORLD) or self._is_spelled(self.place(place_id), word)
        )
        return (
            hit
            if len(kept) == len(hit.place_ids)
            else hit._replace(place_ids=kept)
            if kept
            else None
        )

    def _is_spelled(self, place: Place, word: str) -> bool:
        """Say whether a word, of letters alone, is a spelling of a place or begins one."""
        return any(_spell(name).startswith(word) for name in (place.name, *place.aliases))

    def say_why_not(self, text: str, start: int, end: int) -> str | None:
        """Say why `scan` leaves a name out at an offset; `None` where no place is so named."""
        return self._scanner.say_why_not(text, start, end)

    def list_names(self) -> list[str]:
        """Give every folded name, in the order of their letters."""
        return list(self._trie)

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Give the places of a name, best first; where none is so named, of its variants."""
        folded = fold_name(name)
        ids = self._find_exactly(folded)
        ids += self._find_similar(folded, ids) if ids else self._find_otherwise(folded)
        return tuple(self.place(place_id) for place_id in ids[:MOST_CANDIDATES])

    def _find_otherwise(self, folded: str) -> list[str]:
        """Give the places of other spellings: by how they sound, then by their letters."""
        ids = self._find_sounding(folded)
        return ids + self._find_similar(folded, ids)

    def _find_similar(self, folded: str, ids: Sequence[str]) -> list[str]:
        """Give the places, but for `ids`, whose names share the consonants and most letters."""
        skeleton = make_skeleton(folded)
        # Two consonants tell little: then the letters have to agree the more.
        is_short = len(skeleton) < SHORTEST_SKELETON
        alike = ALIKE_SHORT if is_short else ALIKE
        if len(ids) >= MOST_CANDIDATES or not skeleton or (is_short and ids):
            return []
        keys = self._query("SELECT key FROM skeletons WHERE skeleton = ?", skeleton)
        similar = [
            place_id
            for (key,) in keys
            if SequenceMatcher(None, folded, self._trie.restore_key(key)).ratio() >= alike
            for entry in self._entries(key)
            if entry.form != "demonym"
            for place_id in entry.place_ids
        ]
        places = sorted({*similar} - {*ids})
        return sorted(places, key=lambda place_id: -self.place(place_id).rank)

    def _respell(self, name: str) -> tuple[Place, ...]:
        """Give the places that other spellings of a name mean ("Drogobych"), best first.

        None where the name itself is known: then nothing else is meant.
        """
        folded = fold_name(name)
        ids = [] if self._find_exactly(folded) else self._find_otherwise(folded)
        return tuple(self.place(place_id) for place_id in ids[:MOST_CANDIDATES])

    def knows(self, name: str) -> bool:
        """Say whether a place is so named, and not only like it."""
        return bool(self._find_exactly(fold_name(name)))

    def areas_at(self, longitude: float, latitude: float) -> tuple[Place, ...]:
        """Give the areas whose boundary holds a point, the smallest first.

        Only boundaries that were added are known (`places add boundaries`).
        """
        import shapely  # noqa: PLC0415 - only boundaries need it

        point = shapely.Point(longitude, latitude)
        found = [
            (shape.area, place_id)
            for place_id, shape in self._outlines().items()
            if shape.covers(point)
        ]
        return tuple(self.place(place_id) for _, place_id in sorted(found))

    def list_outlines(self) -> "list[tuple[Place, BaseGeometry]]":
        """Give each area whose boundary was added, with its polygon in degrees."""
        return [(self.place(place_id), shape) for place_id, shape in self._outlines().items()]

    @cache  # noqa: B019 - a gazetteer lives as long as the program
    def _outlines(self) -> "dict[str, BaseGeometry]":
        """Give the polygons of the areas that were added, prepared for many questions."""
        import shapely  # noqa: PLC0415 - see above

        path = self.folder / POLYGONS
        if not path.is_file():
            return {}
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as rows:
            shapes = {
                place_id: shapely.from_wkb(wkb)
                for place_id, wkb in rows.execute("SELECT place_id, wkb FROM polygons")
            }
        shapely.prepare(list(shapes.values()))
        return shapes

    def country_of_demonym(self, word: str) -> str | None:
        """Give the ISO code of the country whose people are so called."""
        rows = self._query("SELECT code FROM demonyms WHERE folded = ?", fold_name(word))
        return str(rows[0][0]) if rows else None

    def country_id(self, code: str) -> str:
        """Give the id of the country of an ISO code.

        Raises:
            GazetteerError: there is no such country.
        """
        rows = self._query(
            "SELECT place_id FROM places WHERE kind = 'country' AND country = ?", code
        )
        if not rows:
            msg = f"no country has the code {code!r}; codes are ISO 3166-1 alpha-2"
            raise GazetteerError(msg)
        return str(rows[0][0])

    def towns(self, min_population: int) -> list[Place]:
        """Give the settlements of at least so many people, the largest first."""
        rows = self._query(
            "SELECT * FROM places WHERE population >= ? ORDER BY population DESC, place_id",
            min_population,
        )
        return [_make_place(row) for row in rows]

    def nearest(self, longitude: float, latitude: float, limit: int = 1) -> tuple[Place, ...]:
        """Give the settlements nearest to a point, the nearest first, up to some 1,000 km."""
        for reach_deg in NEAREST_REACH_DEG:
            wide_deg = min(180.0, reach_deg / max(0.05, cos(radians(latitude))))
            rows = self._query(
                "SELECT * FROM places WHERE latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?"
                " AND kind IN ('city', 'town', 'village')",
                latitude - reach_deg,
                latitude + reach_deg,
                longitude - wide_deg,
                longitude + wide_deg,
            )
            places = sorted(
                (estimate_distance(longitude, latitude, row[3], row[4]), row) for row in rows
            )
            # What lies in a corner of the box may be farther than what lies just outside it.
            if places and places[0][0] <= reach_deg * METRES_A_DEGREE:
                return tuple(_make_place(row) for _, row in places[:limit])
        return ()

    def list_sites(
        self, kinds: Sequence[str], longitude: float, latitude: float, reach_m: float
    ) -> tuple[Place, ...]:
        """Give the places of some kinds at most `reach_m` from a point, the nearest first."""
        far = sorted(
            (estimate_distance(longitude, latitude, row[3], row[4]), row[0], row)
            for row in self._rows_about(longitude, latitude, reach_m)
            if row[2] in kinds
        )
        return tuple(_make_place(row) for distance, _, row in far if distance <= reach_m)

    def _read_rows_about(
        self, longitude: float, latitude: float, reach_m: float
    ) -> list[tuple[Any, ...]]:
        """Give the rows of the places in a box about a point."""
        reach_deg = reach_m / METRES_A_DEGREE
        wide_deg = min(180.0, reach_deg / max(0.05, cos(radians(latitude))))
        return self._query(
            "SELECT * FROM places WHERE latitude BETWEEN ? AND ? AND longitude BETWEEN ? AND ?",
            latitude - reach_deg,
            latitude + reach_deg,
            longitude - wide_deg,
            longitude + wide_deg,
        )

    def close(self) -> None:
        """Let go of the files."""
        self._rows.close()

    def _find_exactly(self, folded: str) -> list[str]:
        ids = self._find_ids(folded)
        if not ids and folded:
            # Tables hold Arabic names with and without their article, dumps as they write them.
            bare = folded.removeprefix(ARTICLE)
            ids = self._find_ids(bare if bare != folded else f"{ARTICLE}{folded}")
        return ids

    def _find_sounding(self, folded: str) -> list[str]:
        """Give the places of names that sound alike in the languages of their countries."""
        sounds = {make_sound(folded, family): family.countries for family in read_families()}
        asked = [sound for sound in sounds if sound]
        marks = ",".join("?" * len(asked))
        found: dict[str, float] = {}
        statement = f"SELECT sound, folded FROM sounds WHERE sound IN ({marks})"  # noqa: S608 - marks
        for sound, other in self._query(statement, *asked):
            if is_alike(folded, other):
                places = map(self.place, self._find_ids(other))
                found |= {p.place_id: p.rank for p in places if p.country in sounds[sound]}
        return sorted(found, key=lambda place_id: (-found[place_id], place_id))

    def _find_ids(self, folded: str) -> list[str]:
        key = self._trie.get(folded)
        if key is None:
            return []
        ids = [
            place_id
            for entry in self._entries(key)
            if entry.form != "demonym"
            for place_id in entry.place_ids
        ]
        return list(dict.fromkeys(ids))

    def _read_entries(self, key: int) -> tuple[NameEntry, ...]:
        rows = self._query("SELECT form, cued, places FROM names WHERE key = ?", key)
        entries = (NameEntry(form, cued, tuple(places.split(" "))) for form, cued, places in rows)
        return tuple(sorted(entries, key=lambda entry: entry.form == "demonym"))

    def _read_place(self, place_id: str) -> Place:
        """Give a place by its id.

        Raises:
            GazetteerError: no place has this id.
        """
        rows = self._query("SELECT * FROM places WHERE place_id = ?", place_id)
        if not rows:
            msg = (
                f"no place has the id {place_id!r}; "
                "ids come from scan() and candidates() of the same gazetteer"
            )
            raise GazetteerError(msg)
        return _make_place(rows[0])

    def _query(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._rows.execute(statement, values).fetchall()


def _spell(name: str) -> str:
    """Give the letters of a name without case, accents and the Arabic article."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    return "".join(filter(str.isalnum, _ARTICLE.sub("", decomposed)))


def load_gazetteer(progress: Callable[[str], None] | None = None) -> Gazetteer:
    """Open the gazetteer, building its index first where there is none for our tables.

    `progress` is called with a line for people when something takes time or is out of order.

    Raises:
        GazetteerError: a place table is at fault; says every fault.
    """
    tables = find_folder("gazetteer")

    def build(folder: Path) -> None:
        # Building reads tens of megabytes through libraries that opening never needs.
        from geoincidents.gazetteer.compile import compile_index  # noqa: PLC0415

        compile_index(tables, folder)

    folder, is_temporary = open_index_folder(tables, build, progress)
    sources = list_sources()
    if sources:
        base, base_is_temporary = folder, is_temporary

        def combine(target: Path) -> None:
            from geoincidents.gazetteer.combine import combine_index  # noqa: PLC0415 - see build

            places = find_data_folder() / FOLDER
            # Dumps first, then tables by hand: the last word is the user's.
            ordered = sorted(sources, key=lambda one: (one.kind == "own", one.name))
            combine_index(
                base, [(one.kind, places / one.name) for one in ordered], target, progress
            )

        folder, is_temporary = open_index_folder(tables, combine, progress, name_sources(sources))
        if base_is_temporary:
            shutil.rmtree(base, ignore_errors=True)
    gazetteer = Gazetteer(folder)
    if is_temporary:
        weakref.finalize(gazetteer, shutil.rmtree, folder, ignore_errors=True)
    return gazetteer


def _make_place(row: tuple[Any, ...]) -> Place:
    return Place(
        place_id=row[0],
        name=row[1],
        kind=row[2],
        longitude=row[3],
        latitude=row[4],
        radius_m=row[5],
        country=row[6],
        admin1=row[7],
        aliases=tuple(row[8].split("|")) if row[8] else (),
        native_name=row[9],
        source=row[10],
        confidence=row[11],
        population=row[12],
        rank=row[13],
    )
