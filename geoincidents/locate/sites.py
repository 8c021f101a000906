"""Find "the airport in Erbil": a site of a town by its name, or as the only one of its kind."""

from collections.abc import Sequence

from geoincidents.locate.anchors import Resolver
from geoincidents.locate.defaults import read_defaults
from geoincidents.model.phrase import Phrase
from geoincidents.model.place import Place
from geoincidents.text.names import fold_name

# "the air base in Taji" may be a base of another name for its kind
_RELATED = {"airbase": ("base", "camp"), "airport": ("airbase",), "base": ("camp",)}


def find_site(phrase: Phrase, resolver: Resolver, holders: Sequence[Place]) -> Place | None:
    """Give the site that a phrase means, or `None`: then the town itself stands for it."""
    found = resolver.find_all(phrase.anchors, holders, phrase.relation)
    if len(found) != 1 or len(phrase.anchors) != 1:
        return None
    town, kinds = found[0], phrase.facility
    if town.kind in kinds:
        return town
    table = read_defaults()["site"]
    # "on the edge of the port of X" is as near as "the port of X"
    loose = phrase.relation == "near" and "near" in phrase.text.lower().split()
    return _find_named(town, phrase, resolver, table["named_m"]) or _find_only(
        town, kinds, resolver, table["near_m" if loose else "reach_m"]
    )


def _find_named(town: Place, phrase: Phrase, resolver: Resolver, reach_m: int) -> Place | None:
    """Give the site that bears the name of its town, the kind asked for before its like."""
    names = {fold_name(n) for n in (phrase.anchors[0].surface, town.name, *town.aliases)}
    related = tuple(k for kind in phrase.facility for k in _RELATED.get(kind, ()))
    for kinds in (phrase.facility, related):
        here = resolver.gazetteer.list_sites(kinds, town.longitude, town.latitude, reach_m)
        bearing = [
            p for p in here if any(_begins(fold_name(n), names) for n in (p.name, *p.aliases))
        ]
        if bearing:
            return bearing[0]
    return None


def _begins(name: str, towns: set[str]) -> bool:
    words = f" {name} "
    return any(f" {town} " in words for town in towns if town)


def _find_only(
    town: Place, kinds: tuple[str, ...], resolver: Resolver, reach_m: int
) -> Place | None:
    reach = town.radius_m + reach_m
    here = resolver.gazetteer.list_sites(kinds, town.longitude, town.latitude, reach)
    return here[0] if len(here) == 1 else None
