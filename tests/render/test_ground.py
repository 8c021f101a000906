"""The user's own ground and tiles lie under the incidents as far as they reach, and stay small."""

import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import pytest
import shapely
from incident_samples import build_samples

from geoincidents.errors import BasemapError
from geoincidents.render import IncidentMap
from geoincidents.render.basemap import draw_basemap
from geoincidents.render.basemap.added import add_basemap, list_basemaps, remove_basemap
from geoincidents.render.basemap.cutting import MOST_VERTICES
from geoincidents.render.basemap.kinds import guess_kind
from geoincidents.render.payload.bounds import measure_bounds
from geoincidents.render.payload.places import list_places

SHARED = Path(__file__).parents[3] / "shared" / "sources" / "natural_earth"
IRAQ = measure_bounds([one for sample in build_samples() for one in list_places(sample)])


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEOINCIDENTS_DATA", str(tmp_path / "data"))


def _write(path: Path, *features: tuple[dict[str, Any], shapely.Geometry]) -> Path:
    rows = [
        {"type": "Feature", "properties": told, "geometry": json.loads(shapely.to_geojson(shape))}
        for told, shape in features
    ]
    text = json.dumps({"type": "FeatureCollection", "features": rows})
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, "utf-8")
    return path


def _write_tiles(path: Path, layer: str, kind: str, *shapes: shapely.Geometry) -> Path:
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb(np.array(shapes, dtype=object)),
        field_data=[np.array([kind] * len(shapes), dtype=object)],
        fields=["kind"],
        geometry_type="Polygon" if shapely.get_dimensions(shapes[0]) == 2 else "LineString",
        crs="EPSG:4326",
        driver="PMTiles",
        layer=layer,
        MINZOOM=0,
        MAXZOOM=8,
    )
    return path


RIVER = shapely.LineString([(40.0, 36.0), (44.0, 33.5), (48.0, 30.0)])
FAR_RIVER = shapely.LineString([(-60.0, -3.0), (-50.0, 0.0)])
LAKE = shapely.box(43.0, 33.6, 43.6, 34.2)


def test_only_what_is_near_travels(tmp_path: Path) -> None:
    """A river near the incidents is in the page, one on another continent is not."""
    add_basemap(_write(tmp_path / "rivers.geojson", ({}, RIVER), ({}, FAR_RIVER)))
    rivers = draw_basemap("outline", IRAQ).layers["rivers"]
    assert len(rivers) == 1
    assert rivers[0] == [[40.0, 36.0], [44.0, 33.5], [48.0, 30.0]]


@pytest.mark.parametrize(
    ("name", "told", "shape", "kind"),
    [
        ("ne_10m_lakes.geojson", {}, LAKE, "lakes"),
        ("x.geojson", {"featurecla": "River"}, RIVER, "rivers"),
        ("iraq_adm1.geojson.gz", {}, LAKE, "provinces"),
        ("roads.geojson", {}, RIVER, "roads"),
        ("x.geojson", {"featurecla": "Line of control (please verify)"}, RIVER, "disputed"),
    ],
)
def test_a_file_tells_what_it_is(
    tmp_path: Path, name: str, told: dict[str, Any], shape: shapely.Geometry, kind: str
) -> None:
    """The name of the file, or Natural Earth's column, says which layer it is."""
    layer = add_basemap(_write(tmp_path / name, (told, shape)))
    assert layer.kind == kind
    assert [one.name for one in list_basemaps()] == [layer.name]
    assert draw_basemap("outline", IRAQ).layers[kind]
    remove_basemap(layer.name)
    assert list_basemaps() == []


def test_disputed_rows_of_a_file_of_borders_are_told_apart(tmp_path: Path) -> None:
    """Borders that are disputed go to the dashed ones, and the others replace ours near by."""
    before = draw_basemap("outline", IRAQ).layers
    file = _write(
        tmp_path / "borders.geojson",
        ({"featurecla": "International boundary (verify)"}, RIVER),
        ({"featurecla": "Disputed (please verify)"}, shapely.LineString([(44, 36), (46, 36)])),
    )
    add_basemap(file)
    after = draw_basemap("outline", IRAQ).layers
    assert [[44.0, 36.0], [46.0, 36.0]] in after["disputed"]
    near = shapely.box(43, 32, 45, 37)
    lines = [shapely.LineString(line) for line in after["borders"]]
    assert [line for line in lines if line.intersects(near)]
    assert all(line.distance(RIVER) < 0.01 for line in lines if line.intersects(near))
    assert any(shapely.LineString(line).distance(RIVER) > 20 for line in before["borders"])
    assert any(line.distance(RIVER) > 20 for line in lines)


def test_neighbours_share_their_line(tmp_path: Path) -> None:
    """The line between two provinces is drawn once."""
    file = _write(
        tmp_path / "provinces.geojson",
        ({}, shapely.box(43, 32, 44, 33)),
        ({}, shapely.box(44, 32, 45, 33)),
    )
    add_basemap(file)
    lines = draw_basemap("outline", IRAQ).layers["provinces"]
    length = sum(shapely.LineString(line).length for line in lines)
    assert length == pytest.approx(7.0, abs=0.01)


def test_a_detailed_file_is_thinned(tmp_path: Path) -> None:
    """However fine a file is, a page carries no more of it than it can show."""
    steps = np.linspace(0, 4000, 200_000)
    wave = np.column_stack([40 + steps / 500, 33 + np.sin(steps) / 2])
    add_basemap(_write(tmp_path / "rivers.geojson", ({}, shapely.LineString(wave))))
    rivers = draw_basemap("outline", IRAQ).layers["rivers"]
    assert 100 < sum(map(len, rivers)) <= MOST_VERTICES


def test_metres_are_turned_into_degrees(tmp_path: Path) -> None:
    """A file in another reference system lies where it belongs."""
    path = tmp_path / "rivers.gpkg"
    metres = shapely.LineString([(4_898_000.0, 3_895_000.0), (5_009_000.0, 4_000_000.0)])
    pyogrio.raw.write(
        path,
        geometry=shapely.to_wkb(np.array([metres], dtype=object)),
        field_data=[],
        fields=[],
        geometry_type="LineString",
        crs="EPSG:3857",
    )
    add_basemap(path)
    ((first, *_),) = draw_basemap("outline", IRAQ).layers["rivers"]
    assert first == pytest.approx([44.0, 33.0], abs=0.05)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rivers.geojson", b"no json", "cannot read"),
        ("rivers.geojson", b'{"type":"FeatureCollection","features":[]}', "has no shapes"),
        ("places.geojson", None, "say it with --as"),
        ("lakes.geojson", None, "has no polygons"),
    ],
)
def test_a_bad_file_is_one_line(
    tmp_path: Path, name: str, content: bytes | None, said: str
) -> None:
    """A file that is none says what is wrong and what next, and nothing is added."""
    path = tmp_path / name
    if content is None:
        _write(path, ({}, RIVER))
    else:
        path.write_bytes(content)
    with pytest.raises(BasemapError, match=said) as caught:
        add_basemap(path)
    assert "\n" not in str(caught.value)
    assert list_basemaps() == []


def test_coordinates_off_the_earth_are_refused(tmp_path: Path) -> None:
    """Metres without their reference system are not taken for degrees."""
    file = _write(tmp_path / "rivers.geojson", ({}, shapely.LineString([(4e6, 3e6), (5e6, 4e6)])))
    with pytest.raises(BasemapError, match="no degrees"):
        add_basemap(file)


def test_guess_prefers_what_the_rows_say() -> None:
    """The rows know better than the name of the file; neither is guessed from nothing."""
    assert guess_kind("borders.geojson", ["River", "River", "Lake"]) == "rivers"
    assert guess_kind("data.geojson", ["", ""]) is None


def test_natural_earth_files_are_drawn() -> None:
    """The files of Natural Earth come in as they are published."""
    files = sorted(SHARED.glob("ne_50m_[lr]*.json.gz")) + sorted(
        SHARED.glob("me_clip/ne_10m_admin_0_boundary_lines_*.geojson.gz")
    )
    if not files:
        pytest.skip("../shared/sources/natural_earth is not here")
    for file in files:
        add_basemap(file)
    kinds = {layer.kind for layer in list_basemaps()}
    assert kinds == {"lakes", "rivers", "land", "borders", "disputed"}
    layers = draw_basemap("outline", IRAQ).layers
    assert all(layers[kind] for kind in kinds)
    assert len(IncidentMap(build_samples()).render_page().encode()) < 3_000_000


def test_tiles_take_the_place_of_the_outline(tmp_path: Path) -> None:
    """Where tiles reach, land is theirs; beyond, it is ours; a tile's edge is no coast."""
    island = shapely.box(43.0, 32.0, 46.0, 35.0)
    path = _write_tiles(tmp_path / "x.pmtiles", "earth", "earth", island)
    drawn = draw_basemap(path, IRAQ)
    land = shapely.union_all(
        [shapely.Polygon(rings[0], rings[1:]) for rings in drawn.layers["land"]]
    )
    inside = shapely.box(43.0, 32.0, 46.0, 35.0)
    assert land.intersection(inside).area == pytest.approx(9.0, rel=0.01)
    assert land.contains(shapely.Point(10, 50))
    assert "OpenStreetMap" in drawn.layers["note"]


@pytest.mark.parametrize(
    ("layer", "kind", "shape", "drawn"),
    [
        ("water", "river", RIVER, "rivers"),
        ("water", "lake", LAKE, "lakes"),
        ("boundaries", "region", RIVER, "provinces"),
        ("roads", "highway", RIVER, "roads"),
    ],
)
def test_layers_of_tiles(
    tmp_path: Path, layer: str, kind: str, shape: shapely.Geometry, drawn: str
) -> None:
    """Each layer of Protomaps that the table names is drawn as the table says."""
    path = _write_tiles(tmp_path / "x.pmtiles", layer, kind, shape)
    shapes = draw_basemap(path, IRAQ).layers[drawn]
    make = shapely.Polygon if drawn == "lakes" else shapely.LineString
    whole = shapely.union_all([make(one[0] if drawn == "lakes" else one) for one in shapes])
    assert whole.hausdorff_distance(shape) < 0.1


@pytest.mark.parametrize("content", [b"", b"PMTiles\x02", b"PMTiles\x03" + bytes(200), b"<html>"])
def test_a_pmtiles_that_is_none(tmp_path: Path, content: bytes) -> None:
    """A file that is no PMTiles of vector tiles is one clear line."""
    path = tmp_path / "x.pmtiles"
    path.write_bytes(content)
    with pytest.raises(BasemapError, match="pmtiles extract") as caught:
        draw_basemap(path, IRAQ)
    assert "\n" not in str(caught.value)


def test_tiles_of_elsewhere_are_refused(tmp_path: Path) -> None:
    """Tiles that cover no incident are named with the box that they cover."""
    path = _write_tiles(tmp_path / "x.pmtiles", "earth", "earth", shapely.box(-60, -10, -50, 0))
    with pytest.raises(BasemapError, match="covers no place"):
        draw_basemap(path, IRAQ)


def test_an_unknown_basemap_is_named() -> None:
    """A word that is no basemap is refused; `none` draws nothing."""
    with pytest.raises(BasemapError, match="outline, none"):
        draw_basemap("outlin", IRAQ)
    assert draw_basemap("none", IRAQ).layers == {}


def test_disputed_borders_are_told_apart_without_files() -> None:
    """The outline that we carry has disputed borders by themselves, with a note."""
    layers = draw_basemap("outline", IRAQ).layers
    assert layers["disputed"]
    assert "disput" in layers["note"]
    lines = [shapely.LineString(line) for line in layers["disputed"]]
    western_sahara = shapely.LineString([(-13.0, 27.6), (-8.7, 27.66)])
    assert min(line.distance(western_sahara) for line in lines) < 0.5
