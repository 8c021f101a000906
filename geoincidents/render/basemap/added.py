"""Keep the user's own layers of ground: provinces, rivers, lakes, whatever file pyogrio reads."""

import contextlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geoincidents.disk import show_path
from geoincidents.errors import BasemapError
from geoincidents.gazetteer.sources.store import find_data_folder
from geoincidents.render.basemap.kinds import DISPUTED, classify, guess_kind, read_kinds

FOLDER = "basemap"
DESCRIPTION = "layer.json"
SHAPES = "shapes.fgb"
CLASS_COLUMN = "featurecla"
# Natural Earth and Protomaps say from which zoom on a thing deserves to be drawn.
ZOOM_COLUMNS = ("min_zoom", "scalerank")
ARCHIVES = {".gz": "/vsigzip/", ".zip": "/vsizip/"}
SUFFIXES = re.compile(r"(?:\.(?:gz|zip|json|geojson|shp|gpkg|fgb|kml|parquet))+$", re.IGNORECASE)
NAME = re.compile(r"[^\w.-]+")
WGS84 = "EPSG:4326"
SURFACE = 2  # dimensions

Shapes = NDArray[np.object_]


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedLayer:
    """Describe a layer that was added: `kind` is one of `kinds.toml`, `size` in bytes."""

    name: str
    kind: str
    shapes: int
    added: str
    original: str
    size: int = 0


def add_basemap(path: Path, *, kind: str | None = None, name: str | None = None) -> AddedLayer:
    """Keep a file as a layer of the ground, in place of one of the same name.

    `kind` is one of `kinds.toml`; without it the file's name and its column `featurecla` tell.

    Raises:
        BasemapError: the file cannot be read, has nothing to draw, or does not say what it is.
    """
    if kind is not None and kind not in read_kinds():
        msg = f"{kind!r} is no kind of layer; kinds are {', '.join(read_kinds())}"
        raise BasemapError(msg)
    shapes, classes, zooms = _read_shapes(Path(path))
    chosen = kind or guess_kind(Path(path).name, classes)
    if chosen is None:
        known = ", ".join(read_kinds())
        msg = f"{show_path(path)} does not say what it is; say it with --as, one of {known}"
        raise BasemapError(msg)
    disputed = np.array([classify(one) == DISPUTED for one in classes], dtype=bool)
    shapes = _fit(shapes, read_kinds()[chosen].draws)
    kept = ~shapely.is_empty(shapes)
    if not kept.any():
        wanted = read_kinds()[chosen].draws
        msg = f"{show_path(path)} has no {wanted}, which {chosen} are; give another file or --as"
        raise BasemapError(msg)
    return _keep(
        name or SUFFIXES.sub("", Path(path).name),
        chosen,
        Path(path).name,
        (shapes[kept], disputed[kept], zooms[kept]),
    )


def list_basemaps() -> list[AddedLayer]:
    """Give the layers that were added, by name.

    Raises:
        BasemapError: a layer is damaged.
    """
    return [_describe(folder) for folder in _list_folders()]


def remove_basemap(name: str) -> AddedLayer:
    """Forget a layer.

    Raises:
        BasemapError: there is none of this name; says which there are.
    """
    for folder in _list_folders():
        if folder.name == name:
            layer = _describe(folder)
            shutil.rmtree(folder, ignore_errors=True)
            return layer
    known = ", ".join(folder.name for folder in _list_folders()) or "none"
    msg = f"no layer is called {name!r}; added are: {known}"
    raise BasemapError(msg)


def read_layer(name: str, box: tuple[float, float, float, float]) -> tuple[Shapes, Any, Any]:
    """Give the shapes of a layer that meet a box, whether each is disputed, and its first zoom.

    Raises:
        BasemapError: the layer is damaged.
    """
    import pyogrio  # noqa: PLC0415 - 0.4 s, and few pages have layers

    path = find_data_folder() / FOLDER / name / SHAPES
    try:
        meta, _, geometry, columns = pyogrio.raw.read(path, bbox=box)
    except Exception as error:
        raise BasemapError(_explain_damage(path)) from error
    names = list(meta["fields"])
    disputed = columns[names.index("disputed")].astype(bool)
    return shapely.from_wkb(geometry), disputed, columns[names.index("zoom")]


def _read_shapes(path: Path) -> tuple[Shapes, Sequence[str], NDArray[np.float64]]:
    import pyogrio  # noqa: PLC0415 - 0.4 s, and only where a file is added

    if not path.is_file():
        msg = f"there is no file {show_path(path)}; nothing was added"
        raise BasemapError(msg)
    source = ARCHIVES.get(path.suffix.lower(), "") + str(path.resolve())
    try:
        meta, _, geometry, columns = pyogrio.raw.read(source)
    except Exception as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        msg = (
            f"cannot read {show_path(path)}: {reason.replace(source, path.name)}; give a file of "
            "shapes such as GeoJSON, GeoPackage, Shapefile (.zip) or FlatGeobuf"
        )
        raise BasemapError(msg) from error
    if geometry is None or not len(geometry):
        msg = f"{show_path(path)} has no shapes; nothing was added"
        raise BasemapError(msg)
    shapes = _turn(shapely.from_wkb(geometry), meta["crs"], path)
    names = [str(name).lower() for name in meta["fields"]]
    classes = [""] * len(shapes)
    if CLASS_COLUMN in names:
        classes = [str(one or "") for one in columns[names.index(CLASS_COLUMN)]]
    zooms = np.zeros(len(shapes))
    for column in ZOOM_COLUMNS:
        if column in names:
            with contextlib.suppress(TypeError, ValueError):
                zooms = np.nan_to_num(columns[names.index(column)].astype(np.float64))
                break
    return shapes, classes, zooms


def _turn(shapes: Shapes, crs: str | None, path: Path) -> Shapes:
    """Give shapes in degrees of WGS 84."""
    if crs and crs != WGS84:
        from pyproj import Transformer  # noqa: PLC0415 - 0.2 s, and most files are in degrees

        turn = Transformer.from_crs(crs, WGS84, always_xy=True).transform
        shapes = shapely.transform(shapes, turn, interleaved=False)  # type: ignore[arg-type]
    bounds = shapely.total_bounds(shapes)
    if not np.isfinite(bounds).all() or (np.abs(bounds) > (180.1, 90.1, 180.1, 90.1)).any():
        msg = (
            f"{show_path(path)} has coordinates that are no degrees of longitude and latitude; "
            "save it with its reference system, or in EPSG:4326"
        )
        raise BasemapError(msg)
    return shapes


def _fit(shapes: Shapes, draws: str) -> Shapes:
    """Give lines or polygons: of a polygon the outline, of a closed line nothing more."""
    parts: Shapes = np.array(shapely.make_valid(shapes), dtype=object)
    surfaces = shapely.get_dimensions(parts) == SURFACE
    if draws == "polygons":
        parts[~surfaces] = shapely.GeometryCollection()
    else:
        parts[surfaces] = shapely.boundary(parts[surfaces])
        parts[shapely.get_dimensions(parts) < SURFACE - 1] = shapely.GeometryCollection()
    return parts


def _keep(
    name: str, kind: str, original: str, rows: tuple[Shapes, NDArray[np.bool_], NDArray[Any]]
) -> AddedLayer:
    import pyogrio  # noqa: PLC0415 - as above

    name = NAME.sub("-", name).strip("-.") or "layer"
    root = find_data_folder() / FOLDER
    shapes, disputed, zooms = rows
    try:
        root.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".adding-", dir=root) as scratch:
            work = Path(scratch) / "layer"
            work.mkdir()
            pyogrio.raw.write(
                work / SHAPES,
                geometry=shapely.to_wkb(shapes),
                field_data=[disputed.astype(np.int32), zooms.astype(np.float64)],
                fields=["disputed", "zoom"],
                geometry_type="Unknown",
                crs=WGS84,
                driver="FlatGeobuf",
            )
            layer = AddedLayer(
                name=name,
                kind=kind,
                shapes=len(shapes),
                added=datetime.now(tz=UTC).isoformat(timespec="seconds"),
                original=original,
                size=(work / SHAPES).stat().st_size,
            )
            (work / DESCRIPTION).write_text(json.dumps(asdict(layer), indent=1), "utf-8")
            _put(work, root / name)
    except OSError as error:
        msg = f"cannot keep the layer {name!r} in {root}: {error}; nothing was added"
        raise BasemapError(msg) from error
    return layer


def _put(work: Path, target: Path) -> None:
    if target.exists():
        old = target.with_name(f".old-{os.getpid()}-{target.name}")
        target.replace(old)
        shutil.rmtree(old, ignore_errors=True)
    work.replace(target)


def _list_folders() -> list[Path]:
    try:
        folders = (find_data_folder() / FOLDER).iterdir()
        return sorted(one for one in folders if one.is_dir() and one.name[0] != ".")
    except OSError:
        return []


def _describe(folder: Path) -> AddedLayer:
    try:
        return AddedLayer(**json.loads((folder / DESCRIPTION).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        raise BasemapError(_explain_damage(folder / DESCRIPTION)) from error


def _explain_damage(path: Path) -> str:
    return f"{show_path(path)} is damaged; add the layer again, or remove {path.parent.name!r}"
