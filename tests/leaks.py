"""Look for secrets in every byte of a file, also in what is packed inside it."""

import base64
import gzip
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pyarrow.parquet
from protect_cases import Case

_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_BASE64 = re.compile(rb"[A-Za-z0-9+/]{40,}={0,2}")

_TELLING = 7  # digits and point of a number that is no accident
Position = tuple[float, float]  # longitude, latitude in degrees


def list_streams(path: Path) -> Iterator[bytes]:
    """Give the bytes of a file, and those of all that is packed inside it."""
    data = path.read_bytes()
    yield from unpack(data)
    if path.suffix == ".parquet":
        yield repr(pyarrow.parquet.read_table(path).to_pydict()).encode()


def unpack(data: bytes) -> Iterator[bytes]:
    """Give bytes, and what zip, gzip, PDF and base64 with deflate hold in them."""
    yield data
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield from unpack(archive.read(name))
    for at in _find(data, b"\x1f\x8b\x08"):
        yield from _inflate(data[at:], 31)
    for match in _STREAM.finditer(data):
        yield from _inflate(match[1], 15)
    for match in _BASE64.finditer(data):
        packed = base64.b64decode(match[0][: len(match[0]) // 4 * 4])
        yield packed
        yield from _inflate(packed, -15)


def _find(data: bytes, sign: bytes) -> Iterator[int]:
    at = data.find(sign)
    while at >= 0:
        yield at
        at = data.find(sign, at + 1)


def _inflate(data: bytes, way: int) -> Iterator[bytes]:
    try:
        yield zlib.decompressobj(way).decompress(data)
    except (zlib.error, gzip.BadGzipFile):
        return


def find_names(data: bytes, cases: Iterable[Case]) -> set[str]:
    """Give the secret words that stand in bytes: whole names in any case, parts as words."""
    names, parts = _compile(tuple(sorted({word for case in cases for word in case.secrets})))
    text = data.decode("utf-8", "replace")
    return {found[0] for found in (*names.finditer(text), *parts.finditer(text))}


@lru_cache(4)
def _compile(words: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give an expression of names, also as file names and markup have them, and one of parts."""
    whole = [word for word in words if " " in word]
    forms = {*whole, *(one.replace(" ", "-") for one in whole)}
    forms |= {one.replace("'", "&#x27;") for one in whole}
    single = [re.escape(word) for word in words if " " not in word]
    return (
        re.compile("|".join(map(re.escape, sorted(forms))), re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?:{'|'.join(single)})(?!\w)"),
    )


def find_positions(data: bytes, positions: Iterable[Position]) -> set[Position]:
    """Give the positions that stand in bytes: as two texts near each other, or as numbers."""
    found = set()
    for at in positions:
        texts = [f"{degrees:.6f}".rstrip("0").encode() for degrees in at]
        near = rb"(?s)%b.{1,40}?%b|%b.{1,40}?%b" % (*texts, *texts[::-1])
        numbers = [struct.pack(sign, degrees) for sign in ("<d", ">d") for degrees in at]
        # Two short numbers may stand beside each other anywhere, such as in a drawing.
        told = min(map(len, texts)) >= _TELLING and all(one in data for one in texts)
        if any(one in data for one in numbers) or (told and re.search(near, data)):
            found.add(at)
    return found
