"""Words of an article that carry a fact."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Point to characters of an article: `text[start:end] == quote`, always.

    `supports` names the fields of the incident that stand on these words.
    """

    article_id: str
    start: int
    end: int
    quote: str
    supports: tuple[str, ...] = ()
