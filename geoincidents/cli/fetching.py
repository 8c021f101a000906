"""Say which pages are fetched, where an address is given as an input."""

from typing import TYPE_CHECKING

from geoincidents.cli.terminal import print_line, show_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geoincidents.ingest.network.fetching import Fetcher


def start_fetcher(inputs: "Iterable[str]") -> "Fetcher | None":
    """Give what fetches pages and says so, `None` where no input is an address."""
    # Imported here, so that --help does not wait for the room.
    from geoincidents.ingest.network.addresses import is_address  # noqa: PLC0415

    if not any(is_address(one) for one in inputs):
        return None
    from geoincidents.ingest.network.fetching import Fetcher  # noqa: PLC0415 - few runs fetch

    return Fetcher(
        on_fetch=lambda address: print_line(
            show_text(f"Fetching {address} (that page and the robots.txt of its host)")
        )
    )
