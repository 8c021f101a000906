"""What was aimed at."""

from dataclasses import dataclass

from geoincidents.model.location import Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Name what was aimed at, which may differ from what was hit; `location` where known."""

    text: str
    name: str | None = None
    location: Location | None = None
