"""Put incidents into files and take them out again."""

from geoincidents.store.frame import to_geodataframe
from geoincidents.store.geojson import encode_geojson, to_geojson, write_geojson
from geoincidents.store.jsonl import decode_jsonl, encode_jsonl, read_jsonl, write_jsonl
from geoincidents.store.run import Counts, Input, OffMap, Run, describe_run, encode_run, write_run

__all__ = [
    "Counts",
    "Input",
    "OffMap",
    "Run",
    "decode_jsonl",
    "describe_run",
    "encode_geojson",
    "encode_jsonl",
    "encode_run",
    "read_jsonl",
    "to_geodataframe",
    "to_geojson",
    "write_geojson",
    "write_jsonl",
    "write_run",
]
