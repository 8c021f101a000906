"""Ask Nominatim for a name that nothing local knows: seldom, politely, and only when told to.

https://operations.osmfoundation.org/policies/nominatim/ asks for an address of the person who
asks, at most one question a second, and answers that are kept.
"""

import json
import os
import re
import sqlite3
import time
import tomllib
from collections.abc import Mapping
from contextlib import closing
from functools import cache
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from filelock import FileLock

from geoincidents.errors import GazetteerError
from geoincidents.gazetteer.distance import estimate_distance
from geoincidents.gazetteer.kinds import read_kinds
from geoincidents.gazetteer.skeleton import make_skeleton
from geoincidents.gazetteer.sources.store import find_data_folder
from geoincidents.model.place import Place
from geoincidents.text.names import fold_name

SERVICES = ("nominatim",)
NOMINATIM = "https://nominatim.openstreetmap.org"
NOMINATIM_VARIABLE = "GEOINCIDENTS_NOMINATIM_URL"  # a server of one's own
CONTACT_VARIABLE = "GEOINCIDENTS_CONTACT"
PAUSE_S = 1.1
PATIENCE_S = 20
MOST_ANSWERS = 5
_TYPICAL_RADIUS_M = 1_000


def ask_online(name: str, *, contact: str | None = None) -> tuple[Place, ...]:
    """Give the places that Nominatim knows under a name; none only where it says there is none.

    An answer is kept for ever in the user's data folder, and never asked for again. `contact` is
    the address that the service can write to, else GEOINCIDENTS_CONTACT.

    Raises:
        GazetteerError: there is no address of contact, or no answer; that is never "not found".
    """
    contact = check_contact(contact)
    url = os.environ.get(NOMINATIM_VARIABLE, NOMINATIM).rstrip("/")
    folder = find_data_folder()
    key = fold_name(name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # One question at a time, of all processes of this user.
        with FileLock(folder / "online.lock"), closing(_open_answers(folder)) as answers:
            row = answers.execute(
                "SELECT answer FROM answers WHERE url = ? AND name = ?", (url, key)
            ).fetchone()
            if row is None:
                _wait(folder / "online.time")
                try:
                    text = json.dumps(_ask(name, url, contact))
                finally:  # the pause counts from the end: a slow question shortens none
                    os.utime(folder / "online.time")
                answers.execute("INSERT INTO answers VALUES (?, ?, ?)", (url, key, text))
                answers.commit()
            else:
                text = row[0]
    except (OSError, sqlite3.Error) as error:
        msg = f"cannot keep answers in {folder}: {error}; set GEOINCIDENTS_DATA to another folder"
        raise GazetteerError(msg) from error
    _, no_places = _read_table()
    return tuple(_make_place(one) for one in json.loads(text) if one.get("class") not in no_places)


def check_contact(contact: str | None) -> str:
    """Give the address of contact, else that of GEOINCIDENTS_CONTACT.

    Raises:
        GazetteerError: there is none.
    """
    contact = contact or os.environ.get(CONTACT_VARIABLE)
    if not contact or "@" not in contact:
        msg = (
            "Nominatim wants to know who asks: give an address with --contact, "
            f"or set {CONTACT_VARIABLE}"
        )
        raise GazetteerError(msg)
    return contact


def is_so_named(place: Place, name: str) -> bool:
    """Say whether a place that was answered is called so, and not only something like it."""
    if place.kind == "street" and " " not in name:
        return False  # a street of every town is called after a hero or a virtue
    wanted = make_skeleton(fold_name(name))
    cut = read_kinds()[place.kind].cut
    names = (place.name, *place.aliases)
    stems = (re.sub(rf"\s+(?:{'|'.join(cut)})$", "", one.lower()) for one in names if cut)
    return any(make_skeleton(fold_name(one)) == wanted for one in (*names, *stems))


def _open_answers(folder: Path) -> sqlite3.Connection:
    answers = sqlite3.connect(folder / "online.sqlite")
    answers.execute(
        "CREATE TABLE IF NOT EXISTS answers (url TEXT, name TEXT, answer TEXT, "
        "PRIMARY KEY (url, name))"
    )
    return answers


def _wait(path: Path) -> None:
    """Wait until 1.1 seconds have passed since anybody asked; note that it is asked now."""
    since = time.time() - path.stat().st_mtime if path.exists() else PAUSE_S
    if 0 <= since < PAUSE_S:
        time.sleep(PAUSE_S - since)
    path.touch()
    os.utime(path)


def _ask(name: str, url: str, contact: str) -> list[dict[str, object]]:
    from geopy.exc import GeopyError  # noqa: PLC0415 - few runs ask online
    from geopy.geocoders import Nominatim  # noqa: PLC0415 - as above

    from geoincidents import __version__  # noqa: PLC0415 - the package imports this module

    parts = urlsplit(url)
    service = Nominatim(
        user_agent=f"geoincidents/{__version__} ({contact})",
        domain=parts.netloc + parts.path,
        scheme=parts.scheme,
        timeout=PATIENCE_S,
    )
    try:
        found = service.geocode(
            name,
            exactly_one=False,
            limit=MOST_ANSWERS,
            language="en",
            addressdetails=True,
            namedetails=True,
        )
    except GeopyError as error:
        msg = (
            f"Nominatim gave no answer for {name!r} ({type(error).__name__}: {error}); "
            "that does not mean that there is no such place: try again later"
        )
        raise GazetteerError(msg) from error
    return [one.raw for one in found or ()]


@cache
def _read_table() -> tuple[dict[str, str], frozenset[str]]:
    """Give the kinds by what OpenStreetMap says, and the classes that are no places."""
    text = files("geoincidents.gazetteer").joinpath("nominatim.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return table["kinds"], frozenset(table["no_places"])


def _make_place(raw: Mapping[str, object]) -> Place:
    address = raw.get("address")
    details = address if isinstance(address, dict) else {}
    kinds, _ = _read_table()
    told = (str(raw.get(key)) for key in ("addresstype", "type", "class"))
    kind = next((kinds[one] for one in told if one in kinds), "building")
    name = str(raw.get("name") or str(raw.get("display_name")).partition(",")[0])
    given = raw.get("namedetails")
    further = given.values() if isinstance(given, dict) else ()
    aliases = [part.strip() for one in further for part in str(one).split(";")]
    return Place(
        place_id=f"osm.{raw.get('osm_type')}.{raw.get('osm_id')}",
        name=name,
        kind=kind,
        longitude=float(str(raw["lon"])),
        latitude=float(str(raw["lat"])),
        radius_m=_measure_radius(raw, kind),
        country=str(details.get("country_code", "")).upper() or None,
        admin1=str(details.get("state", "")) or None,
        aliases=tuple(one for one in dict.fromkeys(aliases) if one and one != name),
        source=f"Nominatim, OpenStreetMap {raw.get('osm_type')} {raw.get('osm_id')} (ODbL)",
        confidence="medium",
        rank=read_kinds()[kind].rank,
    )


def _measure_radius(raw: Mapping[str, object], kind: str) -> int:
    """Give the radius of a place: to the corners of its box, within what is sane for its kind."""
    sane = read_kinds()[kind]
    box = raw.get("boundingbox")
    radius_m = float(_TYPICAL_RADIUS_M)
    if isinstance(box, list) and len(box) == 4:  # noqa: PLR2004 - south, north, west, east
        south, north, west, east = (float(str(side)) for side in box)
        radius_m = estimate_distance(west, south, east, north) / 2
    return round(min(max(radius_m, sane.smallest_radius_m), sane.largest_radius_m))
