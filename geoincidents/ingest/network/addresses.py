"""Which addresses of the network are asked, and which never: those of nobody's public web."""

import ipaddress
import re
import socket
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import PurePath

from geoincidents.ingest.refusal import RefusalError

PORTS = {"http": 80, "https": 443}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# A public number, but inside Azure that of the machine's own master.
_NEVER = frozenset({"168.63.129.16"})
_SAVE = "save the page as .html and give the file"

_Ip = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Hold a checked address: `shown` without user name, password and fragment."""

    scheme: str
    host: str
    port: int
    path: str
    shown: str

    @property
    def origin(self) -> str:
        """Give scheme, host and port: what a robots.txt is for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def host_header(self) -> str:
        """Give the host as a request names it."""
        host = self.origin.partition("://")[2]
        return host.removesuffix(f":{PORTS[self.scheme]}")


def is_address(path: str | PurePath) -> bool:
    """Tell an address of the network from the path of a file; `file://` is one that is refused."""
    return isinstance(path, str) and _SCHEME.match(path) is not None


def hide_credentials(address: str) -> str:
    """Give an address without user name, password and fragment, however malformed it is.

    The path of a file is given back as it is.
    """
    if not is_address(address):
        return address
    head, mark, rest = address.partition("://")
    place = re.match(r"[^/?#\\]*", rest)
    end = place.end() if place else 0
    return f"{head}{mark}{rest[:end].rpartition('@')[2]}{rest[end:].partition('#')[0]}"


def name_page(address: str) -> str:
    """Give the id of the article at an address: host, path and query, as people read them."""
    return hide_credentials(address).partition("://")[2].rstrip("/")


def check_address(address: str) -> Target:
    """Take an address apart.

    Raises:
        RefusalError: it is none of http or https, holds a user name, or is malformed.
    """
    from urllib3.exceptions import LocationParseError  # noqa: PLC0415 - few runs fetch anything
    from urllib3.util import parse_url  # noqa: PLC0415 - as above

    try:
        url = parse_url(address)
        port = url.port
    except (LocationParseError, ValueError) as error:
        reason = "a malformed address"
        raise RefusalError(reason, "copy it from the address bar of the browser") from error
    scheme = (url.scheme or "").lower()
    if scheme not in PORTS:
        reason = f"addresses of the kind {scheme}:// are not fetched"
        raise RefusalError(reason, "give an address that begins with https:// or http://")
    if url.auth is not None or "@" in (url.netloc or ""):
        reason = "an address with a user name or password"
        raise RefusalError(reason, f"{_SAVE}; secrets do not belong in addresses")
    host = (url.host or "").strip("[]").rstrip(".").lower()
    if not host:
        reason = "an address without a host"
        raise RefusalError(reason, "copy it from the address bar of the browser")
    return Target(
        scheme=scheme,
        host=host,
        port=port or PORTS[scheme],
        path=url.request_uri,
        shown=hide_credentials(url.url),
    )


def resolve_host(target: Target, allowed: Collection[str] = ()) -> tuple[str, ...]:
    """Ask for the numbers of a host once; whoever connects must connect to these, not to a name.

    `allowed` are numbers of one's own network that may be asked nevertheless.

    Raises:
        RefusalError: it has none, or one of them is not of the public network.
    """
    try:
        found = socket.getaddrinfo(target.host, target.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = f"no such host: {target.host}"
        raise RefusalError(reason, "check the spelling, and that you are online") from error
    numbers = tuple(dict.fromkeys(str(place[0]) for *_, place in found))
    for number in numbers:
        if number not in allowed and not is_public(number):
            reason = f"{target.host} is not of the public network ({number})"
            raise RefusalError(reason, _SAVE)
    return numbers


def is_public(number: str) -> bool:
    """Tell whether an IP address is one of the public network, also by what is wrapped in it."""
    ip: _Ip = ipaddress.ip_address(number.partition("%")[0])
    return all(
        each.is_global
        and not each.is_multicast
        and not each.is_reserved
        and str(each) not in _NEVER
        for each in (ip, *_list_wrapped(ip))
    )


def _list_wrapped(ip: _Ip) -> tuple[_Ip, ...]:
    """Give the IPv4 addresses that an IPv6 address stands for: mapped, 6to4, Teredo, NAT64."""
    if isinstance(ip, ipaddress.IPv4Address):
        return ()
    wrapped = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
    if ip in _NAT64:
        wrapped.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return tuple(each for each in wrapped if each is not None)
