"""Look at an installation, also at a broken one, and say what to do about it."""

from collections.abc import Callable
from functools import partial

from geoincidents.doctor import machine, program
from geoincidents.doctor.finding import ABSENT, FAULT, OK, Finding
from geoincidents.errors import GeoincidentsError

__all__ = ["ABSENT", "FAULT", "OK", "Finding", "examine_installation"]

CHECKS: dict[str, Callable[[], Finding]] = {
    program.NAME: program.look_at_program,
    "python": program.look_at_python,
    "libraries": program.look_at_libraries,
    "data": program.look_at_data,
    "map page": program.look_at_page,
    "place index": machine.look_at_index,
    "cache": machine.look_at_cache,
    "disk": machine.look_at_disk,
    "font": machine.look_at_font,
    "browser": machine.look_at_browser,
    "QGIS": machine.look_at_qgis,
    **{name: partial(program.look_at_extra, name) for name in program.EXTRAS},
}


def examine_installation() -> tuple[Finding, ...]:
    """Give a finding for each thing that the program needs or can use; asks no network."""
    return tuple(_look(name, check) for name, check in CHECKS.items())


def _look(name: str, check: Callable[[], Finding]) -> Finding:
    """Give what a check finds; one that fails has found a fault."""
    try:
        return check()
    except GeoincidentsError as error:
        said, _, step = str(error).rpartition("; ")
        return Finding(name=name, status=FAULT, said=said or step, next_step=step if said else None)
    except Exception as error:  # noqa: BLE001 - whatever is broken, the rest is still looked at
        said = f"{type(error).__name__}: {error}"
        return Finding(name=name, status=FAULT, said=said, next_step=program.AGAIN)
