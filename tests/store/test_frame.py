"""The table of geopandas has the columns of the schema, typed, and survives a round trip."""

import geopandas
import pandas as pd
import pytest
from hypothesis import given, settings
from shapely.geometry import shape
from strategies import incident_sets

from geoincidents.features import COLUMNS
from geoincidents.model import Incidents
from geoincidents.store import to_geodataframe, to_geojson

DTYPES = {"text": "string", "int": "Int64", "float": "Float64", "date": "datetime64[ms]"}


@given(incident_sets())
@settings(max_examples=50)
def test_the_table_is_that_of_the_schema(found: Incidents) -> None:
    """Columns, their order and types are the same for every run, an empty one too."""
    table = to_geodataframe(found, areas=True)
    assert list(table.columns) == [*COLUMNS, "geometry"]
    assert [str(table[name].dtype) for name in COLUMNS] == [DTYPES[k] for k in COLUMNS.values()]
    assert table.crs == "EPSG:4326"


@given(incident_sets())
@settings(max_examples=50)
def test_the_table_says_what_the_file_says(found: Incidents) -> None:
    """Row for row, ids, values and geometry are those of the GeoJSON."""
    features = to_geojson(found)["features"]
    table = to_geodataframe(found)
    assert list(table.index) == [one["id"] for one in features]
    for one, (_, row) in zip(features, table.iterrows(), strict=True):
        for name, kind in COLUMNS.items():
            value = one["properties"][name]
            if value is None:
                assert pd.isna(row[name])
            elif kind == "date":
                assert row[name].date().isoformat() == value
            else:
                assert row[name] == value
        if one["geometry"] is None:
            assert row.geometry is None
        else:
            assert row.geometry.equals_exact(shape(one["geometry"]))


@given(found=incident_sets())
@settings(max_examples=10)
def test_a_geopackage_keeps_every_row(
    found: Incidents, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What GIS programs open holds as many rows, with and without a place."""
    folder = tmp_path_factory.mktemp("gpkg")
    table = to_geodataframe(found)
    if table.empty:
        return
    table.to_file(folder / "incidents.gpkg", layer="incidents", engine="pyogrio")
    again = geopandas.read_file(folder / "incidents.gpkg")
    assert len(again) == len(table)
    assert list(again["incident_id"]) == list(table["incident_id"])
    assert list(again.geometry.isna()) == list(table.geometry.isna())
