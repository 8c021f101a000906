"""What is said of one thing that the program needs or can use."""

from dataclasses import dataclass

OK, ABSENT, FAULT = "ok", "absent", "fault"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Tell how it is with one thing.

    `status` is `ok`, `absent` (something that not everybody needs is not there) or `fault`
    (`map` will not do its work); `next_step` is what to do where it is not `ok`.
    """

    name: str
    status: str
    said: str
    next_step: str | None = None
