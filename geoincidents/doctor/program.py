"""Look at the program itself: version, libraries, data, the map page, what was left out."""

import platform
import re
import sys
from importlib.metadata import PackageNotFoundError, requires, version

from geoincidents import __version__
from geoincidents.doctor.finding import ABSENT, FAULT, OK, Finding
from geoincidents.folders import PACKAGE, check_assets, find_folder

NAME = "geoincidents"
AGAIN = f"pip install --force-reinstall {NAME}"
OLDEST = (3, 11)
FOLDERS = ("gazetteer", "maps", "seeds")
EXTRAS = {
    "dask": ("dask", "runs on a cluster: map --engine dask"),
    "postgis": ("sqlalchemy", "databases: map --store, export --out postgresql://..."),
}
_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)(?:\[.*?\])?(?:.*?>=\s*(?P<least>[\d.]+))?")


def look_at_program() -> Finding:
    """Say which version it is, and where it stands."""
    return Finding(name=NAME, status=OK, said=f"{__version__} in {PACKAGE}")


def look_at_python() -> Finding:
    """Say which Python runs it."""
    said = f"{platform.python_version()} on {platform.platform(terse=True)}, {sys.executable}"
    if sys.version_info[:2] < OLDEST:
        step = f"use Python {OLDEST[0]}.{OLDEST[1]} or later"
        return Finding(name="python", status=FAULT, said=said, next_step=step)
    return Finding(name="python", status=OK, said=said)


def look_at_libraries() -> Finding:
    """Say whether every library is there that a plain installation has, and new enough."""
    wanted = [one for one in requires(NAME) or () if ";" not in one]
    faults = [fault for one in wanted if (fault := _find_fault(one))]
    if faults:
        return Finding(name="libraries", status=FAULT, said="; ".join(faults), next_step=AGAIN)
    return Finding(name="libraries", status=OK, said=f"all {len(wanted)} are there")


def look_at_data() -> Finding:
    """Say whether the place tables, looks and samples are there."""
    places = find_folder(FOLDERS[0])
    for name in FOLDERS[1:]:
        find_folder(name)
    many = len(list(places.glob("*.csv")))
    return Finding(name="data", status=OK, said=f"{many} place tables in {places}")


def look_at_page() -> Finding:
    """Say whether the map page can be drawn."""
    check_assets()
    return Finding(name="map page", status=OK, said="its script, style and basemap are there")


def look_at_extra(extra: str) -> Finding:
    """Say whether the libraries of an extra are there."""
    wanted = [one for one in requires(NAME) or () if _is_of_extra(one, extra)]
    faults = [fault for one in wanted if (fault := _find_fault(one))]
    lead, use = EXTRAS[extra]
    if faults:
        step = f"only for {use}; pip install '{NAME}[{extra}]'"
        said = "; ".join(faults)
        return Finding(name=extra, status=ABSENT, said=said, next_step=step)
    return Finding(name=extra, status=OK, said=f"{lead} {version(lead)}")


def _is_of_extra(requirement: str, extra: str) -> bool:
    return re.search(rf"extra\s*==\s*[\"']{extra}[\"']", requirement) is not None


def _find_fault(requirement: str) -> str | None:
    """Say what is wrong with a library that is asked for, `None` where nothing is."""
    asked = _REQUIREMENT.match(requirement)
    if asked is None:
        return None
    name, least = asked["name"], asked["least"]
    try:
        found = version(name)
    except PackageNotFoundError:
        return f"{name} is not installed"
    if least and _count(found) < _count(least):
        return f"{name} is {found}, wanted is {least} or later"
    return None


def _count(number: str) -> tuple[int, ...]:
    """Give the numbers of a version, to compare: 2.10 is later than 2.9."""
    plain = re.match(r"\d+(?:\.\d+)*", number)
    return tuple(int(part) for part in plain[0].split(".")) if plain else ()
