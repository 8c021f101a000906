"""What is given random input: one file an entry, each with `load_target` and `list_seeds`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

Target = Callable[[bytes], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Say how much of random input an entry is given where nobody says otherwise."""

    inputs: int
    longest_bytes: int  # what grows with length is measured by fuzz/linear.py, one growth at a time


ENTRIES: Mapping[str, Share] = {
    "decode": Share(inputs=1_000_000, longest_bytes=4096),
    "dates": Share(inputs=1_000_000, longest_bytes=160),  # 80 words
    "numbers": Share(inputs=1_000_000, longest_bytes=160),
    "phrases": Share(inputs=1_000_000, longest_bytes=160),
    "clean": Share(inputs=1_000_000, longest_bytes=256),
    "extract": Share(inputs=50_000, longest_bytes=1024),  # 500 words
    "tables": Share(inputs=50_000, longest_bytes=4096),
    "readback": Share(inputs=50_000, longest_bytes=4096),
}


class Entry(Protocol):
    """Describe the module of an entry."""

    @staticmethod
    def load_target(folder: Path) -> Target:
        """Give what takes one input, and raises where a promise is broken; files go to `folder`."""

    @staticmethod
    def list_seeds(folder: Path) -> Iterable[bytes]:
        """Give the inputs to begin with."""


def load_entry(name: str) -> Entry:
    """Import the module of an entry."""
    return cast("Entry", import_module(f"fuzz.entries.{name}"))
