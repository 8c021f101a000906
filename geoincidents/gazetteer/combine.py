"""Build one index of ours and of what a user added, row by row and on disk.

Memory does not grow with the number of places: names are staged, sorted and grouped in SQLite.
"""

import csv
import shutil
import sqlite3
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import marisa_trie

from geoincidents.gazetteer.compile import ROWS_FILE, SCHEMA, TRIE_FILE
from geoincidents.gazetteer.distance import estimate_distance
from geoincidents.gazetteer.kinds import read_kinds
from geoincidents.gazetteer.ranking import MOST_PLACES_A_NAME, SETTLEMENTS, rank_row
from geoincidents.gazetteer.regional import AreaNames
from geoincidents.gazetteer.scan import CUED, FREE, HELD
from geoincidents.gazetteer.skeleton import make_skeleton
from geoincidents.gazetteer.sources.store import POLYGONS, ROWS
from geoincidents.gazetteer.stopwords import StopWords, read_stopwords
from geoincidents.gazetteer.theatre import read_theatre
from geoincidents.gazetteer.variants import (
    ARTICLE,
    FEWEST_LETTERS_WITHOUT_ARTICLE,
    Name,
    name_place,
)
from geoincidents.text.names import fold_name

POLYGONS_FILE = POLYGONS
MADE_AT_ONCE = 5_000
TOLD_EACH = 500_000  # places; a multiple of what is made at once
SAME_PLACE_M = 8_000
AREAS = frozenset({"admin1", "admin2", "country"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Hold what tells whether a place of a source is one of ours."""

    by_geonames: dict[str, str]
    by_name: dict[tuple[str, str], list[tuple[str, float, float, str]]]


def combine_index(
    base: Path,
    sources: Sequence[tuple[str, Path]],
    target: Path,
    progress: Callable[[str], None] | None = None,
) -> None:
    """Write the index of the folder `base` and of sources (kind, folder) into `target`.

    `progress` is called with a line for people, where there is much to do.
    """
    say = progress or (lambda _line: None)
    count = 0
    stops = read_stopwords()
    staging = target / "staging.sqlite"
    shutil.copyfile(base / ROWS_FILE, target / ROWS_FILE)
    with closing(sqlite3.connect(target / ROWS_FILE)) as rows:
        rows.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;")
        rows.execute("PRAGMA cache_size = -40000")
        rows.execute("ATTACH DATABASE ? AS stage", (str(staging),))
        rows.execute("PRAGMA stage.journal_mode = OFF")
        rows.execute("PRAGMA stage.synchronous = OFF")
        rows.execute(
            "CREATE TABLE stage.staged (folded TEXT, form TEXT, score REAL, place_id TEXT, "
            "origin INTEGER, cued INTEGER)"
        )
        _stage_base(rows, base)
        known = _read_known(rows)
        areas = AreaNames(rows)
        for kind, folder in sources:
            areas.learn(folder / ROWS)
            for batch in _batch(_read_rows(folder / ROWS)):
                _add_rows(rows, batch, kind, known, areas)
                count += len(batch)
                if count % TOLD_EACH == 0 and batch:
                    say(f"{count:,} places are in the index")
        if count >= TOLD_EACH:
            say("sorting their names")
        _write_names(rows, target, stops)
        rows.commit()
        rows.execute("DETACH DATABASE stage")
    staging.unlink()
    _keep_polygons([folder for kind, folder in sources if kind == "boundaries"], target)


def _read_rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        yield from csv.DictReader(stream)


def _batch(rows: Iterable[dict[str, str]]) -> Iterator[list[dict[str, str]]]:
    batch: list[dict[str, str]] = []
    for row in rows:
        batch.append(row)
        if len(batch) >= MADE_AT_ONCE:
            yield batch
            batch = []
    yield batch


def _stage_base(rows: sqlite3.Connection, base: Path) -> None:
    """Stage the names of our own index, each with a score that keeps the order of its places."""
    trie = marisa_trie.Trie()
    trie.mmap(str(base / TRIE_FILE))
    ranks = dict(rows.execute("SELECT place_id, rank FROM places"))

    def list_names() -> Iterator[tuple[object, ...]]:
        for key, form, cued, places in rows.execute("SELECT key, form, cued, places FROM names"):
            folded, score = trie.restore_key(key), 99.0
            for place_id in places.split(" "):
                score = min(score - 1e-6, ranks[place_id])
                yield folded, form, score, place_id, 0, cued

    rows.executemany("INSERT INTO stage.staged VALUES (?,?,?,?,?,?)", list_names())
    rows.execute("CREATE TEMP TABLE spelled AS SELECT DISTINCT key FROM skeletons")
    rows.execute("CREATE TABLE stage.spelled (folded TEXT)")
    rows.executemany(
        "INSERT INTO stage.spelled VALUES (?)",
        ((trie.restore_key(key),) for (key,) in rows.execute("SELECT key FROM spelled")),
    )
    rows.execute("DROP TABLE spelled")
    rows.executescript("DROP TABLE names; DROP TABLE skeletons;")
    rows.executescript(
        ";".join(part for part in SCHEMA.split(";") if " names " in part or " skeletons " in part)
    )


def _read_known(rows: sqlite3.Connection) -> Known:
    by_geonames: dict[str, str] = {}
    by_name: dict[tuple[str, str], list[tuple[str, float, float, str]]] = defaultdict(list)
    found = rows.execute(
        "SELECT place_id, name, kind, longitude, latitude, country, source FROM places"
    )
    for place_id, name, kind, longitude, latitude, country, source in found:
        if kind in SETTLEMENTS or kind in AREAS or kind == "neighbourhood":
            key = (sys.intern(fold_name(name)), country or "")
            by_name[key].append((place_id, longitude, latitude, kind))
        if "GeoNames " in source:
            by_geonames[source.split("GeoNames ")[1].split(" ")[0].rstrip(";,")] = place_id
    return Known(by_geonames=by_geonames, by_name=dict(by_name))


def _add_rows(
    rows: sqlite3.Connection,
    batch: Sequence[dict[str, str]],
    kind: str,
    known: Known,
    areas: AreaNames,
) -> None:
    """Add places of a source: a place of ours that it knows too only gets its names."""
    places, names, told = [], [], []
    for cells in batch:
        is_own = kind == "own"
        place_kind = read_kinds()[cells["kind"]]
        aliases = cells["aliases"].split("|") if cells["aliases"] else []
        if place_kind.settles and not is_own:
            given = _name_settlement(cells["name"], aliases, cells["country"])
        else:
            given = name_place(cells["name"], aliases, place_kind, country=cells["country"] or None)
        # An area with a boundary stays a place of its own: its polygon hangs on its id.
        twin = None if is_own or kind == "boundaries" else _find_twin(cells, given, known)
        rank = rank_row(cells, is_own=is_own)
        place_id = twin or cells["id"]
        admin1 = cells["admin1"] if is_own else areas.find(cells["country"], cells["admin1"])
        if twin is None:
            places.append(_row_of(cells, admin1, rank))
        elif admin1 and place_kind.settles:
            told.append((admin1, twin))
        origin = 2 if is_own else 1
        names += [
            (one.folded, one.form, rank - one.penalty, place_id, origin, FREE) for one in given
        ]
    rows.executemany("INSERT OR REPLACE INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)", places)
    rows.executemany("INSERT INTO stage.staged VALUES (?,?,?,?,?,?)", names)
    # Towns of the world do not know their province: the source tells it.
    rows.executemany("UPDATE places SET admin1 = ? WHERE place_id = ? AND admin1 IS NULL", told)


def _name_settlement(name: str, aliases: Sequence[str], country: str) -> list[Name]:
    """Give the names of a settlement of a dump; without its article, too, in Arab countries.

    `name_place` would also add the article, which doubles the names of the largest sources;
    `candidates` looks for both.
    """
    names = {folded: Name(folded=folded) for one in (name, *aliases) if (folded := fold_name(one))}
    if country in read_theatre().article:
        for folded in list(names):
            bare = folded.removeprefix(ARTICLE)
            if bare != folded and len(bare) >= FEWEST_LETTERS_WITHOUT_ARTICLE:
                names.setdefault(bare, Name(folded=bare, penalty=0.1, given=False))
    return list(names.values())


def _find_twin(cells: dict[str, str], names: Sequence[Name], known: Known) -> str | None:
    """Give the id of the place of ours that a row tells of, if there is one."""
    kind = cells["kind"]
    found = known.by_geonames.get(cells["geonameid"]) if cells["geonameid"] else None
    if found is not None:
        return found
    if kind not in SETTLEMENTS and kind not in AREAS:
        return None
    group = SETTLEMENTS if kind in SETTLEMENTS else {kind}
    longitude, latitude = float(cells["longitude"]), float(cells["latitude"])
    reach_m = SAME_PLACE_M if kind in SETTLEMENTS else 60_000
    for name in names:
        for place_id, x, y, its_kind in known.by_name.get((name.folded, cells["country"]), ()):
            near = estimate_distance(longitude, latitude, x, y) <= reach_m
            if its_kind in group and (near or kind == "country"):
                return place_id
    return None


def _row_of(cells: dict[str, str], admin1: str, rank: float) -> tuple[object, ...]:
    return (
        cells["id"],
        cells["name"],
        cells["kind"],
        float(cells["longitude"]),
        float(cells["latitude"]),
        int(cells["radius_m"]),
        cells["country"] or None,
        admin1 or None,
        cells["aliases"],
        None,
        cells["source"],
        cells["confidence"],
        int(cells["population"]) if cells["population"] else None,
        rank,
    )


def _write_names(rows: sqlite3.Connection, target: Path, stops: StopWords) -> None:
    """Group the staged names, write the trie, then the places of each name in their order."""
    rows.execute("CREATE INDEX stage.by_name ON staged (folded, form, score DESC, place_id)")
    keys = rows.execute("SELECT DISTINCT folded FROM stage.staged ORDER BY folded")
    trie = marisa_trie.Trie(folded for (folded,) in keys)
    trie.save(str(target / TRIE_FILE))
    staged = rows.execute(
        "SELECT folded, form, place_id, origin, cued FROM stage.staged "
        "ORDER BY folded, form, score DESC, place_id"
    )
    demonyms = frozenset(
        folded
        for (folded,) in rows.execute("SELECT folded FROM stage.staged WHERE form = 'demonym'")
    )
    writer = rows.cursor()
    grouped = groupby(staged, key=lambda row: (row[0], row[1]))
    writer.executemany(
        "INSERT INTO names VALUES (?,?,?,?)",
        (
            (trie[folded], form, _choose_cue(folded, form, group, stops, demonyms), " ".join(ids))
            for (folded, form), entries in grouped
            for group in (list(entries),)
            for ids in (list(dict.fromkeys(row[2] for row in group))[:MOST_PLACES_A_NAME],)
        ),
    )
    spelled = rows.execute(
        "SELECT DISTINCT folded FROM stage.staged WHERE origin > 0 AND form = 'name' "
        "UNION SELECT folded FROM stage.spelled"
    )
    reduce = make_skeleton.__wrapped__  # a cache of a million spellings would fill the memory
    writer.executemany(
        "INSERT OR IGNORE INTO skeletons VALUES (?,?)",
        # Consonants are told in Latin letters only; with and without the article they are the same.
        ((reduce(folded), trie[folded]) for (folded,) in spelled if "a" <= folded[0] <= "z"),
    )


def _choose_cue(
    folded: str,
    form: str,
    group: Sequence[tuple[str, str, str, int, int]],
    stops: StopWords,
    demonyms: frozenset[str],
) -> int:
    """Say what a name needs beside it: ours as ever, those of dumps a holder if they are words."""
    own = [row for row in group if row[3] == 2]  # noqa: PLR2004 - origin: the user's own
    base = [row[4] for row in group if row[3] == 0]
    if base and (min(base) != HELD or not own):
        imported = len(base) < len(group)
        return min(base) if min(base) != HELD or not imported else _judge(folded, stops, HELD)
    if own:
        return CUED if stops.is_ordinary(folded) else FREE
    if form != "name":
        return FREE
    # "German" is a village somewhere: what is said of people is no name of a dump.
    return HELD if folded in demonyms else _judge(folded, stops, HELD)


def _judge(folded: str, stops: StopWords, otherwise: int) -> int:
    is_word = stops.is_ordinary(folded) or stops.is_person(folded) or len(folded) <= 3  # noqa: PLR2004 - "al", "ur"
    return otherwise if is_word else FREE


def _keep_polygons(folders: Sequence[Path], target: Path) -> None:
    if not folders:
        return
    with closing(sqlite3.connect(target / POLYGONS_FILE)) as polygons:
        polygons.execute(
            "CREATE TABLE polygons (place_id TEXT PRIMARY KEY, level INTEGER, wkb BLOB)"
        )
        for folder in folders:
            polygons.execute("ATTACH DATABASE ? AS added", (str(folder / POLYGONS),))
            polygons.execute("INSERT OR REPLACE INTO polygons SELECT * FROM added.polygons")
            polygons.commit()
            polygons.execute("DETACH DATABASE added")
