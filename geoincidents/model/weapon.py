"""What was fired or laid."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Weapon:
    """Name a weapon: `name` as written, `kind` of the lexicon, calibre in millimetres."""

    name: str
    kind: str
    calibre_mm: int | None = None
