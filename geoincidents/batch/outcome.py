"""What is kept of one article that was read: small, flat, and the same from any worker."""

from hashlib import blake2b

import msgspec

from geoincidents.model import Aggregate, Article, UnresolvedName

KEY_BYTES = 16


class Found(msgspec.Struct, frozen=True, array_like=True):
    """Hold an incident as its line of `incidents.jsonl`, with what puts it in order.

    `link` is its encoded key of linking, `None` where no other could tell of the same, `lines` its
    encoded lines of `incidents.geojson`.
    """

    start: str | None
    incident_id: str
    link: bytes | None
    record: bytes
    lines: bytes
    off_map: bool


class Outcome(msgspec.Struct, frozen=True, array_like=True):
    """Hold what came of one article; `key` is that of `make_key`.

    Where it could not be worked through, `fault` is the reason and the next step; with `is_passing`
    it may go better another time (a time limit, a worker that died), so it is tried again.
    """

    key: bytes
    found: tuple[Found, ...] = ()
    aggregates: tuple[Aggregate, ...] = ()
    unresolved: tuple[UnresolvedName, ...] = ()
    fault: tuple[str, str] | None = None
    is_passing: bool = False


def make_key(article: Article) -> bytes:
    """Give a hash of all of an article that its reading hangs on: not where its file lies."""
    told = (
        article.article_id,
        article.sha256,
        article.title,
        article.publisher,
        article.published,
        article.url,
    )
    return blake2b(_encode(told), digest_size=KEY_BYTES).digest()


_encode = msgspec.msgpack.Encoder().encode
