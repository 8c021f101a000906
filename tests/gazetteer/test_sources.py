"""Places that a user adds: checked row by row, whole or not at all, and they win."""

import gzip
import json
import zipfile
from pathlib import Path

import pytest

from geoincidents.errors import GazetteerError
from geoincidents.gazetteer import load_gazetteer
from geoincidents.gazetteer.cache import CACHE_VARIABLE
from geoincidents.gazetteer.looking import find_place
from geoincidents.gazetteer.sources import adding
from geoincidents.gazetteer.sources.adding import add_source
from geoincidents.gazetteer.sources.store import (
    DATA_VARIABLE,
    list_sources,
    remove_source,
)

HEADER = "name,kind,longitude,latitude,country\n"


@pytest.fixture
def data(tmp_path: Path, cache_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty data folder of a user."""
    folder = tmp_path / "data"
    monkeypatch.setenv(DATA_VARIABLE, str(folder))
    monkeypatch.setenv(CACHE_VARIABLE, str(cache_folder))
    return folder


def write(path: Path, text: str) -> Path:
    """Write a file and give its path."""
    path.write_text(text, "utf-8")
    return path


@pytest.mark.usefixtures("data")
def test_own_place_wins(tmp_path: Path) -> None:
    """A place of the user's own comes before ours of the same name, until it is removed."""
    table = write(
        tmp_path / "mine.csv", f"{HEADER}Balad,base,44.5,34.1,IQ\nXyzzy Camp,camp,44,33,IQ\n"
    )
    add_source(table)
    gazetteer = load_gazetteer()
    assert gazetteer.candidates("Balad")[0].source == "added by the user"
    assert [hit.surface for hit in gazetteer.scan("Rockets hit Xyzzy Camp.")] == ["Xyzzy Camp"]
    gazetteer.close()
    remove_source("mine")
    gazetteer = load_gazetteer()
    assert gazetteer.candidates("Balad")[0].source != "added by the user"
    gazetteer.close()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,kind,lat,lon,country\n", "missing: longitude, latitude; lat and lon"),
        (f"{HEADER}A,town,33.3,44.4,IQ\n", "outside Iraq; longitude and latitude are swapped"),
        (f"{HEADER}A,town,44.4,,IQ\n", "row 2: longitude '44.4', latitude '' are not two numbers"),
        (f"{HEADER}A,town,44.4,99,IQ\n", "is not on the earth; are the two swapped?"),
        (f"{HEADER}A,castle,44.4,33,IQ\n", "kind 'castle' is not one of"),
        (f"{HEADER}A,town,44.4,33,XX\n", "country 'XX' is not in countries.csv"),
        (f"{HEADER}A,town,44,33,IQ\nA,town,45,33,IQ\n", "row 3: id 'own.iq.town.a' stands already"),
        (f"{HEADER}A,town,44.4\n", "row 2: not as many cells"),
        (HEADER, "mine.csv: holds no place"),
        ("name;kind;longitude;latitude;country\n", "parted by semicolons or tabs"),
        ("Name,Kind,Longitude,Latitude,Country\n", "names of columns are written in small"),
    ],
)  # fmt: skip
def test_fault_is_named_with_its_row(data: Path, tmp_path: Path, text: str, said: str) -> None:
    """Each fault of a table is told with its row, and nothing of the table is added."""
    with pytest.raises(GazetteerError, match="fault") as error:
        add_source(write(tmp_path / "mine.csv", text))
    assert said in str(error.value)
    assert list_sources() == []
    assert not [one for one in (data / "sources").iterdir() if one.is_dir()]


@pytest.mark.usefixtures("data")
def test_twenty_faults_are_listed_and_the_rest_counted(tmp_path: Path) -> None:
    """Of many faults twenty are listed, then a count; the source of before is still in use."""
    add_source(write(tmp_path / "mine.csv", f"{HEADER}A,town,44.4,33,IQ\n"))
    before = list_sources()
    rows = "".join(f"T{i},castle,44,33,IQ\n" for i in range(50))
    with pytest.raises(GazetteerError) as error:
        add_source(write(tmp_path / "mine.csv", f"{HEADER}{rows}"))
    assert str(error.value).count("row ") == 20
    assert "and 30 more" in str(error.value)
    assert list_sources() == before


@pytest.mark.usefixtures("data")
def test_geonames_dump_is_read_as_downloaded(tmp_path: Path) -> None:
    """A zip of GeoNames is added with its alternate names; codes of no use are left out."""
    end = ["IQ", "", "", "", "", "", "6000", "", "", "", ""]
    rows = [
        ["777001", "Qarabulaq", "Qarabulaq", "Kara Bulak", "35.1", "44.2", "P", "PPL", *end],
        ["777002", "Wadi Foo", "Wadi Foo", "", "35.1", "44.2", "H", "WAD", *end],
    ]
    with zipfile.ZipFile(tmp_path / "IQ.zip", "w") as archive:
        archive.writestr("readme.txt", "read me")
        archive.writestr("IQ.txt", "".join("\t".join(row) + "\n" for row in rows))
    with zipfile.ZipFile(tmp_path / "alternateNamesV2.zip", "w") as archive:
        archive.writestr("alternateNamesV2.txt", "1\t777001\tar\tقرة بولاق\t\t\t\t\n")
    source = add_source(
        tmp_path / "IQ.zip", "geonames", alternates=tmp_path / "alternateNamesV2.zip"
    )
    assert (source.places, source.left_out) == (1, 1)
    gazetteer = load_gazetteer()
    for name in ("Qarabulaq", "Kara Bulak", "قرة بولاق"):
        assert gazetteer.candidates(name)[0].place_id == "gn.777001"
    gazetteer.close()


@pytest.mark.usefixtures("data")
def test_truncated_zip_adds_nothing(tmp_path: Path) -> None:
    """A zip that broke off is refused with what to do next."""
    with zipfile.ZipFile(tmp_path / "IQ.zip", "w") as archive:
        archive.writestr("IQ.txt", "x" * 10_000)
    whole = (tmp_path / "IQ.zip").read_bytes()
    (tmp_path / "IQ.zip").write_bytes(whole[:-50])
    with pytest.raises(GazetteerError, match="download it again"):
        add_source(tmp_path / "IQ.zip", "geonames")
    assert list_sources() == []


@pytest.mark.usefixtures("data")
def test_truncated_gzip_adds_nothing(tmp_path: Path) -> None:
    """A gzip that broke off is refused, also after rows that were sound."""
    text = "wof_id,placetype,name,lat,lon\n" + "".join(
        f"{i},locality,Place {i},33,44\n" for i in range(5_000)
    )
    whole = gzip.compress(text.encode())
    (tmp_path / "wof_iq_places.csv.gz").write_bytes(whole[: len(whole) // 2])
    with pytest.raises(GazetteerError, match="nothing was added"):
        add_source(tmp_path / "wof_iq_places.csv.gz", "whosonfirst")
    assert list_sources() == []


@pytest.mark.usefixtures("data")
def test_places_of_openstreetmap_are_read(tmp_path: Path) -> None:
    """GeoJSON and Overpass JSON give the places whose tags tell a kind."""
    tags = {"military": "airfield", "name": "مطار فو", "name:en": "Foobar"}
    point = {"type": "node", "lat": 33.1, "lon": 44.1}
    elements = [{**point, "id": 5, "tags": tags}, {**point, "id": 6, "tags": {"shop": "bakery"}}]
    source = add_source(write(tmp_path / "o.json", json.dumps({"elements": elements})), "osm")
    assert (source.places, source.left_out) == (1, 1)
    gazetteer = load_gazetteer()
    (place,) = gazetteer.candidates("Foobar airbase")
    assert (place.kind, place.country) == ("airbase", "IQ")
    gazetteer.close()


@pytest.mark.usefixtures("data")
def test_boundaries_answer_what_holds_a_point(tmp_path: Path) -> None:
    """Polygons of provinces are kept, and tell which of them holds a point."""
    ring = [[44.0, 33.0], [45.0, 33.0], [45.0, 34.0], [44.0, 34.0], [44.0, 33.0]]
    feature = {
        "type": "Feature",
        "properties": {"shapeName": "Testland", "shapeGroup": "IRQ"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    document = {"type": "FeatureCollection", "features": [feature]}
    add_source(write(tmp_path / "adm1.geojson", json.dumps(document)), "boundaries", level=1)
    gazetteer = load_gazetteer()
    assert [place.name for place in gazetteer.areas_at(44.5, 33.5)] == ["Testland"]
    assert gazetteer.areas_at(46.5, 33.5) == ()
    assert gazetteer.candidates("Testland")[0].country == "IQ"
    gazetteer.close()


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("Karrada, Baghdad", "Karrada"),
        ("western Baghdad", "Baghdad"),
        ("Nowhere at all, Baghdad", "Baghdad"),
        ("Zzz", None),
    ],
)
@pytest.mark.usefixtures("data")
def test_finest_part_of_a_phrase_is_found(phrase: str, name: str | None) -> None:
    """The first part that lies in what holds it is the answer, else the holder."""
    gazetteer = load_gazetteer()
    place = find_place(gazetteer, phrase, country="IQ")
    assert (place.name if place else None) == name
    gazetteer.close()


@pytest.mark.usefixtures("data")
def test_table_is_no_boundaries(tmp_path: Path) -> None:
    """A file without geometry is refused as boundaries, and says what is wanted."""
    table = write(tmp_path / "mine.csv", f"{HEADER}A,town,44.4,33.3,IQ\n")
    with pytest.raises(GazetteerError, match="holds no areas, only a table; give polygons"):
        add_source(table, "boundaries")
    assert list_sources() == []


@pytest.mark.usefixtures("data")
def test_rows_read_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who adds a large source hears how far it is."""
    monkeypatch.setattr(adding, "TOLD_EACH", 2)
    rows = "".join(f"A{i},town,44.{i},33.3,IQ\n" for i in range(5))
    told: list[int] = []
    add_source(write(tmp_path / "mine.csv", f"{HEADER}{rows}"), progress=told.append)
    assert told == [2, 4]


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("text", ['"name', '"a"b,c\n', '"name"x,kind\n'])
def test_a_header_that_is_no_csv_is_told(tmp_path: Path, text: str) -> None:
    """The first line may be as broken as any."""
    (tmp_path / "own.csv").write_text(text, "utf-8")
    with pytest.raises(GazetteerError, match=r"own\.csv"):
        add_source(tmp_path / "own.csv")


@pytest.mark.usefixtures("data")
@pytest.mark.parametrize("kind", ["own", "osm"])
def test_features_that_are_no_list_are_told(tmp_path: Path, kind: str) -> None:
    """A file whose `features` is a number adds nothing, and says why."""
    (tmp_path / "own.geojson").write_text('{"features": 5}', "utf-8")
    with pytest.raises(GazetteerError, match=r"own\.geojson"):
        add_source(tmp_path / "own.geojson", kind)
