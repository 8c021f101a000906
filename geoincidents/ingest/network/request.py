"""One request to a checked number: no second look-up, no redirect, no more than its share."""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geoincidents import __version__
from geoincidents.ingest.network.addresses import Target, resolve_host
from geoincidents.ingest.refusal import RefusalError

if TYPE_CHECKING:
    from urllib3.connection import HTTPConnection

AGENT = f"geoincidents/{__version__}"
_PART_BYTES = 1 << 16
_SENT = {"User-Agent": AGENT, "Accept-Encoding": "gzip", "Accept": "text/html, */*;q=0.5"}
_AGAIN = "try again later, or save the page as .html and give the file"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Hold what a server said: header names in lower case, at most the bytes that were asked."""

    status: int
    headers: Mapping[str, str]
    data: bytes


def ask(target: Target, *, deadline_s: float, most_bytes: int, allowed: Collection[str]) -> Answer:
    """Send one GET request to the number that was checked; `deadline_s` is of `time.monotonic`.

    Raises:
        RefusalError: the host is not public, does not answer in time, or says too much.
    """
    from urllib3.exceptions import HTTPError  # noqa: PLC0415 - few runs fetch anything

    numbers = resolve_host(target, allowed)
    try:
        connection = _connect(target, numbers, deadline_s)
        try:
            return _converse(connection, target, deadline_s, most_bytes)
        finally:
            connection.close()
    except (HTTPError, OSError, ValueError) as error:
        check_time(deadline_s)
        reason = f"{target.host} gives no answer that can be used ({_name_fault(error)})"
        raise RefusalError(reason, _AGAIN) from error


def check_time(deadline_s: float) -> float:
    """Give the seconds that are left.

    Raises:
        RefusalError: none are.
    """
    left_s = deadline_s - time.monotonic()
    if left_s <= 0:
        reason = "no whole answer in 10 seconds"
        raise RefusalError(reason, _AGAIN)
    return left_s


def _connect(target: Target, numbers: Collection[str], deadline_s: float) -> "HTTPConnection":
    from urllib3.connection import HTTPConnection, HTTPSConnection  # noqa: PLC0415 - as above
    from urllib3.exceptions import HTTPError  # noqa: PLC0415 - as above

    failure: Exception | None = None
    for number in numbers:
        timeout_s = check_time(deadline_s)
        if target.scheme == "https":
            # The certificate is that of the name, though the number is what is connected to.
            connection: HTTPConnection = HTTPSConnection(
                number,
                target.port,
                timeout=timeout_s,
                server_hostname=target.host,
                assert_hostname=target.host,
            )
        else:
            connection = HTTPConnection(number, target.port, timeout=timeout_s)
        try:
            connection.connect()
        except (HTTPError, OSError) as error:
            connection.close()
            failure = error
        else:
            return connection
    raise failure or OSError("no number")


def _converse(
    connection: "HTTPConnection", target: Target, deadline_s: float, most_bytes: int
) -> Answer:
    headers = {**_SENT, "Host": target.host_header}
    connection.request("GET", target.path, headers=headers, preload_content=False)
    answer = connection.getresponse()
    data = bytearray()
    try:
        while part := answer.read(_PART_BYTES, decode_content=True):
            data += part
            check_time(deadline_s)
            if len(data) > most_bytes:
                reason = f"larger than {most_bytes // 2**20} MB"
                raise RefusalError(reason, "save the article's text as .txt and give the file")
    finally:
        answer.close()  # it may have taken the socket over from the connection
    return Answer(
        status=answer.status,
        headers={name.lower(): value for name, value in answer.headers.items()},
        data=bytes(data),
    )


def _name_fault(error: Exception) -> str:
    """Say what went wrong in a word: the certificate, the time, or what the library calls it."""
    text = repr(error)
    if "CERTIFICATE" in text.upper():
        return "its certificate is not valid"
    if isinstance(error, TimeoutError) or "timed out" in text:
        return "time is up"
    return type(error).__name__
