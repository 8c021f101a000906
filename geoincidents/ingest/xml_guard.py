"""XML from strangers: no DTD, no entities, no endless depth; told before any library sees it."""

import re
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from geoincidents.ingest.refusal import RefusalError

MAX_DEPTH = 200  # a feed has ten levels, a Word document some forty
_PROLOG = re.compile(r"<\?xml[^>]{0,200}\?>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """Say where a document stops being XML; `kept_bytes` end with the last whole element."""

    line: int
    column: int
    message: str
    kept_bytes: int
    open_tags: tuple[str, ...]


class _Scan:
    """Walk through a document, refuse what is dangerous, remember where elements ended."""

    def __init__(self, whole_tags: frozenset[str]) -> None:
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse_doctype
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._whole_tags, self._tags = whole_tags, list[str]()
        self._ended: tuple[str, ...] | None = None
        self._kept: tuple[int, tuple[str, ...]] = (0, ())

    def run(self, data: bytes) -> Flaw | None:
        try:
            self._parser.Parse(data, True)  # noqa: FBT003 - expat takes no keywords
        except expat.ExpatError as error:
            return Flaw(
                line=error.lineno,
                column=error.offset + 1,
                message=expat.errors.messages.get(error.code, "not XML"),
                kept_bytes=self._kept[0],
                open_tags=self._kept[1],
            )
        return None

    def _refuse_doctype(self, *_: Any) -> None:  # noqa: ANN401 - expat tells name and addresses
        reason = "DTD/entities not allowed"
        raise RefusalError(
            reason, "remove its <!DOCTYPE ...>; no honest feed or document needs one"
        )

    def _keep(self) -> None:
        if self._ended is not None:
            self._kept = (self._parser.CurrentByteIndex, self._ended)
            self._ended = None

    def _start(self, tag: str, _: Any) -> None:  # noqa: ANN401 - attributes
        self._keep()
        self._tags.append(tag)
        if len(self._tags) > MAX_DEPTH:
            reason = f"nested too deeply (over {MAX_DEPTH} elements)"
            raise RefusalError(reason, "save its articles as .html or .txt")

    def _end(self, tag: str) -> None:
        self._keep()
        self._tags.pop()
        if tag in self._whole_tags:
            self._ended = tuple(self._tags)


def cut_prolog(text: str) -> str:
    """Give a document without the white space and the XML declaration that it begins with."""
    text = text.lstrip()
    prolog = _PROLOG.match(text)  # a search would read white space through from each of its places
    return text[prolog.end() :].lstrip() if prolog else text


def find_flaw(data: bytes, whole_tags: frozenset[str] = frozenset()) -> Flaw | None:
    """Give where a document in UTF-8 stops being well-formed XML, `None` for one that is.

    Raises:
        RefusalError: it has a document type, which may declare entities, or is nested too deeply.
    """
    return _Scan(whole_tags).run(data)
