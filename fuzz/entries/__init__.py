"""What is given random input: one file an entry, each with `load_target` and `list_seeds`."""

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

Target = Callable[[bytes], None]

# How many inputs each is given where nobody says otherwise.
ENTRIES: Mapping[str, int] = {
    "decode": 1_000_000,
    "dates": 1_000_000,
    "numbers": 1_000_000,
    "phrases": 1_000_000,
    "clean": 1_000_000,
    "extract": 50_000,
    "tables": 50_000,
    "readback": 50_000,
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
