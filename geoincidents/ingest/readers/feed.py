"""RSS and Atom: one article an entry, of what the feed itself holds; no link is followed."""

import html
import io
import re
from collections.abc import Iterator
from typing import Any

from geoincidents.ingest.decode import decode_bytes, fits_encoding
from geoincidents.ingest.draft import Draft, build_draft, drop_credentials
from geoincidents.ingest.markup import strip_markup
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.source import Source
from geoincidents.ingest.xml_guard import cut_prolog, find_flaw
from geoincidents.model.article import Skipped

TEASER = "only what the feed says of it: the article behind its link is not fetched"
MAX_FEED_BYTES = 16 * 1024 * 1024
_ENTRIES = frozenset({"item", "entry", "atom:entry", "rss:item"})
_NAMED = re.compile("&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31});")
_ADDRESS = re.compile("https?://", re.IGNORECASE)
_MUCH = 600  # characters; a summary is shorter, an article seldom is


def read_feed(source: Source) -> Iterator[Draft | Skipped]:
    """Read one article an entry; one without text of its own is named.

    Raises:
        RefusalError: it is no feed, holds no entry, or has a DTD.
    """
    if len(source.data) > MAX_FEED_BYTES:
        reason = f"a feed larger than {MAX_FEED_BYTES // 2**20} MB"
        raise RefusalError(reason, "save its articles as .jsonl")
    decoded = decode_bytes(source.data, source.encoding or _find_declared(source.data))
    data, warnings = _make_sound(decoded.text)
    feed = _parse(data)
    if not feed.version and not feed.entries:
        reason = "no RSS or Atom feed"
        raise RefusalError(reason, "save each article as .html or .txt, or all of them as .jsonl")
    if not feed.entries:
        reason = "a feed without entries"
        raise RefusalError(reason, "fetch it again when it holds some")
    for number, entry in enumerate(feed.entries, 1):
        try:
            draft = _draft_entry(entry, feed, source, number)
        except RefusalError as refusal:
            yield refusal.name_input(f"{source.shown}:{number}")
        else:
            yield draft.warn(*warnings, *decoded.list_warnings(draft.text))


def _find_declared(data: bytes) -> str | None:
    hit = re.match(rb"\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([A-Za-z0-9_.-]{2,40})", data[:400])
    name = hit[1].decode("ascii") if hit else ""
    return name if fits_encoding(data, name) else None  # where it lies, its bytes tell more


def _make_sound(text: str) -> tuple[bytes, tuple[str, ...]]:
    """Give a feed as well-formed XML in UTF-8: of a torn one the entries before the fault.

    Raises:
        RefusalError: it has a DTD, is nested too deeply, or is at fault before its first entry.
    """
    text = _NAMED.sub(_spell_entity, cut_prolog(text))
    data = text.encode("utf-8", "replace")
    flaw = find_flaw(data, _ENTRIES)
    if flaw is None:
        return data, ()
    fault = f"not well-formed at line {flaw.line}, column {flaw.column}: {flaw.message}"
    if not flaw.kept_bytes:
        raise RefusalError(fault, "fetch it again; nothing before the fault can be read")
    ends = "".join(f"</{tag}>" for tag in reversed(flaw.open_tags))
    return data[: flaw.kept_bytes] + ends.encode(), (f"{fault}: entries behind it are not read",)


def _spell_entity(hit: re.Match[str]) -> str:
    """Give what HTML means by `&nbsp;`, which XML does not know and feeds write nevertheless."""
    spelt = html.unescape(hit[0])
    return hit[0] if spelt == hit[0] else spelt


def _parse(data: bytes) -> Any:  # noqa: ANN401 - feedparser has no types
    import feedparser  # noqa: PLC0415 - few files need it

    # A stream, never a string: a string may be taken for an address.
    return feedparser.parse(
        io.BytesIO(data), response_headers={"content-type": "text/xml; charset=utf-8"}
    )


def _draft_entry(entry: Any, feed: Any, source: Source, number: int) -> Draft:  # noqa: ANN401 - as above
    contents = [_take_words(part) for part in entry.get("content") or ()]
    summary = _take_words(entry.get("summary_detail") or {})
    text = max([*contents, summary], key=len)
    title = " ".join(_take_words(entry.get("title_detail") or {}).split())
    if not text:
        reason = f"an entry without text ({title[:60]!r})"
        raise RefusalError(reason, "its link is not fetched: give the page itself")
    link = entry.get("link") or ""
    origin = entry.get("source") or feed.feed
    record = {
        "id": drop_credentials(entry.get("id") or "") or None,
        "text": text,
        "title": title or None,
        "published": _find_day(entry, feed),
        "publisher": " ".join(_take_words(origin.get("title_detail") or {}).split()) or None,
        "url": link if _ADDRESS.match(link) else None,
    }
    draft = build_draft(record, source, number)
    return draft.warn(TEASER) if len(text) < _MUCH else draft


def _take_words(part: Any) -> str:  # noqa: ANN401 - as above
    value = part.get("value") or ""
    return (value if part.get("type") == "text/plain" else strip_markup(value)).strip()


def _find_day(entry: Any, feed: Any) -> str | None:  # noqa: ANN401 - as above
    """Give the day of publication; `dc:date` stands for it, Atom's last change does not."""
    if entry.get("published"):
        return str(entry["published"])
    return None if feed.version.startswith("atom") else entry.get("updated")
