"""Articles made up for the tests: own words, hashed and dated as ingest does."""

import hashlib
from datetime import date

from geoincidents.model import Article

# A Thursday: "on Monday" is 10 June, "last Thursday" 6 June.
PUBLISHED = date(2024, 6, 13)


def make_article(
    text: str, published: date | None = PUBLISHED, article_id: str = "made-up"
) -> Article:
    """Give an article of `text`, published on a Thursday unless said otherwise."""
    return Article(
        article_id=article_id,
        text=text,
        sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        published=published,
    )
