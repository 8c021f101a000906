"""Explosions of gas and the like: "the blast" after one is no attack."""

from collections.abc import Sequence

from geoincidents.extract.tellings import Telling
from geoincidents.extract.words import compile_words, load_lexicon

_ACCIDENT = compile_words(load_lexicon("modality")["accident"]["words"])


def find_accident(view: str) -> int:
    """Give where a text first says that something blew up by itself; its end where it does not."""
    found = _ACCIDENT.search(view, 0, len(view))
    return found.start() if found else len(view)


def leave_out_accident(tellings: Sequence[Telling], at: int) -> list[Telling]:
    """Give the tellings without those of an accident told before: "the blast", with no weapon."""
    return [t for t in tellings if t.start < at or not _may_be_accident(t)]


def _may_be_accident(telling: Telling) -> bool:
    of_one = telling.freshness == "definite" and telling.kind == "explosion"
    return of_one and not telling.weapons and telling.perpetrator is None
