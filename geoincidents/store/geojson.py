"""Write GeoJSON after RFC 7946: whole, one file a layer, one feature a line, with simplestyle."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from tempfile import SpooledTemporaryFile

import msgspec

from geoincidents.disk import explain_failure, write_whole
from geoincidents.errors import OutputError
from geoincidents.features import COLUMNS
from geoincidents.model import Incident, Incidents
from geoincidents.store.finished import Finished, Lines
from geoincidents.store.geometry import BoundingBox, Box, GeoJson, measure_bbox
from geoincidents.store.rows import Row, Rows, collect_rows, list_rows

_HELD_BYTES = 16 << 20


def to_geojson(incidents: Iterable[Incident] | Rows, *, areas: bool = False) -> GeoJson:
    """Give a FeatureCollection as plain objects, in the order of date and id.

    With `areas` the polygons of places are features too (`feature_role` is `area`).

    Raises:
        RecordError: an incident is not of the schema.
    """
    rows = collect_rows(incidents).select(areas=areas)
    return {**_describe(rows), "features": [show_feature(row) for row in rows]}


def write_geojson(incidents: Iterable[Incident] | Rows, path: Path, *, areas: bool = False) -> None:
    """Write a FeatureCollection, one feature a line; no incident gives an empty, valid one.

    Raises:
        OutputError: the file cannot be written; an old one is untouched.
        RecordError: an incident is not of the schema.
    """
    write_whole(Path(path), stream_geojson(collect_rows(incidents).select(areas=areas)))


def encode_geojson(collection: GeoJson) -> bytes:
    """Give the bytes of a FeatureCollection with one feature a line."""
    return b"".join(_stream({**collection, "features": []}, map(_encode, collection["features"])))


def stream_geojson(
    rows: Sequence[Row], *, styles: Iterable[GeoJson] | None = None
) -> Iterator[bytes]:
    """Give the bytes of a FeatureCollection piece by piece; `styles` are further properties."""
    features: Iterable[GeoJson] = map(show_feature, rows)
    if styles is not None:
        features = (
            {**one, "properties": {**one["properties"], **style}}
            for one, style in zip(features, styles, strict=True)
        )
    return _stream({**_describe(rows), "features": []}, map(_encode, features))


def stream_lines(rows: Iterable[Row]) -> Iterator[bytes]:
    """Give one feature a line, no collection round them (GeoJSON Text Sequences without RS)."""
    for row in rows:
        yield _encode(show_feature(row)) + b"\n"


def show_feature(row: Row) -> GeoJson:
    """Give a row as a Feature."""
    return {
        "type": "Feature",
        "id": row.id,
        "geometry": row.geometry,
        "properties": dict(zip(COLUMNS, row.cells, strict=True)),
    }


def make_lines(incident: Incident) -> Lines:
    """Give the features of an incident as `write_lines` writes them, areas left out."""
    box = BoundingBox()
    rows = list_rows(incident, areas=False)
    for row in rows:
        box.add(row.geometry)
    features = b"".join(_encode(show_feature(row)) + b"\n" for row in rows)
    return Lines(features, tuple(box.pack()))


def write_ordered_geojson(incidents: Iterable[Incident], path: Path) -> None:
    """Write incidents that are in order as `write_geojson` does, holding one at a time.

    Raises:
        OutputError: the file cannot be written; an old one is untouched.
    """
    made = incidents.items if isinstance(incidents, Incidents) else incidents
    known = made.walk_lines() if isinstance(made, Finished) else map(make_lines, incidents)
    write_lines(known, path)


def write_lines(every: Iterable[Lines], path: Path) -> None:
    """Write the lines of incidents that are in order as `write_geojson` does.

    The box stands before the features and is known behind them: these wait in a file without name.

    Raises:
        OutputError: the file cannot be written; an old one is untouched.
    """
    try:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        with SpooledTemporaryFile(max_size=_HELD_BYTES, dir=str(Path(path).parent)) as spool:
            box = BoundingBox()
            for one in every:
                box.join(BoundingBox.unpack(one.reach))
                spool.write(one.features)
            spool.seek(0)
            head = {**_describe_box(box.measure()), "features": []}
            write_whole(Path(path), _stream(head, (line.removesuffix(b"\n") for line in spool)))
    except OSError as error:
        raise OutputError(explain_failure(error, Path(path))) from error


_encode = msgspec.json.Encoder().encode


def _describe(rows: Iterable[Row]) -> GeoJson:
    return _describe_box(measure_bbox(row.geometry for row in rows if row.geometry is not None))


def _describe_box(box: Box | None) -> GeoJson:
    head: GeoJson = {"type": "FeatureCollection"}
    return head if box is None else {**head, "bbox": list(box)}


def _stream(head: GeoJson, lines: Iterable[bytes]) -> Iterator[bytes]:
    yield _encode(head).removesuffix(b"]}")
    lines = iter(lines)
    first = next(lines, None)
    if first is not None:
        yield b"\n" + first
        yield from chain.from_iterable((b",\n", line) for line in lines)
        yield b"\n"
    yield b"]}\n"
