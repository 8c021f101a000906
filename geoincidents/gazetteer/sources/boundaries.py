"""Read administrative boundaries of any file that GDAL reads; keep the polygons."""

import math
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from geoincidents.errors import GazetteerError
from geoincidents.gazetteer.distance import METRES_A_DEGREE
from geoincidents.gazetteer.kinds import read_kinds
from geoincidents.gazetteer.sources.rows import Faults, SourceRow
from geoincidents.gazetteer.sources.store import POLYGONS
from geoincidents.model.location import MAX_LATITUDE, MAX_LONGITUDE

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

KINDS_BY_LEVEL = {0: "country", 1: "admin1", 2: "admin2", 3: "admin2"}
# How geoBoundaries, OCHA, GADM, Natural Earth and others call the name and the country of an area.
_NAME_COLUMNS = (
    "shapeName", "ADM{level}_EN", "adm{level}_name", "ADM{level}_NAME", "NAME_{level}", "name_en",
    "NAME_EN", "names_eng", "name", "NAME", "ADMIN",
)  # fmt: skip
_CODE_COLUMNS = (
    "iso_a2", "ISO_A2", "ISO_A2_EH", "iso", "ISO", "ADM0_PCODE", "shapeGroup", "GID_0", "iso_a3",
    "ISO_A3", "adm0_a3", "country",
)  # fmt: skip
_NATIVE_COLUMNS = ("ADM{level}_AR", "name_ar", "names_ara", "NL_NAME_{level}", "VARNAME_{level}")


def read_places(
    path: Path,
    faults: Faults,
    level: int,
    target: Path,
    find_country: Callable[[str, float, float], str],
) -> Iterator[SourceRow | None]:
    """Give each area of a file as a place, and keep its polygon in the folder `target`.

    `find_country` gives ISO 3166-1 alpha-2 of a code of two or three letters, else of a point.

    Raises:
        GazetteerError: GDAL cannot read the file.
    """
    import shapely  # noqa: PLC0415 - only an import needs it

    columns, geometries = _read_file(path)
    name_column = _find_column(columns, _NAME_COLUMNS, level)
    if name_column is None:
        faults.add(1, f"no column of names; there are: {', '.join(columns)}")
        return
    code_column = _find_column(columns, _CODE_COLUMNS, level)
    native_column = _find_column(columns, _NATIVE_COLUMNS, level)
    with closing(sqlite3.connect(target / POLYGONS)) as polygons:
        polygons.execute(
            "CREATE TABLE polygons (place_id TEXT PRIMARY KEY, level INTEGER, wkb BLOB)"
        )
        for i, wkb in enumerate(geometries):
            name = str(columns[name_column][i] or "").strip()
            try:
                shape = _read_shape(wkb, name)
            except (ValueError, AttributeError, shapely.errors.GEOSException) as error:
                faults.add(i + 1, f"area cannot be read: {error}")
                continue
            code = str(columns[code_column][i] or "") if code_column else ""
            native = str(columns[native_column][i] or "") if native_column else ""
            row = _make_row(shape, name, native, level, f"{path.stem.replace(' ', '-')}.{i + 1}")
            row = replace(row, country=find_country(code, row.longitude, row.latitude))
            polygons.execute(
                "INSERT OR REPLACE INTO polygons VALUES (?, ?, ?)",
                (row.place_id, level, shapely.to_wkb(shape)),
            )
            yield row
        polygons.commit()


def _read_shape(wkb: bytes, name: str) -> "BaseGeometry":
    import shapely  # noqa: PLC0415 - only an import needs it

    shape = shapely.make_valid(shapely.from_wkb(wkb))
    faults = []
    if not name:
        faults.append("it has no name")
    if shape.is_empty:
        faults.append("it has no geometry")
    else:
        west, south, east, north = shape.bounds
        if min(west, -east) < -MAX_LONGITUDE or min(south, -north) < -MAX_LATITUDE:
            faults.append("its coordinates are not degrees of WGS 84")
    if faults:
        raise ValueError("; ".join(faults))
    return shape


def _make_row(shape: "BaseGeometry", name: str, native: str, level: int, key: str) -> SourceRow:
    kind = KINDS_BY_LEVEL[level]
    sane = read_kinds()[kind]
    centre = shape.centroid
    point = centre if shape.contains(centre) else shape.representative_point()
    square_m = shape.area * METRES_A_DEGREE**2 * max(0.05, math.cos(math.radians(point.y)))
    radius_m = int(round(math.sqrt(square_m / math.pi), -2))
    return SourceRow(
        place_id=f"area.{key}",
        name=name,
        kind=kind,
        aliases=tuple(part.strip() for part in native.split("|") if part.strip()),
        longitude=point.x,
        latitude=point.y,
        radius_m=min(max(radius_m, sane.smallest_radius_m), sane.largest_radius_m),
        admin1=name if level == 1 else "",
        source=f"boundary {key}: centroid, radius of the circle of equal area",
        confidence="high",
    )


def _read_file(path: Path) -> tuple[dict[str, Sequence[object]], Sequence[bytes]]:
    import pyogrio  # noqa: PLC0415 - only an import needs it

    source = f"/vsigzip/{path}" if path.suffix == ".gz" else str(path)
    try:
        meta, _, geometries, fields = pyogrio.raw.read(source)
    except (
        pyogrio.errors.DataSourceError,
        pyogrio.errors.DataLayerError,
        OSError,
        ValueError,
    ) as e:
        msg = f"{path.name} cannot be read as boundaries: {e}; nothing was added"
        raise GazetteerError(msg) from e
    if geometries is None:
        msg = f"{path.name} holds no areas, only a table; give polygons; nothing was added"
        raise GazetteerError(msg)
    crs = meta.get("crs")
    if crs and crs.upper() not in {"EPSG:4326", "OGC:CRS84", "EPSG:4979"}:
        msg = f"{path.name} is in {crs}; give it in WGS 84 (EPSG:4326); nothing was added"
        raise GazetteerError(msg)
    return dict(zip(meta["fields"], fields, strict=True)), geometries


def _find_column(
    columns: dict[str, Sequence[object]], wanted: Sequence[str], level: int
) -> str | None:
    return next((name for one in wanted if (name := one.format(level=level)) in columns), None)
