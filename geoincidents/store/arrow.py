"""Give rows as Arrow tables: what GDAL and Parquet take in by the column."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from geoincidents.features import COLUMNS
from geoincidents.store.rows import POSITIONS, Row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyarrow as pa

    from geoincidents.store.geometry import GeoJson

GEOMETRY = "geometry"
CRS = "EPSG:4326"


def build_table(rows: Sequence[Row], *, multi: bool = False) -> pa.Table:
    """Give the rows with `id`, the columns of docs/formats.md, and `geometry` as WKB.

    With `multi` lines and polygons are Multi ones, as a layer of one type needs them.
    """
    import pyarrow as pa  # noqa: PLC0415 - 0.1 s

    arrays = {"id": pa.array([row.id for row in rows], pa.string())}
    for name, kind in COLUMNS.items():
        at = POSITIONS[name]
        arrays[name] = _build_array([row.cells[at] for row in rows], kind)
    arrays[GEOMETRY] = pa.array(
        encode_wkb([row.geometry for row in rows], multi=multi), pa.binary()
    )
    return pa.table(arrays)


def build_records(kinds: Mapping[str, str], records: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Give records as a table whose columns have the kinds `text`, `int`, `float` or `date`."""
    import pyarrow as pa  # noqa: PLC0415 - 0.1 s

    return pa.table(
        {name: _build_array([one[name] for one in records], kind) for name, kind in kinds.items()}
    )


def _build_array(values: Sequence[object], kind: str) -> pa.Array:
    import pyarrow as pa  # noqa: PLC0415 - 0.1 s

    if kind == "date":
        return pa.array(values, pa.string()).cast(pa.date32())
    types = {"text": pa.string(), "int": pa.int64(), "float": pa.float64()}
    return pa.array(values, types[kind])


def encode_wkb(
    geometries: Sequence[GeoJson | None], *, multi: bool = False, srid: int | None = None
) -> list[bytes | None]:
    """Give geometries as WKB; most are points, which go through in one piece.

    With `srid` the reference system stands in each, as PostGIS wants it.
    """
    import numpy as np  # noqa: PLC0415 - heavy
    import shapely  # noqa: PLC0415 - 0.3 s
    from shapely.geometry import shape  # noqa: PLC0415 - as above

    shapes = np.full(len(geometries), None, dtype=object)
    at = [n for n, one in enumerate(geometries) if one is not None and one["type"] == "Point"]
    if at:
        points = [one["coordinates"] for n in at if (one := geometries[n]) is not None]
        shapes[at] = shapely.points(points)
    for number, one in enumerate(geometries):
        if one is not None and one["type"] != "Point":
            shapes[number] = shape(_make_multi(one) if multi else one)
    if srid is not None:
        shapes = shapely.set_srid(shapes, srid)
    return list(shapely.to_wkb(shapes, include_srid=srid is not None))


def _make_multi(geometry: GeoJson) -> GeoJson:
    if geometry["type"].startswith("Multi"):
        return geometry
    return {"type": f"Multi{geometry['type']}", "coordinates": [geometry["coordinates"]]}


@contextlib.contextmanager
def set_gdal_options(**options: str) -> Iterator[None]:
    """Set options of GDAL until the block ends."""
    import pyogrio  # noqa: PLC0415 - heavy

    former = {name: pyogrio.get_gdal_config_option(name) for name in options}
    pyogrio.set_gdal_config_options(options)
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(former)
