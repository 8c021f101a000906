"""People killed and wounded."""

from dataclasses import dataclass

from geoincidents.model.count import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class CasualtyGroup:
    """Count people of one category (`civilian`, `military`, `contractor`, `child` ...)."""

    category: str
    killed: Count | None = None
    wounded: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualties:
    """Count the people hit: `None` is not said, 0 only where the text says none."""

    killed: Count | None = None
    wounded: Count | None = None
    by: tuple[CasualtyGroup, ...] = ()
    text: str | None = None
