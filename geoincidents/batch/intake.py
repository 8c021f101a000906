"""Take articles in as a stream: what is not known yet goes to the workers, chunk by chunk."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count, groupby
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

import msgspec

from geoincidents.batch.items import Chunk, Numbered, Parsed
from geoincidents.batch.kept import ArticleRow, Kept
from geoincidents.batch.outcome import make_key
from geoincidents.batch.update import drop_replaced
from geoincidents.ingest.draft import Draft
from geoincidents.ingest.identity import choose_ids, hash_text, make_article, name_duplicate
from geoincidents.ingest.pieces import Piece, SkippedLimit, read_piece, stream_pieces
from geoincidents.model import Article, Skipped, describe_article

if TYPE_CHECKING:
    from geoincidents.ingest.network.fetching import Fetcher

CHUNK_CHARACTERS = 256 * 1024  # some eighty articles, half a second: what a kill costs at most
_CHUNK_ARTICLES = 200
_PIECES, _PIECES_BYTES = 32, 1 << 20  # of what is parsed in one go: some half a second, too
_MOST_WAITING = 2_000  # inputs that are parsed, behind one that is not


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Say what is read and how: the arguments of `read_articles`."""

    paths: tuple[str | Path, ...]
    published: date | None = None
    encoding: str | None = None
    stdin: BinaryIO | None = None
    fetcher: "Fetcher | None" = None

    def stream(self) -> Iterator[tuple[str | None, Piece | Draft | Skipped]]:
        """Give what is read piece by piece, as often as asked: see `stream_pieces`."""
        if self.stdin is not None:
            self.stdin.seek(0)
        return stream_pieces(
            *self.paths,
            published=self.published,
            encoding=self.encoding,
            stdin=self.stdin,
            fetcher=self.fetcher,
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
class _Place:
    """Keep the place of an input among the others: `items` is `None` until it is parsed."""

    shown: str | None
    items: tuple[Draft | Skipped, ...] | None


@dataclass(slots=True)
class Intake:
    """Add the articles of a run to what is kept, and give those that are to be read.

    What takes long to parse goes to the workers, too, and comes back as the articles it holds.

    Ids can only be settled when all names are known: an article is read under the name that it
    asks for, or the id that it got in the run before, and the few that get another are read again.
    """

    kept: Kept
    source: Source
    on_article: Callable[[Article, bool], None] = field(default=lambda _article, _known: None)

    _line: deque[_Place] = field(default_factory=deque)
    _parsing: dict[int, _Place] = field(default_factory=dict)
    _numbers: "count[int]" = field(default_factory=count)
    _limit: SkippedLimit = field(default_factory=SkippedLimit)

    def stream_chunks(self) -> Iterator[Chunk]:
        """Give the articles that nobody has read yet, and the inputs to be parsed, in chunks.

        An empty chunk says that there is nothing until something has come back.
        """
        return self._cut(self._take_in())

    def take_parsed(self, parsed: Iterable[Parsed]) -> None:
        """Take back what inputs gave that were to be parsed."""
        for one in parsed:
            self._parsing.pop(one.number).items = one.list_items()

    def stream_parsed(self) -> Iterator[Chunk]:
        """Give the articles of the inputs that were parsed last, in chunks."""
        return self._cut(self._move_up(is_end=True))

    def stream_settled(self) -> Iterator[Chunk]:
        """Settle the ids; give the articles that got another than their name, in chunks."""
        return self._cut(self._settle())

    def _cut(self, items: Iterator[Article | Chunk]) -> Iterator[Chunk]:
        chunk: list[Article] = []
        size = 0
        for article in items:
            if isinstance(article, tuple):
                yield article
                continue
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

    def _take_in(self) -> Iterator[Article | Chunk]:
        pieces: list[Numbered] = []
        size = 0
        for shown, item in self.source.stream():
            if not isinstance(item, Piece):
                self._line.append(_Place(shown, (item,)))
            elif not item.is_heavy:
                self._line.append(_Place(shown, read_piece(item)))
            else:
                pieces.append(Numbered(self._await(shown), item))
                size += len(item.source.data)
            yield from self._move_up()
            is_behind = len(self._line) > _MOST_WAITING
            if pieces and (size >= _PIECES_BYTES or len(pieces) >= _PIECES or is_behind):
                yield tuple(pieces)
                pieces, size = [], 0
            while len(self._line) > _MOST_WAITING and self._line[0].items is None:
                yield ()
            yield from self._move_up()
        if pieces:
            yield tuple(pieces)

    def _await(self, shown: str | None) -> int:
        """Keep the place of an input that is being parsed; give its number."""
        number = next(self._numbers)
        self._parsing[number] = place = _Place(shown, None)
        self._line.append(place)
        return number

    def _move_up(self, *, is_end: bool = False) -> Iterator[Article]:
        """Take in what is parsed, in the order of the inputs: what is named hangs on it."""
        while self._line and (items := self._line[0].items) is not None:
            shown = self._line.popleft().shown
            for item in items:
                for one in self._limit.pass_on(shown, item):
                    if (article := self._note(one)) is not None:
                        yield article
        if is_end:
            self.kept.add_skipped(self._limit.finish())

    def _note(self, item: Draft | Skipped) -> Article | None:
        if isinstance(item, Skipped):
            self.kept.add_skipped([item])
            return None
        digest = hash_text(item.text)
        return self._add(item, self.kept.recall_id(item.name, digest), digest)

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
        """Give the drafts of the source, and of the files of old articles that are still there.

        Of what is parsed that alone which some article of it asks for.
        """
        wanted = {shown for shown, _ in changed}
        files = {told.row.shown.partition("!")[0] for told in changed.values() if told.row.is_old}
        there = tuple(sorted(file for file in files if Path(file).is_file()))
        sources = [self.source, *([replace(self.source, paths=there)] if there else [])]
        for source in sources:
            for _, item in source.stream():
                if not isinstance(item, Piece):
                    yield item
                elif item.source.shown in wanted:
                    yield from read_piece(item)

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
