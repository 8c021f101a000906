"""What goes to a worker and comes back: articles to be read, and inputs still to be parsed."""

from typing import Any

import msgspec

from geoincidents.batch.outcome import Outcome, make_key
from geoincidents.ingest.draft import Draft
from geoincidents.ingest.pieces import Piece
from geoincidents.model import Article, Skipped


class Numbered(msgspec.Struct, frozen=True):
    """Hold an input that is to be parsed, with the number by which it is known."""

    number: int
    piece: Piece


class Parsed(msgspec.Struct, frozen=True, array_like=True):
    """Hold what an input gave, in its order: of each pair one is `None`."""

    number: int
    found: tuple[tuple[Draft | None, Skipped | None], ...]

    def list_items(self) -> tuple[Draft | Skipped, ...]:
        """Give what it gave."""
        return tuple(one for pair in self.found for one in pair if one is not None)


Item = Article | Numbered
Result = Outcome | Parsed
Chunk = tuple[Article, ...] | tuple[Numbered, ...]  # of one kind


def blame_item(item: Item, reason: str, next_step: str) -> Result:
    """Give the result of what could not be worked through this time."""
    if isinstance(item, Article):
        return Outcome(key=make_key(item), fault=(reason, next_step), is_passing=True)
    shown = item.piece.source.shown
    skipped = Skipped(path=shown, reason=reason, next_step=next_step)
    return Parsed(number=item.number, found=((None, skipped),))


def encode_items(items: Any) -> bytes:  # noqa: ANN401 - a chunk, or a list of results
    """Give a chunk or its results as they go through a pipe: a letter for their kind first."""
    mark = b"P" if items and isinstance(items[0], Numbered | Parsed) else b"A"
    return mark + _encode(items)


def decode_chunk(data: bytes) -> Chunk:
    """Read a chunk back."""
    return (_decode_pieces if data[:1] == b"P" else _decode_articles)(memoryview(data)[1:])


def decode_results(data: bytes) -> list[Result]:
    """Read results back."""
    if data[:1] == b"P":
        return list(_decode_parsed(memoryview(data)[1:]))
    return list(_decode_outcomes(memoryview(data)[1:]))


_encode = msgspec.msgpack.Encoder().encode
_decode_articles = msgspec.msgpack.Decoder(tuple[Article, ...]).decode
_decode_pieces = msgspec.msgpack.Decoder(tuple[Numbered, ...]).decode
_decode_outcomes = msgspec.msgpack.Decoder(list[Outcome]).decode
_decode_parsed = msgspec.msgpack.Decoder(list[Parsed]).decode
