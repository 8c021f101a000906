"""Take articles in as a stream: what is not known yet goes to the workers, chunk by chunk."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import msgspec

from geoincidents.batch.kept import ArticleRow, Kept
from geoincidents.batch.outcome import make_key
from geoincidents.batch.update import drop_replaced
from geoincidents.batch.work import Chunk
from geoincidents.ingest import stream_drafts
from geoincidents.ingest.draft import Draft
from geoincidents.ingest.identity import choose_ids, hash_text, make_article, name_duplicate
from geoincidents.model import Article, Skipped, describe_article

if TYPE_CHECKING:
    from geoincidents.ingest.network.fetching import Fetcher

CHUNK_CHARACTERS = 256 * 1024  # some eighty articles, half a second: what a kill costs at most
_CHUNK_ARTICLES = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Say what is read and how: the arguments of `read_articles`."""

    paths: tuple[str | Path, ...]
    published: date | None = None
    encoding: str | None = None
    stdin: BinaryIO | None = None
    fetcher: "Fetcher | None" = None

    def stream(self, on_read: Callable[[str], None] | None = None) -> Iterator[Draft | Skipped]:
        """Give the drafts of the articles one by one, as often as asked."""
        if self.stdin is not None:
            self.stdin.seek(0)
        return stream_drafts(
            *self.paths,
            published=self.published,
            encoding=self.encoding,
            stdin=self.stdin,
            fetcher=self.fetcher,
            on_read=on_read,
        )


class _Asking(NamedTuple):
    """Hold what a text asks for: `article_id` is what it was given for the time being."""

    name: str
    digest: str
    shown: str
    record: int
    qualifier: str
    article_id: str
    is_old: bool

    @property
    def place(self) -> str:
        return f"{self.shown}:{self.record}" if self.record else self.shown


class _Change(NamedTuple):
    """Hold the id that an article gets, and how many texts ask for its name."""

    article_id: str
    of_name: int
    row: _Asking


@dataclass(slots=True)
class Intake:
    """Add the articles of a run to what is kept, and give those that are to be read.

    Ids can only be settled when all names are known: an article is read under the name that it
    asks for, or the id that it got in the run before, and the few that get another are read again.
    """

    kept: Kept
    source: Source
    on_article: Callable[[Article, bool], None] = field(default=lambda _article, _known: None)

    def stream_chunks(self) -> Iterator[Chunk]:
        """Give the articles that nobody has read yet, in chunks."""
        return self._cut(self._take_in())

    def stream_settled(self) -> Iterator[Chunk]:
        """Settle the ids; give the articles that got another than their name, in chunks."""
        return self._cut(self._settle())

    def _cut(self, articles: Iterator[Article]) -> Iterator[Chunk]:
        chunk: list[Article] = []
        size = 0
        for article in articles:
            key = make_key(article)
            known = self.kept.knows(key)
            self.on_article(article, known)
            if known:
                continue
            chunk.append(article)
            size += len(article.text)
            if size >= CHUNK_CHARACTERS or len(chunk) >= _CHUNK_ARTICLES:
                yield tuple(chunk)
                chunk, size = [], 0
        if chunk:
            yield tuple(chunk)
        self.kept.commit()

    def _take_in(self) -> Iterator[Article]:
        for item in self.source.stream():
            if isinstance(item, Skipped):
                self.kept.add_skipped([item])
                continue
            digest = hash_text(item.text)
            yield self._add(item, self.kept.recall_id(item.name, digest), digest)

    def _settle(self) -> Iterator[Article]:
        """Give an id to each text of a name that several ask for; drop what was read twice."""
        drop_replaced(self.kept)
        changed: dict[tuple[str, int], _Change] = {}
        taken = _Taken(self.kept)
        for name, group in groupby(self._list_doubles(), key=lambda row: row.name):
            firsts: dict[str, _Asking] = {}
            for row in group:
                first = firsts.setdefault(row.digest, row)
                if first is not row:
                    self.kept.add_skipped([name_duplicate(row.place, first.place)])
                    self.kept.remove_article(row.shown, row.record)
            ids = choose_ids(name, {one: row.qualifier for one, row in firsts.items()}, taken)
            taken.added.update(ids.values())
            for digest, row in firsts.items():
                if ids[digest] == row.article_id:
                    self.kept.count_name(row.shown, row.record, len(firsts))
                else:
                    changed[row.shown, row.record] = _Change(ids[digest], len(firsts), row)
        if changed:
            yield from self._read_again(changed)

    def _list_doubles(self) -> list[_Asking]:
        """Give what asks for a name that others ask for too, or did, in the order of names."""
        rows = self.kept.stream(
            "SELECT name, digest, shown, record, qualifier, article_id, is_old FROM articles"
            " WHERE run = ?1 AND (article_id <> name OR name IN (SELECT name FROM articles"
            " WHERE run = ?1 GROUP BY name HAVING count(*) > 1)) ORDER BY name, shown, record",
            self.kept.run,
        )
        return [_Asking(*row) for row in rows]

    def _read_again(self, changed: dict[tuple[str, int], _Change]) -> Iterator[Article]:
        """Read the articles once more that get another id than they were read under."""
        for item in self._stream_again(changed):
            if isinstance(item, Skipped):
                continue
            told = changed.get((item.shown, item.record))
            if told is None or hash_text(item.text) != told.row.digest:
                continue
            del changed[item.shown, item.record]
            self.kept.remove_article(item.shown, item.record)
            yield self._add(item, told.article_id, told.row.digest, told.of_name)
        for told in changed.values():
            if not told.row.is_old:
                self.kept.remove_article(told.row.shown, told.row.record)
                self.kept.add_skipped([_name_change(told.row.place)])
            # An old one whose file is gone keeps the id that it has: no other gets that one.

    def _stream_again(
        self, changed: Mapping[tuple[str, int], _Change]
    ) -> Iterator[Draft | Skipped]:
        """Give the drafts of the source, and of the files of old articles that are still there."""
        yield from self.source.stream()
        files = {told.row.shown.partition("!")[0] for told in changed.values() if told.row.is_old}
        there = tuple(sorted(file for file in files if Path(file).is_file()))
        if there:
            yield from replace(self.source, paths=there).stream()

    def _add(self, draft: Draft, article_id: str, digest: str, of_name: int = 1) -> Article:
        """Add an article to the run; what its id has to do with its name is said when asked."""
        article = replace(make_article(draft, draft.name, digest, 1), article_id=article_id)
        self.kept.add_article(
            ArticleRow(
                name=draft.name,
                digest=digest,
                qualifier=draft.qualifier,
                shown=draft.shown,
                record=draft.record,
                article_id=article_id,
                is_named=draft.is_named,
                is_old=False,
                of_name=of_name,
                key=make_key(article),
                about=_encode(describe_article(article)),
            )
        )
        return article


class _Taken:
    """Hold the ids that are given away: the names of the run, and what was chosen since."""

    __slots__ = ("_kept", "added")

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self.added: set[str] = set()

    def __contains__(self, name: object) -> bool:
        return name in self.added or self._kept.has_name(str(name))


def _name_change(place: str) -> Skipped:
    return Skipped(
        path=place,
        reason="its file was changed while it was being read",
        next_step="run again once nobody writes to it",
    )


_encode = msgspec.msgpack.Encoder().encode
