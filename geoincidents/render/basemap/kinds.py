"""Tell what a file is on the map; the table is `kinds.toml`."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

DISPUTED = "disputed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """Hold a row of the table; `draws` is `lines` or `polygons`."""

    draws: str
    words: tuple[str, ...]
    classes: tuple[str, ...]


@cache
def read_kinds() -> Mapping[str, Kind]:
    """Give the kinds by name, in the order of the table."""
    text = files("geoincidents.render.basemap").joinpath("kinds.toml").read_text(encoding="utf-8")
    return {
        name: Kind(draws=row["draws"], words=tuple(row["words"]), classes=tuple(row["classes"]))
        for name, row in tomllib.loads(text)["kinds"].items()
    }


def guess_kind(file_name: str, classes: Iterable[str]) -> str | None:
    """Give the kind that most classes of the rows tell, else the name of the file, or `None`."""
    votes: dict[str, int] = {}
    for told in classes:
        if kind := classify(told):
            votes[kind] = votes.get(kind, 0) + 1
    if len(votes) > 1:
        votes.pop(DISPUTED, None)  # rows of a file of borders, which are told apart later
    if votes:
        return max(votes, key=lambda kind: (votes[kind], kind))
    lower = file_name.lower()
    return next(
        (name for name, kind in read_kinds().items() if any(word in lower for word in kind.words)),
        None,
    )


def classify(told: str) -> str | None:
    """Give the kind of a row by its `featurecla`, or `None`."""
    lower = told.lower()
    return next(
        (name for name, kind in read_kinds().items() if any(one in lower for one in kind.classes)),
        None,
    )
