"""Tar archives: read from front to end, never unpacked."""

import tarfile
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
from geoincidents.ingest.unpack import guard_stream
from geoincidents.model.article import Skipped

_AGAIN = "fetch or pack it again; what came before is read"


def open_tape(bundle: Opened) -> Iterator[Opened | Skipped]:
    """Give the members of a tar archive in their order.

    Raises:
        RefusalError: it is damaged, or no tar archive.
    """
    try:
        with tarfile.open(fileobj=bundle.stream, mode="r|") as archive:
            for entry in archive:
                if not entry.isdir() and not is_passed_over(entry.name):
                    yield _open_entry(bundle, archive, entry)
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise _refuse_damage() from error


def _open_entry(
    bundle: Opened, archive: tarfile.TarFile, entry: tarfile.TarInfo
) -> Opened | Skipped:
    try:
        check_member_name(entry.name)
        if not entry.isreg() or entry.issparse():
            reason = "no regular file"
            raise RefusalError(reason, "pack the file itself")  # noqa: TRY301 - the handler below names the member
        stream = guard_stream(
            cast("BinaryIO", archive.extractfile(entry)), (tarfile.TarError,), _refuse_damage()
        )
        return open_member(bundle, entry.name, stream)
    except RefusalError as refusal:
        return refusal.name_input(show_member(bundle, entry.name))


def _refuse_damage() -> RefusalError:
    return RefusalError("damaged, or no tar archive", _AGAIN)
