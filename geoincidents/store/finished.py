"""Incidents whose bytes are made already: whoever writes them again copies, and makes nothing."""

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

import msgspec

from geoincidents.model import Incident


class Lines(msgspec.Struct, frozen=True, array_like=True):
    """Hold the features of one incident as they stand in a file, each with its line end.

    `reach` is what its bounding box packs.
    """

    features: bytes
    reach: tuple[tuple[float, float], ...] = ()


@runtime_checkable
class Finished(Protocol):
    """Know the incidents of a run, in their order, by the bytes that files have of them."""

    def walk_records(self) -> Iterator[bytes]:
        """Give the lines of `incidents.jsonl`, without their ends."""

    def walk_lines(self) -> Iterator[Lines]:
        """Give the lines of `incidents.geojson`."""

    def walk_off_map(self) -> Iterator[Incident]:
        """Give the incidents that are not on the map."""
