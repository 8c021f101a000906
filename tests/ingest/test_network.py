"""Addresses as inputs, against servers of our own: what is fetched, and what never is."""

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from running import Runner

from geoincidents.ingest import read_articles
from geoincidents.ingest.network import fetching
from geoincidents.ingest.network.addresses import is_public
from geoincidents.ingest.network.fetching import Fetcher
from geoincidents.model import Article, Articles

NEWS = "Rockets hit Erbil on Monday, the army said. Nobody was hurt in the attack."
HEAD = "<meta property='article:published_time' content='2020-09-28'><title>T</title>"
PAGE = f"<html><head>{HEAD}</head><body><article><p>{NEWS}</p></article></body></html>"
FEED = b"<rss version='2.0'><channel><item><description>Erbil</description></item></channel></rss>"
CORPUS = Path(__file__).parents[3] / "shared" / "hostile" / "files" / "url_ingest.txt"
HERE, OTHER = "127.0.0.1", "127.0.0.2"


@dataclass(slots=True)
class Served:
    """Hold what a server gives, by path: status, headers, body; and what it was asked."""

    port: int = 0
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    drips: set[str] = field(default_factory=set)
    closing: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        """Give the address of the server."""
        return f"http://{HERE}:{self.port}"

    def put(self, path: str, body: str | bytes, kind: str = "text/html", **more: str) -> str:
        """Put a page there and give its address."""
        data = body.encode() if isinstance(body, str) else body
        headers = {name.replace("_", "-"): value for name, value in more.items()}
        self.answers[path] = (200, {"Content-Type": kind, **headers}, data)
        return f"{self.url}{path}"

    def move(self, path: str, place: str, status: int = 302) -> str:
        """Put a redirect there and give its address."""
        self.answers[path] = (status, {"Location": place}, b"")
        return f"{self.url}{path}"

    def list_pages(self) -> list[str]:
        """Give the paths that were asked, but for robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


class Handler(BaseHTTPRequestHandler):
    """Answer what the test says."""

    state: Served

    def do_GET(self) -> None:
        """Answer a request."""
        self.state.asked.append((self.path, self.headers["Host"]))
        if self.path in self.state.drips:
            self.wfile.write(b"HTTP/1.0 200 OK\r\nX-A: ")
            while not self.state.closing.wait(0.05):
                self.wfile.write(b"a")
            return
        status, headers, body = self.state.answers.get(self.path, (404, {}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:  # noqa: ANN401 - as the base has it
        """Say nothing."""


class QuietServer(ThreadingHTTPServer):
    """Serve without complaints about clients that hang up."""

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as above
        """Say nothing."""


def serve(host: str, context: ssl.SSLContext | None = None) -> Iterator[Served]:
    """Run a server for one test."""
    state = Served()
    server = QuietServer((host, 0), type("Given", (Handler,), {"state": state}))
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    state.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield state
    state.closing.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def served() -> Iterator[Served]:
    """Give a server that may be asked."""
    yield from serve(HERE)


@pytest.fixture
def forbidden() -> Iterator[Served]:
    """Give a server that may not be asked."""
    yield from serve(OTHER)


def read(*urls: str) -> Articles:
    """Read addresses; only the first server's number is allowed."""
    return read_articles(*urls, fetcher=Fetcher(allowed=[HERE]))


def read_one(url: str) -> Article:
    """Read the one article of an address."""
    found = read(url)
    assert found.skipped == ()
    return found[0]


def refuse(url: str) -> str:
    """Give the reason why an address is refused."""
    found = read(url)
    assert len(found) == 0
    (skipped,) = found.skipped
    assert skipped.next_step
    return skipped.reason


def test_a_page_is_fetched_and_read_as_a_saved_one(served: Served) -> None:
    """With its address and the time; its id is what people read of the address."""
    url = served.put("/2020/a-b?id=7", PAGE, "text/html; charset=utf-8")
    before = datetime.now(UTC).replace(microsecond=0)
    article = read_one(f"{url}#part")
    assert article.text == NEWS
    assert (article.title, article.published) == ("T", date(2020, 9, 28))
    assert (article.url, article.path) == (url, url)
    assert article.article_id == f"{HERE}:{served.port}/2020/a-b?id=7"
    assert article.fetched is not None
    assert before <= article.fetched <= datetime.now(UTC)


def test_only_the_page_and_robots_are_asked(served: Served) -> None:
    """Pictures, scripts and links of a page stay where they are."""
    url = served.put("/a", PAGE.replace("</p>", "</p><img src=/i.png><script src=/s.js></script>"))
    read_one(url)
    assert [path for path, _ in served.asked] == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    ("kind", "body", "text"),
    [
        ("text/plain; charset=windows-1256", "قصف صاروخي".encode("cp1256"), "قصف صاروخي"),
        ("text/plain; charset=utf-8", "Fa\xe7ade".encode("cp1252"), "Façade"),
        ("text/plain; charset=iso-8859-1", "Façade".encode(), "Façade"),
        ("text/plain; charset=klingon", b"Erbil", "Erbil"),
        ("application/rss+xml", FEED, "Erbil"),
    ],
)
def test_the_kind_that_the_server_tells_is_read(
    kind: str, body: bytes, text: str, served: Served
) -> None:
    """Its encoding too, where it fits."""
    assert read_one(served.put("/a", body, kind)).text == text


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_and_told(status: int, served: Served) -> None:
    """The address is the one that answered; the id and path are those that were given."""
    served.put("/end", PAGE)
    served.move("/mid", "/end", status)
    url = served.move("/start", f"{served.url}/mid", status)
    article = read_one(url)
    assert (article.url, article.path) == (f"{served.url}/end", url)


def test_a_fourth_redirect_is_refused(served: Served) -> None:
    """A loop as well."""
    for number in range(4):
        served.move(f"/{number}", f"/{number + 1}")
    served.put("/4", PAGE)
    assert read_one(f"{served.url}/1").text == NEWS
    assert refuse(f"{served.url}/0") == "more than 3 redirects"
    served.move("/loop", "/loop")
    assert refuse(f"{served.url}/loop") == "more than 3 redirects"


@pytest.mark.parametrize(
    ("place", "reason"),
    [
        ("http://127.0.0.2:{port}/a", "127.0.0.2 is not of the public network"),
        ("//127.0.0.2:{port}/a", "127.0.0.2 is not of the public network"),
        ("http://2130706434:{port}/a", "not of the public network (127.0.0.2)"),
        ("http://[::ffff:7f00:2]:{port}/a", "is not of the public network"),
        ("http://169.254.169.254/latest", "169.254.169.254 is not of the public network"),
        ("file:///etc/passwd", "addresses of the kind file:// are not fetched"),
        ("ftp://127.0.0.2:{port}/a", "addresses of the kind ftp:// are not fetched"),
        ("http://a:b@127.0.0.2:{port}/a", "an address with a user name or password"),
    ],
)
def test_each_redirect_is_checked_as_the_first_address_was(
    place: str, reason: str, served: Served, forbidden: Served
) -> None:
    """The other server is never asked."""
    forbidden.put("/a", PAGE)
    url = served.move("/a", place.format(port=forbidden.port))
    assert reason in refuse(url)
    assert forbidden.asked == []


def test_a_name_is_looked_up_once_and_its_number_is_asked(
    served: Served, forbidden: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that means another number a moment later leads nowhere else (DNS rebinding)."""
    served.put("/a", PAGE)
    served.put("/robots.txt", "", "text/plain")
    look_up = socket.getaddrinfo
    answers = iter([HERE, HERE, OTHER, OTHER])

    def answer(host: str, port: int, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - as socket has it
        number = next(answers) if host == "news.example" else host
        return look_up(number, port, *rest, **more)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    article = read_one(f"http://news.example:{served.port}/a")
    assert article.url == f"http://news.example:{served.port}/a"
    assert {host for _, host in served.asked} == {f"news.example:{served.port}"}
    assert list(answers) == [OTHER, OTHER]
    assert forbidden.asked == []


def test_one_number_of_a_name_that_is_not_public_refuses_it(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever stands first."""
    look_up = socket.getaddrinfo

    def answer(host: str, port: int, *rest: Any, **more: Any) -> Any:  # noqa: ANN401 - as above
        if host != "news.example":
            return look_up(host, port, *rest, **more)
        return [*look_up(HERE, port, *rest, **more), *look_up(OTHER, port, *rest, **more)]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    assert "(127.0.0.2)" in refuse(f"http://news.example:{served.port}/a")
    assert served.asked == []


@pytest.mark.parametrize(
    ("robots", "is_read"),
    [
        ("User-agent: *\nDisallow: /a", False),
        ("User-agent: geoincidents\nDisallow: /", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: geoincidents\nAllow: /", True),
        ("User-agent: *\nDisallow: /b", True),
        ("\x00 <html>", True),
    ],
)
def test_robots_are_obeyed(robots: str, *, is_read: bool, served: Served) -> None:
    """What they forbid is not asked."""
    served.put("/robots.txt", robots, "text/plain")
    url = served.put("/a", PAGE)
    assert bool(len(read(url))) is is_read
    assert served.list_pages() == (["/a"] if is_read else [])


def test_robots_that_cannot_be_had_forbid(served: Served) -> None:
    """A server in trouble is left alone (RFC 9309, 2.3.1.4); one without robots.txt allows."""
    url = served.put("/a", PAGE)
    served.answers["/robots.txt"] = (503, {}, b"")
    assert "robots.txt" in refuse(url)
    assert served.list_pages() == []


def test_robots_of_each_host_that_is_led_to_count(served: Served, forbidden: Served) -> None:
    """A redirect is no way round them."""
    forbidden.put("/robots.txt", "User-agent: *\nDisallow: /", "text/plain")
    forbidden.put("/a", PAGE)
    url = served.move("/a", f"http://{OTHER}:{forbidden.port}/a")
    found = read_articles(url, fetcher=Fetcher(allowed=[HERE, OTHER]))
    assert "robots.txt of 127.0.0.2" in found.skipped[0].reason
    assert forbidden.list_pages() == []


@pytest.mark.parametrize(
    ("kind", "body", "more", "reason"),
    [
        ("image/png", b"\x89PNG", {}, "content of the kind 'image/png' is not read"),
        ("", b"x", {}, "content of the kind 'unknown' is not read"),
        ("text/html", b"x" * (10 * 2**20 + 1), {}, "larger than 10 MB"),
        ("text/html", gzip.compress(b"x" * 2**26), {"Content_Encoding": "gzip"}, "larger than 10"),
        ("text/html", b"torn", {"Content_Encoding": "gzip"}, "no answer that can be used"),
        ("text/html", b"short", {"Content_Length": "999"}, "no answer that can be used"),
        ("text/html", b"<html></html>", {}, "no article text found"),
    ],
)
def test_what_is_no_page_to_read_is_refused(
    kind: str, body: bytes, more: dict[str, str], reason: str, served: Served
) -> None:
    """By its kind, its size, or what it holds."""
    assert reason in refuse(served.put("/a", body, kind, **more))


def test_a_missing_page_is_told_with_the_answer(served: Served) -> None:
    """And the next step is to look."""
    assert refuse(f"{served.url}/none") == f"{HERE} answers 404"


def test_a_server_that_drips_for_ever_is_left(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each byte comes in time, the whole never does."""
    monkeypatch.setattr(fetching, "PATIENCE_S", 0.4)
    served.drips.add("/a")
    assert "no whole answer" in refuse(f"{served.url}/a")


def test_a_closed_port_is_told(served: Served) -> None:
    """No page, no traceback."""
    with socket.socket() as free:
        free.bind((HERE, 0))
        port = free.getsockname()[1]
    assert "no answer that can be used" in refuse(f"http://{HERE}:{port}/a")
    assert served.asked == []


def test_a_host_is_given_the_pause_that_it_asks_for(served: Served) -> None:
    """Between two pages of it, not before the first."""
    served.put("/robots.txt", "User-agent: *\nCrawl-delay: 1", "text/plain")
    urls = [served.put("/a", PAGE), served.put("/b", PAGE)]
    started = time.monotonic()
    assert len(read(*urls)) == 2
    assert time.monotonic() - started > 0.9
    assert [path for path, _ in served.asked].count("/robots.txt") == 1


def test_a_certificate_that_nobody_vouches_for_is_refused(tmp_path: Path) -> None:
    """As a browser does."""
    program = shutil.which("openssl")
    if program is None:
        pytest.skip("no openssl to make a certificate with")
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    words = [
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run([program, *words, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    for served in serve(HERE, context):
        assert "certificate is not valid" in refuse(f"https://{HERE}:{served.port}/a")
        assert served.asked == []


@pytest.mark.skipif(not CORPUS.is_file(), reason="../shared/hostile is absent")
def test_every_address_of_the_hostile_collection_is_refused(tmp_path: Path) -> None:
    """By the command as people run it: one line each, with what next, and nothing is written."""
    urls = CORPUS.read_text("utf-8").split()
    assert len(urls) == 14
    ran = Runner(tmp_path)("map", *urls, "--out", "map")
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert not (tmp_path / "map").exists()
    told = [line for line in ran.err.splitlines() if "skipped" in line or "://" in line]
    for url in urls:
        shown = url.replace("example.org@", "")
        assert any(shown in line and ";" in line for line in told), url


INNER = """
127.0.0.1 127.255.0.1 0.0.0.0 10.1.2.3 172.16.0.1 192.168.1.1 100.64.0.1 169.254.169.254
100.100.100.200 168.63.129.16 192.0.2.1 198.18.0.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
:: ::1 fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 ff0e::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1
64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: 2002:a00:1:: 2001:db8::1 2001:0:7f00:1::
"""


@pytest.mark.parametrize("number", INNER.split())
def test_numbers_of_no_public_network_are_told(number: str) -> None:
    """Loopback, private, link-local, shared, documentation, multicast; wrapped ones too."""
    assert not is_public(number)


@pytest.mark.parametrize("number", ["93.184.216.34", "8.8.8.8", "2606:4700::1111"])
def test_numbers_of_the_public_network_are_told(number: str) -> None:
    """So that there is something left to ask."""
    assert is_public(number)


@pytest.mark.parametrize(
    "address",
    [
        "https://user:secret@example.org/a",
        "https://secret@example.org",
        "http://a:secret@[::1]/",
        "http://a:secret@\\example.org/",
        "ftp://a:secret@example.org/",
        "http://a:secret @example.org/",
    ],
)
def test_secrets_of_an_address_are_never_told(address: str) -> None:
    """Not in the path, not in the reason."""
    found = read_articles(address)
    assert len(found.skipped) == 1
    assert "secret@" not in repr(found)
    assert ":secret" not in repr(found)


def test_secrets_are_not_told_by_the_command_either(tmp_path: Path) -> None:
    """Not even back to who gave them: what it says may be kept in a log."""
    ran = Runner(tmp_path)("map", "https://user:hunter2@example.org/a", "--out", "map")
    assert (ran.code, "hunter2" in ran.err + ran.out) == (1, False)
    assert "no article could be read from https://example.org/a" in ran.err


def test_a_path_object_is_never_an_address(tmp_path: Path) -> None:
    """Only text that was given as an address is one."""
    folder = tmp_path / "http:" / "x"
    folder.mkdir(parents=True)
    (folder / "a.txt").write_text(NEWS, "utf-8")
    assert len(read_articles(tmp_path / "http:" / "x" / "a.txt")) == 1
