"""Fetch the pages whose addresses are given as inputs."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from queue import Empty, Queue
from threading import Thread
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from geoincidents.ingest.network.addresses import (
    Target,
    check_address,
)
from geoincidents.ingest.network.request import Answer, ask
from geoincidents.ingest.network.robots import MOST_BYTES as MOST_RULE_BYTES
from geoincidents.ingest.network.robots import find_delay_s, may_read, read_rules
from geoincidents.ingest.refusal import RefusalError

MOST_BYTES = 10 * 1024 * 1024
MOST_REDIRECTS = 3
PATIENCE_S = 10.0
_MOVED = frozenset({301, 302, 303, 307, 308})
_FINE = 200
_SAVE = "save the page as .html and give the file"
KINDS = {
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/plain": ".txt",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/pdf": ".pdf",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Hold a page as it was fetched: the address that answered, its kind, its bytes, the time."""

    url: str
    extension: str
    charset: str | None
    data: bytes
    fetched: datetime


class Fetcher:
    """Fetch single pages of the public network, politely and within limits.

    `on_fetch` is told each address before it is asked. `allowed` are numbers (IP addresses) of
    one's own network that may be asked as well; there are none unless they are named.
    """

    def __init__(
        self, *, on_fetch: Callable[[str], None] | None = None, allowed: Collection[str] = ()
    ) -> None:
        self._on_fetch, self._allowed = on_fetch, frozenset(allowed)
        self._rules: dict[str, RobotFileParser | None] = {}
        self._asked_s: dict[str, float] = {}  # when a host was asked last

    def fetch(self, address: str) -> Page:
        """Fetch one page: 10 s, 10 MB and 3 redirects at most.

        Raises:
            RefusalError: the address or one that it leads to is refused, robots.txt forbids it,
                or no page of a kind that is read comes of it.
        """
        target = check_address(address)
        if self._on_fetch is not None:
            self._on_fetch(target.shown)
        self._pause(target)
        result: Queue[Page | Exception] = Queue()
        deadline_s = time.monotonic() + PATIENCE_S

        def run() -> None:
            try:
                result.put(self._fetch_page(target, deadline_s))
            except Exception as error:  # noqa: BLE001 - handed over to whoever waits
                result.put(error)

        # A server may draw out a look-up of its name, or its headers, for ever: a thread of its
        # own can be left behind.
        Thread(target=run, daemon=True).start()
        try:
            page = result.get(timeout=PATIENCE_S + 0.5)
        except Empty:
            reason = f"no whole answer in {PATIENCE_S:.0f} seconds"
            raise RefusalError(reason, f"try again later, or {_SAVE}") from None
        if isinstance(page, Exception):
            raise page
        return page

    def _pause(self, target: Target) -> None:
        """Wait between two pages of one host as long as it asks for."""
        if target.origin in self._asked_s:
            since_s = time.monotonic() - self._asked_s[target.origin]
            time.sleep(max(0.0, find_delay_s(self._rules.get(target.origin)) - since_s))
        self._asked_s[target.origin] = time.monotonic()

    def _fetch_page(self, target: Target, deadline_s: float) -> Page:
        def check_rules(hop: Target) -> None:
            if hop.origin not in self._rules:
                self._rules[hop.origin] = self._fetch_rules(hop, deadline_s)
            if not may_read(self._rules[hop.origin], hop.shown):
                reason = f"the robots.txt of {hop.host} forbids it, or cannot be had"
                raise RefusalError(reason, f"ask the publisher, or {_SAVE}")

        end, answer = self._follow(target, deadline_s, MOST_BYTES, check_rules)
        if answer.status != _FINE:
            reason = f"{end.host} answers {answer.status}"
            raise RefusalError(reason, "check the address in a browser")
        kind, charset = _read_kind(answer.headers.get("content-type", ""))
        if kind not in KINDS:
            reason = f"content of the kind {kind or 'unknown'!r} is not read"
            raise RefusalError(reason, "give the address of the article itself")
        return Page(
            url=end.shown,
            extension=KINDS[kind],
            charset=charset,
            data=answer.data,
            fetched=datetime.now(UTC).replace(microsecond=0),
        )

    def _fetch_rules(self, target: Target, deadline_s: float) -> RobotFileParser | None:
        place = check_address(f"{target.origin}/robots.txt")
        _, answer = self._follow(place, deadline_s, MOST_RULE_BYTES)
        return read_rules(answer.status, answer.data)

    def _follow(
        self,
        target: Target,
        deadline_s: float,
        most_bytes: int,
        check: Callable[[Target], None] | None = None,
    ) -> tuple[Target, Answer]:
        """Ask, and follow redirects; each hop is checked as the first address was."""
        for _ in range(MOST_REDIRECTS + 1):
            if check is not None:
                check(target)
            answer = ask(
                target, deadline_s=deadline_s, most_bytes=most_bytes, allowed=self._allowed
            )
            place = answer.headers.get("location")
            if answer.status not in _MOVED or not place:
                return target, answer
            target = check_address(urljoin(target.shown, place))
        reason = f"more than {MOST_REDIRECTS} redirects"
        raise RefusalError(reason, "give the address that the browser shows in the end")


def _read_kind(content_type: str) -> tuple[str, str | None]:
    """Give the kind that a header tells, and the encoding."""
    message = Message()
    message["content-type"] = content_type
    charset = message.get_content_charset()
    return (message.get_content_type() if content_type else ""), charset
