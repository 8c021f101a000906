"""Compile place tables and world sources into an index: names in a trie, rows in SQLite."""

import gc
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import marisa_trie

from geoincidents.gazetteer.check import check_rows
from geoincidents.gazetteer.distance import estimate_distance
from geoincidents.gazetteer.kinds import read_kinds
from geoincidents.gazetteer.ranking import (
    AREAS,
    SETTLEMENTS,
    Entry,
    lift_place,
    order_places,
    rank_below_cities,
    rank_place,
)
from geoincidents.gazetteer.scan import HELD
from geoincidents.gazetteer.skeleton import make_skeleton
from geoincidents.gazetteer.sounds import find_family, make_sound
from geoincidents.gazetteer.states import list_short_forms
from geoincidents.gazetteer.stopwords import StopWords, read_stopwords
from geoincidents.gazetteer.tables import Tables, make_error, read_tables
from geoincidents.gazetteer.variants import ARTICLE, Name, name_place
from geoincidents.gazetteer.world import read_airports, read_cities
from geoincidents.model.place import Place
from geoincidents.text.names import fold_name

TRIE_FILE = "names.marisa"
ROWS_FILE = "places.sqlite"
SAME_PLACE_M = 15_000
FAMOUS_FROM = 1_000_000
# "Central" and "Eastern" are provinces somewhere, and begin the names of many more.
WORDLESS = frozenset({"admin1", "admin2", "region"})
FIELDS = frozenset({"airport", "airbase"})
SOUNDED = SETTLEMENTS | AREAS | {"neighbourhood", "camp"}

# Of each folded name and form: (score, place id, whether a table gives it, whether it is held).
_ByName = dict[tuple[str, str], list[tuple[float, str, bool, bool]]]

SCHEMA = """
CREATE TABLE places (
    place_id TEXT PRIMARY KEY, name TEXT, kind TEXT, longitude REAL, latitude REAL,
    radius_m INTEGER, country TEXT, admin1 TEXT, aliases TEXT, native_name TEXT, source TEXT,
    confidence TEXT, population INTEGER, rank REAL
) WITHOUT ROWID;
CREATE TABLE names (key INTEGER, form TEXT, cued INTEGER, places TEXT, PRIMARY KEY (key, form))
    WITHOUT ROWID;
CREATE TABLE skeletons (skeleton TEXT, key INTEGER, PRIMARY KEY (skeleton, key)) WITHOUT ROWID;
CREATE TABLE sounds (sound TEXT, folded TEXT, PRIMARY KEY (sound, folded)) WITHOUT ROWID;
CREATE INDEX places_by_latitude ON places (latitude, longitude);
CREATE TABLE demonyms (folded TEXT PRIMARY KEY, code TEXT) WITHOUT ROWID;
"""


def compile_index(tables_folder: Path, target: Path) -> None:
    """Write the index files into the folder `target`, which exists and is empty.

    Raises:
        GazetteerError: a table is at fault; nothing is written.
    """
    tables = read_tables(tables_folder)
    faults = check_rows(tables)
    if faults:
        raise make_error(faults)
    collects = gc.isenabled()
    gc.disable()  # hundreds of thousands of small rows, none of them garbage before the end
    try:
        write_index(gather_entries(tables), tables, target)
    finally:
        if collects:
            gc.enable()


def gather_entries(tables: Tables) -> list[Entry]:
    """Give every place of tables and world, once, ranked, with its names."""
    stops = read_stopwords()
    curated = [*_name_countries(tables), *_name_rows(tables)]
    towns = list(read_cities(stops))
    fields = list(read_airports())
    curated, taken = _join_world(curated, [*towns, *fields])
    world = [
        Entry(place=rank_place(place, None), names=tuple(names), curated=False)
        for place, names in [*towns, *fields]
        if place.place_id not in taken and names
    ]
    return rank_below_cities([*curated, *world])


def write_index(entries: Iterable[Entry], tables: Tables, target: Path) -> None:
    """Write trie and rows of the entries into a folder."""
    stops = read_stopwords()
    entries = list(entries)
    by_name, spelled = _sort_by_name(entries, stops)
    trie = marisa_trie.Trie({folded for folded, _ in by_name})
    trie.save(str(target / TRIE_FILE))
    with sqlite3.connect(target / ROWS_FILE) as rows:
        rows.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {SCHEMA}")
        rows.executemany(
            "INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (_row_of(entry.place) for entry in entries),
        )
        by_id = {entry.place.place_id: entry.place for entry in entries}
        rows.executemany(
            "INSERT INTO names VALUES (?,?,?,?)", _list_names(by_name, by_id, trie, stops)
        )
        rows.executemany(
            "INSERT OR IGNORE INTO skeletons VALUES (?,?)",
            ((make_skeleton(folded), trie[folded]) for folded in spelled if folded in trie),
        )
        rows.executemany(
            "INSERT OR IGNORE INTO sounds VALUES (?,?)",
            (row for row in _list_sounds(entries, stops) if row[1] in trie),
        )
        rows.executemany(
            "INSERT OR IGNORE INTO demonyms VALUES (?,?)",
            (
                (fold_name(word), row.code)
                for row in tables.countries
                for demonym in row.demonyms
                for word in list_demonyms(demonym)
            ),
        )
    rows.close()


def _sort_by_name(entries: Iterable[Entry], stops: StopWords) -> tuple[_ByName, set[str]]:
    """Give who has each name, words that tables made up left out, and the names that are given."""
    by_name: _ByName = defaultdict(list)
    spelled: set[str] = set()
    for entry in entries:
        for name in entry.names:
            bare = name.folded.removeprefix(ARTICLE)  # "in Northern" folds to "al northern"
            if entry.place.kind in WORDLESS and stops.is_ordinary(bare):
                continue
            score = entry.place.rank - name.penalty
            is_given = entry.curated and name.given
            place_id = entry.place.place_id
            by_name[name.folded, name.form].append((score, place_id, is_given, name.held))
            if is_given:
                spelled.add(name.folded)
    _drop_made_words(by_name, stops)
    return by_name, spelled


def _list_sounds(entries: Iterable[Entry], stops: StopWords) -> Iterator[tuple[str, str]]:
    """Give how each name of a settlement or area sounds, and the name; no word or person's name."""
    for entry in entries:
        family = find_family(entry.place.country)
        if family is None or entry.place.kind not in SOUNDED:
            continue
        for name in entry.names:
            folded = name.folded
            hides = stops.is_ordinary(folded) or stops.is_person(folded)
            if name.form == "name" and not name.held and not hides:
                sound = make_sound(folded, family)
                if sound:
                    yield sound, folded


def _list_names(
    by_name: _ByName, by_id: Mapping[str, Place], trie: marisa_trie.Trie, stops: StopWords
) -> Iterator[tuple[int, str, int, str]]:
    """Give the rows of names: number, form, whether it needs a cue, places in their order."""
    for (folded, form), places in by_name.items():
        ordered = order_places(places)
        is_held = all(entry[3] for entry in places)
        cue = HELD if is_held else _needs_cue(folded, form, by_id[ordered[0]], stops)
        yield trie[folded], form, cue, " ".join(ordered)


def list_demonyms(demonym: str) -> tuple[str, ...]:
    """Give a demonym in its singular and, where it has one of its own, its plural."""
    if demonym.endswith(("s", "sh", "ch", "se", "men", "man", "woman", "x")):
        return (demonym,)
    return (demonym, f"{demonym}s")


def _list_demonym_names(demonyms: Iterable[str]) -> list[Name]:
    return [
        Name(folded=fold_name(word), form="demonym")
        for demonym in demonyms
        for word in list_demonyms(demonym)
    ]


def _name_countries(tables: Tables) -> list[Entry]:
    kind = read_kinds()["country"]
    entries = []
    for row in tables.countries:
        names = name_place(row.place.name, row.place.aliases, kind, country=None)
        names += _list_demonym_names(row.demonyms)
        if row.place.native_name:
            names.append(Name(folded=fold_name(row.place.native_name)))
        place = rank_place(row.place, None)
        entries.append(Entry(place=place, names=tuple(names), curated=True))
    return entries


def _name_rows(tables: Tables) -> list[Entry]:
    kinds = read_kinds()
    entries = []
    for row in tables.places:
        kind = kinds[row.place.kind]
        names = name_place(row.place.name, row.place.aliases, kind, country=row.place.country)
        if row.place.native_name:
            names.append(Name(folded=fold_name(row.place.native_name)))
        names += _list_demonym_names(row.demonyms)
        if row.place.kind == "admin1":
            short = list_short_forms(row.place.country, row.place.name)
            names += [Name(folded=fold_name(form), form="postal") for form in short]
        place = rank_place(row.place, row.rank)
        ranked = row.rank is not None
        entries.append(Entry(place=place, names=tuple(names), curated=True, ranked=ranked))
    return entries


def _join_world(
    curated: list[Entry], world: Iterable[tuple[Place, list[Name]]]
) -> tuple[list[Entry], set[str]]:
    """Give the curated entries with the population of their world rows, and those rows' ids.

    A world row is the same place where its id stands in the source of a table's row, or where a
    settlement (an airfield) of one name and country lies within 15 km.
    """
    by_id: dict[str, Place] = {}
    by_name: dict[tuple[str, str | None], list[Place]] = defaultdict(list)
    for place, names in world:
        by_id[place.place_id] = place
        for name in names:
            by_name[name.folded, place.country].append(place)
        by_name[fold_name(place.name), place.country].append(place)
    taken: set[str] = set()
    joined = []
    for entry in curated:
        twins = _find_twins(entry, by_id, by_name)
        taken |= {twin.place_id for twin in twins}
        populations = [twin.population for twin in twins if twin.population]
        if populations and entry.place.kind in SETTLEMENTS:
            place = replace(entry.place, population=max(populations))
            if not entry.ranked:
                place = rank_place(place, None)
            entry = replace(entry, place=place)  # noqa: PLW2901 - the same entry, known better
        joined.append(replace(entry, place=lift_place(entry.place)))
    return joined, taken


def _find_twins(
    entry: Entry,
    by_id: Mapping[str, Place],
    by_name: Mapping[tuple[str, str | None], list[Place]],
) -> list[Place]:
    place = entry.place
    words = place.source.replace(";", " ").replace(",", " ").split()
    # A quarter or a camp is the city of a million that its source names: "Sadr City".
    cited = (by_id.get(f"{prefix}.{word}") for word in words for prefix in ("gn", "icao"))
    twins = [twin for twin in cited if twin is not None]
    group = SETTLEMENTS if place.kind in SETTLEMENTS else FIELDS
    if place.kind in group or place.kind in {"base", "neighbourhood"}:
        twins += [
            twin
            for name in entry.names
            for twin in by_name.get((name.folded, place.country), ())
            if twin.kind in group and _measure(place, twin) <= SAME_PLACE_M
        ]
    return twins


def _measure(one: Place, other: Place) -> float:
    return estimate_distance(one.longitude, one.latitude, other.longitude, other.latitude)


def _drop_made_words(by_name: _ByName, stops: StopWords) -> None:
    """Drop what no table gives where it is an ordinary word, a person's name or a demonym."""
    for key, places in list(by_name.items()):
        folded, form = key
        if form == "postal":
            continue
        is_demonym = form == "name" and (folded, "demonym") in by_name
        if folded in stops.never or (is_demonym and not any(entry[2] for entry in places)):
            del by_name[key]
        elif stops.is_ordinary(folded) or stops.is_person(folded):
            kept = [entry for entry in places if entry[2] or entry[1].startswith("gn.")]
            if kept:
                by_name[key] = kept
            else:
                del by_name[key]


def _needs_cue(folded: str, form: str, best: Place, stops: StopWords) -> bool:
    """Say whether a name is a place only where the words round it say so."""
    if form != "name":
        return False
    if stops.is_ordinary(folded):
        return True
    famous = best.kind == "country" or (best.population or 0) >= FAMOUS_FROM
    return stops.is_person(folded) and not famous


def _row_of(place: Place) -> tuple[object, ...]:
    return (
        place.place_id,
        place.name,
        place.kind,
        place.longitude,
        place.latitude,
        place.radius_m,
        place.country,
        place.admin1,
        "|".join(place.aliases),
        place.native_name,
        place.source,
        place.confidence,
        place.population,
        place.rank,
    )
