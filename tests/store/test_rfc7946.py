"""The checker of RFC 7946 sees every fault that it is there for."""

import json
from typing import Any

import pytest
from rfc7946 import list_faults

SQUARE = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
HOLE = [[0.2, 0.2], [0.2, 0.4], [0.4, 0.4], [0.4, 0.2], [0.2, 0.2]]


def _collect(*geometries: object, bbox: object = None, **members: object) -> bytes:
    features = [
        {"type": "Feature", "id": str(number), "geometry": geometry, "properties": {"a": 1}}
        for number, geometry in enumerate(geometries)
    ]
    collection = {"type": "FeatureCollection", "features": features, **members}
    if bbox is not None:
        collection["bbox"] = bbox
    return json.dumps(collection).encode()


def _shape(kind: str, coordinates: object) -> dict[str, object]:
    return {"type": kind, "coordinates": coordinates}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_collect(), id="nothing"),
        pytest.param(_collect(None), id="no place"),
        pytest.param(_collect(_shape("Point", [44.5, 33.25]), bbox=[44.5, 33.25] * 2), id="point"),
        pytest.param(
            _collect(_shape("Polygon", [SQUARE, HOLE]), None, bbox=[0, 0, 1, 1]), id="hole"
        ),
        pytest.param(
            _collect(
                _shape("MultiLineString", [[[179, 0], [180, 0]], [[-180, 0], [-179, 1]]]),
                bbox=[179, 0, -179, 1],
            ),
            id="cut line",
        ),
        pytest.param(
            _collect(
                _shape("Polygon", [[[-180, 80], [180, 80], [180, 90], [-180, 90], [-180, 80]]]),
                bbox=[-180, 80, 180, 90],
            ),
            id="pole",
        ),
    ],
)
def test_what_is_right_passes(data: bytes) -> None:
    """A collection without a fault gives no fault."""
    assert list_faults(data) == []


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"\xff", "not UTF-8"),
        (b"\xef\xbb\xbf{}", "byte order mark"),
        (b"{", "not JSON"),
        (b"[]", "not a FeatureCollection"),
        (b'{"type":"FeatureCollection","features":{}}', "no array"),
        (b'{"type":"FeatureCollection","features":[],"features":[]}', "stands twice"),
        (_collect(crs={"type": "name"}), "'crs' is not wanted"),
        (_collect(_shape("Point", [float("nan"), 0])), "NaN is no JSON number"),
        (_collect(_shape("Point", [181, 0])), "longitude is not within"),
        (_collect(_shape("Point", [0, -90.5])), "latitude is not within"),
        (_collect(_shape("Point", [0.1234567, 0])), "more than 6 decimals"),
        (_collect(_shape("Point", [1e-7, 0])), "more than 6 decimals"),
        (_collect(_shape("Point", [-0.0, 0])), "minus zero"),
        (_collect(_shape("Point", [0, 0, 0])), "not two numbers"),
        (_collect(_shape("Point", ["0", 0])), "not two numbers"),
        (_collect(_shape("LineString", [0, 0])), "not nested"),
        (_collect(_shape("LineString", [])), "not nested"),
        (_collect(_shape("Circle", [0, 0])), "no known type"),
        (_collect({"type": "Point", "coordinates": [0, 0], "crs": 1}), "other members"),
        (_collect(_shape("LineString", [[0, 0]])), "no length"),
        (_collect(_shape("LineString", [[0, 0], [0, 0]])), "no length"),
        (_collect(_shape("LineString", [[179, 0], [-179, 0]])), "not cut"),
        (_collect(_shape("MultiLineString", [[[0, 0], [1, 1]]])), "fewer than two parts"),
        (_collect(_shape("Polygon", [SQUARE[::-1]])), "ring 0 breaks the right-hand rule"),
        (_collect(_shape("Polygon", [SQUARE, HOLE[::-1]])), "ring 1 breaks the right-hand rule"),
        (_collect(_shape("Polygon", [SQUARE[:-1]])), "not closed"),
        (_collect(_shape("Polygon", [[[0, 0], [1, 1], [0, 0]]])), "fewer than four"),
        (_collect(_shape("Polygon", [[[0, 0], [1, 1], [2, 2], [0, 0]]])), "no area"),
        (_collect(_shape("MultiPolygon", [[SQUARE], [SQUARE[::-1]]])), "right-hand rule"),
        (_collect(_shape("Point", [1, 2])), "bbox is not four numbers"),
        (_collect(bbox=[0, 0, 0, 0]), "bbox round nothing"),
        (_collect(_shape("Point", [1, 2]), bbox=[2, 1, 2, 1]), "latitude"),
        (_collect(_shape("Point", [1, 2]), bbox=[3, 2, 4, 2]), "leaves out"),
        (_collect(_shape("Point", [1, 2]), bbox=[0, 2, 1, 2]), "1 degrees wide where 0 would do"),
        (
            _collect(_shape("Point", [179, 0]), _shape("Point", [-179, 0]), bbox=[-179, 0, 179, 0]),
            "358 degrees wide where 2 would do",
        ),
    ],
)
def test_every_fault_is_seen(data: bytes, fault: str) -> None:
    """A collection with one fault is refused for that fault."""
    assert any(fault in found for found in list_faults(data)), list_faults(data)


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"type": "Thing"}, "not a Feature"),
        ({"id": 7}, "id is no text"),
        ({"id": ""}, "id is no text"),
        ({"properties": None}, "properties is no object"),
        ({"properties": {"a": [1]}}, "property 'a' is nested"),
        ({"crs": None}, "'crs' is not wanted"),
    ],
)
def test_every_fault_of_a_feature_is_seen(change: dict[str, Any], fault: str) -> None:
    """A feature with one fault is refused for that fault."""
    feature = {"type": "Feature", "id": "a", "geometry": None, "properties": {}} | change
    data = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    assert any(fault in found for found in list_faults(data)), list_faults(data)


@pytest.mark.parametrize("key", ["id", "geometry", "properties"])
def test_a_missing_member_is_seen(key: str) -> None:
    """A feature has an id, a geometry and properties, even if they are null or empty."""
    feature: dict[str, Any] = {"type": "Feature", "id": "a", "geometry": None, "properties": {}}
    del feature[key]
    data = json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()
    assert f"feature 0: member {key!r} is missing" in list_faults(data)


def test_an_id_that_stands_twice_is_seen() -> None:
    """An id names one feature of the file."""
    feature: dict[str, Any] = {"type": "Feature", "id": "a", "geometry": None, "properties": {}}
    data = json.dumps({"type": "FeatureCollection", "features": [feature, feature]}).encode()
    assert list_faults(data) == ["id 'a' stands twice"]
