"""TEXT IN, NAMES OF PLACES OUT: a geoparser that says why."""

from geoincidents.tagging.explaining import Account, explain_mentions
from geoincidents.tagging.lines import describe_toponym, tag_lines
from geoincidents.tagging.toponyms import SENSES, Toponym, tag_places, tag_spans

__all__ = [
    "SENSES",
    "Account",
    "Toponym",
    "describe_toponym",
    "explain_mentions",
    "tag_lines",
    "tag_places",
    "tag_spans",
]
