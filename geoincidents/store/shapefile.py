"""Write zipped shapefiles, one a layer; what they cannot hold is known and listed."""

import csv
import io
import os
import zipfile
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from geoincidents.disk import explain_failure, stage_files, write_whole
from geoincidents.errors import OutputError
from geoincidents.store.arrow import CRS, GEOMETRY, build_table
from geoincidents.store.formats import WriteOptions, Written
from geoincidents.store.rows import LAYERS, Row, Rows

TYPES = {
    "impact": "Point",
    "launch": "Point",
    "trajectory": "MultiLineString",
    "area": "MultiPolygon",
}
TEXT_BYTES = 254
STAMP = "2000-01-01"  # of the tables inside: the same incidents give the same bytes
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


@cache
def read_names() -> dict[str, str]:
    """Give the name of ten letters of each column."""
    text = files("geoincidents.store").joinpath("shapefile.csv").read_text(encoding="utf-8")
    return {row["column"]: row["short"] for row in csv.DictReader(io.StringIO(text))}


def write_shapefile(rows: Rows, path: Path, _: WriteOptions) -> Written:
    """Write a zip with a shapefile a layer, and the table of its column names."""
    on_map = [row for row in rows if row.geometry is not None]
    target = Path(os.path.realpath(path))
    with stage_files(target.parent) as folder:
        parts = folder / "parts"
        parts.mkdir()
        for role, layer in LAYERS.items():
            own = [row for row in on_map if row.role == role]
            _write_layer(own, parts / f"{layer}.shp", TYPES[role], path)
        names = "\r\n".join(f"{long},{short}" for long, short in read_names().items())
        (parts / "columns.csv").write_bytes(f"column,short\r\n{names}\r\n".encode())
        packed = _pack(parts)
        for part in parts.iterdir():
            part.unlink()
        parts.rmdir()
        write_whole(folder / target.name, packed)
    left_out = sum(row.role == "impact" for row in rows) - sum(
        row.role == "impact" for row in on_map
    )
    note = f"{left_out:,} off the map are not in the shapefile"
    return Written((path,), (note,) if left_out else ())


def _write_layer(rows: list[Row], path: Path, kind: str, shown: Path) -> None:
    import pyogrio  # noqa: PLC0415 - heavy
    from pyogrio.errors import DataLayerError, DataSourceError  # noqa: PLC0415 - as above

    try:
        pyogrio.write_arrow(
            _shorten(rows, multi=kind.startswith("Multi")),
            path,
            driver="ESRI Shapefile",
            geometry_name=GEOMETRY,
            geometry_type=kind.removeprefix("Multi"),
            crs=CRS,
            layer_options={"ENCODING": "UTF-8", "DBF_DATE_LAST_UPDATE": STAMP},
        )
    except (DataSourceError, DataLayerError, RuntimeError, OSError) as error:
        raise OutputError(explain_failure(error, shown)) from error


def _shorten(rows: list[Row], *, multi: bool) -> Any:  # noqa: ANN401 - a table of pyarrow
    cut = [
        Row(
            row.id,
            row.role,
            row.geometry,
            tuple(_cut(value) if isinstance(value, str) else value for value in row.cells),
        )
        for row in rows
    ]
    table = build_table(cut, multi=multi)
    names = read_names()
    return table.rename_columns([names.get(name, name) for name in table.column_names])


def _cut(text: str) -> str:
    """Keep what fits of a text, whole letters."""
    data = text.encode()
    if len(data) <= TEXT_BYTES:
        return text
    return data[:TEXT_BYTES].decode(errors="ignore")


def _pack(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(part.name, _ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, part.read_bytes())
    return packed.getvalue()
