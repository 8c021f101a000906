"""How a file name or an id looks to people: one line, valid Unicode, no cursor moves."""

import re
import unicodedata
from pathlib import PurePath

# Controls, line ends, bidi overrides, and the surrogates that stand for bytes that are not UTF-8.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_CLUTTER = frozenset({"__macosx", "thumbs.db", "desktop.ini", "ehthumbs.db"})
_LOCK_PREFIX = "~$"  # Office's owner files
_BYTE_ESCAPE = 0xDC00  # PEP 383: an undecodable byte b of a name is U+DC00 + b


def show_name(name: str | PurePath) -> str:
    """Give a name with every unsafe character as a backslash escape."""
    return _UNSAFE.sub(_escape, str(name))


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if _BYTE_ESCAPE + 0x80 <= code <= _BYTE_ESCAPE + 0xFF:
        return f"\\x{code - _BYTE_ESCAPE:02x}"
    plain = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return plain.get(match[0]) or (f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}")  # noqa: PLR2004 - the last code of two hex digits


def shape_id(name: str) -> str:
    """Give an id made of a name: composed (NFC, as macOS decomposes names), trimmed, one line."""
    return show_name(unicodedata.normalize("NFC", name)).strip()


def is_clutter(name: str) -> bool:
    """Tell names of files and folders that systems and editors leave behind, and hidden ones."""
    return name.startswith((".", _LOCK_PREFIX)) or name.casefold() in _CLUTTER
