"""Maps of security incidents read out of news articles, with a quote behind every fact."""

__version__ = "0.1.0"
