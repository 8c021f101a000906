"""Find the places that point at people, and move them: to a district, or a random way."""

import hmac
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256

from geoincidents import geodesy
from geoincidents.gazetteer import Gazetteer
from geoincidents.model import Incident, Location, Place, Position
from geoincidents.model.evidence import PLACE_MARK
from geoincidents.protect.people import express_name
from geoincidents.protect.rules import PlaceRule, Rules, join_words

DISTRICT = "admin2"
MOVED_PRECISION = "admin2"
FARTHEST_DISTRICT_M = 60_000  # the centre of one that may hold the place
SPOT_DIGITS = 3  # of degrees, some 100 m: what lies in one cell is moved the same way
_EIGHT_BYTES = 2**64


class PlaceFinder:
    """Tell which of the places of an incident point at people, by the tables of `rules`."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._found = [
            (
                rule,
                re.compile(rf"\b(?:{join_words(rule.words)})\b", re.IGNORECASE),
                re.compile(rf"\b(?:{join_words(rule.but_not)})\b", re.IGNORECASE),
            )
            for rule in rules.places
        ]

    def find_rule(self, incident: Incident) -> PlaceRule | None:
        """Give the rule that the words of an incident come under, or `None`."""
        texts = [one.quote for one in incident.evidence]
        texts += [one.text for one in incident.targets]
        texts += [one.title for one in incident.articles if one.title]
        for text in texts:
            if rule := self.find_rule_in(text):
                return rule
        for place in (*incident.impacts, *incident.launches):
            if rule := self.find_rule_of(place):
                return rule
        return self.find_rule_in(incident.place_text or "")

    def find_rule_of(self, place: Location) -> PlaceRule | None:
        """Give the rule that the words or the kind of one place come under, or `None`."""
        for rule in self._rules.places:
            if place.place_kind in rule.kinds:
                return rule
        return self.find_rule_in(f"{place.text} {place.name or ''}")

    def find_rule_in(self, words: str) -> PlaceRule | None:
        """Give the rule that words come under, or `None`."""
        for rule, plain, but_not in self._found:
            if plain.search(words) and plain.search(but_not.sub(" ", words)):
                return rule
        return None

    def choose_places(self, incident: Incident) -> frozenset[Location]:
        """Give the places to move: all that were hit or aimed at, and launches at such a place."""
        chosen = {*incident.impacts, *(one.location for one in incident.targets if one.location)}
        chosen |= {one for one in incident.launches if self.find_rule_of(one)}
        return frozenset(one for one in chosen if self.is_exact(one))

    def is_exact(self, place: Location) -> bool:
        """Tell whether a place is known well enough to lead to somebody."""
        return place.radius_m < self._rules.least_radius_m


class SmallPlaceFinder:
    """Find names of places in texts that lead to somebody: small ones, and those nobody knows."""

    def __init__(self, rules: Rules, gazetteer: Gazetteer) -> None:
        self._least_radius_m = rules.least_radius_m
        self._none = rules.no_names | rules.things
        self._gazetteer = gazetteer
        before = join_words(rules.before_places)
        self._named = re.compile(rf"\b(?i:{before})\s(?i:the\s)?(?P<name>{express_name(rules)})")

    def find(self, text: str) -> Iterator[str]:
        """Give such names; months, days and offices are none."""
        for match in self._named.finditer(text):
            words = match["name"].split()
            cut = next((i for i, one in enumerate(words) if one.lower() in self._none), len(words))
            name = " ".join(words[:cut])
            if name and not self._is_wide(name):
                yield name

    def _is_wide(self, name: str) -> bool:
        if self._gazetteer.country_of_demonym(name):
            return True
        known = self._gazetteer.candidates(name) if self._gazetteer.knows(name) else ()
        return any(one.radius_m >= self._least_radius_m for one in known)


@dataclass(frozen=True, slots=True)
class Mover:
    """Move places; the same seed moves the same spot the same way."""

    rules: Rules
    seed: bytes
    gazetteer: Gazetteer

    def move(self, place: Location, way: str) -> Location:
        """Give the place without what leads to it; its radius still holds the true one."""
        district = self._find_district(place) if way == "district" else None
        return self._scatter(place) if district is None else _put_into(place, district)

    def _find_district(self, place: Location) -> Place | None:
        """Give the smallest district that surely holds the whole place, and hides it."""
        near = self.gazetteer.list_sites(
            (DISTRICT,), place.longitude, place.latitude, FARTHEST_DISTRICT_M
        )
        for district in sorted(near, key=lambda one: (one.radius_m, one.place_id)):
            centre = Position(district.longitude, district.latitude)
            far, _ = geodesy.measure(centre, place.position)
            if max(self.rules.least_radius_m, far + place.radius_m) <= district.radius_m:
                return district
        return None

    def _scatter(self, place: Location) -> Location:
        rules = self.rules
        spot = f"{place.longitude:.{SPOT_DIGITS}f},{place.latitude:.{SPOT_DIGITS}f}"
        digest = hmac.new(self.seed, spot.encode(), sha256).digest()
        first, second = (int.from_bytes(digest[i : i + 8], "big") for i in (0, 8))
        # Every spot of the ring is as likely as any other: the root evens out what lies outside.
        inner, outer = rules.inner_m**2, rules.outer_m**2
        distance = math.sqrt(inner + (outer - inner) * first / _EIGHT_BYTES)
        at = geodesy.travel(place.position, 360 * second / _EIGHT_BYTES, distance)
        return replace(
            _clear(place),
            longitude=round(at.longitude, geodesy.COORDINATE_DIGITS),
            latitude=round(at.latitude, geodesy.COORDINATE_DIGITS),
            radius_m=rules.outer_m + place.radius_m,
            rule=f"protected: moved a random way of {rules.inner_m} to {rules.outer_m} m",
        )


def _put_into(place: Location, district: Place) -> Location:
    return replace(
        _clear(place),
        name=district.name,
        place_id=district.place_id,
        place_kind=district.kind,
        admin1=district.admin1 or place.admin1,
        longitude=district.longitude,
        latitude=district.latitude,
        radius_m=district.radius_m,
        area=geodesy.draw_disc(Position(district.longitude, district.latitude), district.radius_m),
        rule="protected: moved to the district",
    )


def _clear(place: Location) -> Location:
    """Leave of a place what many others have too."""
    return replace(
        place,
        text=PLACE_MARK,
        relation="in",
        name=None,
        place_id=None,
        place_kind=None,
        precision=MOVED_PRECISION,
        area=None,
        admin1_touched=(),
    )
