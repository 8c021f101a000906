"""Ask a service on the network, where a command was told to, and say what it answered."""

from collections import Counter
from typing import TYPE_CHECKING

from geoincidents.cli.terminal import print_line, show_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoincidents.gazetteer.lookups import OnlineNames
    from geoincidents.model import Lookup

SHOWN_LINES = 10
ORDER = ("found", "elsewhere", "not found", "no answer", "not asked")


def start_online(service: str | None, contact: str | None) -> "OnlineNames | None":
    """Give what asks a service, `None` where none was named.

    Raises:
        GazetteerError: there is no address of contact.
    """
    if service is None:
        return None
    from geoincidents.gazetteer.lookups import OnlineNames  # noqa: PLC0415 - few runs ask online

    return OnlineNames(contact=contact)


def print_lookups(lookups: "Sequence[Lookup]", *, quiet: bool = False) -> bool:
    """Say how many names were asked, and which had no answer; `True` where there is such a one."""
    if not lookups:
        return False
    counts = Counter(one.outcome for one in lookups)
    if not quiet:
        told = ", ".join(f"{counts[one]} {one}" for one in ORDER if counts[one])
        print_line(f"{lookups[0].service} was asked for {len(lookups)} names: {told}")
    unanswered = [one for one in lookups if one.is_open]
    for one in unanswered[:SHOWN_LINES]:
        print_line(show_text(f"  {one.name}, {one.outcome}: {one.reason}"))
    if len(unanswered) > SHOWN_LINES:
        print_line(f"  and {len(unanswered) - SHOWN_LINES} more without an answer")
    return bool(unanswered)
