"""Files in, articles out: `read_articles`."""

from geoincidents.ingest.articles import rank_skipped, read_articles, stream_drafts

__all__ = ["rank_skipped", "read_articles", "stream_drafts"]
