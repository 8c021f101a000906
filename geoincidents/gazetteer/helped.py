"""A gazetteer that a service has told some names of one article."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

from geoincidents.gazetteer.index import Gazetteer
from geoincidents.gazetteer.scan import NameHit
from geoincidents.model.place import Place
from geoincidents.text.names import fold_name


class HelpedGazetteer(Gazetteer):
    """Know what a local gazetteer knows, and the places that were told under further names."""

    def __init__(self, local: Gazetteer, told: Mapping[str, tuple[Place, ...]]) -> None:
        vars(self).update(vars(local))  # its files, caches and lock
        self._local = local  # which closes them when nobody needs it any more
        self._told = {fold_name(name): places for name, places in told.items()}
        self._by_id = {place.place_id: place for places in told.values() for place in places}
        self.place = lru_cache(self._give_place)
        longest_first = sorted(told, key=lambda name: (-len(name), name))
        spelled = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
        self._pattern = re.compile(rf"(?<!\w)(?:{spelled})(?!\w)")

    def scan(self, text: str) -> list[NameHit]:
        """Give every name in a text; where a told name lies over a local one, the local stands."""
        hits = self._local.scan(text)
        taken = {i for hit in hits for i in range(hit.start, hit.end)}
        return sorted(chain(hits, self._scan_told(text, taken)))

    def _scan_told(self, text: str, taken: set[int]) -> Iterator[NameHit]:
        for match in self._pattern.finditer(text):
            if taken.isdisjoint(range(*match.span())):
                ids = tuple(p.place_id for p in self._told[fold_name(match.group())])
                yield NameHit(match.start(), match.end(), match.group(), ids, "name")

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Give the places of a name, those that were told first."""
        return self._told.get(fold_name(name)) or self._local.candidates(name)

    def _give_place(self, place_id: str) -> Place:
        """Give a place by its id.

        Raises:
            GazetteerError: no place has this id.
        """
        return self._by_id.get(place_id) or self._local.place(place_id)
