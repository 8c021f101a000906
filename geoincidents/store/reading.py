"""Read incidents back from the files that we write: which reader a format has stands here."""

import csv
import io
import sqlite3
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec

from geoincidents.disk import show_path
from geoincidents.errors import GeoincidentsError, InputError, RecordError
from geoincidents.features import COLUMNS
from geoincidents.model import Incidents
from geoincidents.store.delimited import BOM, unguard_cell
from geoincidents.store.formats import Format, find_format, guess_format, read_formats
from geoincidents.store.jsonl import read_jsonl
from geoincidents.store.postgis.address import is_database
from geoincidents.store.postgis.reading import read_database
from geoincidents.store.rebuild import raise_faults, rebuild_incidents
from geoincidents.store.records import RawRow, Record, Tables, check_rows, list_missing
from geoincidents.store.relations import TABLES
from geoincidents.store.rows import LAYERS

READ_OR_WRITE = "give a file that geoincidents wrote"


def read_incidents(path: str | Path, *, as_format: str | None = None) -> Incidents:
    """Read incidents from a file of any format that can be read back, or from a database.

    A database, whose address begins with postgresql://, and `incidents.jsonl` give all that was
    written, another file what it holds: docs/formats.md lists what each loses. Quotes come back
    with their places in the articles.

    Raises:
        InputError: the file or database cannot be read, or its format is none that is read back.
        RecordError: a column is missing or of another type; names row and column.
    """
    if is_database(path):
        return read_database(str(path))
    target = Path(path)
    chosen = guess_format(target) if as_format is None else find_format(as_format)
    if not chosen.reads:
        readable = [name for name, one in read_formats().items() if one.reads]
        msg = f"{show_path(target)}: {chosen.title} is not read back; read {', '.join(readable)}"
        raise InputError(msg)
    try:
        return _read(target, chosen)
    except OSError as error:
        msg = f"cannot read {show_path(target)}: {error.strerror or error}; {READ_OR_WRITE}"
        raise InputError(msg) from error


def _read(path: Path, chosen: Format) -> Incidents:
    if chosen.name == "jsonl":
        return read_jsonl(path)
    shown = show_path(path)
    path.open("rb").close()  # libraries say less clearly what is wrong
    tables = None
    try:
        if chosen.name == "gpkg":
            names, rows, tables = _read_geopackage(path)
        else:
            names, rows = READERS[chosen.name](path)
    except GeoincidentsError:
        raise
    except (ValueError, LookupError, RuntimeError) as error:
        # Libraries expect sound files: a bent one breaks them in many ways.
        said = f"it is damaged ({type(error).__name__}: {error})"
        raise _say_unreadable(path, said) from error
    if missing := list_missing(names):
        raise_faults(missing, shown)
    faults: list[str] = []
    checked = list(check_rows(rows, faults))
    if faults:
        raise_faults(faults, shown)
    return rebuild_incidents(checked, shown, tables)


Read = tuple[Iterable[str], Iterable[RawRow]]


def _read_collection(path: Path) -> Read:
    collection = _decode(path.read_bytes(), path)
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        msg = f"{show_path(path)}: it is no FeatureCollection; {READ_OR_WRITE}"
        raise RecordError(msg)
    return _list_names(features), list(_list_features(features, "feature"))


def _read_lines(path: Path) -> Read:
    lines = [line for line in path.read_bytes().split(b"\n") if line.strip()]
    features = [_decode(line, path) for line in lines]
    return _list_names(features), list(_list_features(features, "line"))


def _decode(data: bytes, path: Path) -> Any:  # noqa: ANN401 - any JSON value
    try:
        return msgspec.json.decode(data.removeprefix(BOM))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        msg = f"{show_path(path)}: not JSON ({error}); {READ_OR_WRITE}"
        raise RecordError(msg) from error


def _list_names(features: list[Any]) -> Iterable[str]:
    """Give the columns of the first feature; an empty file has them all."""
    if not features:
        return list(COLUMNS)
    first = features[0]
    told = first.get("properties") if isinstance(first, dict) else None
    return told if isinstance(told, dict) else ()


def _list_features(features: list[Any], what: str) -> Iterator[RawRow]:
    for number, one in enumerate(features, 1):
        told = one.get("properties") if isinstance(one, dict) else None
        values = {**(told or {}), "id": one.get("id")} if isinstance(one, dict) else {}
        geometry = one.get("geometry") if isinstance(one, dict) else None
        yield RawRow(f"{what} {number}", values, geometry)


def _read_csv(path: Path) -> Read:
    text = path.read_bytes().removeprefix(BOM).decode("utf-8", errors="replace")
    table = csv.DictReader(io.StringIO(text, newline=""), restval="")
    former = csv.field_size_limit(len(text) + 1)  # quotes of an article may be as long as it is
    try:
        rows = [
            RawRow(f"row {number}", {name: _read_cell(name, row[name]) for name in row if name})
            for number, row in enumerate(table, 2)
        ]
    finally:
        csv.field_size_limit(former)
    return table.fieldnames or (), rows


def _read_cell(name: str, text: str) -> object:
    """Give a cell as its column has it; what cannot be so stays text, and is a fault later."""
    kind = COLUMNS.get(name, "text")
    if kind in {"int", "float"} and text:
        try:
            return int(text) if kind == "int" else float(text)
        except ValueError:
            return text
    return unguard_cell(text)


def _read_parquet(path: Path) -> Read:
    import pyarrow as pa  # noqa: PLC0415 - heavy
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    try:
        table = pq.read_table(path)
    except pa.ArrowInvalid as error:
        msg = f"{show_path(path)}: no Parquet ({error}); {READ_OR_WRITE}"
        raise RecordError(msg) from error
    return table.column_names, list(_list_arrow(table, "geometry", "row"))


def _read_flatgeobuf(path: Path) -> Read:
    """Read by the column, not by Arrow: GDAL 3.12 gives broken buffers where a geometry is null."""
    import numpy as np  # noqa: PLC0415 - heavy
    import pyogrio  # noqa: PLC0415 - as above
    import shapely  # noqa: PLC0415 - as above
    from pyogrio.errors import DataLayerError, DataSourceError  # noqa: PLC0415 - as above

    try:
        about, _, shapes, columns = pyogrio.raw.read(path)
    except (DataSourceError, DataLayerError) as error:
        raise _say_unreadable(path, str(error)) from error
    names = list(about["fields"])
    drawn = _read_shapes(shapes)
    tidy = [
        [None if value != value else value for value in column.tolist()]  # noqa: PLR0124 - NaN is no number
        for column in (
            one.astype("datetime64[D]") if np.issubdtype(one.dtype, np.datetime64) else one
            for one in columns
        )
    ]
    rows = [
        RawRow(
            f"feature {number}",
            dict(zip(names, values, strict=True)),
            None if shape is None else shapely.geometry.mapping(shape),
        )
        for number, (shape, *values) in enumerate(zip(drawn, *tidy, strict=True), 1)
    ]
    return names, rows


def _say_unreadable(path: Path, said: str) -> RecordError:
    return RecordError(f"{show_path(path)}: {' '.join(said.split()).rstrip('.;')}; {READ_OR_WRITE}")


def _read_shapes(shapes: Iterable[bytes | None]) -> Any:  # noqa: ANN401 - an array of shapely
    """Give geometries out of WKB; FlatGeobuf gives no bytes for no geometry.

    Raises:
        ValueError: one is no WKB.
    """
    import shapely  # noqa: PLC0415 - 0.3 s

    try:
        return shapely.from_wkb([one or None for one in shapes])
    except shapely.errors.ShapelyError as error:
        raise ValueError(str(error)) from error


def _read_geopackage(path: Path) -> tuple[Iterable[str], Iterable[RawRow], Tables]:
    """Read the layers of a GeoPackage and the tables beside them."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            found = {n for (n,) in database.execute("SELECT table_name FROM gpkg_contents")}
            known = {n: _read_table(database, n) if n in found else [] for n in TABLES}
    except sqlite3.Error as error:
        msg = f"{show_path(path)}: no GeoPackage ({error}); {READ_OR_WRITE}"
        raise RecordError(msg) from error
    layers = [layer for layer in LAYERS.values() if layer in found]
    if not layers:
        wanted = ", ".join(LAYERS.values())
        msg = f"{show_path(path)}: it has none of the layers {wanted}; {READ_OR_WRITE}"
        raise RecordError(msg)
    names: set[str] | None = None
    rows: list[RawRow] = []
    for layer in layers:
        table, geometry = _read_layer(path, layer)
        names = set(table.column_names) if names is None else names & set(table.column_names)
        rows += _list_arrow(table, geometry, f"{layer}, row")
    tables = Tables(known["incidents"], known["evidence"], known["articles"], known["reports"])
    return names or set(), rows, tables


def _read_table(database: sqlite3.Connection, name: str) -> list[Record]:
    cursor = database.execute(f'SELECT * FROM "{name}" ORDER BY fid')  # noqa: S608 - our own name
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _read_layer(path: Path, layer: str | None) -> tuple[Any, str]:
    import pyogrio  # noqa: PLC0415 - heavy
    from pyogrio.errors import DataLayerError, DataSourceError  # noqa: PLC0415 - as above

    try:
        with warnings.catch_warnings(action="ignore"):  # what is wrong is told below
            about, table = pyogrio.read_arrow(path, layer=layer)
    except (DataSourceError, DataLayerError) as error:
        raise _say_unreadable(path, str(error)) from error
    return table, about["geometry_name"] or "wkb_geometry"


def _list_arrow(table: Any, geometry: str, what: str) -> Iterator[RawRow]:  # noqa: ANN401 - of pyarrow
    import shapely  # noqa: PLC0415 - 0.3 s

    names = [name for name in table.column_names if name in COLUMNS or name == "id"]
    columns = [table.column(name).to_pylist() for name in names]
    shapes = _read_shapes(table.column(geometry).to_pylist())
    for number, (shape, *values) in enumerate(zip(shapes, *columns, strict=True), 1):
        drawn = None if shape is None else shapely.geometry.mapping(shape)
        yield RawRow(f"{what} {number}", dict(zip(names, values, strict=True)), drawn)


READERS: dict[str, Callable[[Path], Read]] = {
    "geojson": _read_collection,
    "geojson-layers": _read_collection,
    "simplestyle": _read_collection,
    "geojsonl": _read_lines,
    "csv": _read_csv,
    "parquet": _read_parquet,
    "fgb": _read_flatgeobuf,
}
