"""Find the places that the names of an expression mean, each in the light of the others."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Protocol

from geoincidents.gazetteer import NameHit
from geoincidents.geodesy import measure
from geoincidents.locate.outlines import Outline, Outlines, centre_of
from geoincidents.locate.shapes import Extent
from geoincidents.locate.world import find_country
from geoincidents.model.mention import Mention
from geoincidents.model.place import Place
from geoincidents.text.names import fold_name

_WORLDWIDE = {"country", "continent", "sea", "region"}
# kinds of place that the word after a name asks for
_ASKS = {
    "city": {"city", "town"},
    "town": {"town", "city", "village"},
    "township": {"town", "village"},
    "village": {"village", "town", "city"},
    "hamlet": {"village"},
    "district": {"admin2", "neighbourhood", "town"},
    "province": {"admin1"},
    "governorate": {"admin1"},
    "countryside": {"admin1", "city"},
    "state": {"admin1"},
    "neighbourhood": {"neighbourhood"},
    "quarter": {"neighbourhood"},
    "suburb": {"neighbourhood", "town", "village"},
    "region": {"region", "admin1", "admin2"},
    "area": {"neighbourhood", "town", "village", "admin2", "city"},
}
# words that may stand before a bare name in the gazetteer, by kind
_TAILS = {"province": "province", "governorate": "province", "district": "district"}
# kinds of place that a relation is told of: "20 km from Homs" is the city, not its province
_TOWNS = {"city", "town", "village"}
_LIKELY = {
    "bearing": _TOWNS,
    "between": _TOWNS,
    "along": _TOWNS,
    "towards": _TOWNS,
    "near": _TOWNS,
    "border_of": {"country"},
}
_DISTRICT_RADIUS_M = 23_000  # the median of the 4,265 districts of the place tables
_LIKELY_BONUS = 2.0
_BORDER_BONUS = 4.0  # a town that shares the name of a country has no border with another
_KIND_BONUS = 3.0
_HELD_BONUS = 2.0
_PENALTY_A_100KM = 2.0
_MOST_PENALTY = 8.0
_SIMILAR_PENALTY = 7.0
_HECTOKILOMETRE_M = 100_000
_LEAST_WORD = 4
_ALIKE = 0.9
_MOST_CACHED = 100_000


class KnowsNames(Protocol):
    """What a resolver asks of a gazetteer: `Gazetteer`, or a list of places of somebody's own."""

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Give the places of a name, best first."""

    def scan(self, text: str) -> Sequence[NameHit]:
        """Give every name in a text."""

    def country_id(self, code: str) -> str:
        """Give the id of a country by its ISO code."""

    def nearest(self, longitude: float, latitude: float, limit: int = 1) -> tuple[Place, ...]:
        """Give the settlements nearest to a point."""

    def list_sites(
        self, kinds: Sequence[str], longitude: float, latitude: float, reach_m: float
    ) -> Sequence[Place]:
        """Give the places of some kinds about a point, the nearest first."""

    @property
    def place(self) -> Callable[[str], Place]:
        """Give the place of an id."""


@dataclass(slots=True, kw_only=True)
class Resolver:
    """Look up names in a gazetteer; `country` (ISO 3166-1 alpha-2) limits where they may lie."""

    gazetteer: KnowsNames
    country: str | None = None
    outlines: Outlines = field(default_factory=Outlines)
    about: Place | None = None
    _known: dict[tuple[str, str | None], tuple[Place, ...]] = field(default_factory=dict)
    _drawn: dict[str, Outline | None] = field(default_factory=dict)

    def extend(self, place: Place) -> Extent:
        """Give a place with its polygon, where one is loaded."""
        if place.kind not in {"country", "admin1", "admin2"}:
            return Extent(place=place)
        if place.place_id not in self._drawn:
            self._drawn[place.place_id] = self.outlines.find(place) or find_country(place)
        return Extent(place=place, outline=self._drawn[place.place_id])

    def find_neighbour(self, country: Place) -> Place | None:
        """Give the country on the other side of "the Syrian border": the one asked for."""
        if self.country is None or self.country == country.country:
            return None
        return self.gazetteer.place(self.gazetteer.country_id(self.country))

    def find(
        self, mention: Mention, beside: Sequence[Place] = (), relation: str = "in"
    ) -> Place | None:
        """Give the place of a name, near the places `beside` it where there are several."""
        if mention.rule == "points back":
            return self.about
        places = self.list_places(mention.surface, mention.kind_cue)
        if not places or mention.rule == "capital of":
            return None
        wanted = _ASKS.get(mention.kind_cue or "", set())
        likely = _LIKELY.get(relation, set())
        folded = fold_name(mention.surface)

        def score(place: Place) -> float:
            bonus = _LIKELY_BONUS if place.kind in likely else 0.0
            bonus += _BORDER_BONUS if relation == "border_of" and place.kind == "country" else 0.0
            return bonus + _score(place, folded, wanted) + self._score_nearness(place, beside)

        best = max(places, key=score)
        return widen_district(best) if mention.kind_cue == "district" else best

    def find_all(
        self, mentions: Iterable[Mention], beside: Sequence[Place] = (), relation: str = "in"
    ) -> list[Place]:
        """Give the places of names of which each may stand beside the others; none is missed."""
        names = list(mentions)
        found: list[Place] = []
        for mention in names:
            place = self.find(mention, [*beside, *found], relation)
            if place is not None:
                found.append(place)
        if len(names) > 1 and len(found) == len(names):  # the first in the light of the last
            found[0] = self.find(names[0], [*beside, *found[1:]], relation) or found[0]
        return found

    def _score_nearness(self, place: Place, beside: Sequence[Place]) -> float:
        score = 0.0
        for other in beside:
            gap = self.measure_gap(place, other)
            score += _HELD_BONUS if gap == 0 and other.radius_m > place.radius_m else 0.0
            score -= min(_MOST_PENALTY, gap / _HECTOKILOMETRE_M * _PENALTY_A_100KM)
        return score

    def measure_gap(self, place: Place, other: Place) -> float:
        """Give how far the middle of a place is from the edge of another, in metres; 0 inside."""
        outline = self.extend(other).outline
        if outline is not None:
            return outline.measure_gap(place.longitude, place.latitude)
        distance, _ = measure(centre_of(place), centre_of(other))
        return max(0.0, distance - other.radius_m)

    def list_places(self, surface: str, cue: str | None) -> tuple[Place, ...]:
        """Give the places that a name can mean, of the country asked for."""
        key = (surface, cue)
        if key not in self._known:
            if len(self._known) > _MOST_CACHED:
                self._known.clear()
            self._known[key] = self._look_up(surface, cue)
        return self._known[key]

    def _look_up(self, surface: str, cue: str | None) -> tuple[Place, ...]:
        for hit in self.gazetteer.scan(surface):
            if hit.form == "demonym" and hit.end - hit.start == len(surface):
                return tuple(self.gazetteer.place(i) for i in hit.place_ids)
        for words in _vary(surface, cue):
            found = tuple(p for p in self.gazetteer.candidates(words) if self._is_allowed(p))
            if words.startswith(f"{surface} "):  # "Karrada district" is not any other district
                found = tuple(p for p in found if self._sounds_like(p, surface))
            if found:
                return found
        return ()

    def _sounds_like(self, place: Place, surface: str) -> bool:
        """Say whether an area has a name, spelt so or, round the town of that name, nearly so."""
        bare = fold_name(surface)
        names = {fold_name(name) for name in (place.name, *place.aliases)}
        told = names | {name.rsplit(" ", 1)[0] for name in names}
        if bare in told:
            return True
        alike = [n for n in told if SequenceMatcher(None, bare, n).ratio() >= _ALIKE]
        if not any(name[-1:] == bare[-1:] for name in alike):  # "Mansoura" is not "Mansour"
            return False
        towns = self.gazetteer.candidates(surface)
        return any(self.measure_gap(town, place) == 0 for town in towns)

    def _is_allowed(self, place: Place) -> bool:
        if self.country is None or place.country == self.country:
            return True
        return place.kind in _WORLDWIDE


def widen_district(place: Place) -> Place:
    """Take the town of a district for the district, where the gazetteer has only the town."""
    if place.kind not in _TOWNS:
        return place
    return replace(
        place,
        place_id=f"{place.place_id}#district",
        kind="admin2",
        name=f"{place.name} district",
        aliases=(*place.aliases, place.name),
        radius_m=max(place.radius_m, _DISTRICT_RADIUS_M),
    )


def _vary(surface: str, cue: str | None) -> Iterable[str]:
    """Give the spellings under which a gazetteer may know a name, the fullest first."""
    if cue in _TAILS:
        yield f"{surface} {_TAILS[cue]}"
    yield surface
    for part in surface.split("/"):
        if part != surface and len(part) >= _LEAST_WORD:
            yield part.strip()
    if "-" in surface:
        yield surface.replace("-", " ")


def _score(place: Place, folded: str, wanted: set[str]) -> float:
    score = place.rank
    if wanted:
        score += _KIND_BONUS if place.kind in wanted else -_KIND_BONUS
    return score if _is_named(place, folded) else score - _SIMILAR_PENALTY


def _is_named(place: Place, folded: str) -> bool:
    return any(fold_name(name) == folded for name in (place.name, *place.aliases))
