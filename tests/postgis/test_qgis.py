"""In the real QGIS the layers of a database load whole, styled, and on the clock."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import psycopg
import pytest
from incident_samples import build_samples
from postgis_server import ADMIN, PASSWORD, Server

from geoincidents.features import COLUMNS
from geoincidents.link.merging import merge_pair
from geoincidents.looks import load_looks
from geoincidents.model import Incidents
from geoincidents.store import Rows, collect_rows, write_database
from geoincidents.store.rows import LAYERS

PYTHON = Path("/usr/bin/python3")
SCRIPT = Path(__file__).parents[1] / "qgis" / "look.py"
TYPES = {"text": "text", "int": "int8", "float": "float8", "date": "date"}
KINDS = {"impact": "Point", "launch": "Point", "trajectory": "MultiLineString",
         "area": "MultiPolygon"}  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> Rows:
    """Give the rows of the samples."""
    return collect_rows(Incidents(build_samples()))


@pytest.fixture(scope="module")
def filled(server: Server) -> str:
    """Give the name of a database with the samples."""
    write_database(build_samples(), server.make_database("qgis"), join=merge_pair)
    return "qgis"


@pytest.fixture(scope="module")
def seen(server: Server, filled: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Give what QGIS makes of each layer."""
    check = subprocess.run([PYTHON, "-c", "import qgis.core"], check=False, capture_output=True)
    if not PYTHON.exists() or check.returncode:
        pytest.skip("QGIS is not here (Debian's qgis and python3-qgis)")
    home = str(tmp_path_factory.mktemp("qgis"))
    where = (
        f"dbname='{filled}' host=127.0.0.1 port={server.port} user='{ADMIN}' "
        f"password='{PASSWORD}' key='id' srid=4326"
    )
    layers = {
        role: f'{where} type={KINDS[role]} table="geoincidents"."{layer}" (geom)'
        for role, layer in LAYERS.items()
    }
    done = subprocess.run(
        [PYTHON, SCRIPT],
        input=json.dumps({"layers": layers, "provider": "postgres"}),
        capture_output=True,
        text=True,
        check=True,
        timeout=240,
        env={**os.environ, "XDG_DATA_HOME": home, "XDG_CONFIG_HOME": home},
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])["layers"]
    return found


@pytest.mark.parametrize("role", LAYERS)
def test_a_layer_is_whole(seen: dict[str, Any], rows: Rows, role: str) -> None:
    """Counts, reference system, types and nulls are those of the rows; the style is on."""
    own, found = rows.of_role(role), seen[role]
    assert (found["valid"], found["count"], found["crs"]) == (True, len(own), "EPSG:4326")
    assert found["drawn"] == sum(row.geometry is not None for row in own)
    for name, kind in COLUMNS.items():
        assert found["types"][name] == TYPES[kind], name
        assert found["nulls"][name] == sum(row[name] is None for row in own), name
    assert found["renderer"] == "RuleRenderer"
    assert found["time"] == ["date_start", "date_end"]


def test_the_legend_is_that_of_the_page(seen: dict[str, Any], rows: Rows) -> None:
    """Each type that there is has its label, without a click."""
    looks = load_looks()
    kinds = {looks.find_symbol(str(row["incident_type"])).label for row in rows.of_role("impact")}
    assert kinds == set(seen["impact"]["legend"])
    assert seen["impact"]["labels"]


def test_a_style_of_ones_own_stays(address: str, name: str) -> None:
    """What somebody has changed, and which style they made the default, is left alone."""
    write_database(build_samples(), address, join=merge_pair)
    asked = (
        "SELECT styleqml::text, useasdefault FROM public.layer_styles "
        "WHERE f_table_name = 'launches' ORDER BY id"
    )
    with psycopg.connect(address) as opened:
        opened.execute(
            "UPDATE public.layer_styles SET styleqml = '<qgis/>', useasdefault = false "
            "WHERE f_table_name = 'launches'"
        )
        opened.execute(
            "INSERT INTO public.layer_styles (f_table_catalog, f_table_schema, f_table_name, "
            "f_geometry_column, stylename, styleqml, useasdefault) VALUES "
            "(%s, 'geoincidents', 'launches', 'geom', 'mine', '<qgis/>', true)",
            [name],
        )
        before = opened.execute(asked).fetchall()
        opened.commit()
        write_database(build_samples(), address, join=merge_pair)
        assert opened.execute(asked).fetchall() == before
