"""Write `incidents.geojson` after RFC 7946."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from geoincidents.disk import write_whole
from geoincidents.features import Feature, list_features
from geoincidents.model import Incident
from geoincidents.store.check import order_incidents
from geoincidents.store.geometry import GeoJson, finish_geometry, measure_bbox


def to_geojson(incidents: Iterable[Incident], *, areas: bool = False) -> GeoJson:
    """Give a FeatureCollection as plain objects, in the order of date and id.

    With `areas` the polygons of places are features too (`feature_role` is `area`).

    Raises:
        RecordError: an incident is not of the schema.
    """
    features = [
        _show_feature(feature)
        for incident in order_incidents(incidents)
        for feature in list_features(incident, areas=areas)
    ]
    collection: GeoJson = {"type": "FeatureCollection"}
    box = measure_bbox(one["geometry"] for one in features if one["geometry"] is not None)
    if box is not None:
        collection["bbox"] = list(box)
    collection["features"] = features
    return collection


def write_geojson(incidents: Iterable[Incident], path: Path, *, areas: bool = False) -> None:
    """Write a FeatureCollection, one feature a line; no incident gives an empty, valid one.

    Raises:
        OutputError: the file cannot be written; an old one is untouched.
        RecordError: an incident is not of the schema.
    """
    write_whole(Path(path), encode_geojson(to_geojson(incidents, areas=areas)))


def encode_geojson(collection: GeoJson) -> bytes:
    """Give the bytes of a FeatureCollection with one feature a line."""
    head = msgspec.json.encode({**collection, "features": []}).removesuffix(b"]}")
    lines = b",\n".join(msgspec.json.encode(feature) for feature in collection["features"])
    return head + (b"\n" + lines + b"\n" if lines else b"") + b"]}\n"


def _show_feature(feature: Feature) -> GeoJson:
    geometry = None if feature.geometry is None else finish_geometry(feature.geometry)
    return {
        "type": "Feature",
        "id": feature.id,
        "geometry": geometry,
        "properties": dict(feature.properties),
    }
