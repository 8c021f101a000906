"""Choose among places of one name: one small pass a file, each says what it knows."""

from geoincidents.locate.passes.chain import Context, choose_place

__all__ = ["Context", "choose_place"]
