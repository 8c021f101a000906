"""Zip archives: read where they lie, never unpacked; bombs and lies are refused."""

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from geoincidents.ingest.bundles.members import (
    check_member_name,
    is_passed_over,
    open_member,
    show_member,
)
from geoincidents.ingest.refusal import RefusalError
from geoincidents.ingest.source import Opened
from geoincidents.ingest.unpack import check_ratio, guard_stream
from geoincidents.model.article import Skipped

_AGAIN = "fetch or pack it again"
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_ENCRYPTED, _SIZES_BEHIND = 0x1, 0x8  # bits of the flags of an entry
_IN_ZIP64 = 0xFFFFFFFF
_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


def open_zip(bundle: Opened) -> Iterator[Opened | Skipped]:
    """Give the members of a zip archive, a sheet of metadata before the others of its folder.

    Raises:
        RefusalError: it is damaged, no zip file, or packed over 100:1.
    """
    archive, entries = list_entries(bundle.stream)
    with archive:
        for entry in sorted(entries, key=lambda entry: not entry.filename.endswith("articles.csv")):
            if entry.is_dir() or is_passed_over(entry.filename):
                continue
            try:
                check_member_name(entry.filename)
                with open_entry(archive, entry, bundle.stream) as stream:
                    yield open_member(bundle, entry.filename, stream)
            except RefusalError as refusal:
                yield refusal.name_input(show_member(bundle, entry.filename))


def list_entries(stream: BinaryIO) -> tuple[zipfile.ZipFile, list[zipfile.ZipInfo]]:
    """Open a zip archive and list its entries.

    Raises:
        RefusalError: it is damaged, no zip file, or declares more than 100:1.
    """
    try:
        archive = zipfile.ZipFile(stream)
        entries = archive.infolist()
        stream.seek(0, 2)
    except (*_ERRORS, ValueError) as error:
        reason = "damaged, or no zip file"
        raise RefusalError(reason, _AGAIN) from error
    # By the length of the file, not by what the entries say: they may share their bytes.
    check_ratio(sum(entry.file_size for entry in entries), stream.tell())
    return archive, entries


def open_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, stream: BinaryIO) -> BinaryIO:
    """Open an entry of a zip archive; reads raise `RefusalError` where it is damaged.

    Raises:
        RefusalError: it is encrypted, a link, packed over 100:1, or lies about its size.
    """
    if entry.flag_bits & _ENCRYPTED:
        reason = "encrypted"
        raise RefusalError(reason, "unpack it with its password and give the file")
    if stat.S_ISLNK(entry.external_attr >> 16):
        reason = "a link"
        raise RefusalError(reason, "pack the file that it names")
    check_ratio(entry.file_size, entry.compress_size)
    _check_sizes(entry, stream)
    try:
        opened = archive.open(entry)
    except _ERRORS as error:
        raise _refuse_damage() from error
    return guard_stream(cast("BinaryIO", opened), _ERRORS, _refuse_damage(), entry.file_size)


def _refuse_damage() -> RefusalError:
    return RefusalError("damaged in its archive", _AGAIN)


def _check_sizes(entry: zipfile.ZipInfo, stream: BinaryIO) -> None:
    """Refuse an entry that says one size in the directory and another before its data."""
    if entry.flag_bits & _SIZES_BEHIND:
        return
    stream.seek(entry.header_offset)
    header = stream.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size:
        raise _refuse_damage()
    packed, unpacked = _LOCAL_HEADER.unpack(header)[7:9]
    if _IN_ZIP64 in (packed, unpacked):
        return
    if (packed, unpacked) != (entry.compress_size, entry.file_size):
        reason = "two sizes for one member"
        raise RefusalError(reason, "trust the archive no more; pack its files anew")
