"""Hold what is asked of a map: for those who make it, and for the next run that draws it again."""

from dataclasses import dataclass, field
from datetime import date

import msgspec

from geoincidents.filtering import Filter


@dataclass(frozen=True, slots=True, kw_only=True)
class PageLook:
    """Hold what the options of a command say of the page: see `draw_map`."""

    title: str | None = None
    theme: str = "auto"
    language: str = "en"
    basemap: str = "outline"
    tiles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Hold how articles are read, and what is made of them.

    The address of a database is none of it: it may hold a password.
    """

    published: date | None = None
    encoding: str | None = None
    look: PageLook = field(default_factory=PageLook)
    formats: tuple[str, ...] = ()
    lossy: bool = False
    wanted: Filter = field(default_factory=Filter)


def encode_wish(wish: Wish) -> bytes:
    """Give a wish as it is kept with a run."""
    return msgspec.json.encode(wish)


def decode_wish(data: bytes | None) -> Wish:
    """Give the wish that was kept; where there is none that is understood, a plain one."""
    if data is None:
        return Wish()
    try:
        return msgspec.json.decode(data, type=Wish)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Wish()
