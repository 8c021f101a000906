"""Words about space in, a location out: the order of reading and placing one expression."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from geoincidents.extract.phrases import read_expression
from geoincidents.extract.phrases.coordinates import complete_code
from geoincidents.gazetteer import Gazetteer, load_gazetteer
from geoincidents.locate import Outlines, Resolver, open_outlines, place_expression
from geoincidents.model import Location, NoLocation, Phrase, Place

if TYPE_CHECKING:
    from geoincidents.locate.anchors import KnowsNames

_MOST_CACHED = 1 << 16


def locate_phrase(
    phrase: str | Phrase,
    *,
    country: str | None = None,
    gazetteer: "KnowsNames | None" = None,
    about: str | None = None,
    outlines: Outlines | None = None,
) -> Location | NoLocation:
    """Give the location of an expression ("five miles west of Erbil"), or the reason why none.

    `country` (ISO 3166-1 alpha-2) says where the places lie, `about` what "the base" or "there"
    stands for, `outlines` are polygons of areas; without them areas are discs of equal area. A list
    ("Kirkuk, Tuz and Amerli") has no one location: `Locator.locate_each` gives each.
    """
    locator = Locator(country=country, gazetteer=gazetteer, about=about, outlines=outlines)
    return locator.locate(phrase)


def locate_phrases(
    phrases: Iterable[str | Phrase],
    *,
    country: str | Sequence[str | None] | None = None,
    gazetteer: "KnowsNames | None" = None,
    outlines: Outlines | None = None,
) -> list[Location | NoLocation]:
    """Give one result for each expression, in order; fits a column of a data frame.

    `country` is one for all or one for each: `locate_phrases(df["where"], country=df["iso"])`.
    """
    places = load_gazetteer() if gazetteer is None else gazetteer
    made: dict[str | None, Locator] = {}
    found = []
    for phrase, code in _pair(phrases, country):
        if code not in made:
            made[code] = Locator(country=code, gazetteer=places, outlines=outlines)
        found.append(made[code].locate(phrase))
    return found


def describe_location(result: Location | NoLocation) -> dict[str, object]:
    """Give a result as one flat row: the columns of schema.md, or the words and the reason.

    `area` stays nested, as GeoJSON. `pd.DataFrame(map(describe_location, results))` is a table.
    """
    row: dict[str, object] = asdict(result)
    if isinstance(result, Location):
        row["admin1_touched"] = list(result.admin1_touched)
        row.pop("munitions")
    return row


def _pair(
    phrases: Iterable[str | Phrase], country: str | Sequence[str | None] | None
) -> Iterator[tuple[str | Phrase, str | None]]:
    if country is None or isinstance(country, str):
        return ((phrase, country) for phrase in phrases)
    return zip(phrases, country, strict=True)


def _open(gazetteer: "KnowsNames", outlines: Outlines | None) -> Outlines:
    """Give the polygons asked for, else those that were added to the gazetteer."""
    if outlines is not None:
        return outlines
    return open_outlines(gazetteer) if isinstance(gazetteer, Gazetteer) else Outlines()


class Locator:
    """Place expressions one after the other, remembering the names looked up."""

    def __init__(
        self,
        *,
        country: str | None = None,
        gazetteer: "KnowsNames | None" = None,
        about: str | None = None,
        outlines: Outlines | None = None,
    ) -> None:
        places = load_gazetteer() if gazetteer is None else gazetteer
        code = country.strip().upper() if country and country.strip() else None
        self._resolver = Resolver(gazetteer=places, country=code, outlines=_open(places, outlines))
        self._is_name = lru_cache(_MOST_CACHED)(self._spans)
        if about:
            self._resolver.about = self._find_place(about)

    def locate(self, phrase: str | Phrase) -> Location | NoLocation:
        """Give the location of one expression, or the reason why it has none."""
        found = self.locate_each(phrase)
        if len(found) == 1:
            return found[0]
        names = ", ".join(one.text for one in found)
        text = phrase if isinstance(phrase, str) else phrase.text
        reason = f"the words name {len(found)} places: {names}; ask for each of them"
        return NoLocation(text=text, reason=reason, relation="list")

    def locate_each(self, phrase: str | Phrase) -> tuple[Location | NoLocation, ...]:
        """Give a result for each place that an expression names."""
        read = self.read(phrase) if isinstance(phrase, str) else (phrase,)
        return tuple(place_expression(self._complete(one), self._resolver) for one in read)

    def read(self, text: str) -> tuple[Phrase, ...]:
        """Give the phrases of an expression without placing them."""
        return read_expression(text, self._is_name)

    def find(self, name: str) -> Place | None:
        """Give the place that a name or "the base" stands for, as `locate` would take it."""
        return self._find_place(name)

    def place(self, place_id: str) -> Place:
        """Give the place of an id of the gazetteer."""
        return self._resolver.gazetteer.place(place_id)

    def _spans(self, words: str) -> bool:
        """Say whether words are one name of the gazetteer from end to end."""
        hits = self._resolver.gazetteer.scan(words)
        return any(h.end - h.start == len(words) and h.form != "demonym" for h in hits)

    def _find_place(self, words: str) -> Place | None:
        for phrase in self.read(words):
            found = self._resolver.find_all(phrase.anchors)
            if found:
                return found[0]
        return None

    def _complete(self, phrase: Phrase) -> Phrase:
        """Read a short plus code near the place beside it."""
        if phrase.code is None or not phrase.anchors:
            return phrase
        found = self._resolver.find_all(phrase.anchors)
        if not found:
            return phrase
        written = complete_code(phrase.code, found[0].longitude, found[0].latitude)
        return replace(
            phrase,
            coordinates=(written.longitude, written.latitude),
            coordinates_radius_m=written.radius_m,
        )
