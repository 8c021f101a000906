"""Keep added sources in the user's data folder: a folder each, there whole or not at all."""

import contextlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

from geoincidents.errors import GazetteerError

DATA_VARIABLE = "GEOINCIDENTS_DATA"
DESCRIPTION = "source.json"
ROWS = "places.csv"
POLYGONS = "polygons.sqlite"
FOLDER = "sources"
LOCK_SECONDS = 600
_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Describe an added source: its name, kind, places, when it came, and the hash of its rows.

    `left_out` counts rows that the importer passes over on purpose: no name, no longer current.
    """

    name: str
    kind: str
    places: int
    left_out: int
    added: str
    original: str
    sha256: str
    size: int = 0


def find_data_folder() -> Path:
    """Give the folder of what users add: GEOINCIDENTS_DATA, else the user's data folder."""
    given = os.environ.get(DATA_VARIABLE)
    if given:
        return Path(given)
    from platformdirs import user_data_path  # noqa: PLC0415 - not needed where one is given

    return user_data_path("geoincidents", appauthor=False)


def list_sources() -> list[Source]:
    """Give the sources that were added, by name.

    Raises:
        GazetteerError: a source is damaged.
    """
    return [_read(folder) for folder in list_source_folders()]


def name_sources(sources: Iterable[Source]) -> str:
    """Give what tells these sources from any others: it goes into the key of an index."""
    return "; ".join(f"{one.name} {one.kind} {one.sha256}" for one in sources)


def list_source_folders() -> list[Path]:
    """Give the folders of the sources, by name."""
    folder = find_data_folder() / FOLDER
    try:
        return sorted(one for one in folder.iterdir() if one.is_dir() and one.name[0] != ".")
    except OSError:
        return []


def remove_source(name: str) -> Source:
    """Forget a source.

    Raises:
        GazetteerError: there is none of this name; says which there are.
    """
    for folder in list_source_folders():
        if folder.name == name:
            source = _read(folder)
            with _hold_lock():
                # Renamed first: nobody sees half a source while it goes.
                gone = folder.with_name(f".gone-{os.getpid()}-{folder.name}")
                folder.replace(gone)
                shutil.rmtree(gone, ignore_errors=True)
            return source
    known = ", ".join(folder.name for folder in list_source_folders()) or "none"
    msg = f"no source is called {name!r}; added are: {known}"
    raise GazetteerError(msg)


def keep_source(
    name: str, kind: str, original: str, fill: Callable[[Path], tuple[int, int]]
) -> Source:
    """Let `fill` write the files of a source into an empty folder, then put it in its place.

    `fill` gives how many places it wrote and how many rows it left out. A source of the same name
    is replaced.

    Raises:
        GazetteerError: the source is at fault, or the data folder cannot be written; what was
            there before is as it was.
    """
    name = _NAME.sub("-", name).strip("-.") or "source"
    root = find_data_folder() / FOLDER
    work = None
    try:
        root.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=".adding-", dir=root))
        places, left_out = fill(work)
        source = Source(
            name=name,
            kind=kind,
            places=places,
            left_out=left_out,
            added=datetime.now(tz=UTC).isoformat(timespec="seconds"),
            original=original,
            sha256=_hash(work),
            size=sum(path.stat().st_size for path in work.iterdir()),
        )
        (work / DESCRIPTION).write_text(json.dumps(asdict(source), indent=1), "utf-8")
        with _hold_lock():
            _put(work, root / name)
    except OSError as error:
        msg = f"cannot keep the source {name!r} in {root}: {error}; nothing was added"
        raise GazetteerError(msg) from error
    finally:
        if work is not None:
            shutil.rmtree(work, ignore_errors=True)
    return source


def _put(work: Path, target: Path) -> None:
    old = target.with_name(f".old-{os.getpid()}-{target.name}")
    if target.exists():
        target.replace(old)
    work.replace(target)
    shutil.rmtree(old, ignore_errors=True)


def _read(folder: Path) -> Source:
    try:
        return Source(**json.loads((folder / DESCRIPTION).read_text("utf-8")))
    except (OSError, ValueError, TypeError) as error:
        msg = (
            f"the added source {folder.name!r} is damaged ({error}); "
            f"remove the folder {folder} and add it again"
        )
        raise GazetteerError(msg) from error


def _hash(folder: Path) -> str:
    digests = []
    for path in sorted(folder.iterdir()):
        with path.open("rb") as stream:
            digests.append(f"{path.name} {file_digest(stream, 'sha256').hexdigest()}")
    return "; ".join(digests)


@contextlib.contextmanager
def _hold_lock() -> Iterator[None]:
    from filelock import FileLock  # noqa: PLC0415 - only a change needs it

    with FileLock(find_data_folder() / "sources.lock", timeout=LOCK_SECONDS):
        yield
