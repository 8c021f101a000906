"""A number as the words give it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """Hold bounds of a count; `None` is an open end ("more than a dozen" = 13..None)."""

    min: int | None = None
    max: int | None = None
