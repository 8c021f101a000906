"""Downloads and questions, against a server of our own: nothing else is ever reached."""

import io
import json
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from multiprocessing import get_context
from pathlib import Path

import pytest

from geoincidents.errors import GazetteerError
from geoincidents.gazetteer.cache import CACHE_VARIABLE, find_cache_folder
from geoincidents.gazetteer.online import CONTACT_VARIABLE, NOMINATIM_VARIABLE, PAUSE_S, ask_online
from geoincidents.gazetteer.sources import fetching
from geoincidents.gazetteer.sources.store import DATA_VARIABLE

ANSWER = [
    {
        "osm_type": "node",
        "osm_id": 1,
        "lat": "33.3",
        "lon": "44.4",
        "name": "Foo",
        "display_name": "Foo, Iraq",
        "addresstype": "village",
        "address": {"country_code": "iq"},
    }
]


@dataclass(slots=True)
class Served:
    """Hold what a server gives, and what it was asked."""

    url: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    break_after: int | None = None
    status: int = 200
    asked: list[tuple[str, str | None, float]] = field(default_factory=list)


@pytest.fixture
def served() -> Iterator[Served]:
    """Run a server on the loopback for one test."""
    state = Served()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _, _ = self.path.partition("?")
            state.asked.append((self.path, self.headers.get("Range"), time.monotonic()))
            body = state.files.get(path)
            if state.status != 200 or body is None:
                self.send_error(state.status if state.status != 200 else 404)
                return
            if self.headers.get("If-None-Match") == '"v1"':
                self.send_response(304)
                self.end_headers()
                return
            start = int((self.headers.get("Range") or "bytes=0-")[6:-1])
            self.send_response(206 if start else 200)
            self.send_header("ETag", '"v1"')
            self.send_header("Content-Length", str(len(body) - start))
            self.end_headers()
            end = len(body) if state.break_after is None else start + state.break_after
            self.wfile.write(body[start:end])

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield state
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty cache and data folder."""
    monkeypatch.setenv(CACHE_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setenv(DATA_VARIABLE, str(tmp_path / "data"))
    monkeypatch.delenv(CONTACT_VARIABLE, raising=False)
    return tmp_path


def make_zip() -> bytes:
    """Give a zip with one file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("IQ.txt", "x" * 200_000)
    return file.getvalue()


@pytest.mark.usefixtures("folders")
def test_download_goes_on_where_it_broke_off(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A download that breaks says so and keeps nothing as whole; the next one asks for the rest."""
    monkeypatch.setenv(fetching.GEONAMES_VARIABLE, served.url)
    whole = make_zip()
    served.files["/IQ.zip"] = whole
    served.break_after = 100_000
    with pytest.raises(GazetteerError, match=r"broke off|not whole"):
        fetching.fetch_geonames("iq")
    served.break_after = None
    path = fetching.fetch_geonames("iq")
    assert path.read_bytes() == whole
    ranges = [range_ for _, range_, _ in served.asked]
    assert ranges[0] is None
    assert ranges[-1] is not None
    assert int(ranges[-1][6:-1]) > 0


@pytest.mark.usefixtures("folders")
def test_what_is_there_is_not_downloaded_again(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time the server only says that nothing has changed."""
    monkeypatch.setenv(fetching.GEONAMES_VARIABLE, served.url)
    served.files["/IQ.zip"] = make_zip()
    seen: list[int] = []
    fetching.fetch_geonames("IQ", lambda done, _: seen.append(done))
    assert seen[-1] == len(served.files["/IQ.zip"])
    seen.clear()
    fetching.fetch_geonames("IQ", lambda done, _: seen.append(done))
    assert seen == []
    assert len(served.asked) == 2


@pytest.mark.usefixtures("folders")
def test_damaged_zip_is_not_kept(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A zip whose checksum is wrong is refused and thrown away."""
    monkeypatch.setenv(fetching.GEONAMES_VARIABLE, served.url)
    whole = bytearray(make_zip())
    whole[1_000] ^= 1
    served.files["/IQ.zip"] = bytes(whole)
    with pytest.raises(GazetteerError, match="not whole"):
        fetching.fetch_geonames("IQ")
    assert not list((find_cache_folder() / "downloads").glob("*.zip"))


@pytest.mark.usefixtures("folders")
def test_missing_file_is_named(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the server does not have ends in its answer and a hint."""
    monkeypatch.setenv(fetching.GEONAMES_VARIABLE, served.url)
    with pytest.raises(GazetteerError, match=r"404.*code right"):
        fetching.fetch_geonames("QQ")


@pytest.mark.usefixtures("folders")
def test_boundaries_come_from_the_address_that_the_source_tells(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GeoBoundaries is asked where a file is, then the file is downloaded."""
    monkeypatch.setenv(fetching.BOUNDARIES_VARIABLE, served.url)
    told = {"gjDownloadURL": f"{served.url}/file.geojson"}
    served.files["/IRQ/ADM1/"] = json.dumps(told).encode()
    served.files["/file.geojson"] = b"{}"
    assert fetching.fetch_boundaries("irq", 1).read_bytes() == b"{}"


@pytest.mark.usefixtures("folders")
def test_address_of_contact_is_required(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an address nothing is asked."""
    monkeypatch.setenv(NOMINATIM_VARIABLE, served.url)
    with pytest.raises(GazetteerError, match="--contact"):
        ask_online("Foo")
    assert served.asked == []


@pytest.mark.usefixtures("folders")
def test_answer_is_kept_for_ever(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same name is asked once, also where nothing is found."""
    monkeypatch.setenv(NOMINATIM_VARIABLE, served.url)
    served.files["/search"] = json.dumps(ANSWER).encode()
    for _ in range(2):
        (place,) = ask_online("Foo", contact="me@example.org")
    assert (place.name, place.kind, place.country) == ("Foo", "village", "IQ")
    served.files["/search"] = b"[]"
    for _ in range(2):
        assert ask_online("Nowhere", contact="me@example.org") == ()
    assert len(served.asked) == 2


@pytest.mark.usefixtures("folders")
def test_error_is_never_not_found(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the server is told as one and not kept: the next question is asked again."""
    monkeypatch.setenv(NOMINATIM_VARIABLE, served.url)
    served.status = 503
    with pytest.raises(GazetteerError, match="does not mean that there is no such place"):
        ask_online("Foo", contact="me@example.org")
    served.status = 200
    served.files["/search"] = json.dumps(ANSWER).encode()
    assert ask_online("Foo", contact="me@example.org")[0].name == "Foo"


CLOCK_S = 0.02  # a file's time and the server's come of two clocks


def _ask(name: str) -> None:
    ask_online(name, contact="me@example.org")


@pytest.mark.usefixtures("folders")
def test_processes_wait_for_one_another(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many processes ask, the questions come at least 1.1 seconds apart."""
    monkeypatch.setenv(NOMINATIM_VARIABLE, served.url)
    served.files["/search"] = b"[]"
    context = get_context("spawn")
    processes = [context.Process(target=_ask, args=(f"Name {i}",)) for i in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    times = sorted(moment for _, _, moment in served.asked)
    assert len(times) == 3
    assert min(b - a for a, b in pairwise(times)) >= PAUSE_S - CLOCK_S
