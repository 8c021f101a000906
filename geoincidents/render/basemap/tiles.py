"""Take land, waters, borders and roads out of a PMTiles file of Protomaps, where incidents are."""

import math
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geoincidents.disk import show_path
from geoincidents.errors import BasemapError
from geoincidents.render.basemap.boxes import Box
from geoincidents.render.basemap.kinds import DISPUTED, read_kinds

MAGIC = b"PMTiles\x03"
# Tiles that a page may be made of: at 9 zooms from the world to a street, some hundred kilobytes.
MOST_TILES = 96
FINEST_ZOOM = 11
WORLD_SQUARE_DEG = 360.0 * 170.0
EARTH_RADIUS_M = 6_378_137.0
MERCATOR_LIMIT_DEG = 85.05
SURFACE = 2  # dimensions
TRUE = frozenset({"true", "1", "1.0", "yes"})
HOW_TO = "give an extract of https://maps.protomaps.com made with `pmtiles extract`"

Shapes = NDArray[np.object_]


def read_tiles(path: Path, boxes: Sequence[Box]) -> tuple[dict[str, Shapes], shapely.Geometry]:
    """Give shapes in degrees by the names of docs/page-data.md, and the area that they fill.

    Raises:
        BasemapError: the file is no PMTiles file of vector tiles of Protomaps, or covers no place
            of the incidents.
    """
    layers, box, finest = describe_tiles(path)
    near = shapely.union_all([shapely.box(*one) for one in boxes])
    covered = shapely.intersection(near, shapely.box(*box))
    if covered.area == 0:
        shown = ", ".join(f"{edge:g}" for edge in box)
        msg = f"{show_path(path)} ({shown}) covers no place of the incidents; {HOW_TO}"
        raise BasemapError(msg)
    zoom = min(finest, _choose_zoom(covered.area))
    found: dict[str, list[Shapes]] = {}
    for row in _read_table():
        if row["tiles"] in layers:
            shapes, disputed = _read(path, row, covered.bounds, zoom)
            shapes = shapely.intersection(shapes, covered)
            found.setdefault(row["draws"], []).append(shapes[~disputed])
            found.setdefault(DISPUTED, []).append(shapes[disputed])
    return {name: np.concatenate(parts) for name, parts in found.items()}, covered


@cache
def _read_table() -> list[dict[str, Any]]:
    text = files("geoincidents.render.basemap").joinpath("protomaps.toml").read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["layers"]
    return rows


def describe_tiles(path: Path) -> tuple[set[str], Box, int]:
    """Give the layers of the tiles, the box that they fill, and their finest zoom.

    Raises:
        BasemapError: the file is no PMTiles file of vector tiles of Protomaps.
    """
    import pyogrio  # noqa: PLC0415 - 0.4 s, and few pages have tiles

    try:
        with path.open("rb") as file:
            start = file.read(len(MAGIC))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        msg = f"cannot read {show_path(path)}: {reason}; {HOW_TO}"
        raise BasemapError(msg) from error
    if start != MAGIC:
        msg = f"{show_path(path)} is no PMTiles file (version 3); {HOW_TO}"
        raise BasemapError(msg)
    wanted = {row["tiles"] for row in _read_table()}
    try:
        layers = {str(name) for name, _ in pyogrio.list_layers(path)}
        told = pyogrio.read_info(path)["dataset_metadata"]
        west, south, east, north = (float(edge) for edge in told["bounds"].split(","))
        finest = int(told["maxzoom"])
    except Exception as error:
        msg = f"{show_path(path)} is damaged or holds no vector tiles; {HOW_TO}"
        raise BasemapError(msg) from error
    if not layers & wanted:
        msg = f"{show_path(path)} has none of the layers {', '.join(sorted(wanted))}; {HOW_TO}"
        raise BasemapError(msg)
    return layers, (west, south, east, north), finest


def _choose_zoom(square_deg: float) -> int:
    """Give the finest zoom of which so large an area takes no more than `MOST_TILES` tiles."""
    tiles_of_zoom_0 = square_deg / WORLD_SQUARE_DEG
    return max(0, min(FINEST_ZOOM, int(math.log(MOST_TILES / tiles_of_zoom_0, 4))))


def _read(path: Path, row: dict[str, Any], box: Box, zoom: int) -> tuple[Shapes, NDArray[np.bool_]]:
    """Give the shapes of a row of the table in degrees, and whether each is disputed."""
    import pyogrio  # noqa: PLC0415 - as above

    try:
        meta, _, geometry, columns = pyogrio.raw.read(
            path, layer=row["tiles"], bbox=_to_metres(box), ZOOM_LEVEL=zoom
        )
    except Exception as error:
        msg = f"{show_path(path)} is damaged in its layer {row['tiles']!r}; {HOW_TO}"
        raise BasemapError(msg) from error
    told = dict(zip([str(name) for name in meta["fields"]], columns, strict=True))
    shapes = np.array(shapely.from_wkb(geometry), dtype=object)
    surfaces = read_kinds()[row["draws"]].draws == "polygons"
    kept = (shapely.get_dimensions(shapes) == SURFACE) == surfaces
    if row["kinds"] and "kind" in told:
        kept &= np.isin(told["kind"].astype(str), row["kinds"])
    disputed = np.array(
        [str(one).lower() in TRUE for one in told.get("disputed", np.zeros(len(shapes)))], bool
    )
    return shapely.make_valid(_to_degrees(shapes[kept])), disputed[kept]


def _to_degrees(shapes: Shapes) -> Shapes:
    """Turn metres of the web's Mercator into degrees."""

    def turn(points: NDArray[np.float64]) -> NDArray[np.float64]:
        longitudes = np.degrees(points[:, 0] / EARTH_RADIUS_M)
        latitudes = np.degrees(np.arctan(np.sinh(points[:, 1] / EARTH_RADIUS_M)))
        return np.column_stack([longitudes, latitudes])

    turned: Shapes = shapely.transform(shapes, turn)
    return turned


def _to_metres(box: Box) -> Box:
    west, south, east, north = box
    return (_east_m(west), _north_m(south), _east_m(east), _north_m(north))


def _east_m(longitude: float) -> float:
    return math.radians(longitude) * EARTH_RADIUS_M


def _north_m(latitude: float) -> float:
    inside = max(-MERCATOR_LIMIT_DEG, min(MERCATOR_LIMIT_DEG, latitude))
    return math.asinh(math.tan(math.radians(inside))) * EARTH_RADIUS_M
