"""Find online layers by name; the page asks their servers only when its reader selects one."""

import difflib
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from geoincidents.errors import GeoincidentsError
from geoincidents.looks import Looks


def find_tiles(names: Sequence[str], looks: Looks) -> list[dict[str, Any]]:
    """Give what the page needs of each named layer, in the order given.

    Raises:
        GeoincidentsError: a name is not in `maps/looks.toml`; names the nearest one.
    """
    # A lone string is a sequence of letters, and surely meant as one name.
    wanted = [names] if isinstance(names, str) else list(dict.fromkeys(names))
    if unknown := [name for name in wanted if name not in looks.tiles]:
        near = difflib.get_close_matches(unknown[0].lower(), looks.tiles, n=1, cutoff=0.4)
        known = ", ".join(sorted(looks.tiles))
        hint = f"did you mean {near[0]!r}? " if near else ""
        msg = f"no online layer is called {unknown[0]!r}; {hint}known layers: {known}"
        raise GeoincidentsError(msg)
    return [
        {
            "label": look.label,
            "url": look.url,
            "attribution": look.attribution,
            "max_zoom": look.max_zoom,
            "note": look.note,
            "host": urlsplit(look.url).hostname,
        }
        for look in (looks.tiles[name] for name in wanted)
    ]


def list_hosts(tiles: Iterable[dict[str, Any]]) -> list[str]:
    """Give the servers that the page's policy must allow images from."""
    return sorted({f"https://{tile['host']}" for tile in tiles})
