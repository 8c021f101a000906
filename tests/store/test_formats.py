"""Every format of the table: whole, the same bytes twice, safe, and what its readers expect."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path

import geojson
import pyogrio
import pytest
from fastkml.validator import validate
from geojson_pydantic import FeatureCollection
from hypothesis import given
from hypothesis import strategies as st
from incident_samples import build_samples
from rfc7946 import list_faults
from running import Runner

from geoincidents.errors import InputError, LossError, OutputError
from geoincidents.model import Incident
from geoincidents.store import encode_jsonl, find_format, read_formats, to_file, write_file
from geoincidents.store.delimited import guard_cell, unguard_cell
from geoincidents.store.event_data import read_columns
from geoincidents.store.formats import WriteOptions
from geoincidents.store.shapefile import read_names

FORMATS = sorted(read_formats())
KML = "{http://www.opengis.net/kml/2.2}"
# The payloads that spreadsheets have run or may run.
STARTERS = (
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", "＝1+1", " =1+1",
    '=HYPERLINK("http://127.0.0.1:9","x")', "=cmd|' /C calc'!A0", "＋1", "－1", "＠SUM(1)", "-",
    "+964 770 000", "'=1+1",
)  # fmt: skip


def _write(name: str, folder: Path, samples: tuple[Incident, ...]) -> list[Path]:
    path = folder / f"x{read_formats()[name].suffix}"
    return list(to_file(samples, path, as_format=name, lossy=True))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_incidents_give_the_same_bytes(name: str, tmp_path: Path) -> None:
    """Neither the hour nor the order shows, and nothing is left beside the files."""
    written = []
    for number, samples in enumerate((build_samples(), build_samples()[::-1])):
        folder = tmp_path / str(number)
        files = _write(name, folder, samples)
        assert sorted(files) == sorted(one for one in folder.rglob("*") if one.is_file())
        written.append([path.read_bytes() for path in files])
    assert written[0] == written[1]
    assert all(written[0])


@pytest.mark.parametrize("name", FORMATS)
def test_no_incident_gives_a_valid_file(name: str, tmp_path: Path) -> None:
    """Every format can be empty, but for tiles, which say so."""
    if name == "pmtiles":
        with pytest.raises(OutputError, match="no incident is on the map"):
            _write(name, tmp_path, ())
        assert list(tmp_path.iterdir()) == []
        return
    assert all(path.stat().st_size >= 0 for path in _write(name, tmp_path, ()))


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.skipif(os.name == "nt", reason="a file in place of a folder says it otherwise there")
def test_what_cannot_be_written_is_one_line(name: str, tmp_path: Path) -> None:
    """A path through a file is refused: what, why, what next."""
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(OutputError, match="choose another folder"):
        _write(name, tmp_path / "file", build_samples())
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_described(name: str) -> None:
    """Each says for whom it is, and its name and suffix find it again."""
    one = read_formats()[name]
    assert one.title
    assert one.use
    assert callable(one.load_writer())
    assert find_format(name) is one
    for ending in one.endings:
        assert find_format(ending) is one


@pytest.mark.parametrize("name", [n for n, one in read_formats().items() if one.gives_up])
def test_a_format_that_gives_up_data_asks_first(name: str, tmp_path: Path) -> None:
    """Nothing is written before the losses are known; the message lists them."""
    path = tmp_path / f"x{read_formats()[name].suffix}"
    with pytest.raises(LossError, match="--lossy") as caught:
        to_file(build_samples(), path)
    assert all(loss in str(caught.value) for loss in read_formats()[name].losses)
    assert list(tmp_path.iterdir()) == []


def test_the_docs_are_in_step(root: Path) -> None:
    """docs/formats.md lists every format with its losses, as the table has them."""
    done = subprocess.run(
        [sys.executable, root / "docs" / "write_formats.py", "--check"],
        check=False,
        capture_output=True,
    )
    assert (done.returncode, done.stdout) == (0, b"")


def test_an_unknown_format_names_the_nearest(tmp_path: Path) -> None:
    """By name or by ending."""
    with pytest.raises(InputError, match="the nearest is kmz"):
        to_file((), tmp_path / "x", as_format="kmzz")
    with pytest.raises(InputError, match=r"the nearest is \.parquet"):
        to_file((), tmp_path / "x.parket")


@pytest.mark.parametrize("name", ["geojson", "simplestyle", "geojson-layers"])
def test_geojson_is_rfc_7946(name: str, tmp_path: Path) -> None:
    """Our checker and two others find nothing in any of the forms, and GDAL reads them whole."""
    for path in _write(name, tmp_path, build_samples()):
        if path.suffix == ".geojson":
            data = path.read_bytes()
            assert list_faults(data) == []
            assert geojson.loads(data).errors() == []
            many = len(FeatureCollection.model_validate_json(data).features)
            assert pyogrio.read_info(path)["features"] == many


def test_a_style_that_somebody_changed_stays(tmp_path: Path) -> None:
    """The .qml beside a GeoJSON is ours to replace only while it is as we wrote it."""
    path = tmp_path / "x.geojson"
    to_file(build_samples(), path)
    qml = tmp_path / "x.qml"
    to_file(build_samples(), path)
    qml.write_bytes(b"<qgis>mine</qgis>")
    written = write_file(build_samples(), path, WriteOptions())
    assert qml.read_bytes() == b"<qgis>mine</qgis>"
    assert "stays as it is" in written.notes[0]


@given(st.text(st.sampled_from("'=+-@ \tab1\u200b＝\u2028\u00ad"), max_size=6))
def test_guarding_a_cell_can_be_undone(text: str) -> None:
    """No guarded text starts a formula, and each comes back as it was."""
    guarded = guard_cell(text)
    assert unguard_cell(guarded) == text
    assert guarded.lstrip(" \u200b\u2028\u00ad")[:1] not in set("=+-@\t＝")


@pytest.fixture(scope="module")
def opened_in_calc(tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """Give the titles column of a CSV of formula starters as LibreOffice computes it."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not here")
    folder = tmp_path_factory.mktemp("calc")
    placed = next(one for one in build_samples() if one.impacts)
    samples = [
        replace(placed, incident_id=f"i{number:02}", title=title, perpetrator=title)
        for number, title in enumerate(STARTERS)
    ]
    to_file(samples, folder / "x.csv")
    subprocess.run(
        [office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}",
         "--convert-to", "fods", "--infilter=CSV:44,34,76,1,,0,false,true,false",
         "--outdir", folder, folder / "x.csv"],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    tree = ET.parse(folder / "x.fods")  # noqa: S314 - LibreOffice made it of our own file
    names = {"t": "urn:oasis:names:tc:opendocument:xmlns:table:1.0"}
    formula = f"{{{names['t']}}}formula"
    return [
        [cell.get(formula, "") for cell in row.iterfind("t:table-cell", names)]
        for row in tree.iterfind(".//t:table-row", names)
    ]


def test_no_cell_is_a_formula_in_libreoffice(opened_in_calc: list[list[str]]) -> None:
    """With formulas of text switched on, none of 17 starters became one."""
    assert len(opened_in_calc) > len(STARTERS)
    assert [cell for row in opened_in_calc for cell in row if cell] == []


@pytest.mark.parametrize("samples", [build_samples(), ()])
def test_kml_is_of_its_schema(samples: tuple[Incident, ...], tmp_path: Path) -> None:
    """The schema of KML 2.2 (OGC 07-147r2, as fastkml brings it) finds nothing."""
    (path,) = _write("kml", tmp_path, samples)
    assert validate(file_to_validate=path) is True


def test_kml_has_what_google_earth_shows(tmp_path: Path) -> None:
    """Folders, spans of days, styles that exist, plain text, longitude first."""
    (path,) = _write("kml", tmp_path, build_samples())
    tree = ET.fromstring(path.read_bytes())  # noqa: S314 - our own
    styles = {f"#{one.get('id')}" for one in tree.iter(f"{KML}Style")}
    marks = list(tree.iter(f"{KML}Placemark"))
    assert {one.text for one in tree.iter(f"{KML}styleUrl")} <= styles
    assert any(one.find(f"{KML}TimeSpan") is not None for one in marks)
    for one in marks:
        spelled = [child.tag.removeprefix(KML) for child in one]
        order = ["name", "description", "TimeSpan", "styleUrl", "ExtendedData"]
        assert [tag for tag in spelled if tag in order] == [tag for tag in order if tag in spelled]
        for at in one.iter(f"{KML}coordinates"):
            for position in str(at.text).split():
                longitude, latitude = map(float, position.split(","))
                assert 30 < longitude < 60
                assert 25 < latitude < 45


@pytest.mark.parametrize("name", ["kml", "kmz"])
def test_words_of_an_article_are_no_markup(name: str, tmp_path: Path) -> None:
    """A script in a title or quote is text in XML, and text still where that is shown as HTML."""
    placed = next(one for one in build_samples() if one.evidence)
    evil = "<script>alert(1)</script>]]>\x0b&amp;{{7*7}}"
    quotes = tuple(replace(quote, quote=evil) for quote in placed.evidence)
    (path,) = _write(name, tmp_path, (replace(placed, title=evil, evidence=quotes),))
    data = path.read_bytes()
    if name == "kmz":
        data = zipfile.ZipFile(io.BytesIO(data)).read("doc.kml")
    tree = ET.fromstring(data)  # noqa: S314 - our own
    assert {one.tag.removeprefix(KML) for one in tree.iter()}.isdisjoint({"script"})
    descriptions = [str(one.text) for one in tree.iter(f"{KML}description")]
    assert descriptions
    assert not [text for text in descriptions if "<" in text]


def test_kmz_brings_its_symbols(tmp_path: Path) -> None:
    """Every picture that a style names is in the zip, and nothing is fetched."""
    (path,) = _write("kmz", tmp_path, build_samples())
    with zipfile.ZipFile(path) as archive:
        tree = ET.fromstring(archive.read("doc.kml"))  # noqa: S314 - our own
        named = {str(one.text) for one in tree.iter(f"{KML}href")}
        assert named
        assert named <= set(archive.namelist())
        assert all(archive.read(name).startswith(b"\x89PNG") for name in named)


def test_a_shapefile_says_which_column_is_which(tmp_path: Path) -> None:
    """Names have ten letters at most, are told apart, and are explained in the zip."""
    names = list(read_names().values())
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 10
    (path,) = _write("shp", tmp_path, build_samples())
    with zipfile.ZipFile(path) as archive:
        assert {"impacts.shp", "trajectories.dbf", "columns.csv"} <= set(archive.namelist())


def _read_csv(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))


def test_acled_rows_are_what_its_codebook_allows(tmp_path: Path) -> None:
    """Precision 1 to 3, one day, a whole toll; what cannot be so is left out and counted."""
    path = tmp_path / "x.acled.csv"
    written = write_file(build_samples(), path, WriteOptions())
    rows = _read_csv(path)
    assert tuple(rows[0]) == read_columns("acled")
    assert {row["geo_precision"] for row in rows} <= {"1", "2", "3"}
    assert {row["time_precision"] for row in rows} <= {"1", "2", "3"}
    assert all(row["fatalities"].isdigit() for row in rows)
    assert all(row["iso"] == "368" and row["country"] == "Iraq" for row in rows)
    assert len(rows) < len(build_samples())
    assert "are left out" in written.notes[0]


def test_ucdp_rows_are_deadly(tmp_path: Path) -> None:
    """Each has a death, low <= best <= high, a date window and its cell of PRIO-GRID."""
    path = tmp_path / "x.ucdp.csv"
    write_file(build_samples(), path, WriteOptions())
    rows = _read_csv(path)
    assert rows
    assert tuple(rows[0]) == read_columns("ucdp")
    for row in rows:
        assert 0 < int(row["low"]) <= int(row["best"]) <= int(row["high"])
        assert row["date_start"] <= row["date_end"]
        assert row["where_prec"] in set("1234567")
        cell = int(row["priogrid_gid"]) - 1
        west, south = cell % 720 / 2 - 180, cell // 720 / 2 - 90
        assert west <= float(row["longitude"]) < west + 0.5
        assert south <= float(row["latitude"]) < south + 0.5


def test_hxl_has_its_row_of_hashtags(tmp_path: Path) -> None:
    """The second row has a hashtag in every column."""
    (path,) = _write("hxl", tmp_path, build_samples())
    tags = list(_read_csv(path)[0].values())
    assert all(tag.startswith("#") for tag in tags)
    assert len(set(tags)) == len(tags)


def test_atlos_has_what_each_project_asks(tmp_path: Path) -> None:
    """The three required columns are filled, and no link is a script."""
    (path,) = _write("atlos", tmp_path, build_samples())
    rows = _read_csv(path)
    assert all(row["status"] and row["description"] and row["sensitive"] for row in rows)
    links = [row[f"source_{n}"] for row in rows for n in range(1, 6) if row[f"source_{n}"]]
    assert links
    assert all(link.startswith("http") for link in links)


def test_timemap_events_keep_its_schema(tmp_path: Path) -> None:
    """Texts are texts, numbers are texts too, and each event has a date or a place."""
    (path,) = _write("timemap", tmp_path, build_samples())
    for event in json.loads(path.read_bytes()):
        assert all(isinstance(v, str | list) for v in event.values())
        assert ("latitude" in event) == ("longitude" in event)
        assert event["date"] or "latitude" in event


def test_datawrapper_markers_are_where_the_map_has_them(tmp_path: Path) -> None:
    """Points and lines with coordinates, longitude first; words are no markup."""
    (path,) = _write("datawrapper", tmp_path, build_samples())
    markers = json.loads(path.read_bytes())["markers"]
    assert {one["type"] for one in markers} == {"point", "line"}
    for one in markers:
        if one["type"] == "point":
            assert 30 < one["coordinates"][0] < 60


@pytest.mark.skipif(os.name == "nt", reason="limits on the size of files are POSIX")
@pytest.mark.parametrize("name", ["fgb", "gpkg"])
def test_a_full_disk_is_told_in_a_short_line(name: str, tmp_path: Path) -> None:
    """GDAL takes half a file for a whole one, or tells its whole statement; people get a line."""
    path = tmp_path / f"x{read_formats()[name].suffix}"
    (tmp_path / "in.jsonl").write_bytes(encode_jsonl(build_samples()))
    ran = Runner(tmp_path)("export", "in.jsonl", "-o", path.name, limit_file_bytes=4096)
    assert ran.code == 1
    assert ran.err.startswith(f"geoincidents: cannot write {path.name}: ")
    assert "free some space" in ran.err or "raise the limit" in ran.err
    assert len(ran.err) < 300
    assert not path.exists()
