"""In the real QGIS each file loads with its counts and types, styled, and on the clock."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from incident_samples import build_samples

from geoincidents.errors import OutputError
from geoincidents.features import COLUMNS
from geoincidents.looks import load_looks
from geoincidents.model import Incidents
from geoincidents.store import Rows, collect_rows, read_formats, to_file

PYTHON = Path("/usr/bin/python3")
SCRIPT = Path(__file__).with_name("look.py")
LAYERS = {
    "impacts": "impact",
    "launches": "launch",
    "trajectories": "trajectory",
    "incident_areas": "area",
}
CLOCK = ("2020-10-01T00:00:00", "2020-10-31T23:59:59")
MOST_DIFFERENCE = 6  # mean of 255 steps of grey: fonts differ from machine to machine
TYPES = {"text": "String", "float": "Real", "date": "Date"}


@pytest.fixture(scope="module")
def rows() -> Rows:
    """Give the rows of the samples."""
    return collect_rows(Incidents(build_samples()))


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory, root: Path) -> dict[str, Any]:
    """Write the samples in every format that QGIS reads, and give what it saw."""
    check = subprocess.run([PYTHON, "-c", "import qgis.core"], check=False, capture_output=True)
    if not PYTHON.exists() or check.returncode:
        pytest.skip("QGIS is not here (Debian's qgis and python3-qgis)")
    folder = tmp_path_factory.mktemp("qgis")
    files: dict[str, Path] = {}
    for name in ("gpkg", "geojson", "geojson-layers", "geojsonl", "simplestyle", "kml", "kmz",
                 "fgb", "shp"):  # fmt: skip
        path = folder / f"{name}{read_formats()[name].suffix}"
        to_file(build_samples(), path, as_format=name, lossy=True)
        files[name] = path
    gallery = root / "maps" / "gallery" / "qgis"
    plan = {
        "layers": {
            **{f"gpkg/{layer}": f"{folder}/gpkg.gpkg|layername={layer}" for layer in LAYERS},
            **{f"gpkg/{t}": f"{folder}/gpkg.gpkg|layername={t}" for t in ("incidents", "evidence")},
            **{
                f"{name}/{kind}": f"{files[name]}|geometrytype={kind}"
                for name in ("geojson", "simplestyle", "geojsonl", "fgb")
                for kind in ("Point", "LineString")
            },
            "layer/launches": f"{folder}/geojson-layers.launches.geojson",
            "kml/impacts": f"{folder}/kml.kml|layername=Places hit",
            "kmz/impacts": f"{folder}/kmz.kmz|layername=Places hit",
            "shp/impacts": f"/vsizip/{folder}/shp.shp.zip/impacts.shp",
        },
        "plain": ["geojson/Point", "geojson/LineString"],
        "project": f"geopackage:{folder}/gpkg.gpkg?projectName=incidents",
        "clock": CLOCK,
        "pictures": {name: str(folder / f"{name}.png") for name in ("project", "geojson")},
        "kept": {name: str(gallery / f"{name}.png") for name in ("project", "geojson")},
    }
    done = subprocess.run(
        [PYTHON, SCRIPT],
        input=json.dumps(plan),
        capture_output=True,
        text=True,
        check=True,
        timeout=240,
        env={**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)},
    )
    if keep := os.environ.get("KEEP_GALLERY"):
        for name in plan["pictures"]:
            shutil.copy(folder / f"{name}.png", Path(keep) / f"{name}.png")
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def _count_points(rows: Rows) -> int:
    return sum(row.geometry is not None and row.geometry["type"] == "Point" for row in rows)


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_of_the_geopackage_is_whole(seen: dict[str, Any], rows: Rows, layer: str) -> None:
    """Counts, reference system, types and nulls are those of the rows; the style is on."""
    own = rows.of_role(LAYERS[layer])
    found = seen["layers"][f"gpkg/{layer}"]
    assert (found["valid"], found["count"], found["crs"]) == (True, len(own), "EPSG:4326")
    assert found["drawn"] == sum(row.geometry is not None for row in own)
    for name, kind in COLUMNS.items():
        assert found["types"][name] == TYPES.get(kind, "Integer64"), name
        assert found["nulls"][name] == sum(row[name] is None for row in own), name
    assert found["renderer"] == "RuleRenderer"
    assert found["time"] == ["date_start", "date_end"]


@pytest.mark.parametrize("name", ["geojson", "simplestyle", "geojsonl", "fgb"])
def test_points_and_lines_of_one_file_load(seen: dict[str, Any], rows: Rows, name: str) -> None:
    """QGIS tells the two kinds of geometry apart; what is off the map is no row lost."""
    lines = [row for row in rows.of_role("trajectory") if row.geometry is not None]
    points = seen["layers"][f"{name}/Point"]
    assert points["drawn"] == _count_points(rows)
    assert points["crs"] == "EPSG:4326"
    assert points["types"]["date_start"] == ("DateTime" if name == "fgb" else "Date")
    assert points["types"]["killed_min"] in {"Integer", "Integer64"}
    assert points["types"]["longitude"] == "Real"
    assert seen["layers"][f"{name}/LineString"]["drawn"] == len(lines)


@pytest.mark.parametrize("name", ["kml/impacts", "kmz/impacts", "shp/impacts"])
def test_further_files_load(seen: dict[str, Any], rows: Rows, name: str) -> None:
    """Each pin is there, in WGS 84."""
    pinned = [row for row in rows.of_role("impact") if row.geometry is not None]
    found = seen["layers"][name]
    assert (found["valid"], found["count"], found["crs"]) == (True, len(pinned), "EPSG:4326")


@pytest.mark.parametrize("name", ["gpkg/impacts", "geojson/Point"])
def test_files_are_styled_without_a_click(seen: dict[str, Any], rows: Rows, name: str) -> None:
    """The legend has the label of each type that there is, out of the looks of the page."""
    looks = load_looks()
    kinds = {looks.find_symbol(str(row["incident_type"])).label for row in rows.of_role("impact")}
    assert kinds <= set(seen["layers"][name]["legend"])
    assert seen["layers"][name]["labels"]


def test_the_project_opens_with_all(seen: dict[str, Any], rows: Rows) -> None:
    """Layers and tables in two groups, all valid, and each quote tied to its incident."""
    project = seen["project"]
    assert project["opened"]
    assert len(project["valid"]) == 8
    assert all(project["valid"].values())
    assert {name: len(layers) for name, layers in project["groups"].items()} == {
        "Incidents": 4,
        "Tables": 4,
    }
    assert project["relations"]
    assert all(project["relations"])
    quotes = sum(len(one.evidence) for one in rows.incidents)
    assert project["related"]["Quotes"] == quotes
    assert project["crs"] == "EPSG:3857"


def test_the_clock_filters_by_days(seen: dict[str, Any], rows: Rows) -> None:
    """Only rows whose days meet the month are let through, and those of no known day."""
    project = seen["project"]
    wanted = [
        row.id
        for row in rows.of_role("impact")
        if str(row["date_start"] or "")[:10] <= CLOCK[1][:10]
        and str(row["date_end"] or "9")[:10] >= CLOCK[0][:10]
    ]
    assert project["active"]
    assert project["within"] == sorted(wanted)
    assert 0 < len(wanted) < len(rows.of_role("impact"))
    first = min(str(row["date_start"]) for row in rows if row["date_start"])
    assert project["begins"].startswith(first)


@pytest.mark.parametrize("name", ["project", "geojson"])
def test_the_picture_is_the_kept_one(seen: dict[str, Any], name: str) -> None:
    """What QGIS draws is what was looked at: maps/gallery/qgis; KEEP_GALLERY renews it."""
    drawn, kept = seen["pictures"][name], seen["kept"][name]
    pairs = [
        (a, b)
        for one, other in zip(drawn, kept, strict=True)
        for a, b in zip(one, other, strict=True)
    ]
    assert len({a for a, _ in pairs}) > 20
    assert sum(abs(a - b) for a, b in pairs) / len(pairs) < MOST_DIFFERENCE


def test_a_geopackage_that_qgis_edits_is_left_alone(seen: dict[str, Any], tmp_path: Path) -> None:
    """While somebody edits it in QGIS nothing is written; once QGIS is closed it is."""
    assert seen
    (path,) = to_file(build_samples(), tmp_path / "open.gpkg")
    with subprocess.Popen(
        [PYTHON, SCRIPT, "--edit", path], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as held:
        assert held.stdout is not None
        assert held.stdout.readline() == "editing\n"
        with pytest.raises(OutputError, match="close it there"):
            to_file(build_samples(), path)
        held.communicate("done\n")
    assert to_file(build_samples(), path) == (path,)
