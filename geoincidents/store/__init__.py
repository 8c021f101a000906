"""Put incidents into files and take them out again."""

from geoincidents.store.formats import Format, WriteOptions, Written, find_format, read_formats
from geoincidents.store.frame import to_geodataframe
from geoincidents.store.geojson import (
    encode_geojson,
    to_geojson,
    write_geojson,
    write_ordered_geojson,
)
from geoincidents.store.jsonl import (
    decode_jsonl,
    encode_jsonl,
    encode_record,
    read_bytes,
    read_jsonl,
    sift_jsonl,
    write_jsonl,
    write_ordered_jsonl,
)
from geoincidents.store.postgis import (
    PATIENCE_S,
    Stored,
    Upgraded,
    is_database,
    prepare_database,
    read_database,
    share_database,
    upgrade_database,
    write_database,
)
from geoincidents.store.reading import read_incidents
from geoincidents.store.rows import Rows, collect_rows
from geoincidents.store.run import (
    Counts,
    OffMap,
    Output,
    Run,
    add_outputs,
    decode_run,
    describe_run,
    encode_run,
    hash_lexicons,
    write_run,
)
from geoincidents.store.writers import check_losses, choose_format, to_file, write_file

__all__ = [
    "PATIENCE_S",
    "Counts",
    "Format",
    "OffMap",
    "Output",
    "Rows",
    "Run",
    "Stored",
    "Upgraded",
    "WriteOptions",
    "Written",
    "add_outputs",
    "check_losses",
    "choose_format",
    "collect_rows",
    "decode_jsonl",
    "decode_run",
    "describe_run",
    "encode_geojson",
    "encode_jsonl",
    "encode_record",
    "encode_run",
    "find_format",
    "hash_lexicons",
    "is_database",
    "prepare_database",
    "read_bytes",
    "read_database",
    "read_formats",
    "read_incidents",
    "read_jsonl",
    "share_database",
    "sift_jsonl",
    "to_file",
    "to_geodataframe",
    "to_geojson",
    "upgrade_database",
    "write_database",
    "write_file",
    "write_geojson",
    "write_jsonl",
    "write_ordered_geojson",
    "write_ordered_jsonl",
    "write_run",
]
