"""Files in, articles out: `read_articles`."""

from geoincidents.ingest.articles import read_articles

__all__ = ["read_articles"]
