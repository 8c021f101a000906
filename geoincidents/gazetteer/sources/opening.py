"""Open a file as it was downloaded: plain, gzipped or zipped; never more than it says."""

import contextlib
import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from geoincidents.errors import GazetteerError

_README = "readme"


@contextlib.contextmanager
def open_binary(path: Path) -> Iterator[IO[bytes]]:
    """Give the bytes of a file, of a .gz, or of the one table in a .zip.

    Raises:
        GazetteerError: it cannot be read, or is truncated.
    """
    try:
        if path.suffix == ".zip":
            with (
                zipfile.ZipFile(path) as archive,
                archive.open(_find_member(archive, path)) as file,
            ):
                yield file
        elif path.suffix == ".gz":
            with gzip.open(path) as file:
                yield file  # type: ignore[misc] # GzipFile reads as any other file
        else:
            with path.open("rb") as file:
                yield file
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        msg = (
            f"{path.name} cannot be read: {reason}; if it was downloaded, download it again; "
            "nothing was added"
        )
        raise GazetteerError(msg) from error


@contextlib.contextmanager
def open_text(path: Path) -> Iterator[io.TextIOWrapper]:
    """Give the text of a file in UTF-8, line ends as they are.

    Raises:
        GazetteerError: it cannot be read, is truncated, or is not UTF-8.
    """
    with open_binary(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        try:
            yield text
        except UnicodeDecodeError as error:
            msg = f"{path.name} is not UTF-8 ({error}); save it as UTF-8; nothing was added"
            raise GazetteerError(msg) from error


def _find_member(archive: zipfile.ZipFile, path: Path) -> str:
    names = [
        info.filename
        for info in archive.infolist()
        if not info.is_dir() and not info.filename.lower().startswith(_README)
    ]
    stem = path.stem.lower()
    named = [name for name in names if Path(name).stem.lower() == stem]
    chosen = named or names
    if len(chosen) != 1:
        msg = (
            f"{path.name} holds {len(names)} files ({', '.join(names[:5]) or 'none'}); "
            "give the one that is meant, unpacked; nothing was added"
        )
        raise GazetteerError(msg)
    return chosen[0]
