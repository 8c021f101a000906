"""Offer the gazetteer as a geopy geocoder, so that every tool that takes one works offline.

geopandas.tools.geocode(["Baghdad airport"], provider=GazetteerGeocoder)
"""

from dataclasses import asdict
from functools import cache
from typing import Any, Literal, overload

from geopy.exc import GeocoderQueryError
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geoincidents.gazetteer.index import Gazetteer, load_gazetteer
from geoincidents.model.place import Place
from geoincidents.text.names import fold_name

REVERSE_CANDIDATES = 10


class GazetteerGeocoder(Geocoder):  # type: ignore[misc] # geopy carries no types
    """Geocode names without a network; takes the options of every geopy geocoder.

    `gazetteer` defaults to the one of this installation. Nothing is ever asked of a server.
    """

    def __init__(self, *, gazetteer: Gazetteer | None = None, **options: Any) -> None:  # noqa: ANN401 - geopy's own options
        super().__init__(**options)
        self.gazetteer = gazetteer or _open_default()

    @overload
    def geocode(
        self,
        query: str,
        *,
        exactly_one: Literal[True] = ...,
        country_codes: str | list[str] | None = ...,
        timeout: float | None = ...,
    ) -> Location | None: ...
    @overload
    def geocode(
        self,
        query: str,
        *,
        exactly_one: Literal[False],
        country_codes: str | list[str] | None = ...,
        timeout: float | None = ...,
    ) -> list[Location] | None: ...
    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        country_codes: str | list[str] | None = None,
        timeout: float | None = None,  # noqa: ARG002 - every geopy geocoder takes it
    ) -> Location | list[Location] | None:
        """Give the place of a name, or all its candidates, best first; `None` where unknown.

        "Balad, Salah al-Din" asks for the Balad of that area. `country_codes` are ISO 3166-1
        alpha-2.

        Raises:
            GeocoderQueryError: the query is no text, or an empty one.
        """
        if not isinstance(query, str) or not query.strip():
            msg = f"a query is the name of a place, not {query!r}"
            raise GeocoderQueryError(msg)
        places = self._find(query)
        if country_codes is not None:
            codes = [country_codes] if isinstance(country_codes, str) else country_codes
            wanted = {code.upper() for code in codes}
            places = [place for place in places if place.country in wanted]
        return _give([_locate(place) for place in places], exactly_one=exactly_one)

    @overload
    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        *,
        exactly_one: Literal[True] = ...,
        timeout: float | None = ...,
    ) -> Location | None: ...
    @overload
    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        *,
        exactly_one: Literal[False],
        timeout: float | None = ...,
    ) -> list[Location] | None: ...
    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        *,
        exactly_one: bool = True,
        timeout: float | None = None,  # noqa: ARG002 - every geopy geocoder takes it
    ) -> Location | list[Location] | None:
        """Give the nearest settlement to a point (latitude first, as geopy has it)."""
        point = Point(query)
        places = self.gazetteer.nearest(point.longitude, point.latitude, REVERSE_CANDIDATES)
        return _give([_locate(place) for place in places], exactly_one=exactly_one)

    def _find(self, query: str) -> list[Place]:
        places = self.gazetteer.candidates(query)
        if places or "," not in query:
            return list(places)
        name, *containers = query.split(",")
        places = self.gazetteer.candidates(name)
        for container in containers:
            holders = self.gazetteer.candidates(container)
            wanted = fold_name(container)
            countries = {place.country for place in holders if place.kind == "country"}
            places = tuple(
                place
                for place in places
                if place.country in countries
                or (place.admin1 is not None and fold_name(place.admin1) == wanted)
                or any(
                    holder.kind == "admin1"
                    and place.admin1 == (holder.admin1 or holder.name)
                    and place.country == holder.country
                    for holder in holders
                )
            )
        return list(places)


@cache
def _open_default() -> Gazetteer:
    return load_gazetteer()


def _locate(place: Place) -> Location:
    address = ", ".join(
        dict.fromkeys(part for part in (place.name, place.admin1, place.country) if part)
    )
    return Location(address, Point(place.latitude, place.longitude), asdict(place))


def _give(locations: list[Location], *, exactly_one: bool) -> Location | list[Location] | None:
    if not locations:
        return None
    return locations[0] if exactly_one else locations
