"""Names in, places out: the gazetteer."""

from geoincidents.gazetteer.index import Gazetteer, load_gazetteer
from geoincidents.gazetteer.scan import NameHit

__all__ = ["Gazetteer", "NameHit", "load_gazetteer"]
