"""An article as read, and what a reading of files gives."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import overload


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Hold one article: its text as read (no newline conversion) and what is known of it.

    Offsets of every quote count code points of `text`. `sha256` is that of `text` in UTF-8.
    `path` is where it was read, `fetched` when (UTC), where that was a page of the network.
    `warnings` are sentences for people about how it was read.
    """

    article_id: str
    text: str
    sha256: str
    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    url: str | None = None
    path: str | None = None
    fetched: datetime | None = None
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """Identify an article that was read, without its text of so many `characters` (code points)."""

    article_id: str
    path: str | None
    sha256: str
    characters: int
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    fetched: datetime | None
    warnings: tuple[str, ...]


def describe_article(article: "Article | Input") -> Input:
    """Give what identifies an article."""
    if isinstance(article, Input):
        return article
    return Input(
        article_id=article.article_id,
        path=article.path,
        sha256=article.sha256,
        characters=len(article.text),
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
        fetched=article.fetched,
        warnings=article.warnings,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """Name an input that gave no article: where, why, and what to do next."""

    path: str
    reason: str
    next_step: str = ""


@dataclass(frozen=True, slots=True)
class Articles(Sequence[Article]):
    """Hold the articles of a run in the order of their ids, and the inputs that were skipped."""

    items: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | Sequence[Article]:
        return self.items[index]

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Article]:
        return iter(self.items)
