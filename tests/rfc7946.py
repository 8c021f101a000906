"""Check a GeoJSON file strictly after RFC 7946 and docs/formats.md; every fault is a sentence.

Stands on nothing of the package, so that it cannot share a mistake with the writer.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

DIGITS = 6
DEPTHS = {
    "Point": 0,
    "LineString": 1,
    "MultiLineString": 2,
    "Polygon": 2,
    "MultiPolygon": 3,
}
FEATURE_KEYS = {"type", "id", "geometry", "properties"}
COLLECTION_KEYS = {"type", "bbox", "features"}

Position = tuple[Decimal, Decimal]


def list_faults(data: bytes) -> list[str]:
    """Name every fault of a FeatureCollection; an empty list is a clean bill."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ["not UTF-8"]
    if text.startswith("\ufeff"):
        return ["begins with a byte order mark"]
    faults: list[str] = []
    try:
        # Decimals keep the digits as written; a repeated key or a NaN must not pass unseen.
        collection = json.loads(
            text,
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=lambda name: faults.append(f"{name} is no JSON number"),
            object_pairs_hook=lambda pairs: _build_object(pairs, faults),
        )
    except json.JSONDecodeError as error:
        return [f"not JSON: {error}"]
    if not isinstance(collection, dict) or collection.get("type") != "FeatureCollection":
        return [*faults, "not a FeatureCollection"]
    faults += [f"member {key!r} is not wanted" for key in collection.keys() - COLLECTION_KEYS]
    features = collection.get("features")
    if not isinstance(features, list):
        return [*faults, "features is no array"]
    seen: list[Position] = []
    boxes: list[tuple[Decimal, Decimal]] = []
    for number, feature in enumerate(features):
        for fault in _check_feature(feature, seen, boxes):
            faults.append(f"feature {number}: {fault}")
    faults += _check_ids(features)
    if not faults:  # a box round broken geometry means nothing
        faults += _check_bbox(collection.get("bbox"), seen, boxes)
    return faults


def _build_object(pairs: list[tuple[str, Any]], faults: list[str]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    faults += [f"key {key!r} stands twice" for key in set(keys) if keys.count(key) > 1]
    return dict(pairs)


def _check_ids(features: list[Any]) -> Iterator[str]:
    ids = [feature.get("id") for feature in features if isinstance(feature, dict)]
    for one in dict.fromkeys(str(one) for one in ids):
        if [str(other) for other in ids].count(one) > 1:
            yield f"id {one!r} stands twice"


def _check_feature(
    feature: Any,  # noqa: ANN401 - anything that JSON holds
    seen: list[Position],
    boxes: list[tuple[Decimal, Decimal]],
) -> Iterator[str]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        yield "not a Feature"
        return
    yield from (f"member {key!r} is not wanted" for key in feature.keys() - FEATURE_KEYS)
    yield from (f"member {key!r} is missing" for key in FEATURE_KEYS - feature.keys())
    if not isinstance(feature.get("id"), str) or not feature["id"]:
        yield "id is no text"
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        yield "properties is no object"
    else:
        for key, value in properties.items():
            if isinstance(value, dict | list):
                yield f"property {key!r} is nested"
    geometry = feature.get("geometry")
    if geometry is not None:
        yield from _check_geometry(geometry, seen, boxes)


def _check_geometry(
    geometry: Any,  # noqa: ANN401 - anything that JSON holds
    seen: list[Position],
    boxes: list[tuple[Decimal, Decimal]],
) -> Iterator[str]:
    if not isinstance(geometry, dict) or geometry.get("type") not in DEPTHS:
        yield "geometry is of no known type"
        return
    if set(geometry) != {"type", "coordinates"}:
        yield f"geometry has other members than type and coordinates: {sorted(geometry)}"
        return
    kind, coordinates = geometry["type"], geometry["coordinates"]
    faults = list(_check_nesting(coordinates, DEPTHS[kind]))
    yield from faults
    if faults:
        return
    for path in _list_paths(coordinates, DEPTHS[kind]):
        yield from _check_path(path)
        seen += path
        boxes.append((min(at[0] for at in path), max(at[0] for at in path)))
        if kind.endswith("LineString") and len(set(path)) < 2:
            yield "a line has no length"
    if kind.endswith("Polygon"):
        for polygon in [coordinates] if kind == "Polygon" else coordinates:
            yield from _check_polygon(polygon)
    if kind.startswith("Multi") and len(coordinates) < 2:
        yield f"{kind} of fewer than two parts"


def _check_path(path: list[Position]) -> Iterator[str]:
    yield from (f"position {at[0]} {at[1]}: {fault}" for at in path for fault in _check_range(at))
    if any(
        abs(a[0] - b[0]) > 180
        # An edge along a pole or a parallel, from one side to the other, is no jump.
        and {a[0], b[0]} != {Decimal(-180), Decimal(180)}
        for a, b in pairwise(path)
    ):
        yield "a line jumps over the antimeridian; it is not cut"


def _check_nesting(value: Any, depth: int) -> Iterator[str]:  # noqa: ANN401 - anything of JSON
    if not isinstance(value, list) or not value:
        yield "coordinates are not nested as the type wants"
    elif depth == 0:
        if len(value) != 2 or not all(isinstance(number, Decimal) for number in value):
            yield f"a position is not two numbers: {value}"
    else:
        for part in value:
            yield from _check_nesting(part, depth - 1)


def _list_paths(coordinates: list[Any], depth: int) -> Iterator[list[Position]]:
    if depth == 0:
        yield [(coordinates[0], coordinates[1])]
    elif depth == 1:
        yield [(at[0], at[1]) for at in coordinates]
    else:
        for part in coordinates:
            yield from _list_paths(part, depth - 1)


def _check_range(at: Position) -> Iterator[str]:
    for name, number, limit in (("longitude", at[0], 180), ("latitude", at[1], 90)):
        if not number.is_finite() or abs(number) > limit:
            yield f"{name} is not within {-limit}..{limit}"
        exponent = number.normalize().as_tuple().exponent
        if isinstance(exponent, int) and -exponent > DIGITS:
            yield f"{name} has more than {DIGITS} decimals"
        if number.is_zero() and number.is_signed():
            yield f"{name} is minus zero"


def _check_polygon(rings: list[list[list[Decimal]]]) -> Iterator[str]:
    for number, ring in enumerate(rings):
        if len(ring) < 4:
            yield f"ring {number} has fewer than four positions"
        if ring[0] != ring[-1]:
            yield f"ring {number} is not closed"
        area = _measure_area(ring)
        if area == 0:
            yield f"ring {number} has no area"
        elif (area > 0) is not (number == 0):
            yield f"ring {number} breaks the right-hand rule"


def _measure_area(ring: list[list[Decimal]]) -> Fraction:
    """Give twice the signed area, exactly: counter-clockwise is positive."""
    corners = [(Fraction(at[0]), Fraction(at[1])) for at in ring]
    return sum((a[0] * b[1] - b[0] * a[1] for a, b in pairwise(corners)), start=Fraction(0))


def _check_bbox(
    bbox: Any,  # noqa: ANN401 - anything that JSON holds
    seen: list[Position],
    spans: list[tuple[Decimal, Decimal]],
) -> Iterator[str]:
    if not seen:
        if bbox is not None:
            yield "bbox round nothing"
        return
    if not isinstance(bbox, list) or len(bbox) != 4:
        yield "bbox is not four numbers"
        return
    west, south, east, north = bbox
    latitudes = [latitude for _, latitude in seen]
    if (south, north) != (min(latitudes), max(latitudes)):
        yield "bbox is not from the southernmost to the northernmost latitude"
    for start, end in spans:
        inside = west <= start and end <= east
        over = west > east and (start >= west or end <= east)
        if not (inside or over):
            yield f"bbox leaves out longitudes {start} to {end}"
    width = east - west if west <= east else east + 360 - west
    if width != _find_least_width(spans):
        yield f"bbox is {width} degrees wide where {_find_least_width(spans)} would do"


def _find_least_width(spans: list[tuple[Decimal, Decimal]]) -> Decimal:
    """Try every span as the western end, and give the least width that holds all the others."""
    widths = []
    for west, _ in spans:
        ends = [
            end - west if start >= west else end + 360 - west
            for start, end in spans
            # A span that holds the western end inside leaves no room for a box from there.
        ]
        if not any(start < west < end for start, end in spans):
            widths.append(max(ends))
    return min(widths)
