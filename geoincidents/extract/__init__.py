"""ARTICLE IN, READING OUT: the last room that sees text."""

from geoincidents.extract.reading import extract_reading

__all__ = ["extract_reading"]
