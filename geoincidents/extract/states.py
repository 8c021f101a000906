"""States that attack: names of countries and capitals that stand for them, as subject of a verb."""

import re
from functools import cache

from geoincidents.extract.words import join_words, load_lexicon
from geoincidents.folders import find_folder
from geoincidents.gazetteer.tables import read_countries

_WORDS = load_lexicon("triggers")["states"]
_SUBJECT_OPENS = (
    r"(?:^\s*|[,;:–\"']\s*"
    r"|\b(?:after|before|when|that|as|and|but|while|since|because|although|said|says)\s)"
)
_REACH = 120
_OWN_WORDS = re.compile(
    r"\s(?:said|says|announced|confirmed)\s(?:that\s)?(?:it|they|its\s(?:forces|jets|planes|aircraft))"
    r"\s(?:(?:had|has|have)\s)?$"
)


@cache
def list_names() -> tuple[str, ...]:
    """Give the names of all countries, and the capitals that news calls them by."""
    rows = read_countries(find_folder("gazetteer"))
    names = {n for row in rows for n in (row.place.name, *row.place.aliases) if n.isascii()}
    return tuple(sorted(names | set(_WORDS["capitals"])))


@cache
def list_demonyms() -> tuple[str, ...]:
    """Give the words for what is of a country ("Israeli")."""
    rows = read_countries(find_folder("gazetteer"))
    return tuple(sorted({d for row in rows for d in row.demonyms if d.isascii()}))


@cache
def _compile_subject() -> re.Pattern[str]:
    return re.compile(
        rf"{_SUBJECT_OPENS}(?:[Tt]he\s)?(?P<state>{join_words(list_names())})\s"
        r"(?:(?:has|have|had|also|later|again|reportedly|repeatedly|then|\w+ly)\s){0,2}$"
    )


@cache
def _compile_flyers() -> re.Pattern[str]:
    forces = rf"(?:{join_words(list_demonyms())})\s(?:forces|troops|raids?)"
    return re.compile(rf"\b(?:{join_words(_WORDS['air'])}|{forces})(?:\s\w+){{0,3}}\s$")


def find_state(view: str, start: int, verb_at: int) -> str | None:
    """Give the state that stands as subject before a verb, or `None`."""
    found = _compile_subject().search(view[max(start, verb_at - _REACH) : verb_at])
    return found["state"] if found else None


def may_fly(view: str, start: int, verb_at: int) -> bool:
    """Tell whether the subject of a verb bombs from the air: a state, its forces, jets."""
    near = view[max(start, verb_at - _REACH) : verb_at]
    if _OWN_WORDS.search(near):
        near = _OWN_WORDS.sub(" ", near)  # "The Israeli military said it had struck"
    return find_state(view, start, verb_at) is not None or bool(_compile_flyers().search(near))


def are_aircraft(view: str, start: int, verb_at: int) -> bool:
    """Tell whether the subject of a verb is aircraft, whoever's: "Israeli aircraft overnight"."""
    return bool(_compile_aircraft().search(view[max(start, verb_at - _REACH) : verb_at]))


@cache
def _compile_aircraft() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{join_words(_WORDS['aircraft'])})(?:\s\w+){{0,2}}\s$")
