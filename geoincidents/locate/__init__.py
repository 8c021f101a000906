"""READING IN, INCIDENTS OUT: the first room that sees coordinates."""

from geoincidents.locate.anchors import Resolver
from geoincidents.locate.expression import place_expression
from geoincidents.locate.incidents import locate_reading
from geoincidents.locate.learnt import list_candidates
from geoincidents.locate.outlines import Outlines, open_outlines, read_outlines
from geoincidents.locate.strangers import find_spoken, is_far_hamlet

__all__ = [
    "Outlines",
    "Resolver",
    "find_spoken",
    "is_far_hamlet",
    "list_candidates",
    "locate_reading",
    "open_outlines",
    "place_expression",
    "read_outlines",
]
