"""Bytes of a file to text: any bytes give a text that can be written, or a refusal."""

from collections.abc import Iterable
from pathlib import Path

from fuzz.entries import Target
from geoincidents.errors import InputError
from geoincidents.ingest.cleaning import clean_text
from geoincidents.ingest.decode import decode_bytes

GIVEN = (None, None, None, "utf-8", "cp1252", "cp1256", "utf-16", "utf-32", "shift_jis", "utf-7")
_TEXT = "Rockets hit Erbil – “two” قصف صاروخي"


def load_target(_: Path) -> Target:
    """Give what decodes; the first byte says whether an encoding is given."""

    def decode(data: bytes) -> None:
        given = GIVEN[data[0] % len(GIVEN)] if data else None
        try:
            decoded = decode_bytes(data[1:], given)
        except InputError:
            return
        decoded.list_warnings()
        clean_text(decoded.text)[0].encode("utf-8")

    return decode


def list_seeds(_: Path) -> Iterable[bytes]:
    """Give a text in many encodings."""
    for name in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32", "utf-32-le", "utf-7"):
        yield b"\0" + _TEXT.encode(name)
    yield b"\0" + "قصف صاروخي قرب مطار بغداد".encode("cp1256")
    yield b"\4" + "“two” – attaqué à Zürich".encode("cp1252")
