"""READING IN, INCIDENTS OUT: the first room that sees coordinates."""

from geoincidents.locate.anchors import Resolver
from geoincidents.locate.expression import place_expression
from geoincidents.locate.incidents import locate_reading
from geoincidents.locate.outlines import Outlines, read_outlines
from geoincidents.locate.strangers import find_spoken

__all__ = [
    "Outlines",
    "Resolver",
    "find_spoken",
    "locate_reading",
    "place_expression",
    "read_outlines",
]
