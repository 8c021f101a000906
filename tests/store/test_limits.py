"""What formats write at their edges: a full disk, long names, many rows, shapes that are rare."""

import contextlib
import csv
import io
import json
import math
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from xml.etree import ElementTree as ET

import geopandas
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from incident_samples import ARTICLES, BALAD, build_samples, place

from geoincidents.errors import InputError, OutputError
from geoincidents.features import Geometry
from geoincidents.model import Area, Incident, Incidents, Quote, ReportRef, When
from geoincidents.store import read_formats, read_incidents, to_file, write_ordered_geojson
from geoincidents.store.arrow import build_table, encode_wkb
from geoincidents.store.columnar import write_by_gdal
from geoincidents.store.delimited import BOM, stream_csv
from geoincidents.store.desks import is_link
from geoincidents.store.finished import Lines
from geoincidents.store.geometry import finish_geometry
from geoincidents.store.geopackage_keys import UNIQUE, tie_tables
from geoincidents.store.icons import draw_icon, flatten_path
from geoincidents.store.jsonl import write_ordered_jsonl
from geoincidents.store.rows import collect_rows

NOBODY = 65534
KML = "{http://www.opengis.net/kml/2.2}"


@contextlib.contextmanager
def limit_files(most_bytes: int) -> Iterator[None]:
    """Let no file of this process grow further, as on a full disk."""
    import resource  # noqa: PLC0415 - POSIX only

    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, former[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)


@pytest.mark.skipif(os.name == "nt", reason="limits on the size of files are POSIX")
@pytest.mark.parametrize("name", sorted(read_formats()))
def test_a_full_disk_leaves_what_was_there(name: str, tmp_path: Path) -> None:
    """Whatever writes the format: an error of ours, and neither old file nor folder is touched."""
    path = tmp_path / f"x{read_formats()[name].suffix}"
    with limit_files(700), pytest.raises(OutputError):
        to_file(build_samples(), path, as_format=name, lossy=True, style=False)
    assert list(tmp_path.iterdir()) in ([], [path])
    assert not path.is_file()


@pytest.mark.parametrize("name", sorted(read_formats()))
def test_a_name_longer_than_a_disk_takes(name: str, tmp_path: Path) -> None:
    """It is told as any other name that cannot be."""
    path = tmp_path / f"{'x' * 300}{read_formats()[name].suffix}"
    with pytest.raises(OutputError, match="cannot write"):
        to_file(build_samples(), path, as_format=name, lossy=True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    """A stream of features is refused as a whole file is."""
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(OutputError, match="cannot write"):
        write_ordered_geojson(build_samples(), tmp_path / "file" / "x.geojson")
    assert (tmp_path / "file").read_bytes() == b"mine"


def test_what_gdal_refuses_is_an_error_of_ours(tmp_path: Path) -> None:
    """Its driver may be missing where somebody built it without."""
    rows = collect_rows(build_samples())
    with pytest.raises(OutputError, match=r"x\.dwg"):
        write_by_gdal(build_table(list(rows)), tmp_path / "x.dwg", "No such driver", "Unknown")
    assert list(tmp_path.iterdir()) == []


def test_a_geopackage_that_a_writer_holds_is_left_alone(tmp_path: Path) -> None:
    """While another program writes it, nothing of it can be read, and it is not replaced."""
    (path,) = to_file(build_samples(), tmp_path / "x.gpkg")
    before = path.read_bytes()
    with closing(sqlite3.connect(path, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        with pytest.raises(OutputError, match="close it there"):
            to_file(build_samples(), path)
    assert path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="there a file that may only be read is not replaced")
def test_a_geopackage_that_may_only_be_read_is_replaced() -> None:
    """Its folder says who may; that nobody can lock it does not say that somebody has it open."""
    user = os.geteuid()
    with tempfile.TemporaryDirectory() as folder:
        (path,) = to_file(build_samples(), Path(folder) / "x.gpkg")
        path.chmod(0o444)
        Path(folder).chmod(0o777)
        if user == 0:  # who may do everything
            os.seteuid(NOBODY)
        try:
            to_file((), path)
        finally:
            os.seteuid(user)
        assert len(read_incidents(path)) == 0


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """Whatever it is called: without the tables of a GeoPackage it is not ours."""
    path = tmp_path / "x.gpkg"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE mine (a)")
    before = path.read_bytes()
    with pytest.raises(OutputError, match="it is not ours"):
        to_file((), path)
    assert path.read_bytes() == before


def test_bytes_that_are_made_already_are_copied(tmp_path: Path) -> None:
    """A run that knows the lines of its incidents has them written as they are."""

    class Known:
        def walk_records(self) -> Iterator[bytes]:
            yield from (b'{"n":1}', b'{"n":2}')

        def walk_lines(self) -> Iterator[Lines]:
            yield Lines(b'{"n":1}\n{"n":2}\n', ((10.0, 20.0), (30.0, 40.0)))
            yield Lines(b"")

        def walk_off_map(self) -> Iterator[Incident]:
            yield from ()

    known: Any = Incidents(cast("Any", Known()))
    write_ordered_jsonl(known, tmp_path / "x.jsonl")
    assert (tmp_path / "x.jsonl").read_bytes() == b'{"n":1}\n{"n":2}\n'
    write_ordered_geojson(known, tmp_path / "x.geojson")
    told = json.loads((tmp_path / "x.geojson").read_bytes())
    assert told["features"] == [{"n": 1}, {"n": 2}]
    assert told["bbox"] == [30.0, 10.0, 40.0, 20.0]


def test_tables_are_tied_or_nothing_is_said() -> None:
    """A reference is put behind its column; without the column that is a fault."""
    with closing(sqlite3.connect(":memory:")) as database:
        for table, column in UNIQUE.items():
            names = ", ".join(dict.fromkeys((column, "incident_id", "article_id")))
            database.execute(f"CREATE TABLE {table} ({names})")
        for table in ("evidence", "reports"):
            database.execute(f"CREATE TABLE {table} (incident_id, article_id)")
        with pytest.raises(sqlite3.DatabaseError, match="no column incident_id in"):
            tie_tables(database)


def test_a_name_without_an_ending_asks_for_one(tmp_path: Path) -> None:
    """It is said which endings there are."""
    with pytest.raises(InputError, match=r"has no ending that names a format; end it with \."):
        to_file((), tmp_path / "incidents")


def test_layers_may_come_without_style(tmp_path: Path) -> None:
    """Each is a file of its own, and no .qml stands beside it."""
    files = to_file(build_samples(), tmp_path / "x", as_format="geojson-layers", style=False)
    assert {path.suffix for path in files} == {".geojson"}
    assert sorted(files) == sorted(tmp_path.iterdir())


def test_a_long_table_is_whole() -> None:
    """It is given piece by piece, and begins with the mark that Excel asks for, where asked."""
    pieces = list(stream_csv(["n", "t"], ((n, f"=t{n}") for n in range(4500)), bom=True))
    assert len(pieces) > 3
    assert pieces[0] == BOM
    text = b"".join(pieces).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows == [["n", "t"], *([str(n), f"'=t{n}"] for n in range(4500))]


@pytest.mark.parametrize(
    ("url", "known"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("http://[", False),
        ("javascript:alert(1)", False),
        ("https:///a", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_addresses_of_the_web_are_links(url: str, *, known: bool) -> None:
    """One that cannot be parsed is none."""
    assert is_link(url) is known


@pytest.mark.parametrize("name", ["acled", "ucdp"])
@pytest.mark.parametrize(
    "changed",
    [
        {"when": When(text="recently")},
        {"status": "called_off"},
        {"impacts": (), "trajectories": ()},
    ],
)
def test_event_sets_take_no_event_without_day_and_place(
    name: str, changed: dict[str, object], tmp_path: Path
) -> None:
    """What their codebooks do not code is left out."""
    erbil = next(one for one in build_samples() if one.incident_id == "erbil")
    path = tmp_path / f"x.{name}.csv"
    to_file((erbil,), path)
    assert len(read_table(path)) == 1
    to_file((replace(erbil, **changed),), path)  # type: ignore[arg-type] # what the test says
    assert read_table(path) == []


def read_table(path: Path) -> list[dict[str, str]]:
    """Give the rows of a CSV."""
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))


def build_crossing() -> Incident:
    """Give an incident whose area and line lie over the antimeridian, without quotes."""
    (sample,) = (one for one in build_samples() if one.incident_id == "two-rockets")
    ring = ((179.0, 10.0), (-179.0, 10.0), (-179.0, 11.0), (179.0, 11.0), (179.0, 10.0))
    area = replace(place("the strait", "Strait", 179.9, 10.5, 9000), area=Area(coordinates=(ring,)))
    return replace(
        sample, impacts=(area, area), launches=(replace(area, longitude=-179.0),), evidence=()
    )


def test_kml_draws_what_lies_over_the_antimeridian(tmp_path: Path) -> None:
    """In two parts, under one mark; without style no mark names one; no quote, no description."""
    path = tmp_path / "x.kml"
    to_file((build_crossing(),), path, areas=True, style=False)
    tree = ET.fromstring(path.read_bytes())  # noqa: S314 - our own
    parts = [len(list(one)) for one in tree.iter(f"{KML}MultiGeometry")]
    assert parts
    assert set(parts) == {2}
    assert not list(tree.iter(f"{KML}Style"))
    assert not list(tree.iter(f"{KML}styleUrl"))
    assert not list(tree.iter(f"{KML}description"))


def test_an_area_that_crosses_itself_over_the_antimeridian_is_none() -> None:
    """What cannot be cut is not drawn, and breaks nothing."""
    bow = ((179.0, 10.0), (-179.0, 11.0), (-179.0, 10.0), (179.0, 11.0), (179.0, 10.0))
    shape = finish_geometry(Geometry(type="Polygon", coordinates=(bow,)))
    assert shape is None or shape["type"] in {"Polygon", "MultiPolygon"}
    spike = ((-180.0, 12.0), (180.0, 12.0), (-180.0, 12.0), (-180.0, 12.0))
    assert finish_geometry(Geometry(type="Polygon", coordinates=(spike,))) is None


def test_parts_without_a_place_have_no_box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of incidents off the map are a table like any other."""
    monkeypatch.setattr("geoincidents.store.columnar.ROWS_OF_A_PART", 1)
    bare = [replace(one, impacts=(), launches=(), trajectories=()) for one in build_samples()]
    (path,) = to_file(bare, tmp_path / "x.parquet")
    frame = geopandas.read_parquet(path)
    assert len(frame) == len(bare)
    assert frame.geometry.isna().all()
    assert len(read_incidents(path)) == len(bare)


def test_shapes_say_their_system_where_that_is_asked() -> None:
    """PostGIS wants it in each, files in their head alone."""
    point = {"type": "Point", "coordinates": [44.0, 33.0]}
    systems = [
        shapely.get_srid(shapely.from_wkb(one))
        for one in (*encode_wkb([point]), *encode_wkb([point], srid=4326))
    ]
    assert systems == [0, 4326]
    assert encode_wkb([None]) == [None]


def test_articles_of_one_id_are_two_records(tmp_path: Path) -> None:
    """Runs that were put together may call two articles alike; one that is only named is kept."""
    first, second = (one for one in build_samples() if one.incident_id in {"erbil", "balad"})
    same = replace(ARTICLES[BALAD], sha256="f" * 64, title="Another")
    other = replace(
        second,
        articles=(same,),
        reports=(ReportRef(article_id=BALAD, role="primary"),),
        evidence=(Quote(article_id="heard-of", start=0, end=5, quote="Words"),),
    )
    third = replace(first, incident_id="third", articles=(ARTICLES[BALAD],), evidence=())
    (path,) = to_file((first, other, third), tmp_path / "x.gpkg")
    with closing(sqlite3.connect(path)) as database:
        names = {name for (name,) in database.execute("SELECT article_id FROM articles")}
        (bare,) = database.execute(
            "SELECT title, sha256 FROM articles WHERE article_id = 'heard-of'"
        ).fetchall()
    assert {BALAD, f"{BALAD}~2", "heard-of"} <= names
    assert bare == (None, None)


def test_rows_are_a_sequence() -> None:
    """They are counted, walked and asked by number alike."""
    rows = collect_rows(build_samples())
    assert [rows[number] for number in range(len(rows))] == list(rows)


def test_curves_of_symbols_end_where_they_say() -> None:
    """A cubic curve keeps to its corners; an arc goes the way that it is told."""
    ((*curve,),) = flatten_path("M0 0 C0 8 8 8 8 0 Z")
    assert curve[0] == (0, 0)
    assert curve[-1] == pytest.approx((8, 0))
    assert max(y for _, y in curve) == pytest.approx(6)
    # From where, to where, which way round: on which side of the middle it goes.
    for arc, (x, y) in (
        ("M0 4 A4 4 0 0 1 8 4", (4, 0)),
        ("M0 4 A4 4 0 0 0 8 4", (4, 8)),
        ("M8 4 A4 4 0 0 1 0 4", (4, 8)),
        ("M8 4 A4 4 0 0 0 0 4", (4, 0)),
        ("M4 0 A4 4 0 0 1 4 8", (8, 4)),
        ("M4 0 A4 4 0 0 0 4 8", (0, 4)),
    ):
        ((*points,),) = flatten_path(f"{arc} Z")
        assert all(math.hypot(a - 4, b - 4) == pytest.approx(4) for a, b in points)
        assert points[len(points) // 2] == pytest.approx((x, y))


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_a_symbol_has_its_colour_inside_and_a_white_rim(colour: tuple[int, int, int]) -> None:
    """It is a picture of the stated size, coloured in the middle and clear in the corners."""
    from io import BytesIO  # noqa: PLC0415 - for this test alone

    import matplotlib.image as mpimg  # noqa: PLC0415 - as above

    drawn = draw_icon("M4 4 H20 V20 H4 Z", "#" + "".join(f"{one:02x}" for one in colour))
    pixels = mpimg.imread(BytesIO(drawn), format="png")
    assert pixels.shape == (64, 64, 4)
    assert [round(255 * one) for one in pixels[32, 32]] == [*colour, 255]
    assert pixels[0, 0, 3] == 0
    rim = pixels[32, round(64 * (1.5 + 3.4) / 27)]
    assert list(rim[:3]) == [1, 1, 1]


def test_a_packed_map_is_a_zip(tmp_path: Path) -> None:
    """Its document stands first, and its dates are no dates."""
    (path,) = to_file(build_samples(), tmp_path / "x.kmz")
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist()[0] == "doc.kml"
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
