"""Our place tables, and what becomes of a bad one."""

import shutil
from pathlib import Path

import pytest

from geoincidents.errors import GazetteerError
from geoincidents.gazetteer.check import check_tables
from geoincidents.gazetteer.compile import compile_index
from geoincidents.gazetteer.kinds import read_kinds
from geoincidents.gazetteer.stopwords import read_stopwords
from geoincidents.gazetteer.tables import read_tables
from geoincidents.text.names import fold_name

TABLES = Path(__file__).parents[2] / "gazetteer"
HEADER = "id,name,kind,aliases,name_ar,longitude,latitude,radius_m,country,admin1,source,confidence"
GOOD = "iq.city.x,Xville,city,Exville,,44.1,33.2,4000,IQ,Baghdad,looked up,high"


def check_with(folder: Path, *lines: str) -> list[str]:
    """Give the faults of a folder that holds our countries and one table of these lines."""
    shutil.copy(TABLES / "countries.csv", folder)
    (folder / "mine.csv").write_text("\n".join(lines) + "\n", "utf-8")
    return [str(fault) for fault in check_tables(folder)]


def test_our_tables_have_no_fault() -> None:
    """Every row of ours is of a known kind, in its country, and told apart from the others."""
    assert [str(fault) for fault in check_tables(TABLES)] == []


def test_our_tables_are_wide() -> None:
    """The theatre is known: rows, aliases and names in their own script."""
    rows = [row.place for row in read_tables(TABLES).places]
    assert len(rows) >= 1_500
    assert sum(len(place.aliases) for place in rows) >= 4_000
    assert sum(place.native_name is not None for place in rows) >= 1_500
    governorates = {p.name for p in rows if p.kind == "admin1" and p.country == "IQ"}
    assert len(governorates) == 19


def test_every_country_is_in_its_table() -> None:
    """A country stands once, with a name, and lies in its own box."""
    countries = read_tables(TABLES).countries
    assert len(countries) >= 200
    assert len({row.code for row in countries}) == len(countries)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (GOOD.replace("44.1,33.2", "33.2,44.1"), "longitude and latitude are swapped"),
        (GOOD.replace("44.1,33.2", "44.1,93.2"), "not on the earth"),
        (GOOD.replace("44.1,33.2", "54.1,33.2"), "outside Iraq"),
        (GOOD.replace("44.1", "east"), "longitude 'east' is not a number"),
        (GOOD.replace("33.2", "nan"), "latitude 'nan' is not finite"),
        (GOOD.replace(",4000,", ",400000,"), "radius_m 400000 is not sane for kind city"),
        (GOOD.replace(",city,", ",metropolis,"), "kind 'metropolis' is not one of"),
        (GOOD.replace(",IQ,", ",ZZ,"), "country 'ZZ' is not in countries.csv"),
        (GOOD.replace(",IQ,", ",,"), "country is empty"),
        (GOOD.replace("looked up", ""), "source is empty"),
        (GOOD.replace(",high", ",sure"), "confidence 'sure' is not high, medium or low"),
        (GOOD.replace(",high", ""), "not as many cells as the header has columns"),
    ],
)
def test_a_bad_row_is_told_with_its_place(tmp_path: Path, row: str, words: str) -> None:
    """A fault names the file, the row and what is wrong."""
    faults = check_with(tmp_path, HEADER, GOOD.replace(".x,Xville", ".y,Yville", 1), row)
    mine = [fault for fault in faults if words in fault]
    assert len(mine) == 1
    assert mine[0].startswith("mine.csv, row 3: ")


def test_an_id_can_be_shown(tmp_path: Path) -> None:
    """It stands in messages as it is, and may not steer a terminal."""
    faults = check_with(tmp_path, HEADER, GOOD.replace("city.x", "city\x1b[2J"), GOOD)
    assert len(faults) == 1
    assert "mine.csv, row 2: id 'iq.city\\x1b[2J' holds a character" in faults[0]


def test_a_fault_with_a_name_can_be_shown(tmp_path: Path) -> None:
    """The name of a country may steer no terminal out of the message about a place."""
    check_with(tmp_path, HEADER, GOOD.replace("44.1,33.2", "4.1,3.2"))
    countries = tmp_path / "countries.csv"
    named = countries.read_text("utf-8").replace(",Iraq,", ",Ir\x1b[2Jaq,", 1)
    countries.write_text(named, "utf-8")
    said = [str(fault) for fault in check_tables(tmp_path)]
    assert any("outside Ir" in line for line in said)
    assert all(line.isprintable() for line in said)


def test_a_missing_column_is_told(tmp_path: Path) -> None:
    """A table without a column is not read at all, and says which column it lacks."""
    faults = check_with(tmp_path, HEADER.replace(",radius_m", ""), GOOD)
    assert faults == ["mine.csv, row 1: columns missing: radius_m"]


def test_an_id_stands_once(tmp_path: Path) -> None:
    """The second row of one id is a fault that names the first."""
    faults = check_with(tmp_path, HEADER, GOOD, GOOD.replace("Xville,", "Zville,"))
    assert "mine.csv, row 3: id 'iq.city.x' stands already in mine.csv, row 2" in faults


def test_one_name_for_two_places_of_a_kind_needs_ranks(tmp_path: Path) -> None:
    """Two towns of one name in one province are told apart by a rank, or are a fault."""
    other = GOOD.replace("iq.city.x", "iq.city.y").replace("Exville", "")
    assert (
        "city name 'xvile' is also that of iq.city.x"
        in check_with(tmp_path, HEADER, GOOD, other)[0]
    )
    ranked = [f"{HEADER},rank", f"{GOOD},6", f"{other},5"]
    assert check_with(tmp_path, *ranked) == []


def test_an_airfield_lies_where_airportsdata_has_it(tmp_path: Path) -> None:
    """An air base that names its ICAO code lies within 3 km of it."""
    row = GOOD.replace(",city,", ",airbase,").replace("looked up", "airportsdata ORBD")
    faults = check_with(tmp_path, HEADER, row)
    assert "km from the point of airportsdata for ORBD" in faults[0]


def test_a_bad_table_builds_nothing(tmp_path: Path) -> None:
    """Every fault is listed, 20 at most and then a count, and no index is begun."""
    tables = tmp_path / "tables"
    tables.mkdir()
    bad = [GOOD.replace("iq.city.x", f"iq.city.{i}").replace("44.1", "99") for i in range(30)]
    check_with(tables, HEADER, *bad)
    target = tmp_path / "index"
    target.mkdir()
    with pytest.raises(GazetteerError) as raised:
        compile_index(tables, target)
    lines = str(raised.value).splitlines()
    assert len(lines) == 22
    assert lines[-1].strip().startswith("and ")
    assert list(target.iterdir()) == []


def test_every_kind_has_sane_bounds() -> None:
    """A kind has a smallest radius below its largest, and patterns with one gap."""
    for kind in read_kinds().values():
        assert 0 < kind.smallest_radius_m < kind.largest_radius_m
        assert all(pattern.count("{}") == 1 for pattern in kind.add)


def test_no_stop_word_hides_a_country() -> None:
    """A country is found under its own name, whatever the lists of ordinary words hold."""
    stops = read_stopwords()
    for row in read_tables(TABLES).countries:
        folded = fold_name(row.place.name)
        assert folded not in stops.never
        assert not stops.is_ordinary(folded), row.place.name
