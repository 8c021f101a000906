"""Give incidents as a table of geopandas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoincidents.features import COLUMNS
from geoincidents.store.arrow import CRS, encode_wkb
from geoincidents.store.rows import POSITIONS, Row, collect_rows

if TYPE_CHECKING:  # 1.7 s: imported by the one function that needs it
    from collections.abc import Iterable, Sequence

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
    return build_frame(collect_rows(incidents).select(areas=areas))


def build_frame(rows: Sequence[Row]) -> geopandas.GeoDataFrame:
    """Give rows as a table of geopandas."""
    import geopandas  # noqa: PLC0415 - 1.7 s
    import numpy as np  # noqa: PLC0415 - heavy
    import pandas as pd  # noqa: PLC0415 - 1.3 s

    index = pd.Index([row.id for row in rows], name="id", dtype="string")
    columns = {}
    for name, kind in COLUMNS.items():
        at = POSITIONS[name]
        values = [row.cells[at] for row in rows]
        columns[name] = pd.Series(values, index=index, dtype=DTYPES[kind])
    shapes = np.array(encode_wkb([row.geometry for row in rows]), dtype=object)
    geometry = geopandas.GeoSeries.from_wkb(shapes, index=index, crs=CRS)
    return geopandas.GeoDataFrame(pd.DataFrame(columns, index=index), geometry=geometry)
