"""Find the places that the names of an article mean, by all that it has told of where it is."""

from dataclasses import dataclass, field, replace

from geoincidents.geodesy import measure
from geoincidents.locate.anchors import Resolver, widen_district
from geoincidents.locate.outlines import centre_of
from geoincidents.locate.passes import Context, choose_place
from geoincidents.locate.world import are_neighbours
from geoincidents.model.mention import Mention
from geoincidents.model.phrase import Phrase
from geoincidents.model.place import Place

_Key = tuple[int, int, str]
_NEAR_M = 60_000  # a district of the name of its town lies round it


@dataclass(slots=True, kw_only=True)
class ArticleResolver(Resolver):
    """Resolve the names of one article's phrases by the passes, each phrase settled at once.

    `decided` says which pass chose the place of a name.
    """

    context: Context
    decided: dict[_Key, str] = field(default_factory=dict)
    _settled: dict[_Key, Place] = field(default_factory=dict)

    def settle(self, phrase: Phrase) -> tuple[list[Place], list[Place]]:
        """Give the places of the anchors and of the holders of a phrase, outer holders first."""
        holders: list[Place] = []
        for mention in reversed(phrase.containers):
            self.context.containers = tuple(holders)
            if (place := self._choose(mention)) is not None:
                holders.insert(0, place)
        self.context.containers = tuple(holders)
        found = [place for m in phrase.anchors if (place := self._choose(m)) is not None]
        self.context.containers = ()
        for further in phrase.within:
            self.settle(further)
        return found, holders

    def find(
        self,
        mention: Mention,
        beside: object = (),  # noqa: ARG002 - the article decides, not the phrase
        relation: str = "in",
    ) -> Place | None:
        """Give the place of a name as it was settled, or by the passes alone.

        A way is measured from a town, not from the province that is called after it.
        """
        place = self._settled.get(_key(mention)) or self._choose(mention)
        if place is None or relation not in _MEASURED or place.kind != "admin1":
            return place
        towns = (self.gazetteer.place(one) for one in mention.place_ids)
        return next((p for p in towns if p.kind in _TOWNS and p.country == place.country), place)

    def decide(self, phrase: Phrase) -> str:
        """Give what decided the place of the last name of a phrase."""
        return self.decided.get(_key(phrase.anchors[-1]), "") if phrase.anchors else ""

    def find_neighbour(self, country: Place) -> Place | None:
        """Give the neighbour of a country that the article speaks of most."""
        by_share = sorted(self.context.focus, key=lambda code: -self.context.focus[code])
        for code in dict.fromkeys((*by_share, *sorted(self.context.spoken))):
            if code != country.country:
                other = self.gazetteer.place(self.gazetteer.country_id(code))
                if are_neighbours(country, other):
                    return other
        return None

    def _choose(self, mention: Mention) -> Place | None:
        chosen = choose_place(mention, self.context)
        if chosen is None:
            return None
        place, decided = chosen
        if mention.kind_cue == "district":
            place = self._find_district(mention, place)
        self.decided[_key(mention)] = decided
        self._settled[_key(mention)] = place
        return place

    def _find_district(self, mention: Mention, town: Place) -> Place:
        """Give the district of a town's name that lies round it, else the town widened."""
        for place in self.list_places(mention.surface, "district"):
            near = measure(centre_of(place), centre_of(town))[0] <= _NEAR_M
            if place.kind == "admin2" and near and place.country == town.country:
                return place
        return widen_district(town)


_MEASURED = {"bearing", "offset", "distance"}
_TOWNS = {"city", "town", "village"}


def _key(mention: Mention) -> _Key:
    return mention.start, mention.end, mention.surface


def stand_in(phrase: Phrase) -> Phrase | None:
    """Give what else is said of a place whose name is out of question: what it lies near, or in."""
    if phrase.within:
        return replace(phrase.within[0], text=phrase.text)
    if not phrase.containers:
        return None
    return replace(
        phrase,
        relation="in",
        part=None,
        anchors=phrase.containers[:1],
        containers=phrase.containers[1:],
    )
