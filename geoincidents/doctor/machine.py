"""Look at the machine: the place index, where things are kept, what other programs there are."""

import os
import shutil
import tempfile
from importlib.util import find_spec
from pathlib import Path

from geoincidents.disk import show_path
from geoincidents.doctor.finding import ABSENT, FAULT, OK, Finding
from geoincidents.folders import find_folder
from geoincidents.programs import find_browser, find_qgis

MB, GB = 1e6, 1e9
LEAST_FREE = 0.5 * GB  # an index and a large map fit
FONT = "DejaVuSans.ttf"


def look_at_index() -> Finding:
    """Say whether the index of our place tables is built, how big, and what is out of date."""
    from geoincidents.gazetteer.cache import is_sound, list_indexes, name_index  # noqa: PLC0415 - where it is broken the rest is still said
    from geoincidents.gazetteer.sources.store import list_sources, name_sources  # noqa: PLC0415 - as above

    sources = list_sources()
    index = name_index(find_folder("gazetteer"), name_sources(sources))
    former = [one for one in list_indexes() if one != index]
    added = f", {len(sources)} sources added" if sources else ""
    old = f"; {len(former)} of former tables, {_measure(*former) / MB:.0f} MB" if former else ""
    if not is_sound(index):
        why = "damaged" if index.exists() else "not built yet"
        step = "nothing to do: the next run builds it in some seconds"
        return Finding(name="place index", status=ABSENT, said=f"{why}{added}{old}", next_step=step)
    said = f"{show_path(index)}, {_measure(index) / MB:.0f} MB{added}{old}"
    return Finding(name="place index", status=OK, said=said)


def look_at_cache() -> Finding:
    """Say where indexes are kept, how much is there, and whether we may write there."""
    from geoincidents.gazetteer.cache import CACHE_VARIABLE, find_cache_folder  # noqa: PLC0415 - see look_at_index

    folder = find_cache_folder()
    shown = show_path(folder)
    if fault := _find_fault(folder):
        said = f"{shown}: {fault}; the place index is built anew at every run"
        step = f"make it writable, or name another folder in {CACHE_VARIABLE}"
        return Finding(name="cache", status=FAULT, said=said, next_step=step)
    return Finding(name="cache", status=OK, said=f"{shown}, {_measure(folder) / MB:.0f} MB")


def look_at_disk() -> Finding:
    """Say how much is free where we are and where temporary files go."""
    from geoincidents.gazetteer.cache import find_cache_folder  # noqa: PLC0415 - see look_at_index

    folders = dict.fromkeys((Path.cwd(), Path(tempfile.gettempdir()), find_cache_folder()))
    free = {show_path(one): shutil.disk_usage(_find_nearest(one)).free for one in folders}
    said = ", ".join(f"{left / GB:.1f} GB free for {shown}" for shown, left in free.items())
    if min(free.values()) < LEAST_FREE:
        return Finding(name="disk", status=FAULT, said=said, next_step="free some space")
    return Finding(name="disk", status=OK, said=said)


def look_at_font() -> Finding:
    """Say whether pictures have the font that they are drawn with."""
    found = find_spec("matplotlib")
    folders = found.submodule_search_locations if found else None
    fonts = [Path(one) / "mpl-data" / "fonts" / "ttf" / FONT for one in folders or ()]
    if any(one.is_file() for one in fonts):
        return Finding(name="font", status=OK, said="DejaVu Sans, for pictures")
    step = "pip install --force-reinstall matplotlib"
    return Finding(name="font", status=FAULT, said=f"{FONT} is missing", next_step=step)


def look_at_browser() -> Finding:
    """Say whether a browser is there that prints reports as PDF."""
    if (found := find_browser()) is not None:
        return Finding(name="browser", status=OK, said=found)
    step = "only for reports as PDF; install Chromium or Chrome"
    return Finding(name="browser", status=ABSENT, said="no Chromium or Chrome", next_step=step)


def look_at_qgis() -> Finding:
    """Say whether QGIS is there."""
    if (found := find_qgis()) is not None:
        return Finding(name="QGIS", status=OK, said=found)
    step = "only to work on maps there; any QGIS from 3.22 opens what export writes"
    return Finding(name="QGIS", status=ABSENT, said="not on this machine", next_step=step)


def _measure(*folders: Path) -> int:
    """Count the bytes of what is in folders; what vanishes or may not be read counts nothing."""
    total = 0
    for folder in folders:
        for above, _, names in os.walk(folder):
            for name in names:
                try:
                    total += (Path(above) / name).stat().st_size
                except OSError:
                    continue
    return total


def _find_nearest(folder: Path) -> Path:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _find_fault(folder: Path) -> str | None:
    """Say why no file can be written to a folder, or to where it would be made."""
    try:
        # Permission bits say little of a read-only disk or of an administrator: try it.
        tempfile.TemporaryFile(dir=_find_nearest(folder)).close()
    except OSError as error:
        return error.strerror or type(error).__name__
    return None
