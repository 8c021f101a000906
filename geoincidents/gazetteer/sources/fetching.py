"""Download a source from where it is published: resumed, checked, kept; only when asked for."""

import contextlib
import json
import os
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import urllib3

from geoincidents.errors import GazetteerError
from geoincidents.gazetteer.cache import find_cache_folder

GEONAMES = "https://download.geonames.org/export/dump"
BOUNDARIES = "https://www.geoboundaries.org/api/current/gbOpen"
GEONAMES_VARIABLE = "GEOINCIDENTS_GEONAMES_URL"  # a mirror
BOUNDARIES_VARIABLE = "GEOINCIDENTS_BOUNDARIES_URL"
PATIENCE = urllib3.Timeout(connect=10, read=30)
RETRIES = 3
_CHUNK = 1 << 16
_OK, _PARTIAL, _UNCHANGED, _PAST_END = 200, 206, 304, 416

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """Hold what a server said of a file: its address, version and size."""

    url: str
    etag: str | None
    size: int | None


def fetch_geonames(country: str, progress: Progress | None = None) -> Path:
    """Give the dump of GeoNames of a country (two letters), or `allCountries`.

    Raises:
        GazetteerError: it cannot be had whole.
    """
    base = os.environ.get(GEONAMES_VARIABLE, GEONAMES).rstrip("/")
    name = country if country == "allCountries" else country.upper()
    return download(f"{base}/{name}.zip", f"{name}.zip", progress)


def fetch_boundaries(country: str, level: int, progress: Progress | None = None) -> Path:
    """Give the boundaries of a country (three letters) at a level, of geoBoundaries.

    Raises:
        GazetteerError: it cannot be had whole.
    """
    base = os.environ.get(BOUNDARIES_VARIABLE, BOUNDARIES).rstrip("/")
    about = f"{base}/{country.upper()}/ADM{level}/"
    with _ask(about, {}) as answer:
        _expect(answer, about, {_OK})
        try:
            url = json.loads(answer.data)["gjDownloadURL"]
        except (ValueError, KeyError, TypeError) as error:
            msg = f"{about} does not say where the boundaries are: {error!r}; try again later"
            raise GazetteerError(msg) from error
    return download(str(url), f"{country.upper()}-ADM{level}.geojson", progress)


def download(url: str, name: str, progress: Progress | None = None) -> Path:
    """Give a file of the cache that holds what is at an address, downloaded where it is not there.

    What broke off before is taken up again where the server still has the same version. A file
    that is not of the size that the server told, or a zip with a wrong checksum, is not kept.

    Raises:
        GazetteerError: it cannot be had whole; what was there before is as it was.
    """
    folder = find_cache_folder() / "downloads"
    target, part = folder / name, folder / f"{name}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        kept = _read_mark(target) if target.is_file() else None
        headers = {}
        if kept is not None and kept.url == url and kept.etag:
            headers = {"If-None-Match": kept.etag}
        else:
            headers = _resume(part, url)
        with _ask(url, headers) as answer:
            if answer.status == _UNCHANGED:
                return target
            if answer.status == _PAST_END:
                part.unlink(missing_ok=True)
                return download(url, name, progress)
            _expect(answer, url, {_OK, _PARTIAL})
            mark = _save(answer, part, url, progress)
        _check(part, mark)
        part.replace(target)
        _write_mark(target, mark)
        _mark_path(part).unlink(missing_ok=True)
    except OSError as error:
        msg = f"cannot keep {name} in {folder}: {error}"
        raise GazetteerError(msg) from error
    return target


def _resume(part: Path, url: str) -> dict[str, str]:
    mark = _read_mark(part) if part.is_file() else None
    if mark is None or mark.url != url or not mark.etag:
        part.unlink(missing_ok=True)
        return {}
    return {"Range": f"bytes={part.stat().st_size}-", "If-Range": mark.etag}


def _save(
    answer: urllib3.BaseHTTPResponse, part: Path, url: str, progress: Progress | None
) -> _Mark:
    resumed = answer.status == _PARTIAL
    had = part.stat().st_size if resumed else 0
    length = answer.headers.get("Content-Length")
    size = had + int(length) if length and length.isdigit() else None
    mark = _Mark(url=url, etag=answer.headers.get("ETag"), size=size)
    _write_mark(part, mark)
    done = had
    with part.open("ab" if resumed else "wb") as file:
        try:
            for chunk in answer.stream(_CHUNK):
                file.write(chunk)
                done += len(chunk)
                if progress is not None:
                    progress(done, size)
        except urllib3.exceptions.HTTPError as error:
            msg = (
                f"the download of {url} broke off after {done:,} bytes ({error}); "
                "run it again, and it goes on from there"
            )
            raise GazetteerError(msg) from error
    return mark


def _check(part: Path, mark: _Mark) -> None:
    size = part.stat().st_size
    what = None
    if mark.size is not None and size != mark.size:
        what = f"{size:,} bytes came in place of {mark.size:,}; run it again"
    elif mark.url.endswith(".zip"):
        try:
            with zipfile.ZipFile(part) as archive:
                broken = archive.testzip()
            what = f"the checksum of {broken} in it is wrong" if broken else None
        except zipfile.BadZipFile as error:
            what = f"it is no sound zip ({error})"
        if what:
            part.unlink()
    if what:
        msg = f"the download of {mark.url} is not whole: {what}; nothing was added"
        raise GazetteerError(msg)


@contextlib.contextmanager
def _ask(url: str, headers: dict[str, str]) -> Iterator[urllib3.BaseHTTPResponse]:
    """Ask a server.

    Raises:
        GazetteerError: there is no answer.
    """
    from geoincidents import __version__  # noqa: PLC0415 - the package imports this module

    sent = {"User-Agent": f"geoincidents/{__version__}", **headers}
    retries = urllib3.Retry(RETRIES, backoff_factor=0.5, raise_on_status=False)
    with urllib3.PoolManager(retries=retries, timeout=PATIENCE) as pool:
        try:
            answer = pool.request("GET", url, headers=sent, preload_content=False)
        except urllib3.exceptions.HTTPError as error:
            msg = f"cannot reach {url}: {error}; is there a network? nothing was added"
            raise GazetteerError(msg) from error
        try:
            yield answer
        finally:
            answer.release_conn()


def _expect(answer: urllib3.BaseHTTPResponse, url: str, wanted: set[int]) -> None:
    if answer.status not in wanted:
        msg = f"{url} answers {answer.status} {answer.reason or ''}; is the country's code right?"
        raise GazetteerError(msg)


def _mark_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def _read_mark(path: Path) -> _Mark | None:
    try:
        return _Mark(**json.loads(_mark_path(path).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def _write_mark(path: Path, mark: _Mark) -> None:
    _mark_path(path).write_text(json.dumps(asdict(mark)), "utf-8")
