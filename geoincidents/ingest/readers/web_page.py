"""HTML: the article of a saved page, by trafilatura."""

import codecs
import logging
import re
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

from geoincidents.ingest.cleaning import REPLACEMENT
from geoincidents.ingest.decode import Decoded, decode_bytes, fits_encoding
from geoincidents.ingest.draft import Draft, build_draft
from geoincidents.ingest.kinds import refuse_signature
from geoincidents.ingest.readers.page_dates import find_published
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.source import Source
from geoincidents.ingest.xml_guard import cut_prolog

MAX_PAGE_BYTES = 8 * 1024 * 1024  # the tree of a page takes some twenty times its bytes
MIN_TEXT = 20  # characters; less is a menu, a cookie notice, an empty shell
MAX_ELEMENTS = 100_000  # some 5 s of work; a long page of news has 10,000
MAX_ATTRIBUTES = 256  # the parser's time grows with the square of them

HEAD_BYTES = 4096  # in which a page says what it is
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
_OURS = b'<meta name="generator" content="geoincidents'
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONG_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9:-]*)\s[^<>]{512,}>")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|big|em|font|i|small|span|strong|sub|sup|u)\b[^<>]*>", re.IGNORECASE
)
_BLOCK_TAG = re.compile(
    r"</?(?!(?:html|head|title|meta|link|script|style|body|p|br|h[1-6])\b)[A-Za-z][^<>]*>",
    re.IGNORECASE,
)
# trafilatura's date is not used, as it takes days out of footers and image paths: keep it short.
_DATE_RULES = {"extensive_search": False, "max_date": "2100-01-01"}


def read_page(source: Source) -> Iterator[Draft]:
    """Read the article of a page; offsets count in the text that was taken out of it.

    Raises:
        RefusalError: no article text is found, the page is over 8 MB, or one that we wrote.
    """
    if len(source.data) > MAX_PAGE_BYTES:
        reason = f"a page larger than {MAX_PAGE_BYTES // 2**20} MB"
        raise RefusalError(reason, "save the page without its pictures, or its text as .txt")
    if _OURS in source.data[:HEAD_BYTES]:
        raise RefusalError.of_result()
    decoded, warnings = _decode_page(source)
    if not decoded.text.strip():
        reason = "no text"
        raise RefusalError(reason, "save the page again, once it has loaded in the browser")
    tree, faults = _build_tree(decoded.text)
    try:
        text = _extract_text(tree)
    except Exception as error:
        reason = f"a page that cannot be parsed ({type(error).__name__})"
        raise RefusalError(reason, "save the article's text as .txt") from error
    if len(text) < MIN_TEXT:
        raise _refuse_page()
    try:
        record = _extract_metadata(tree)
    except Exception as error:  # noqa: BLE001 - as above, and the text is worth more than its title
        record = {}
        faults = (*faults, f"title, date and publisher not readable ({type(error).__name__})")
    yield build_draft({**record, "text": text}, source).warn(*warnings, *faults)


def _decode_page(source: Source) -> tuple[Decoded, tuple[str, ...]]:
    """Decode a page: as every text, but what it declares goes before what would be guessed."""
    refuse_signature(source.data)
    declared = None if source.encoding else _find_declared(source.data)
    if declared and not fits_encoding(source.data, "utf-8"):
        try:
            return Decoded(text=source.data.decode(declared)), ()
        except UnicodeError:
            declared = None
    decoded = decode_bytes(source.data, source.encoding)
    wide = (declared or "").startswith(("utf-16", "utf-32"))
    if declared and not decoded.note and (wide or not _agrees(decoded.text, declared)):
        warning = f"declares {declared}, but is UTF-8: read as UTF-8"
        return decoded, (*decoded.list_warnings(), warning)
    return decoded, decoded.list_warnings()


def _agrees(text: str, declared: str) -> bool:
    return declared == "utf-8" or text.isascii()


def _find_declared(data: bytes) -> str | None:
    hit = _DECLARED.search(data[:HEAD_BYTES])
    try:
        name = codecs.lookup(hit[1].decode("ascii")).name if hit else None
        if name:
            b"".decode(name)  # refuses codecs that make no text
    except (LookupError, ValueError):
        return None
    # Browsers read Latin-1 and ASCII as cp1252, and pages are written for browsers.
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def _build_tree(text: str) -> tuple[Any, tuple[str, ...]]:
    """Give the tree of a page, and a warning where it had to be read without its layout."""
    warnings: tuple[str, ...] = ()
    tree, deep = _parse(_tame(text))
    if deep:
        tree, _ = _parse(_flatten(_tame(text)))
        warnings = ("nested too deeply: read without its layout, menus may stand in the text",)
    if tree is None:
        raise _refuse_page()
    if sum(1 for _ in tree.iter()) > MAX_ELEMENTS:
        reason = f"a page of more than {MAX_ELEMENTS:,} elements"
        raise RefusalError(reason, "save the article's text as .txt")
    return tree, warnings


def _extract_text(tree: Any) -> str:  # noqa: ANN401 - lxml has no types
    found = _load_trafilatura().bare_extraction(
        tree, include_comments=False, date_extraction_params=_DATE_RULES
    )
    return (found.text or "").strip() if found else ""


def _extract_metadata(tree: Any) -> dict[str, object]:  # noqa: ANN401 - lxml has no types
    meta = _load_trafilatura().extract_metadata(tree, date_config=_DATE_RULES, extensive=False)
    return {
        "title": meta.title if meta else None,
        "url": meta.url if meta else None,
        "publisher": meta.sitename if meta else None,
        "published": find_published(tree),
    }


def _refuse_page() -> RefusalError:
    return RefusalError("no article text found", "save the article's text as .txt")


@cache
def _load_trafilatura() -> ModuleType:
    import trafilatura  # noqa: PLC0415 - heavy, and only pages need it

    # Without a handler of its own Python prints its complaints on stderr; an application that
    # sets up logging still gets them.
    for name in ("trafilatura", "htmldate", "courlan", "justext", "readability"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    return trafilatura


def _parse(text: str) -> tuple[Any, bool]:
    """Give the tree of a page (`None` where there is none), and whether it was cut for depth."""
    from lxml import etree, html  # noqa: PLC0415 - heavy

    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, ValueError):
        return None, False
    return tree, any("depth" in entry.message for entry in parser.error_log)


def _tame(text: str) -> str:
    """Drop what lxml refuses or chokes on.

    These are an XML declaration, controls that no XML may hold, tags with hundreds of attributes.
    """
    return _LONG_TAG.sub(
        lambda tag: tag[0] if len(tag[0].split()) <= MAX_ATTRIBUTES else f"<{tag[1]}>",
        _NOT_XML.sub(REPLACEMENT, cut_prolog(text)),
    )


def _flatten(text: str) -> str:
    return _BLOCK_TAG.sub("<p>", _INLINE_TAG.sub("", text))
