"""READING IN, INCIDENTS OUT: the first room that sees coordinates."""

from geoincidents.locate.incidents import locate_reading

__all__ = ["locate_reading"]
