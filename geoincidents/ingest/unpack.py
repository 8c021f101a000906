"""Compressed files as streams: gzip and Zstandard, never more of them than they are worth."""

import gzip
import io
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, BinaryIO, cast

from geoincidents.ingest.refusal import RefusalError

MAX_RATIO = 100  # of what comes out to what goes in; news packs 3 to 20 times smaller
FREE_BYTES = 10 * 1024 * 1024  # so much may come out at any ratio
_BUFFER_BYTES = 1 << 18
_FRAME_BYTES = 1 << 10  # at most some 30 MB come out of so much at once


class _Counted(io.RawIOBase):
    """Pass the bytes of a stream through and count them."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - whatever bytes can be written to
        view = memoryview(buffer)
        part = self._stream.read(len(view))
        view[: len(part)] = part
        self.count += len(part)
        return len(part)


class _Guarded(io.RawIOBase):
    """Give what a stream holds; its errors become one refusal."""

    def __init__(
        self,
        stream: BinaryIO,
        errors: tuple[type[Exception], ...],
        refusal: RefusalError,
        packed: _Counted | None = None,
    ) -> None:
        super().__init__()
        # Where it can be had without waiting for more: damage must not take what came before it.
        self._read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
        self._errors, self._refusal = errors, refusal
        self._packed, self._given = packed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:  # noqa: ANN401 - whatever bytes can be written to
        view = memoryview(buffer)
        try:
            part = self._read(len(view))
        except self._errors as error:
            raise self._refusal from error
        view[: len(part)] = part
        self._given += len(part)
        if self._packed is not None:
            check_ratio(self._given, self._packed.count)
        return len(part)


def guard_stream(
    stream: BinaryIO,
    errors: tuple[type[Exception], ...],
    refusal: RefusalError,
    size_bytes: int = _BUFFER_BYTES,
) -> BinaryIO:
    """Give a stream of a known size whose reads raise `refusal` in place of any of `errors`."""
    held = min(max(size_bytes, io.DEFAULT_BUFFER_SIZE), _BUFFER_BYTES)
    return cast("BinaryIO", io.BufferedReader(_Guarded(stream, errors, refusal), held))


def check_ratio(unpacked_bytes: int, packed_bytes: int) -> None:
    """Refuse what is packed over 100:1, once more than 10 MB come out.

    Raises:
        RefusalError: it is.
    """
    if unpacked_bytes > FREE_BYTES and unpacked_bytes > MAX_RATIO * packed_bytes:
        reason = f"packed more than {MAX_RATIO}:1, as no text is"
        raise RefusalError(reason, "unpack it yourself if you trust it, and give the file")


def unpack_stream(stream: BinaryIO, packing: str) -> BinaryIO:
    """Give the content of a stream packed as `.gz` or `.zst`, read as it comes.

    Its reads raise `RefusalError` where it is damaged or packed over 100:1.
    """
    packed = _Counted(stream)
    kind, unpack, list_errors = PACKINGS[packing]
    refusal = RefusalError(f"damaged {kind}", "fetch or pack it again; what came before is read")
    guarded = _Guarded(unpack(packed), list_errors(), refusal, packed)
    return cast("BinaryIO", io.BufferedReader(guarded, _BUFFER_BYTES))


def _open_gzip(stream: _Counted) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=io.BufferedReader(stream, _BUFFER_BYTES)))


def _open_zstandard(stream: _Counted) -> BinaryIO:
    return cast("BinaryIO", _Frames(stream))


class _Frames:
    """Unpack the frames of Zstandard; unlike the library's own reader it tells of a torn end."""

    def __init__(self, stream: _Counted) -> None:
        import zstandard  # noqa: PLC0415 - few files need it

        # Without a limit of ours the library keeps its own: no window of over 128 MB.
        self._start = zstandard.ZstdDecompressor().decompressobj
        self._stream = stream
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._packed, self._ready = b"", memoryview(b"")

    def read(self, size: int) -> bytes:
        while not self._ready:
            packed = self._packed or self._stream.read(_FRAME_BYTES)
            if not packed:
                if self._frame is not None:
                    raise EOFError
                return b""
            self._frame = self._frame or self._start()
            self._ready = memoryview(self._frame.decompress(packed))
            self._packed = b""
            if self._frame.eof:
                self._packed, self._frame = self._frame.unused_data, None
        part, self._ready = bytes(self._ready[:size]), self._ready[size:]
        return part


def _list_gzip_errors() -> tuple[type[Exception], ...]:
    return OSError, EOFError, zlib.error


def _list_zstandard_errors() -> tuple[type[Exception], ...]:
    import zstandard  # noqa: PLC0415 - as above

    return OSError, EOFError, zstandard.ZstdError


_Unpack = Callable[[_Counted], BinaryIO]
_ListErrors = Callable[[], tuple[type[Exception], ...]]
PACKINGS: Mapping[str, tuple[str, _Unpack, _ListErrors]] = MappingProxyType(
    {
        ".gz": ("gzip file", _open_gzip, _list_gzip_errors),
        ".zst": ("Zstandard file", _open_zstandard, _list_zstandard_errors),
    }
)
