"""MANY IN, FEWER OUT: Incident in, Incident out."""

from geoincidents.link.blocks import LinkKey, find_blocks, make_link_key
from geoincidents.link.linking import link_block, link_incidents
from geoincidents.link.naming import name_apart

__all__ = ["LinkKey", "find_blocks", "link_block", "link_incidents", "make_link_key", "name_apart"]
