"""Words of an article that carry a fact."""

from dataclasses import dataclass

# What stands in a quote for words that were struck out of it.
NAME_MARK = "[name withheld]"
PLACE_MARK = "[place withheld]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Point to characters of an article: `text[start:end] == quote`, always.

    `supports` names the fields of the incident that stand on these words. Where words were struck
    out of it for publication `struck` is true, and `start` and `end` are still those of the words
    of the article.
    """

    article_id: str
    start: int
    end: int
    quote: str
    supports: tuple[str, ...] = ()
    struck: bool = False


def is_struck(quote: str, start: int, end: int) -> bool:
    """Tell of a quote that a file gives whether words were struck out of it.

    An article may hold a mark itself: then the quote is as long as its words.
    """
    return (NAME_MARK in quote or PLACE_MARK in quote) and len(quote) != end - start
