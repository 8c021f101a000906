"""INCIDENTS IN, STREAMS OUT: the data of a page, packed as docs/page-data.md says."""

from geoincidents.render.payload.pack import Payload, pack_incidents

__all__ = ["Payload", "pack_incidents"]
