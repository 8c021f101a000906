"""Decide which addresses of an article may become links."""

import re
from urllib.parse import quote, urlsplit

# Space, controls, bidirectional controls: an address with one of them shows what it is not.
DISGUISED = re.compile(
    r"[\s\x00-\x20\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
# An address that the steps below would leave as it is: nearly all are, and they take long.
PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~%/=&?,;()*-]*)?")


def clean_link(url: str | None) -> str | None:
    """Give an http(s) address that is safe to click, credentials dropped, or `None`."""
    if url and PLAIN.fullmatch(url):
        return url
    if not url or DISGUISED.search(url):
        return None
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None
    if ":" in host:
        host = f"[{host}]"
    address = parts._replace(
        scheme=parts.scheme.lower(), netloc=f"{host}:{port}" if port else host
    ).geturl()
    return quote(address, safe="%/:=&?~#+!$,;'@()*[]")
