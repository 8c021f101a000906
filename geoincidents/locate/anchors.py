"""Find the places that the names of an expression mean, each in the light of the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from geoincidents.gazetteer import Gazetteer
from geoincidents.geodesy import measure
from geoincidents.locate.outlines import Outline, Outlines, centre_of
from geoincidents.locate.shapes import Extent
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
_KIND_BONUS = 3.0
_HELD_BONUS = 2.0
_PENALTY_A_100KM = 2.0
_MOST_PENALTY = 8.0
_SIMILAR_PENALTY = 1.0
_HECTOKILOMETRE_M = 100_000
_LEAST_WORD = 4
_MOST_CACHED = 100_000


@dataclass(slots=True, kw_only=True)
class Resolver:
    """Look up names in a gazetteer; `country` (ISO 3166-1 alpha-2) limits where they may lie."""

    gazetteer: Gazetteer
    country: str | None = None
    outlines: Outlines = field(default_factory=Outlines)
    about: Place | None = None
    _known: dict[tuple[str, str | None], tuple[Place, ...]] = field(default_factory=dict)
    _drawn: dict[str, Outline | None] = field(default_factory=dict)

    def extend(self, place: Place) -> Extent:
        """Give a place with its polygon, where one is loaded."""
        if not self.outlines:
            return Extent(place=place)
        if place.place_id not in self._drawn:
            self._drawn[place.place_id] = self.outlines.find(place)
        return Extent(place=place, outline=self._drawn[place.place_id])

    def find(self, mention: Mention, beside: Sequence[Place] = ()) -> Place | None:
        """Give the place of a name, near the places `beside` it where there are several."""
        if mention.rule == "points back":
            return self.about
        places = self.list_places(mention.surface, mention.kind_cue)
        if not places or mention.rule == "capital of":
            return None
        wanted = _ASKS.get(mention.kind_cue or "", set())
        folded = fold_name(mention.surface)
        return max(places, key=lambda place: _score(place, folded, wanted, beside))

    def find_all(self, mentions: Iterable[Mention], beside: Sequence[Place] = ()) -> list[Place]:
        """Give the places of names of which each may stand beside the others; none is missed."""
        names = list(mentions)
        found: list[Place] = []
        for mention in names:
            place = self.find(mention, [*beside, *found])
            if place is not None:
                found.append(place)
        if len(names) > 1 and len(found) == len(names):  # the first in the light of the last
            found[0] = self.find(names[0], [*beside, *found[1:]]) or found[0]
        return found

    def list_places(self, surface: str, cue: str | None) -> tuple[Place, ...]:
        """Give the places that a name can mean, of the country asked for."""
        key = (surface, cue)
        if key not in self._known:
            if len(self._known) > _MOST_CACHED:
                self._known.clear()
            self._known[key] = self._look_up(surface, cue)
        return self._known[key]

    def _look_up(self, surface: str, cue: str | None) -> tuple[Place, ...]:
        for words in _vary(surface, cue):
            found = tuple(p for p in self.gazetteer.candidates(words) if self._is_allowed(p))
            if found:
                return found
        for hit in self.gazetteer.scan(surface):
            whole = hit.end - hit.start >= len(surface.strip())
            if whole and hit.form == "demonym":
                return tuple(self.gazetteer.place(i) for i in hit.place_ids)
        return ()

    def _is_allowed(self, place: Place) -> bool:
        if self.country is None or place.country == self.country:
            return True
        return place.kind in _WORLDWIDE


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


def _score(place: Place, folded: str, wanted: set[str], beside: Sequence[Place]) -> float:
    score = place.rank
    if wanted:
        score += _KIND_BONUS if place.kind in wanted else -_KIND_BONUS
    names = (place.name, *place.aliases)
    if all(fold_name(name) != folded for name in names):
        score -= _SIMILAR_PENALTY
    for other in beside:
        gap = gap_between(place, other)
        score += _HELD_BONUS if gap == 0 and other.radius_m > place.radius_m else 0.0
        score -= min(_MOST_PENALTY, gap / _HECTOKILOMETRE_M * _PENALTY_A_100KM)
    return score


def gap_between(one: Place, other: Place) -> float:
    """Give how far the middle of one place is from the edge of another, in metres; 0 inside."""
    distance, _ = measure(centre_of(one), centre_of(other))
    return max(0.0, distance - other.radius_m)
