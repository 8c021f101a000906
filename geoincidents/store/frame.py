"""Give incidents as a table of geopandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoincidents.features import COLUMNS
from geoincidents.store.geojson import to_geojson

if TYPE_CHECKING:  # 1.7 s: imported by the one function that needs it
    from collections.abc import Iterable

    import geopandas

    from geoincidents.model import Incident

DTYPES = {"text": "string", "int": "Int64", "float": "Float64", "date": "datetime64[ms]"}


def to_geodataframe(
    incidents: Iterable[Incident], *, areas: bool = False
) -> geopandas.GeoDataFrame:
    """Give one row a feature: the columns of docs/formats.md in their order, then `geometry`.

    Texts, integers and floats have pandas' nullable types, dates are days. The index is the id of
    the feature. The reference system is WGS 84 (EPSG:4326).

    Raises:
        RecordError: an incident is not of the schema.
    """
    import geopandas  # noqa: PLC0415 - 1.7 s
    import pandas as pd  # noqa: PLC0415 - 1.3 s
    from shapely.geometry import shape  # noqa: PLC0415 - 0.3 s

    features = to_geojson(incidents, areas=areas)["features"]
    index = pd.Index([one["id"] for one in features], name="id", dtype="string")
    table = pd.DataFrame(
        {
            name: pd.Series(
                [one["properties"][name] for one in features], index=index, dtype=DTYPES[kind]
            )
            for name, kind in COLUMNS.items()
        },
        index=index,
    )
    geometry = [one["geometry"] and shape(one["geometry"]) for one in features]
    return geopandas.GeoDataFrame(
        table, geometry=geopandas.GeoSeries(geometry, index=index, crs="EPSG:4326")
    )
