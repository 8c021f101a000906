"""Files in, articles out."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from geoincidents.ingest.draft import Draft
from geoincidents.ingest.identity import settle_ids
from geoincidents.ingest.pieces import Piece, SkippedLimit, read_piece, stream_pieces
from geoincidents.model.article import Articles, Skipped

if TYPE_CHECKING:
    from geoincidents.ingest.network.fetching import Fetcher


def read_articles(
    *paths: str | Path,
    published: date | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    fetcher: "Fetcher | None" = None,
    on_read: Callable[[str], None] | None = None,
) -> Articles:
    """Read the articles of files, of folders with all that they hold, and of `-`, standard input.

    An `http://` or `https://` address is fetched, that page alone, by `fetcher`; nothing else ever
    leaves this machine. See docs/inputs.md for every kind of file.

    `published` stands in where neither the file nor an `articles.csv` beside it gives a date.
    `encoding` overrules every guess. `on_read` is told the path of each input once it is read.
    Bad inputs are in `skipped`, each with its reason; what was odd is in `warnings` of the article.

    Raises:
        InputError: no path is given, none of them exists or holds a file, or the encoding is
            unknown.
    """
    drafts: list[Draft] = []
    skipped: list[Skipped] = []
    for item in stream_drafts(
        *paths,
        published=published,
        encoding=encoding,
        stdin=stdin,
        fetcher=fetcher,
        on_read=on_read,
    ):
        if isinstance(item, Draft):
            drafts.append(item)
        else:
            skipped.append(item)
    articles, duplicates = settle_ids(drafts)
    return Articles(tuple(articles), rank_skipped([*skipped, *duplicates]))


def stream_drafts(
    *paths: str | Path,
    published: date | None = None,
    encoding: str | None = None,
    stdin: BinaryIO | None = None,
    fetcher: "Fetcher | None" = None,
    on_read: Callable[[str], None] | None = None,
) -> Iterator[Draft | Skipped]:
    """Give the drafts of articles, and what was skipped, one by one as they are read.

    Files come in the order of their shown paths, standard input last; nothing of a file is held
    once it is through. The rest is that of `read_articles`.

    Raises:
        InputError: see `read_articles`.
    """
    limit = SkippedLimit()
    pieces = stream_pieces(
        *paths,
        published=published,
        encoding=encoding,
        stdin=stdin,
        fetcher=fetcher,
        on_read=on_read,
    )
    for shown, item in pieces:
        for one in read_piece(item) if isinstance(item, Piece) else (item,):
            yield from limit.pass_on(shown, one)
    yield from limit.finish()


def rank_skipped(skipped: Iterable[Skipped]) -> tuple[Skipped, ...]:
    """Give what was skipped in the order of paths, record 2 of a file before record 10."""
    return tuple(sorted(skipped, key=_rank_skipped))


def _rank_skipped(skipped: Skipped) -> tuple[str, int, str]:
    """Give the key that puts record 2 of a file before record 10."""
    path, _, record = skipped.path.rpartition(":")
    if path and record.isdecimal():
        return path, int(record), skipped.reason
    return skipped.path, 0, skipped.reason
