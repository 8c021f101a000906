"""How a page is to look and what it opens in: checked before anything is drawn."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass

from geoincidents.errors import GeoincidentsError

THEMES = ("auto", "light", "dark")
LANGUAGES = ("en", "ar")
# A picture of more takes longer than a notebook's reader waits, and shows no single one of them.
MOST_DRAWN = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOptions:
    """Hold what the maker of a page chooses.

    `theme` is one of `THEMES`, `language` one of `LANGUAGES`: the reader may change both. `note` is
    a sentence in place of the count of incidents.

    Raises:
        GeoincidentsError: a choice is none that there is; names the nearest one.
    """

    title: str
    note: str | None = None
    theme: str = "auto"
    language: str = "en"

    def __post_init__(self) -> None:
        _check("theme", self.theme, THEMES)
        _check("language", self.language, LANGUAGES)


def _check(what: str, given: str, known: Sequence[str]) -> None:
    if given in known:
        return
    near = difflib.get_close_matches(str(given).lower(), known, n=1, cutoff=0.4)
    hint = f"did you mean {near[0]!r}? " if near else ""
    msg = f"there is no {what} {given!r}; {hint}choose one of {', '.join(known)}"
    raise GeoincidentsError(msg)
