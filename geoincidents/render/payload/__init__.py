"""INCIDENTS IN, STREAMS OUT: the data of a page, packed as docs/page-data.md says."""

from geoincidents.render.payload.pack import Payload, pack_incidents
from geoincidents.render.payload.streams import Streams

__all__ = ["Payload", "Streams", "pack_incidents"]
