"""Text out of pieces of HTML, as feeds and messages hold them: each block a paragraph."""

import html as html_entities
import re
import tomllib
from importlib.resources import files
from typing import Any

from geoincidents.ingest.cleaning import REPLACEMENT

_TABLE = tomllib.loads(
    files("geoincidents.ingest").joinpath("markup.toml").read_text(encoding="utf-8")
)
_BLOCKS, _UNSEEN = frozenset(_TABLE["blocks"]), tuple(_TABLE["unseen"])
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\r\n\f\u00a0]+")
_TAG = re.compile(r"<[a-zA-Z/!]")


def strip_markup(fragment: str) -> str:
    """Give the words of a piece of HTML, its paragraphs parted by an empty line.

    Of what holds no tag only the entities are spelt out.
    """
    if not _TAG.search(fragment):
        return html_entities.unescape(fragment)
    from lxml import etree, html  # noqa: PLC0415 - heavy

    parser = html.HTMLParser(remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(_NOT_XML.sub(REPLACEMENT, fragment), parser=parser)
    except (etree.ParserError, ValueError):  # nothing but comments
        return ""
    etree.strip_elements(tree, *_UNSEEN, with_tail=False)
    parts = _SPACES.sub(" ", "".join(_list_parts(tree))).split("\0")
    return "\n\n".join(part for each in parts if (part := each.strip()))


def _list_parts(tree: Any) -> list[str]:  # noqa: ANN401 - lxml has no types
    """Give the texts of a tree in their order, with a NUL at both ends of each block."""
    from lxml import etree  # noqa: PLC0415 - heavy

    parts = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _BLOCKS:
            parts.append("\0")
        parts.append((element.text if event == "start" else element.tail) or "")
    return parts
